import Files

/// Texts of frame numbers: `1001-1040`, `-8--1`, `1003, 1010-1012`.
public enum FrameNumbers {
  /// The range that `A-B` or a single `A` writes; both ends are part of it and may be negative.
  ///
  /// `nil` if the text is anything else, if A is greater than B, or if a number is out of
  /// ``FrameName/numbers``.
  public static func range(_ text: String) -> ClosedRange<Int>? {
    let bytes = Array(text.utf8)
    guard let separator = bytes.dropFirst().firstIndex(of: Byte.dash) else {
      return number(bytes[...]).map { $0...$0 }
    }
    guard let first = number(bytes[..<separator]), let last = number(bytes[(separator + 1)...]), first <= last
    else { return nil }
    return first...last
  }

  /// The ranges as a list; single numbers stand alone. Empty for no ranges.
  public static func text(_ ranges: [ClosedRange<Int>]) -> String {
    ranges.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ", ")
  }

  /// Numbers as ranges of neighbours, rising. Numbers may come in any order and more than once.
  public static func ranges(of numbers: some Sequence<Int>) -> [ClosedRange<Int>] {
    joined(Set(numbers).sorted().map { $0...$0 })
  }

  /// Rising ranges, neighbours made one.
  package static func joined(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var joined: [ClosedRange<Int>] = []
    for range in ranges {
      if let last = joined.last, last.upperBound == range.lowerBound - 1 {
        joined[joined.count - 1] = last.lowerBound...range.upperBound
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    let isNegative = text.first == Byte.dash
    let digits = isNegative ? text.dropFirst() : text
    guard digits.allSatisfy(Byte.isDigit) else { return nil }
    return FrameName.number(digits: digits, isNegative: isNegative)
  }
}
