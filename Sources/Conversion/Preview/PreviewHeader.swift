import ACES
import DPX
import EXR
import FrameSequence
import SystemPackage
import Timecode

extension DPXHeader {
  /// The header of a preview: every field that the source or the job knows, and nothing that is guessed.
  ///
  /// Television black level, white level and gamma stay undefined, because readers take them for a range.
  ///
  /// - Parameters:
  ///   - name: The preview's file name.
  ///   - part: The part that is shown.
  ///   - raster: The picture's.
  init(of order: FrameOrder, form: PreviewForm, name fileName: [UInt8], part: Part, raster: PreviewRaster) {
    self.init()
    let encoding = form.settings.encoding
    let edits = order.edits
    name(DPXEncoding(encoding))
    file.name = DPXText(bytes: fileName)
    file.creationTime = DPXText(creationTime: form.creationTime)
    file.creator = DPXText("Turnover \(Product.version)")
    file.project = DPXText(bytes: form.shot)
    file.copyright = DPXText(part.string(named: "owner") ?? "")

    element.lowCode = UInt32(encoding.cvMin)
    element.highCode = UInt32(encoding.cvMax)

    // OpenImageIO takes the original's size for that of the frame: a picture of another size would be shown in a
    // corner of it, or cut off. So a preview is an original of its own.
    source.xOriginalSize = UInt32(exactly: raster.width)
    source.yOriginalSize = UInt32(exactly: raster.height)
    // A frame that is drawn shows nothing of the file whose header it takes over.
    if !order.input.isDrawn {
      source.fileName = DPXText(bytes: order.input.fileName)
      source.creationTime = DPXText(part.string(named: "capDate").flatMap(CaptureTime.init)?.dpx ?? "")
      television.integrationTime = part.positive("expTime")
      keyCode(part.attribute(named: "keyCode"))
    }
    let camera = [part.string(named: "cameraMake"), part.string(named: "cameraModel")].compactMap { $0 }
    source.inputDevice = DPXText(camera.joined(separator: " "))
    source.inputSerial = DPXText(part.string(named: "cameraSerialNumber") ?? "")
    let aspect = PixelAspect(part.pixelAspectRatio)
    source.pixelAspectHorizontal = aspect.horizontal
    source.pixelAspectVertical = aspect.vertical

    film.framePosition = order.position.flatMap { UInt32(exactly: $0) }
    film.sequenceLength = UInt32(exactly: form.sequenceLength)
    film.heldCount = 1
    film.frameID = DPXText(order.number.map { "\($0)" } ?? "")
    film.slate = DPXText(form.slate)
    film.shutterAngle = part.positive("shutterAngle")
    if let rate = edits.framesPerSecond ?? part.framesPerSecond, rate.numerator > 0, rate.denominator > 0 {
      film.frameRate = Float(rate.numerator) / Float(rate.denominator)
      television.frameRate = film.frameRate
    }
    if let code = edits.timeCode(of: part) {
      television.timeCode = code.counted?.dpxWord
      television.userBits = code.userData
    }
    television.interlace = 0
  }

  /// The five key code fields, from OpenEXR's seven integers: manufacturer, type, prefix, count, offset in
  /// perforations, and two that DPX has no place for. None where one of them has more digits than its field:
  /// the others would be another frame's key code.
  private mutating func keyCode(_ attribute: Attribute?) {
    guard let attribute, attribute.typeName == "keycode", attribute.bytes.count == 28 else { return }
    let texts = [2, 2, 6, 4, 2].enumerated().compactMap { index, digits -> DPXText? in
      let bytes = attribute.bytes[index * 4..<index * 4 + 4]
      // A negative number is a large one here.
      let written = String(bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
      guard written.count <= digits else { return nil }
      return DPXText(String(repeating: "0", count: digits - written.count) + written)
    }
    guard texts.count == 5 else { return }
    film.keycodeManufacturer = texts[0]
    film.keycodeType = texts[1]
    film.keycodePrefix = texts[2]
    film.keycodeCount = texts[3]
    film.keycodeOffset = texts[4]
  }
}

extension Part {
  /// The number of an attribute that means something only above zero; nil where it is none.
  fileprivate func positive(_ name: String) -> Float? {
    guard case .float(let value)? = attribute(named: name)?.value, value > 0, value.isFinite else {
      return nil
    }
    return value
  }
}

/// A pixel aspect ratio as the two integers of a DPX header.
struct PixelAspect: Sendable, Hashable {
  let horizontal: UInt32
  let vertical: UInt32

  /// The fraction of small integers nearest to a ratio; 1:1 where it is no ratio.
  init(_ ratio: Float) {
    guard ratio.isFinite, ratio > 0.001, ratio < 1000 else {
      (horizontal, vertical) = (1, 1)
      return
    }
    var best: (error: Double, horizontal: UInt32, vertical: UInt32) = (.infinity, 1, 1)
    for vertical in 1...1000 {
      let horizontal = (Double(ratio) * Double(vertical)).rounded()
      let error = abs(horizontal / Double(vertical) - Double(ratio))
      // Anything closer than the Float itself is the same ratio with larger numbers.
      if horizontal >= 1, error < best.error - 1e-7 {
        best = (error, UInt32(horizontal), UInt32(vertical))
      }
    }
    (horizontal, vertical) = (best.horizontal, best.vertical)
  }
}
