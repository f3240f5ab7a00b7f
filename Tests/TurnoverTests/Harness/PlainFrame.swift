/// A small uncompressed EXR frame, put together byte by byte after "OpenEXR File Layout": it needs no library,
/// and every byte of it can be wrong on purpose.
struct PlainFrame: Sendable {
  var width = 7
  var height = 5
  var pixelAspectRatio: Float = 1
  /// By name, as a reader wants them.
  var channels = ["B", "G", "R"]
  var attributes: [Attribute] = [.chromaticities(PlainFrame.ap0)]
  /// The half bits of a sample.
  var sample: @Sendable (_ x: Int, _ y: Int, _ channel: String) -> UInt16 = PlainFrame.grain

  struct Attribute: Sendable {
    let name: String
    let type: String
    let bytes: [UInt8]

    static func string(_ name: String, _ text: String) -> Self {
      Self(name: name, type: "string", bytes: Array(text.utf8))
    }
    static func int(_ name: String, _ value: Int32) -> Self {
      Self(name: name, type: "int", bytes: PlainFrame.words([UInt32(bitPattern: value)]))
    }
    static func chromaticities(_ values: [Float]) -> Self {
      Self(
        name: "chromaticities", type: "chromaticities", bytes: PlainFrame.words(values.map(\.bitPattern)))
    }
    static func interopID(_ id: String) -> Self { .string("colorInteropID", id) }
    /// `acesImageContainerFlag`.
    static func containerFlag(_ value: Int32 = 1) -> Self { .int("acesImageContainerFlag", value) }
    static func rational(_ name: String, _ numerator: Int32, _ denominator: UInt32) -> Self {
      Self(
        name: name, type: "rational", bytes: PlainFrame.words([UInt32(bitPattern: numerator), denominator]))
    }
    /// SMPTE time code in BCD: 0x01020304 is 01:02:03:04.
    static func timeCode(_ bits: UInt32) -> Self {
      Self(name: "timeCode", type: "timecode", bytes: PlainFrame.words([bits, 0]))
    }
  }

  /// x and y of red, green, blue and white: SMPTE ST 2065-1, Academy S-2014-004, ITU-R BT.709.
  static let ap0: [Float] = [0.7347, 0.2653, 0, 1, 0.0001, -0.0770, 0.32168, 0.33767]
  static let ap1: [Float] = [0.713, 0.293, 0.165, 0.830, 0.128, 0.044, 0.32168, 0.33767]
  static let rec709: [Float] = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329]

  /// Between 0.25 and 1, different in every sample and channel.
  static func grain(x: Int, y: Int, channel: String) -> UInt16 {
    let spread = x &* 7919 &+ y &* 104_729 &+ channel.utf8.reduce(0) { $0 &* 31 &+ Int($1) }
    return 0x3400 + UInt16(truncatingIfNeeded: spread) % 0x800
  }

  private static func name(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }

  static func words(_ values: [UInt32]) -> [UInt8] {
    values.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
  }

  var bytes: [UInt8] {
    let window = PlainFrame.words([0, 0, UInt32(width - 1), UInt32(height - 1)])
    let sorted = channels.sorted()
    var list: [UInt8] = []
    for channel in sorted { list += PlainFrame.name(channel) + PlainFrame.words([1, 0, 1, 1]) }
    list.append(0)
    let required = [
      Attribute(name: "channels", type: "chlist", bytes: list),
      Attribute(name: "compression", type: "compression", bytes: [0]),
      Attribute(name: "dataWindow", type: "box2i", bytes: window),
      Attribute(name: "displayWindow", type: "box2i", bytes: window),
      Attribute(name: "lineOrder", type: "lineOrder", bytes: [0]),
      Attribute(
        name: "pixelAspectRatio", type: "float", bytes: PlainFrame.words([pixelAspectRatio.bitPattern])),
      Attribute(name: "screenWindowCenter", type: "v2f", bytes: PlainFrame.words([0, 0])),
      Attribute(name: "screenWindowWidth", type: "float", bytes: PlainFrame.words([Float(1).bitPattern])),
    ]
    let all = required + attributes
    let hasLongNames = all.contains { max($0.name.utf8.count, $0.type.utf8.count) > 31 }
    var file = PlainFrame.words([0x0131_2F76, hasLongNames ? 0x402 : 2])
    for attribute in all {
      file += PlainFrame.name(attribute.name)
      file += PlainFrame.name(attribute.type)
      file += PlainFrame.words([UInt32(attribute.bytes.count)])
      file += attribute.bytes
    }
    file.append(0)
    let line = width * 2 * channels.count
    let first = file.count + height * 8
    for y in 0..<height { file += PlainFrame.words([UInt32(first + y * (line + 8)), 0]) }
    for y in 0..<height {
      file += PlainFrame.words([UInt32(y), UInt32(line)])
      for channel in sorted {
        for x in 0..<width {
          let bits = sample(x, y, channel)
          file += [UInt8(bits & 0xFF), UInt8(bits >> 8)]
        }
      }
    }
    return file
  }

  /// The same frame with other tags.
  func tagged(_ attributes: Attribute...) -> PlainFrame {
    var frame = self
    frame.attributes = attributes
    return frame
  }
}

extension Folder {
  /// Writes one plain frame a number, named after a `printf` pattern such as `sh010.%04d.exr`.
  @discardableResult
  func sequence(
    _ prefix: String, _ numbers: some Swift.Sequence<Int>, pad: Int = 4, suffix: String = ".exr",
    frame: PlainFrame = PlainFrame()
  ) throws -> [String] {
    try numbers.map { number in
      let path = self(Folder.name(prefix, number, pad: pad, suffix: suffix))
      try File.write(frame.bytes, to: path)
      return path
    }
  }

  static func name(_ prefix: String, _ number: Int, pad: Int = 4, suffix: String = ".exr") -> String {
    let digits = String(abs(number))
    let zeros = String(repeating: "0", count: max(0, pad - digits.count))
    return prefix + (number < 0 ? "-" : "") + zeros + digits + suffix
  }
}
