import Files

/// A file name taken apart: what stands before the frame number, the number, what stands after it.
///
/// The frame number is the run of digits directly before the extension, if a `.` or `_` or nothing
/// stands before it; one `-` between separator and digits makes it negative. So:
///
/// | name | number | why |
/// |---|---|---|
/// | `sh010.1001.exr`, `sh010_1001.exr`, `1001.exr` | 1001 | |
/// | `sh010.-0002.exr`, `-0002.exr` | −2 | |
/// | `plate_v003.1001.exr` | 1001 | |
/// | `plate_v003.exr`, `sh010.exr`, `plate_1920x1080.exr` | none | a letter stands before the digits |
/// | `a-1001.exr`, `2024-05-01.exr` | none | a dash is no separator, or dates would be frames |
/// | `sh010.1001.v2.exr`, `sh010.1001.left.exr` | none | the number is not before the extension |
/// | `sh010.-0000.exr` | none | no sequence has a minus zero |
/// | `sh010.20240501123000.exr` | none | longer than ``maximumDigits``: ``isNumberTooLarge`` |
///
/// Where this rule does not fit, a ``SequencePattern`` given by the user says where the number is.
public struct FrameName: Hashable, Sendable {
  /// The most digits that a frame number has, and the widest padding.
  static let maximumDigits = 10
  /// Frame numbers lie within these bounds, so that they fit 32-bit fields of headers and sidecars.
  static let numbers = -0x7FFF_FFFF...0x7FFF_FFFF

  /// What stands before the number and its sign, the separator included. For a name without number
  /// the whole name up to the extension.
  public let prefix: [UInt8]
  /// The frame number, or `nil` for a name without one.
  public let number: Int?
  /// How many digits the name writes, leading zeros included and the sign not; 0 without a number.
  public let digits: Int
  /// What stands after the number: the extension with its dot; empty where there is none.
  public let suffix: [UInt8]
  /// Whether digits stand in a frame number's place but are too long or too large to be one.
  public let isNumberTooLarge: Bool

  /// Takes `name`, one path component, apart. Every name can be.
  public init(_ name: [UInt8]) {
    let end = name.lastIndex(of: Byte.dot).flatMap { $0 > 0 ? $0 : nil } ?? name.count
    let start = name[..<end].lastIndex { !Byte.isDigit($0) }.map { $0 + 1 } ?? 0
    let isNegative = start > 0 && start < end && name[start - 1] == Byte.dash
    let signed = isNegative ? start - 1 : start
    let isSeparated = signed == 0 || name[signed - 1] == Byte.dot || name[signed - 1] == Byte.underscore
    let hasNumber = start < end && isSeparated
    let number = hasNumber ? Self.number(digits: name[start..<end], isNegative: isNegative) : nil
    self.number = number
    prefix = Array(name[..<(number == nil ? end : signed)])
    digits = number == nil ? 0 : end - start
    suffix = Array(name[end...])
    isNumberTooLarge = hasNumber && number == nil && name[start..<end].contains { $0 != UInt8(ascii: "0") }
  }

  /// The value of a run of digits, or `nil` if it is empty, too long, too large or a minus zero.
  static func number(digits: ArraySlice<UInt8>, isNegative: Bool) -> Int? {
    guard (1...maximumDigits).contains(digits.count) else { return nil }
    let magnitude = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard magnitude <= numbers.upperBound, !(isNegative && magnitude == 0) else { return nil }
    return isNegative ? -magnitude : magnitude
  }

  /// How many digits `number` needs, its sign not counted.
  static func digits(of number: Int) -> Int {
    var (rest, count) = (number.magnitude / 10, 1)
    while rest > 0 { (rest, count) = (rest / 10, count + 1) }
    return count
  }
}
