import FrameSequence
import SystemPackage

/// How frames come to their new names in another folder.
public enum RenumberMode: String, Sendable, Hashable, Codable, CaseIterable {
  /// Shares the bytes with the source until one of the two is changed, where the file system can do that;
  /// copies where it cannot.
  case clone
  /// A second file with the same bytes.
  case copy
  /// A second name of the same file.
  case hardlink
  /// The source loses its name.
  case move
}

/// How a file came to its new name.
public enum RenumberMethod: String, Sendable, Codable, Hashable {
  /// As ``RenumberMode`` has them.
  case cloned, copied, linked, moved
  /// In its own folder.
  case renamed
}

/// What a user asks of a renumbering. Names change, and the bytes of files do not; EXR and DPX alike.
public struct RenumberRequest: Sendable {
  /// Where the new names are.
  public enum Place: Sendable, Hashable {
    /// Below this folder; the tree below each input, or ``RenumberRequest/base``, is kept.
    case folder(FilePath, RenumberMode)
    /// Each file's own folder.
    case inPlace
  }

  /// Files, patterns, folders and trees of shot folders.
  public var inputs: [FilePath]
  /// The folder whose tree is kept below another folder, in place of that below each input; see
  /// ``FoundSequence/relativeFolder``.
  public var base: FilePath?
  /// Which of the sequences that are found are meant.
  public var selection = SequenceSelection()
  /// Where the new names are.
  public var place: Place
  /// How frames are numbered.
  public var numbering = NumberingRequest()
  /// How files are named.
  public var naming = NamingRequest()
  /// What becomes of files in the other folder. In place no file ever gives way.
  public var existing: ExistingPolicy = .refuse

  /// A request that keeps numbers and names: ``numbering`` and ``naming`` say what changes.
  public init(inputs: [FilePath], place: Place) {
    self.inputs = inputs
    self.place = place
  }

  /// What no sequence could be renumbered by.
  package var contradictions: [RenumberRefusal.Reason] {
    var found: [RenumberRefusal.Reason] = []
    for policy in [numbering.gaps, numbering.shortHandles] where policy == .hold || policy == .black {
      found.append(.cannotFill(policy: policy.rawValue))
    }
    switch numbering.slate {
    case .none, .first: break
    case .render, .file: found.append(.cannotMakeSlate)
    }
    if place == .inPlace, existing != .refuse { found.append(.nothingGivesWayInPlace) }
    return found
  }
}
