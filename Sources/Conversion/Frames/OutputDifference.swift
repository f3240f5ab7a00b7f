/// A way in which a file that is there is not what is ordered.
public indirect enum OutputDifference: Sendable, Hashable, Encodable {
  /// It is made of another source frame, or in another way.
  case source(found: String, ordered: String)
  /// Something that its header says is another.
  case property(name: String, found: String, ordered: String)
  /// The codes of a preview have another size.
  case bitDepth(found: Int, ordered: Int)
  /// It is a DPX in the place of an EXR, or the other way round.
  case otherKind
  /// It cannot be read, or is not whole.
  case unreadable(failure: FrameFailure)

  /// `its compression is zip, not piz`.
  package var words: String {
    switch self {
    case .source(let found, let ordered): "it is \(found), not \(ordered)"
    case .property(let name, let found, let ordered): "its \(name) is \(found), not \(ordered)"
    case .bitDepth(let found, let ordered): "its codes have \(found) bits, not \(ordered)"
    case .otherKind: "it is another kind of file"
    case .unreadable(let failure): failure.text
    }
  }

  /// Whether it is of another source frame, which no option mends.
  package var isOfSource: Bool {
    if case .source = self { true } else { false }
  }
}
