import ACES
import DPX
import EXR
import Files
import FrameSequence
import Timecode

/// What a DPX header says, in OpenEXR's terms: windows, pixel aspect, time code, frame rate, key facts.
struct ProxyHeader {
  let definition: PartDefinition
  let header: Header

  init(_ image: DPXImage) throws(FrameFailure) {
    let window = Box(xMin: 0, yMin: 0, xMax: image.width - 1, yMax: image.height - 1)
    definition = PartDefinition(
      dataWindow: window, channels: ["B", "G", "R"].map { Channel(name: $0, type: .half) },
      attributes: ProxyHeader.attributes(image.header))
    do throws(EXRError) {
      header = try Output(parts: [definition], into: ByteBuffer()).header
    } catch {
      throw FrameFailure(error, during: .read)
    }
  }

  /// What the file says of its codes.
  static func claim(of image: DPXImage) -> ColourClaim {
    guard let encoding = image.encoding else {
      let description = image.header.element.description
      let other: DPXBitDepth = image.bitDepth == .ten ? .twelve : .ten
      guard let named = DPXEncoding(description: description, bitDepth: other) else { return .nothing }
      return .contradiction(
        "the image element's description '\(PathText.shown(description.string))' names \(named.name), but its codes have "
          + "\(image.bitDepth.rawValue) bits")
    }
    return .proxy(ACESproxy(encoding), .description(image.header.element.description.string))
  }

  private static func attributes(_ header: DPXHeader) -> [Attribute] {
    var attributes: [Attribute] = []
    let source = header.source
    if let horizontal = source.pixelAspectHorizontal, let vertical = source.pixelAspectVertical,
      horizontal > 0, vertical > 0
    {
      attributes.append(Attribute("pixelAspectRatio", .float(Float(horizontal) / Float(vertical))))
    }
    // A word that is no time code, or counts more frames than OpenEXR's can, says nothing.
    if let word = header.television.timeCode, let code = try? Timecode.TimeCode(dpxWord: word),
      code.frames < 40
    {
      attributes.append(
        Attribute(
          "timeCode",
          .timeCode(
            EXR.TimeCode(timeAndFlags: code.openEXRWord(), userData: header.television.userBits ?? 0))))
    }
    if let rate = header.film.frameRate ?? header.television.frameRate, rate.isFinite, rate > 0,
      rate < 10_000,
      let known = FrameRate.nearest(to: Double(rate))
    {
      let value = Rational(numerator: Int32(known.numerator), denominator: UInt32(known.denominator))
      attributes.append(Attribute("framesPerSecond", .rational(value)))
    }
    let texts = [
      ("owner", header.file.copyright), ("cameraModel", source.inputDevice),
      ("cameraSerialNumber", source.inputSerial),
      ("capDate", DPXText(CaptureTime(source.creationTime.string)?.openEXR ?? "")),
    ]
    for (name, text) in texts where !text.isEmpty {
      attributes.append(Attribute(name, typeName: "string", bytes: text.bytes))
    }
    return attributes
  }
}

extension FrameRate {
  /// The rate that a header's Float stands for: 23.976 is 24000/1001; nil where it is no rate in use.
  static func nearest(to value: Double) -> FrameRate? {
    FrameRate(parsing: "\((value * 1000).rounded() / 1000)")
  }
}
