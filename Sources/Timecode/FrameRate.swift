/// Frames a second, as an exact fraction in lowest terms.
public struct FrameRate: Hashable, Sendable {
  /// The numerator; positive.
  public let numerator: Int
  /// The denominator; positive.
  public let denominator: Int

  /// `numerator / denominator` frames a second; `nil` unless both are positive and fit 32 bits, as the
  /// rational attributes of image headers do.
  public init?(_ numerator: Int, _ denominator: Int = 1) {
    guard (1...0x7FFF_FFFF).contains(numerator), (1...0x7FFF_FFFF).contains(denominator) else { return nil }
    var (divisor, rest) = (numerator, denominator)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// Reads `24`, `25.0`, `24000/1001` or a decimal.
  ///
  /// A decimal is taken exactly, and then as ``customary``: `23.976`, `23.98`, `29.97`, `59.94`.
  public init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let numerator = Self.whole(parts[0]), let denominator = Self.whole(parts[1]) else { return nil }
      self.init(numerator, denominator)
      return
    }
    let decimal = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1, (1...2).contains(decimal.count), let units = Self.whole(decimal[0]) else {
      return nil
    }
    guard decimal.count == 2 else {
      self.init(units)
      return
    }
    guard decimal[1].utf8.count <= 6, let fraction = Self.whole(decimal[1]) else { return nil }
    let scale = decimal[1].utf8.reduce(1) { power, _ in power * 10 }
    guard let exact = FrameRate(units * scale + fraction, scale) else { return nil }
    self = exact.customary
  }

  /// The rate that this one is a rounding of: N·1000/1001 if that is nearer than 0.005, else itself.
  ///
  /// People write 23.976 and headers hold 23976/1000; no rate in use lies so near to another.
  public var customary: FrameRate {
    let value = Double(numerator) / Double(denominator)
    let nominal = value.rounded(.up)
    guard denominator != 1, abs(value - nominal * 1000 / 1001) < 0.005 else { return self }
    return FrameRate(Int(nominal) * 1000, 1001) ?? self
  }

  /// N of a rate of N or N·1000/1001 frames a second; `nil` for any other rate.
  var nominal: Int? {
    if denominator == 1 { return numerator }
    // N·1000/1001 in lowest terms: the fraction times 1001 is whole and a multiple of 1000.
    let (scaled, remainder) = (numerator * 1001).quotientAndRemainder(dividingBy: denominator)
    return remainder == 0 && scaled % 1000 == 0 ? scaled / 1000 : nil
  }

  /// The rate as `24` or `24000/1001`.
  public var text: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

  private static func whole(_ text: Substring) -> Int? {
    guard (1...10).contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit) else { return nil }
    return Int(text)
  }
}

/// How time code counts frames: a rate, and whether numbers are dropped.
public struct TimeBase: Hashable, Sendable {
  /// Frames a second; ``FrameRate/customary``.
  public let rate: FrameRate
  /// Whether frame numbers 0 and 1 are left out at each minute that is not a multiple of ten
  /// (SMPTE ST 12-1), so that time code at 29.97 or 59.94 keeps up with the clock.
  public let dropFrame: Bool
  /// Time code frames a second: the rate's nominal number, or half of it above 30, where the two
  /// binary digits for frame tens do not reach and time code counts pairs.
  public let counted: Int
  /// Whether one time code value stands for two frames; the field bit marks the second.
  public let countsPairs: Bool

  /// - Throws: ``TimeCodeError/unusableRate(rate:)`` unless the customary rate is N or N·1000/1001 with N up to 30,
  ///   or even up to 60; ``TimeCodeError/noDropFrame(rate:)`` for drop-frame at rates other than 29.97 and
  ///   59.94.
  public init(_ given: FrameRate, dropFrame: Bool = false) throws(TimeCodeError) {
    let rate = given.customary
    guard let nominal = rate.nominal, nominal <= 30 || (nominal <= 60 && nominal.isMultiple(of: 2)) else {
      throw .unusableRate(rate: rate)
    }
    countsPairs = nominal > 30
    counted = countsPairs ? nominal / 2 : nominal
    guard !dropFrame || (counted == 30 && rate.denominator == 1001) else { throw .noDropFrame(rate: rate) }
    self.rate = rate
    self.dropFrame = dropFrame
  }

  /// Reads a rate with an optional `DF` or `NDF` behind it, in any case, with or without a space:
  /// `29.97 DF`, `59.94df`, `24`. Without it, numbers are not dropped.
  ///
  /// - Throws: as ``init(_:dropFrame:)``, and ``TimeCodeError/malformed(text:)``.
  public init(parsing text: String) throws(TimeCodeError) {
    var digits = text[...]
    var letters = ""
    while let last = digits.last, last.isASCII, last.isLetter || last == " " {
      if last != " " { letters = last.lowercased() + letters }
      digits.removeLast()
    }
    guard ["", "df", "ndf"].contains(letters), let rate = FrameRate(parsing: String(digits)) else {
      throw .malformed(text: text)
    }
    try self.init(rate, dropFrame: letters == "df")
  }

  /// Frames in 24 hours of time code.
  package var framesPerDay: Int {
    let values = dropFrame ? 24 * 6 * Self.dropFramesPerTenMinutes : 24 * 3600 * counted
    return countsPairs ? 2 * values : values
  }

  /// 30 a second for ten minutes, less 2 in each of nine minutes.
  static let dropFramesPerTenMinutes = 10 * 60 * 30 - 9 * 2
}

extension FrameRate {
  /// The rate as people say it: `24`, `23.976`.
  package var spoken: String {
    guard denominator != 1 else { return text }
    let thousandths = (Double(numerator) * 1000 / Double(denominator)).rounded()
    return "\(thousandths / 1000)"
  }
}
