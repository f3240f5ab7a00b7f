import FrameSequence

/// What a user should know of a sequence that is renumbered all the same: the fact with its values. ``text`` says it.
public enum RenumberWarning: Sendable, Hashable, Encodable {
  /// Something about the numbers.
  case numbering(NumberingWarning)
  /// The slate replaces a file that may be its predecessor, or the first picture of other numbers.
  case slateReplaces(file: SlateReplacement)

  /// The warning as one sentence without its subject.
  public var text: String {
    switch self {
    case .numbering(let warning): warning.words
    case .slateReplaces(let file): file.words
    }
  }
}
