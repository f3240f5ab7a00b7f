import Files

/// The name that a sequence's files share: `sh010.####.exr`.
///
/// The text form writes one `#` for each digit of the padding, which is the *least* number of digits:
/// `sh010.####.exr` has frame 10000 as `sh010.10000.exr`. Read are also `@@@@`, `%04d` and `%d`. The
/// last such token in a name is the frame number's place. A file without frame number is a pattern
/// too, its own name with ``pad`` 0.
public struct SequencePattern: Hashable, Sendable, Encodable {
  /// What stands before the number and its sign.
  public var prefix: [UInt8]
  /// The least number of digits, 1–10; 0 for a name without number.
  public var pad: Int
  /// What stands after the number.
  public var suffix: [UInt8]
  /// Whether a minus sign counts as one of the digits, as C's `%04d` counts it: −2 is `-002` then,
  /// else `-0002`. Writers differ. Such a pattern is written `%04d`.
  public var countsSign: Bool

  /// - Precondition: `pad` lies in 0…10.
  public init(prefix: [UInt8], pad: Int, suffix: [UInt8], countsSign: Bool = false) {
    precondition((0...FrameName.maximumDigits).contains(pad), "a padding has at most ten digits")
    self.prefix = prefix
    self.pad = pad
    self.suffix = suffix
    self.countsSign = countsSign && pad > 1
  }

  /// The pattern that the file name `name` writes, or `nil` if it holds no number token.
  ///
  /// `%0d`, `%4d` (spaces) and paddings above ten digits are no tokens.
  public init?(parsing name: [UInt8]) {
    guard let token = Self.lastToken(in: name) else { return nil }
    self.init(
      prefix: Array(name[..<token.range.lowerBound]), pad: token.pad,
      suffix: Array(name[token.range.upperBound...]), countsSign: token.countsSign)
  }

  /// Whether the name has a frame number.
  public var isNumbered: Bool { pad > 0 }

  /// The name of frame `number`; the number is ignored where the pattern has none.
  public func name(for number: Int) -> [UInt8] {
    guard isNumbered else { return prefix + suffix }
    let digits = Array(String(number.magnitude).utf8)
    let width = number < 0 && countsSign ? pad - 1 : pad
    let sign = number < 0 ? [Byte.dash] : []
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, width - digits.count))
    return prefix + sign + zeros + digits + suffix
  }

  /// The number of a file name that follows this pattern, else `nil`.
  ///
  /// The number must be padded as the pattern says, no more and no less: `f.####.exr` is followed by
  /// `f.0001.exr` and `f.10000.exr`, not by `f.1.exr` or `f.00001.exr`. A minus sign may count as a
  /// digit or not. Here the number need not be set off by a separator, because the pattern says where
  /// it is.
  public func number(of name: [UInt8]) -> Int? {
    guard isNumbered, name.count > prefix.count + suffix.count, name.starts(with: prefix),
      name.suffix(suffix.count).elementsEqual(suffix)
    else { return nil }
    var digits = name[prefix.count..<(name.count - suffix.count)]
    let isNegative = digits.first == Byte.dash
    if isNegative { digits = digits.dropFirst() }
    guard digits.allSatisfy(Byte.isDigit),
      let number = FrameName.number(digits: digits, isNegative: isNegative)
    else { return nil }
    let needed = FrameName.digits(of: number)
    let isPadded = digits.count == max(pad, needed) || (isNegative && digits.count == max(pad - 1, needed))
    return isPadded ? number : nil
  }

  /// The pattern as a name: `sh010.####.exr`, or `sh010.%04d.exr` where the sign counts.
  public var name: [UInt8] {
    guard isNumbered else { return prefix + suffix }
    if countsSign { return prefix + Array("%0\(pad)d".utf8) + suffix }
    return prefix + [UInt8](repeating: UInt8(ascii: "#"), count: pad) + suffix
  }

  /// ``name`` in its text form; see ``PathText``.
  public var text: String { PathText.encode(name) }

  /// The part that names the sequence: the prefix without the separators at its end, and for a bare
  /// `####.exr` nothing.
  public var stem: [UInt8] {
    let end = prefix.lastIndex { $0 != Byte.dot && $0 != Byte.underscore }.map { $0 + 1 } ?? 0
    return Array(prefix[..<end])
  }

  /// The extension with its dot and as it is spelt: `.exr` of `sh010.####.left.exr`, and nothing where the
  /// suffix has no dot.
  public var fileExtension: [UInt8] {
    suffix.lastIndex(of: Byte.dot).map { Array(suffix[$0...]) } ?? []
  }

  private typealias Token = (range: Range<Int>, pad: Int, countsSign: Bool)

  private static func lastToken(in name: [UInt8]) -> Token? {
    var end = name.count
    while end > 0 {
      if let token = token(endingAt: end, in: name) { return token }
      end -= 1
    }
    return nil
  }

  private static func token(endingAt end: Int, in name: [UInt8]) -> Token? {
    let last = name[end - 1]
    switch last {
    case UInt8(ascii: "#"), UInt8(ascii: "@"):
      if end < name.count, name[end] == last { return nil }
      let start = name[..<end].lastIndex { $0 != last }.map { $0 + 1 } ?? 0
      return end - start <= FrameName.maximumDigits ? (start..<end, end - start, false) : nil
    case UInt8(ascii: "d"):
      let start = name[..<(end - 1)].lastIndex { !Byte.isDigit($0) } ?? 0
      guard name[start] == UInt8(ascii: "%") else { return nil }
      let width = name[(start + 1)..<(end - 1)]
      if width.isEmpty { return (start..<end, 1, false) }
      guard width.first == UInt8(ascii: "0"), width.count <= 3,
        let pad = FrameName.number(digits: width, isNegative: false),
        (1...FrameName.maximumDigits).contains(pad)
      else { return nil }
      return (start..<end, pad, true)
    default: return nil
    }
  }
}
