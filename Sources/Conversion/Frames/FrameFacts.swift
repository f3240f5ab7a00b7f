import DPX
import EXR
import Files
import SystemPackage

/// What one frame's header says, without its attributes.
package struct FrameFacts: Sendable {
  /// The size of the file, in bytes.
  package let byteCount: Int
  /// The pixels of the first part's display window, which a preview or a slate has; 2⁴⁰ where there are more,
  /// which is beyond all memory and still safe to multiply.
  package var displayedPixelCount: Int {
    guard let window = shape.first?.displayWindow else { return 0 }
    let (count, overflows) = window.width.multipliedReportingOverflow(by: window.height)
    return overflows ? 1 << 40 : min(count, 1 << 40)
  }
  /// All its samples unpacked, in bytes.
  package let unpackedByteCount: Int
  /// One entry a part.
  package internal(set) var dataWindows: [Box]
  /// The first part's `timeCode`. A DPX gets its flags by ``SequenceFacts/completeTimeCode(numbers:fps:)``.
  package var timeCode: TimeCode?
  /// What was passed over in reading the header of a DPX.
  package let oddities: [DPXWarning]
  /// What most frames of a sequence have in common; ``SharedFacts`` keeps it once for all that are equal.
  var description: Shared<FrameDescription>

  /// One entry a part: what should be the same in every frame of a sequence.
  package var shape: [PartShape] { description.value.shape }
  package var claim: ColourClaim { description.value.claim }
  /// What a DPX holds; nil for an EXR. The other facts of a DPX are those of the EXR that it becomes.
  package var codes: CodeFacts? { description.value.codes }
  /// The first part's `framesPerSecond`.
  package var framesPerSecond: Rational? { description.value.framesPerSecond }

  /// Reads the header of the file at `path`.
  package static func read(
    _ path: FilePath, limits: Limits, rules: LayerRules
  ) throws(FrameFailure) -> (facts: FrameFacts, header: Header) {
    let file = try onFiles { () throws(FileFailure) in try SourceFile(path) }
    if path.extension?.lowercased() == "dpx" {
      let image = try file.proxyImage()
      let header = try ProxyHeader(image).header
      return (
        FrameFacts(
          header: header, byteCount: file.byteCount, rules: rules, claim: ProxyHeader.claim(of: image),
          codes: CodeFacts(image), oddities: image.warnings),
        header
      )
    }
    let header = try file.header(limits: limits)
    return (FrameFacts(header: header, byteCount: file.byteCount, rules: rules), header)
  }

  init(
    header: Header, byteCount: Int, rules: LayerRules, claim: ColourClaim? = nil, codes: CodeFacts? = nil,
    oddities: [DPXWarning] = []
  ) {
    self.byteCount = byteCount
    self.oddities = oddities
    unpackedByteCount = header.parts.reduce(0) { $0 + ChunkLayout($1).pixelCount * $1.bytesPerPixel }
    dataWindows = header.parts.map(\.dataWindow)
    timeCode = header.parts.first?.timeCode
    let classes = header.parts.map { ChannelClasses(of: $0, rules: rules) }
    // Where all layers are still a question, their parts say what the pixels would be.
    var colourParts = classes.indices.filter { !classes[$0].triples.isEmpty }
    if colourParts.isEmpty { colourParts = classes.indices.filter { !classes[$0].unknown.isEmpty } }
    description = Shared(
      FrameDescription(
        shape: header.parts.map(PartShape.init),
        claim: claim ?? ColourClaim(of: header, colourParts: colourParts),
        codes: codes, framesPerSecond: header.parts.first?.framesPerSecond))
  }
}

/// What every frame of a sequence should have in common, for one part; see ``ShotContrasts``.
package struct PartShape: Sendable, Hashable {
  package let name: String?
  package let storage: Storage
  package let compression: Compression
  package let channels: [Channel]
  package let displayWindow: Box
  package let pixelAspectRatio: Float
  package let tiles: TileDescription?

  package init(_ part: Part) {
    name = part.name
    storage = part.storage
    compression = part.compression
    channels = part.channels
    displayWindow = part.displayWindow
    pixelAspectRatio = part.pixelAspectRatio
    tiles = part.tiles
  }
}
