import Files
import SystemPackage

/// Files of one directory, sorted into sequences by what stands around their numbers.
struct FrameGroups {
  typealias Collected = (sequences: [ImageSequence], obstacles: [(name: [UInt8], obstacle: EntryObstacle)])

  private struct Key: Hashable {
    let prefix: [UInt8]
    let suffix: [UInt8]
    let isNumbered: Bool
  }

  private var groups: [Key: [SequenceFrame]] = [:]

  /// Puts the entry `name` into the group that its name says.
  mutating func add(_ name: [UInt8], obstacle: EntryObstacle? = nil) {
    let parsed = FrameName(name)
    let key = Key(prefix: parsed.prefix, suffix: parsed.suffix, isNumbered: parsed.number != nil)
    groups[key, default: []].append(SequenceFrame(number: parsed.number, name: name, obstacle: obstacle))
  }

  /// The sequences, in any order, and the entries that are neither a file nor a frame among files.
  func sequences(in directory: FilePath) -> Collected {
    var result: Collected = ([], [])
    for (key, frames) in groups {
      let obstacles = frames.compactMap { frame in frame.obstacle.map { (name: frame.name, obstacle: $0) } }
      if obstacles.count == frames.count {
        result.obstacles += obstacles
      } else {
        result.sequences.append(
          ImageSequence(directory: directory, prefix: key.prefix, suffix: key.suffix, frames: frames))
      }
    }
    return result
  }
}
