/// The text of a header field: bytes, because file names are bytes.
///
/// The length is bounded only when the text is written: a field takes as many bytes as it has, less those
/// of a UTF-8 character that would be cut in two, and is filled up with NUL.
public struct DPXText: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The bytes up to, not including, the first NUL.
  public let bytes: [UInt8]

  /// Takes the bytes before the first NUL.
  public init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes.prefix { $0 != 0 })
  }

  /// Takes the string's UTF-8.
  public init(_ string: String) {
    self.init(bytes: string.utf8)
  }

  /// Takes the literal's UTF-8.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Without a byte: the standard's undefined.
  public var isEmpty: Bool { bytes.isEmpty }

  /// The text for people; bytes that are not UTF-8 appear as U+FFFD.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes that a field of `size` bytes takes, without the filling.
  func prefix(fitting size: Int) -> ArraySlice<UInt8> {
    guard bytes.count > size else { return bytes[...] }
    // A byte 10xxxxxx continues a character. Of those there are three at most in UTF-8; a longer run is
    // some other encoding and is cut where the field ends.
    var end = size
    while end > 0, size - end < 3, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return bytes[..<(bytes[end] & 0xC0 == 0x80 ? size : end)]
  }
}

extension DPXText {
  /// A point in time as the header's creation times have it: `yyyy:mm:dd:hh:mm:ssZ`, in UTC.
  ///
  /// - Parameter seconds: Seconds since 1970-01-01T00:00:00Z. Years outside 0…9999 give empty text, as
  ///   the field has four digits for them.
  public init(creationTime seconds: Int) {
    let (days, second) = seconds.quotientAndFloorRemainder(dividingBy: 86400)
    // Far outside the years that fit, and before the sums below could overflow.
    guard (-1_000_000...4_000_000).contains(days) else {
      self.init("")
      return
    }
    // Days are counted from 0000-03-01 in eras of 400 years, so that the leap day ends a year.
    let (era, dayOfEra) = (days + 719468).quotientAndFloorRemainder(dividingBy: 146097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    guard (0...9999).contains(year) else {
      self.init("")
      return
    }
    let terms = [
      (year, 4), (month, 2), (day, 2), (second / 3600, 2), (second / 60 % 60, 2), (second % 60, 2),
    ]
    let text = terms.map { value, digits in
      let decimal = String(value)
      return String(repeating: "0", count: digits - decimal.utf8.count) + decimal
    }
    self.init(text.joined(separator: ":") + "Z")
  }
}

extension DPXText: Encodable {
  /// As a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(string)
  }
}

extension Int {
  /// Division that rounds down, so that the remainder is never negative.
  fileprivate func quotientAndFloorRemainder(dividingBy divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
