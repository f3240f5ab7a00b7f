import Files
import FrameSequence
import SystemPackage

/// Every new name, decided before any is given.
public struct RenumberPlan: Sendable {
  /// What was asked for.
  public let request: RenumberRequest
  /// Every sequence that is renumbered, in the order of the search.
  public internal(set) var sequences: [RenumberedSequence] = []
  /// Files that belong to no sequence.
  public internal(set) var ignored: [IgnoredEntry] = []
  /// Why sequences, or the whole, are not renumbered.
  public internal(set) var refusals: [RenumberRefusal] = []
  /// What is to be renamed in place, one folder each; empty for names in other folders.
  var folders: [RenumberedFolder] = []

  /// Which frame of a plan.
  public struct Place: Hashable, Sendable {
    /// The index in ``RenumberPlan/sequences``.
    public let sequence: Int
    /// The index in ``RenumberedSequence/allFrames``.
    public let frame: Int
  }

  /// Every frame of all sequences with its place, in their order.
  package var allFrames: [(place: Place, frame: RenumberedFrame)] {
    sequences.enumerated().flatMap { index, sequence in
      sequence.allFrames.enumerated().map { (Place(sequence: index, frame: $0.offset), $0.element) }
    }
  }

  /// Leaves nothing to be done: what is wrong concerns the whole.
  package mutating func dropAll() {
    sequences = []
    folders = []
  }
}

/// A folder whose files get other names in it, all by one journal.
struct RenumberedFolder: Sendable {
  let path: FilePath
  let identity: FileIdentity
  let rename: RenamePlan
  /// Whose moves those of the plan are, in their order.
  let places: [RenumberPlan.Place]
  /// Which file the plan saw under each name.
  let files: [[UInt8]: FileIdentity]
}

/// One sequence of a plan.
public struct RenumberedSequence: Sendable {
  /// The source pattern with its folder.
  public let source: FilePath
  /// The new pattern with its folder.
  public let output: FilePath
  /// The frame before head-in, if the source has one. It is no part of the picture.
  public let slate: RenumberedFrame?
  /// The picture, from head-in to tail-out.
  public let frames: [RenumberedFrame]
  /// What a user should know and nothing is refused for.
  public let warnings: [RenumberWarning]
  /// The folder of the source.
  let directory: FilePath
  let directoryIdentity: FileIdentity

  /// The slate, if there is one, and the picture.
  public var allFrames: [RenumberedFrame] { (slate.map { [$0] } ?? []) + frames }
}

/// What is decided for one number.
public struct RenumberedFrame: Sendable, Hashable {
  /// Where it stands among the new numbers.
  public let role: FrameRole
  /// The number it has; nil for a file without one.
  public let sourceFrame: Int?
  /// The number it gets; nil for a file without one.
  public let outputFrame: Int?
  /// Nil for a number that the source does not have.
  public let source: Destination?
  /// Where the file of the new name is.
  public let destination: Destination
  /// What the run does with it.
  public let intent: Intent
  /// Which file the plan saw; nil where that does not matter.
  let identity: FileIdentity?

  /// What a run does with a frame.
  public enum Intent: Sendable, Hashable {
    /// Gives it its new name.
    case rename
    /// It has its new name already.
    case stay
    /// The source does not have it, and the user chose to keep the gap.
    case missing
    /// A file of the new name is there, and the user chose to leave it.
    case skip
    /// It is no file that could be renumbered; the others are.
    case fail(RenumberFailure)
  }

  /// Whether the run has to do something.
  public var isRenamed: Bool { intent == .rename }
}
