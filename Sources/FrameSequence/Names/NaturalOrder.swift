import Files

/// The order in which folders and patterns are listed: bytewise, but runs of digits by their value, so
/// that `sh2` stands before `sh10`. Total and independent of the locale: names that differ only in
/// leading zeros are ordered bytewise.
enum NaturalOrder {
  static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if Byte.isDigit(left[i]), Byte.isDigit(right[j]) {
        let (a, b) = (digits(in: left, from: &i), digits(in: right, from: &j))
        if a.count != b.count { return a.count < b.count }
        if !a.elementsEqual(b) { return a.lexicographicallyPrecedes(b) }
      } else {
        if left[i] != right[j] { return left[i] < right[j] }
        (i, j) = (i + 1, j + 1)
      }
    }
    if left.count - i != right.count - j { return left.count - i < right.count - j }
    return left.lexicographicallyPrecedes(right)
  }

  /// The run of digits at `index` without its leading zeros; `index` moves behind it.
  private static func digits(in name: [UInt8], from index: inout Int) -> ArraySlice<UInt8> {
    let end = name[index...].firstIndex { !Byte.isDigit($0) } ?? name.count
    defer { index = end }
    return name[index..<end].drop { $0 == UInt8(ascii: "0") }
  }
}
