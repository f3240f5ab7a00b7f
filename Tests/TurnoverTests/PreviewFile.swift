/// A DPX file, its header and codes taken apart at the offsets of SMPTE ST 268, big-endian, one RGB element
/// filled by method A.
struct PreviewFile {
  let bytes: [UInt8]

  init(_ path: String) throws { bytes = try File.read(path) }

  func byte(_ at: Int) -> UInt8 { bytes[at] }
  func half(_ at: Int) -> UInt16 { UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]) }
  func word(_ at: Int) -> UInt32 { UInt32(half(at)) << 16 | UInt32(half(at + 2)) }
  func float(_ at: Int) -> Float { Float(bitPattern: word(at)) }
  /// A text field up to its first NUL, or full.
  func text(_ at: Int, _ count: Int) -> String {
    String(decoding: bytes[at..<at + count].prefix { $0 != 0 }, as: UTF8.self)
  }

  static let undefined: UInt32 = 0xFFFF_FFFF

  var width: Int { Int(word(772)) }
  var height: Int { Int(word(776)) }
  var bits: Int { Int(byte(803)) }
  var name: String { text(36, 100) }
  var sourceName: String { text(1432, 100) }
  var slate: String { text(1764, 100) }
  var position: UInt32 { word(1712) }
  var sequenceLength: UInt32 { word(1716) }
  var timeCode: UInt32 { word(1920) }

  /// Red, green and blue of every pixel, row by row.
  var codes: [UInt16] {
    let start = Int(word(808))
    if bits == 10 {
      return (0..<width * height).flatMap { index in
        let word = word(start + 4 * index)
        return [22, 12, 2].map { UInt16(word >> $0 & 1023) }
      }
    }
    return (0..<3 * width * height).map { half(start + 2 * $0) >> 4 }
  }

  /// The code of one sample.
  func code(_ x: Int, _ y: Int, channel: Int = 0) -> UInt16 {
    let (pixel, start) = (y * width + x, Int(word(808)))
    if bits == 10 { return UInt16(word(start + 4 * pixel) >> UInt32([22, 12, 2][channel]) & 1023) }
    return half(start + 2 * (3 * pixel + channel)) >> 4
  }
}
