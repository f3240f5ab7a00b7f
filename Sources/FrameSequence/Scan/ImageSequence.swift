import Files
import SystemPackage

/// One file of a sequence.
public struct SequenceFrame: Hashable, Sendable {
  /// The frame number, or `nil` for a file without one.
  public let number: Int?
  /// The file's name in its directory, exactly as it is there.
  public let name: [UInt8]
  /// Why the file cannot be read though its name is taken: it is a FIFO, a link to nowhere, a folder.
  /// Such a frame counts as found, keeps its number, and fails when its turn comes. `nil` for a
  /// regular file or a link to one.
  public let obstacle: EntryObstacle?

  /// - Precondition: `name` is not empty.
  package init(number: Int?, name: [UInt8], obstacle: EntryObstacle? = nil) {
    precondition(!name.isEmpty, "a file has a name")
    self.number = number
    self.name = name
    self.obstacle = obstacle
  }
}

/// Several files with one number: `f.1.exr`, `f.001.exr`.
public struct DuplicateNumber: Hashable, Sendable, Encodable {
  /// The number.
  public let number: Int
  /// All names with it, shortest first; at least two.
  public let names: [[UInt8]]
}

/// Numbered files of one directory that differ only in the frame number; or one file without number.
public struct ImageSequence: Hashable, Sendable {
  /// The directory that holds the files, as it was reached.
  public let directory: FilePath
  /// The name the files share. Its padding is that of the files; see ``init(directory:prefix:suffix:frames:)``.
  public let pattern: SequencePattern
  /// The files, by rising number, each number once. Never empty.
  public private(set) var frames: [SequenceFrame]
  /// The missing numbers between the first frame and the last, as ranges, rising.
  public private(set) var gaps: [ClosedRange<Int>]
  /// Numbers that more than one file has. ``frames`` has the first of ``DuplicateNumber/names``.
  public private(set) var duplicates: [DuplicateNumber]
  /// All paddings in use when there is more than one, rising; else empty. `f.001`, `f.0002`: [3, 4].
  public let mixedPadding: [Int]

  /// Puts files of one directory together that share `prefix` and `suffix`.
  ///
  /// The padding is the number of digits of a name with leading zeros, the least such number if they
  /// differ; without any leading zero it is the least number of digits, because 9999 and 10000 belong
  /// to one sequence. For a sequence whose negative numbers are one digit shorter, the sign counts.
  /// - Parameter frames: in any order, all with a number or exactly one without.
  /// - Precondition: `frames` is not empty and as described.
  package init(directory: FilePath, prefix: [UInt8], suffix: [UInt8], frames: [SequenceFrame]) {
    let numbered = frames.filter { $0.number != nil }
    precondition(!frames.isEmpty, "a sequence has frames")
    precondition(numbered.count == frames.count || frames.count == 1, "only a single file has no number")
    self.directory = directory
    let fixed = prefix.count + suffix.count
    let sorted = frames.sorted { ($0.number ?? 0, $0.name.count) < ($1.number ?? 0, $1.name.count) }

    let padding = Padding(frames: numbered, fixed: fixed)
    pattern = SequencePattern(
      prefix: prefix, pad: padding.pad, suffix: suffix, countsSign: padding.countsSign)
    mixedPadding = padding.mixed

    var unique: [SequenceFrame] = []
    var gaps: [ClosedRange<Int>] = []
    var duplicates: [Int: [[UInt8]]] = [:]
    for frame in sorted {
      if let last = unique.last, let before = last.number, let number = frame.number {
        if before == number {
          duplicates[number, default: [last.name]].append(frame.name)
          continue
        }
        if number > before + 1 { gaps.append((before + 1)...(number - 1)) }
      }
      unique.append(frame)
    }
    self.frames = unique
    self.gaps = gaps
    self.duplicates = duplicates.map { DuplicateNumber(number: $0.key, names: $0.value) }
      .sorted { $0.number < $1.number }
  }

  /// The first and the last number, or `nil` for a file without number.
  public var range: ClosedRange<Int>? {
    guard let first = frames.first?.number, let last = frames.last?.number else { return nil }
    return first...last
  }

  /// The frame with this number, or `nil` if it is missing.
  public func frame(_ number: Int) -> SequenceFrame? {
    var (low, high) = (0, frames.count)
    while low < high {
      let middle = (low + high) / 2
      guard let candidate = frames[middle].number else { return nil }
      if candidate == number { return frames[middle] }
      if candidate < number { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The same sequence without its first number, with the same name; nil where it has no other.
  package var withoutFirst: ImageSequence? {
    guard frames.count > 1, let second = frames[1].number else { return nil }
    var rest = self
    rest.frames.removeFirst()
    rest.gaps.removeAll { $0.upperBound < second }
    rest.duplicates.removeAll { $0.number < second }
    return rest
  }

  /// Where a frame of this sequence is.
  public func path(of frame: SequenceFrame) -> FilePath { directory.appending(name: frame.name) }
}

extension ImageSequence {
  /// The pattern with its folder.
  package var path: FilePath { directory.appending(name: pattern.name) }
}
