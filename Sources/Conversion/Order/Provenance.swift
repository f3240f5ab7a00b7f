import EXR
import Files
import FrameSequence

/// What an EXR of ours was made of, as its header says it.
///
/// A frame is known by its file name: a tree that is moved, or mounted elsewhere, keeps its frames. The
/// attributes stand in the first part. Names are in their text form; see `PathText`.
///
/// | attribute | of | value |
/// |---|---|---|
/// | `turnover/content` | every frame | `source`, `held`, `black`, or `slate` for one that was drawn |
/// | `turnover/source` | source and held frames | the file whose picture it shows |
/// | `turnover/missing` | held and black frames | the file that the source does not have, which it stands for |
/// | `turnover/slate` | slates that were drawn | see ``SlateMark`` |
public enum Provenance: Sendable, Hashable {
  /// A source frame, or a slate that is a file.
  case source([UInt8])
  /// Another source frame in the place of one that the source does not have.
  case held([UInt8], missing: [UInt8])
  /// Black in the place of a frame that the source does not have.
  case black(missing: [UInt8])
  /// A slate that was drawn.
  case slate
}

extension Provenance {
  /// All attributes that say it. A file that is made anew has none of its source's.
  static let attributeNames: Set<String> = [
    contentName, sourceName, missingName, SlateMark.attributeName,
  ]

  private static let contentName = "turnover/content"
  private static let sourceName = "turnover/source"
  private static let missingName = "turnover/missing"

  /// What the header says; nil where it says nothing, or nothing that can be understood.
  public init?(_ header: Header) {
    guard let part = header.parts.first else { return nil }
    func name(_ attribute: String) -> [UInt8]? {
      // A text that is no name says nothing.
      part.string(named: attribute).flatMap { try? PathText.decode($0) }
    }
    let (source, missing) = (name(Self.sourceName), name(Self.missingName))
    switch (part.string(named: Self.contentName), source, missing) {
    case ("source", let source?, nil): self = .source(source)
    case ("held", let source?, let missing?): self = .held(source, missing: missing)
    case ("black", nil, let missing?): self = .black(missing: missing)
    case ("slate", nil, nil): self = .slate
    default: return nil
    }
  }

  /// What says it in a header.
  var attributes: [Attribute] {
    func name(_ attribute: String, _ name: [UInt8]) -> Attribute {
      Attribute(attribute, .string(PathText.encode(name)))
    }
    func content(_ word: String) -> Attribute { Attribute(Self.contentName, .string(word)) }
    return switch self {
    case .source(let source): [content("source"), name(Self.sourceName, source)]
    case .held(let source, let missing):
      [content("held"), name(Self.sourceName, source), name(Self.missingName, missing)]
    case .black(let missing): [content("black"), name(Self.missingName, missing)]
    case .slate: [content("slate")]
    }
  }

  /// The source frame whose place it takes, whether the source has it or not; nil for a drawn slate.
  package var frame: [UInt8]? {
    switch self {
    case .source(let source): source
    case .held(_, let missing), .black(let missing): missing
    case .slate: nil
    }
  }
}
