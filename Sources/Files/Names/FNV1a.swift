/// FNV-1a in 64 bits, which tells texts apart that nobody has made alike on purpose.
package enum FNV1a {
  /// The hash of `bytes`, as ``Swift/UInt64/sixteenDigits``.
  package static func digits(of bytes: some Sequence<UInt8>) -> String {
    bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }.sixteenDigits
  }
}

extension UInt64 {
  /// The value in sixteen hexadecimal digits, lower case.
  var sixteenDigits: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
