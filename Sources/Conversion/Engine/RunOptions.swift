import EXR
import Files

/// How a run works, apart from what it makes.
public struct RunOptions: Sendable, Hashable {
  /// How many bands are worked on at the same time, at most: never more than there are cores, or than the memory has
  /// room for. Threads that only wait for the disk come on top.
  public var lanes: Int
  /// Upper bound of the memory that lanes and frames in flight take together, in bytes.
  public var memory: Int
  /// Upper bound where one frame is in flight by itself, in bytes.
  public var largestFrame: Int
  /// Whether a file is on the disk before it counts as done.
  public var sync: SyncPolicy
  /// Which codec packs and unpacks PIZ chunks; the pixels are the same with either.
  public var codec: Codec

  /// - Parameters:
  ///   - lanes: One a core where nil.
  ///   - memory: Where nil, a quarter of what the process may have, and three quarters for a frame that is in flight by
  ///     itself. Control groups, affinity and `ulimit -v` are obeyed.
  public init(
    lanes: Int? = nil, memory: Int? = nil, sync: SyncPolicy = .frame, codec: Codec = .own
  ) {
    self.lanes = lanes ?? Machine.cores
    self.memory = memory ?? Machine.memory / 4
    largestFrame = memory ?? Machine.memory / 4 * 3
    self.sync = sync
    self.codec = codec
  }

  /// Chooses the codec by its name, `own` or `openexr`.
  ///
  /// - Returns: False for any other name.
  package mutating func setCodec(named name: String) -> Bool {
    switch name {
    case "own": codec = .own
    case "openexr": codec = .openEXR
    default: return false
    }
    return true
  }
}
