import ACES
import EXR
import Files
import FrameSequence
import SystemPackage

/// Everything that one output frame needs, as a value: whoever holds it and the files it names can make the frame,
/// on any machine, with the same bytes.
///
/// A plan is a list of orders. An order holds what the plan believes of the source (its ``claim``) and what is
/// changed in the header (its ``edits``), never a header: the header is read from the file when the frame is made,
/// and a file that says something else by then fails.
public struct FrameOrder: Sendable, Hashable {
  /// Which order of its plan it is, from 1.
  public var item: Int
  /// What is read, and what is seen in it.
  public var input: FrameInput
  /// The name of the file that the source does not have and that a held or black frame stands for; else nil.
  public var missing: [UInt8]?
  /// The files that are made; at least one.
  public var products: [FrameProduct]
  /// Whether a file of the product's name gives way. Otherwise the frame fails where there is one.
  public var replaces: Bool
  /// The delivered frame number; nil for a file without one.
  public var number: Int?
  /// Which picture of the delivered range it is, from 1; nil for a slate.
  public var position: Int?
  /// What differs from the header of the file that is read, colour tags apart.
  package var edits: HeaderEdits
  /// What the file said of its colour when the plan was made.
  var claim: ColourClaim
  /// Which layers are colour and which are data.
  public var layers: LayerRules
  /// What it takes in memory at most, in bytes: the source, the files that are made and the pictures that are drawn.
  public var byteCost: Int
  /// The samples of its largest band, in bytes: what a lane has to hold unpacked.
  public var bandByteCost: Int

  package init(
    item: Int, input: FrameInput, missing: [UInt8]?, products: [FrameProduct], replaces: Bool, number: Int?,
    position: Int?,
    edits: HeaderEdits, claim: ColourClaim, layers: LayerRules, byteCost: Int,
    bandByteCost: Int
  ) {
    self.item = item
    self.input = input
    self.missing = missing
    self.products = products
    self.replaces = replaces
    self.number = number
    self.position = position
    self.edits = edits
    self.claim = claim
    self.layers = layers
    self.byteCost = byteCost
    self.bandByteCost = bandByteCost
  }

  /// The EXR that is made, and where; nil where there is none.
  var exr: (form: EXRForm, file: Destination)? {
    for product in products { if case .exr(let form) = product.form { return (form, product.file) } }
    return nil
  }

  /// The preview that is made, and where; nil where there is none.
  var preview: (form: PreviewForm, file: Destination)? {
    for product in products { if case .preview(let form) = product.form { return (form, product.file) } }
    return nil
  }
}

/// The file that a frame is made of, and what of it is seen.
public struct FrameInput: Sendable, Hashable {
  /// The file that is read. For ``Content/black`` and ``Content/slate(_:)`` a neighbour of the frame, of which only
  /// the header is used.
  public var file: FilePath
  /// What the frame shows.
  public var content: Content

  /// What a frame shows, and how the samples of its file are encoded.
  public enum Content: Sendable, Hashable {
    /// An EXR, whose pixels are in this space.
    case exr(ColorSpace)
    /// A DPX of codes in this encoding.
    case dpx(ACESproxy)
    /// Black, in the place of a frame that the source does not have.
    case black
    /// A slate that is drawn.
    case slate(SlateOrder)
  }

  package init(file: FilePath, content: Content) {
    self.file = file
    self.content = content
  }

  /// Whether the samples of the file are not looked at, because others are drawn.
  package var isDrawn: Bool {
    switch content {
    case .exr, .dpx: false
    case .black, .slate: true
    }
  }
}

/// A file that is made of a frame.
public struct FrameProduct: Sendable, Hashable {
  /// Where the file is made.
  public var file: Destination
  /// What kind of file it is.
  public var form: Form

  /// The kinds of files that are made of frames.
  public enum Form: Sendable, Hashable {
    /// An EXR.
    case exr(EXRForm)
    /// A DPX of ACESproxy codes.
    case preview(PreviewForm)
  }

  package init(file: Destination, form: Form) {
    self.file = file
    self.form = form
  }
}

extension FrameOrder {
  /// What the EXR is like; where none is made, what would change nothing.
  var form: EXRForm {
    exr?.form
      ?? EXRForm(space: input.content.samples.space(delivered: .acescg), compression: .keep, depth: .keep)
  }
}

extension FrameOrder {
  /// What the header says that the frame was made of.
  var provenance: Provenance {
    input.provenance(missing: missing)
  }

  /// Whether it is a slate that is drawn, which says what became of the other frames.
  package var isDrawnSlate: Bool {
    if case .slate = input.content { true } else { false }
  }
}

extension FrameInput {
  /// The name of the file without its folder.
  package var fileName: [UInt8] { file.lastComponent.map { FilePath(root: nil, [$0]).bytes } ?? [] }

  /// What the header of a frame says that is made of it.
  ///
  /// - Parameter missing: The name of the file that it stands for where the source does not have that.
  package func provenance(missing: [UInt8]?) -> Provenance {
    switch content {
    case .slate: .slate
    case .black: .black(missing: missing ?? fileName)
    case .exr, .dpx: missing.map { .held(fileName, missing: $0) } ?? .source(fileName)
    }
  }
}

extension FrameInput.Content {
  /// Where the samples come from.
  package var samples: SampleSource {
    switch self {
    case .exr(let space): .pixels(space)
    case .dpx: .codes
    case .black, .slate: .drawn
    }
  }
}
