/// When a picture was taken: OpenEXR's `capDate`, `yyyy:mm:dd hh:mm:ss` in local time, which a DPX header has
/// with a colon between the two and, it may be, a zone behind.
struct CaptureTime: Sendable, Hashable {
  private let date: String
  private let time: String

  /// Understands both; nil where it is neither, so that no header passes it off as a time.
  init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(19))
    let fields = [(0, 0...9999), (5, 1...12), (8, 1...31), (11, 0...23), (14, 0...59), (17, 0...60)]
    guard bytes.count == 19, bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: ":"),
      [4, 7, 13, 16].allSatisfy({ bytes[$0] == UInt8(ascii: ":") })
    else { return nil }
    for (first, range) in fields {
      let digits = bytes[first..<first + (first == 0 ? 4 : 2)]
      let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let value = digits.reduce(0) { $0 * 10 + Int($1 & 0xF) }
      guard isNumber, range.contains(value) else { return nil }
    }
    date = String(decoding: bytes[..<10], as: UTF8.self)
    time = String(decoding: bytes[11...], as: UTF8.self)
  }

  /// As OpenEXR has it.
  var openEXR: String { "\(date) \(time)" }

  /// As the creation times of a DPX header have it, without a zone.
  var dpx: String { "\(date):\(time)" }
}
