import EXR
import Testing

@Suite("Values of attributes")
struct AttributeTests {
  /// The bytes are written down from the file format, not from the code.
  static let table: [(AttributeValue, String, [UInt8])] = [
    (.string("Zoë"), "string", [0x5a, 0x6f, 0xc3, 0xab]),
    (.string(""), "string", []),
    (.int(-2), "int", [0xfe, 0xff, 0xff, 0xff]),
    (.float(1), "float", [0, 0, 0x80, 0x3f]),
    (.double(1), "double", [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]),
    (.v2f(1, -2), "v2f", [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]),
    (.v2i(1, -1), "v2i", [1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]),
    (.v3f(0, 1, 0), "v3f", [0, 0, 0, 0, 0, 0, 0x80, 0x3f, 0, 0, 0, 0]),
    (
      .box2i(Box(xMin: -1, yMin: 0, xMax: 1919, yMax: 1079)), "box2i",
      [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0x7f, 0x07, 0, 0, 0x37, 0x04, 0, 0]
    ),
    // 01:02:03:04, drop frame.
    (
      .timeCode(TimeCode(timeAndFlags: 0x0102_0344, userData: 0x1234_5678)), "timecode",
      [0x44, 0x03, 0x02, 0x01, 0x78, 0x56, 0x34, 0x12]
    ),
    (
      .rational(Rational(numerator: 24000, denominator: 1001)), "rational",
      [0xc0, 0x5d, 0, 0, 0xe9, 0x03, 0, 0]
    ),
    (.stringVector(["left", ""]), "stringvector", [4, 0, 0, 0, 0x6c, 0x65, 0x66, 0x74, 0, 0, 0, 0]),
  ]

  @Test("are the bytes of the format, both ways", arguments: table.indices)
  func coding(row: Int) {
    let (value, typeName, bytes) = Self.table[row]
    #expect(value.typeName == typeName)
    #expect(value.encoded == bytes)
    #expect(AttributeValue(typeName: typeName, bytes: bytes) == value)
  }

  @Test(
    "of a wrong size are none",
    arguments: ["int", "float", "double", "v2f", "box2i", "chromaticities", "timecode"])
  func wrongSize(typeName: String) {
    #expect(AttributeValue(typeName: typeName, bytes: [1, 2, 3]) == nil)
    #expect(AttributeValue(typeName: typeName, bytes: [UInt8](repeating: 0, count: 33)) == nil)
  }

  @Test("that claim more text than there is are none")
  func wrongText() {
    #expect(AttributeValue(typeName: "stringvector", bytes: [200, 0, 0, 0, 0x41]) == nil)
    #expect(AttributeValue(typeName: "stringvector", bytes: [1, 0]) == nil)
    #expect(AttributeValue(typeName: "preview", bytes: []) == nil)
  }

  @Test("that a part gives by name are those of its attributes")
  func lookups() throws {
    let ap1 = Chromaticities(
      red: .init(x: 0.713, y: 0.293), green: .init(x: 0.165, y: 0.83), blue: .init(x: 0.128, y: 0.044),
      white: .init(x: 0.32168, y: 0.33767))
    let code = TimeCode(timeAndFlags: 0x1020_3004)
    let rate = Rational(numerator: 24, denominator: 1)
    let definition = PartDefinition(
      dataWindow: Box(xMin: 0, yMin: 0, xMax: 0, yMax: 0), channels: [Channel(name: "R", type: .half)],
      attributes: [
        Attribute("chromaticities", .chromaticities(ap1)), Attribute("timeCode", .timeCode(code)),
        Attribute("framesPerSecond", .rational(rate)), Attribute("colorInteropID", .string("lin_ap1_scene")),
        Attribute("acesImageContainerFlag", .int(1)), Attribute("reelName", .int(3)),
      ])
    let part = try Output(parts: [definition], into: ByteBuffer()).header.parts[0]
    #expect(part.chromaticities == ap1)
    #expect(part.timeCode == code)
    #expect(part.framesPerSecond == rate)
    #expect(part.colorInteropID == "lin_ap1_scene")
    #expect(part.acesImageContainerFlag == 1)
    #expect(part.string(named: "reelName") == nil, "another type than string")
    #expect(part.view == nil)
  }
}
