/// The ASCII characters that file names are taken apart by.
package enum Byte {
  static let backslash = UInt8(ascii: "\\")
  package static let dash = UInt8(ascii: "-")
  package static let dot = UInt8(ascii: ".")
  package static let slash = UInt8(ascii: "/")
  package static let underscore = UInt8(ascii: "_")

  package static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// `byte` with A–Z as a–z; other bytes unchanged, so no encoding is assumed.
  package static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
