import ACES
import DPX
import EXR
import Files
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A preview's header says what its source says, and nothing that is no value of the field.
struct PreviewHeaderTests {
  private func header(
    _ content: FrameInput.Content = .exr(.aces2065_1), _ attributes: [Attribute] = [],
    settings: PreviewSettings = PreviewSettings()
  ) throws -> DPXHeader {
    var part = Headers.part(window: Box(xMin: -3, yMin: 0, xMax: 63, yMax: 100))
    part.displayWindow = Box(xMin: 0, yMin: 0, xMax: 58, yMax: 90)
    part.attributes += attributes
    let name = Array("a.1001.dpx".utf8)
    let form = PreviewForm(
      settings: settings, shot: Array("a".utf8), sequenceLength: 1, creationTime: 0, slate: "a")
    let order = FrameOrder(
      item: 1, input: FrameInput(file: "in/a.0001.exr", content: content), missing: nil,
      products: [FrameProduct(file: Destination(folder: "out", name: name), form: .preview(form))],
      replaces: false, number: 1001, position: 1, edits: HeaderEdits(), claim: .nothing, layers: LayerRules(),
      byteCost: 0, bandByteCost: 0)
    let made = try Headers.header(part).parts[0]
    return DPXHeader(
      of: order, form: form, name: name, part: made, raster: PreviewRaster(part: made, settings: settings))
  }

  private static func keyCode(_ numbers: [Int32]) -> Attribute {
    Attribute(
      "keyCode", typeName: "keycode",
      bytes: numbers.flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
      })
  }

  private static let said = [
    Attribute("capDate", .string("2026:01:02 03:04:05")), Attribute("expTime", .float(0.02)),
    keyCode([1, 2, 345_678, 1234, 5, 4, 64]),
  ]

  @Test func whatTheSourceSaysIsHandedOn() throws {
    let header = try header(Self.said)
    #expect(header.source.fileName == "a.0001.exr" && header.source.creationTime == "2026:01:02:03:04:05")
    #expect(header.television.integrationTime == 0.02)
    #expect(header.film.keycodeText == ["01", "02", "345678", "1234", "05"])
  }

  /// The header of a black frame or a drawn slate is another frame's, which it does not show.
  @Test func aDrawnFrameShowsNoFile() throws {
    let header = try header(.black, Self.said)
    #expect(header.source.fileName.isEmpty && header.source.creationTime.isEmpty)
    #expect(header.television.integrationTime == nil)
    #expect(header.film.keycodeText == ["", "", "", "", ""])
    #expect(header.file.name == "a.1001.dpx")
  }

  /// Readers show a picture of another size than the original's in a corner of that.
  @Test(arguments: PreviewSettings.Size.allCases, PreviewSettings.Window.allCases)
  func theOriginalIsThePictureItself(size: PreviewSettings.Size, window: PreviewSettings.Window) throws {
    let header = try header(settings: PreviewSettings(window: window, size: size))
    let (width, height) = window == .display ? (59, 91) : (67, 101)
    let n = size.rawValue
    #expect(header.source.xOriginalSize == UInt32((width + n - 1) / n))
    #expect(header.source.yOriginalSize == UInt32((height + n - 1) / n))
  }

  @Test(arguments: [(-24, 1), (0, 1), (24, 0)] as [(Int32, UInt32)])
  func aRateThatIsNoneStaysUndefined(numerator: Int32, denominator: UInt32) throws {
    let rate = Rational(numerator: numerator, denominator: denominator)
    let header = try header([Attribute("framesPerSecond", .rational(rate))])
    #expect(header.film.frameRate == nil && header.television.frameRate == nil)
  }

  @Test(arguments: [-1, 0, .nan, .infinity] as [Float]) func aTimeThatIsNoneStaysUndefined(value: Float)
    throws
  {
    let header = try header([Attribute("expTime", .float(value)), Attribute("shutterAngle", .float(value))])
    #expect(header.television.integrationTime == nil && header.film.shutterAngle == nil)
  }

  /// A number that its field cannot hold would be cut to another one.
  @Test(arguments: 0..<5) func aKeyCodeOutOfRangeStaysUndefined(index: Int) throws {
    for number in [-1, [100, 100, 1_000_000, 10_000, 100][index]] as [Int32] {
      var numbers: [Int32] = [1, 2, 345_678, 1234, 5, 4, 64]
      numbers[index] = number
      #expect(try header([Self.keyCode(numbers)]).film.keycodeText == ["", "", "", "", ""])
    }
  }

  static let times: [(text: String, dpx: String?)] = [
    ("2026:01:02 03:04:05", "2026:01:02:03:04:05"), ("2026:12:31:23:59:60", "2026:12:31:23:59:60"),
    ("2026:01:02:03:04:05Z", "2026:01:02:03:04:05"), ("", nil), ("2026-01-02 03:04:05", nil),
    ("2026:13:02 03:04:05", nil), ("2026:01:02 3:04:05", nil), ("2026:01:02T03:04:05", nil),
    ("2026:01:02 03:04:+5", nil), ("2026:01:02 24:00:00", nil), ("yesterday, at noon.", nil),
    ("2026:01:02 03:04:5ä", nil), ("\r\n\r\n2026:01:02 03:04:05", nil), ("2026:01:0203:04:05  ", nil),
  ]

  @Test(arguments: times.indices) func aTimeIsOneOrNone(index: Int) throws {
    let (text, dpx) = Self.times[index]
    #expect(CaptureTime(text)?.dpx == dpx)
    #expect(CaptureTime(text)?.openEXR == dpx.map { $0.prefix(10) + " " + $0.suffix(8) })
    #expect(try header([Attribute("capDate", .string(text))]).source.creationTime.string == dpx ?? "")
  }

  private func header(_ attributes: [Attribute]) throws -> DPXHeader {
    try header(.exr(.aces2065_1), attributes)
  }
}

extension DPXHeader.Film {
  fileprivate var keycodeText: [String] {
    [keycodeManufacturer, keycodeType, keycodePrefix, keycodeCount, keycodeOffset].map(\.string)
  }
}
