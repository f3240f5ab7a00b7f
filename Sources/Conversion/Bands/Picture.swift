import ACES
import DPX
import EXR

/// Where a frame's samples come from.
enum Picture: ~Copyable, Sendable {
  case exr(Source)
  case dpx(ProxyFrame)
  /// From no file: they are drawn under this header.
  case drawn(Header)

  /// Whether the samples are still to be converted when a band has them.
  var needsConversion: Bool {
    switch self {
    case .exr: true
    case .drawn: true
    case .dpx: false
    }
  }

  /// The size of the file in memory, in bytes.
  var byteCount: Int {
    switch self {
    case .exr(let source): source.byteCount
    case .dpx(let frame): frame.byteCount
    case .drawn: 0
    }
  }

  /// The header of the frame, for a DPX one that says the same in OpenEXR's terms.
  var header: Header {
    switch self {
    case .exr(let source): source.header
    case .dpx(let frame): frame.header
    case .drawn(let header): header
    }
  }
}

/// A DPX of ACESproxy codes, in memory.
struct ProxyFrame: Sendable {
  let image: DPXImage
  let encoding: ACESproxy
  let header: Header
  let definition: PartDefinition
  private let bytes: ByteBuffer

  var byteCount: Int { bytes.count }

  /// - Parameter encoding: What the codes are.
  init(_ bytes: ByteBuffer, encoding: ACESproxy) throws(FrameFailure) {
    self.bytes = bytes
    do throws(DPXError) {
      // The buffer holds the file's bytes and outlives the span.
      image = try unsafe DPXImage(parsing: bytes.bytes.bindMemory(to: UInt8.self).span)
    } catch {
      throw FrameFailure(.read, .dpx(error))
    }
    guard encoding.bitDepth == Int(image.bitDepth.rawValue) else {
      throw FrameFailure(.read, .codes(bits: Int(image.bitDepth.rawValue), encoding: encoding))
    }
    self.encoding = encoding
    let own = try ProxyHeader(image)
    (header, definition) = (own.header, own.definition)
  }

  /// Unpacks and decodes the rows of a band.
  ///
  /// - Parameters:
  ///   - planes: Blue, green and red half planes of the band, in the order of the header's channels.
  ///   - codes: The lane's scratch.
  /// - Returns: How many codes represent no image data.
  func decode(_ area: Band.Area, to space: ColorSpace, planes: [Plane], codes: inout CodeRows) -> Int {
    let count = area.width * area.height
    codes.reserve(count)
    // The scratch has room for the band, and the planes are the band's.
    let scratch = unsafe codes.planes
    var red = unsafe UnsafeMutableBufferPointer(start: scratch.r, count: count).mutableSpan
    var green = unsafe UnsafeMutableBufferPointer(start: scratch.g, count: count).mutableSpan
    var blue = unsafe UnsafeMutableBufferPointer(start: scratch.b, count: count).mutableSpan
    unsafe image.unpack(
      rows: area.y..<area.y + area.height, of: bytes.bytes.bindMemory(to: UInt8.self).span,
      red: &red, green: &green, blue: &blue)
    let half = unsafe RGBPlanes<Float16>(planes[2], planes[1], planes[0])
    return unsafe encoding.decode(scratch, to: half, in: space, count: count)
  }
}

extension ProxyFrame {
  /// The part that the decoded frame becomes.
  func definition(form: EXRForm, edits: HeaderEdits, provenance: Provenance) -> PartDefinition {
    var definition = definition
    if case .use(let compression) = form.compression { definition.compression = compression }
    var edit = PartEdit()
    ColourTags(form: form).apply(to: &edit, part: header.parts[0], holdsColour: true)
    let replaced = Set(edits.attributes.map(\.name) + (edits.dropsTimeCode ? ["timeCode"] : []))
    definition.attributes.removeAll { replaced.contains($0.name) }
    definition.attributes += edit.set + edits.attributes + provenance.attributes
    return definition
  }
}
