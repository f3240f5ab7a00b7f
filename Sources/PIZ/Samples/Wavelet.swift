// The wavelet of PIZ.
//
// A butterfly replaces two words a, b by their mean l and their difference h, without loss:
//
//     h = a − b    l = b + ⌊h / 2⌋           b = l − ⌊h / 2⌋    a = b + h
//
// A level takes squares of four neighbours: butterflies along the rows, then down the columns. The means are the
// next level's picture, a quarter of the size; the other three words stay. An odd last column is transformed
// downwards only, an odd last row along only, and neither has a part in the next level. Levels go on while
// both sides are at least two.
//
// The downward butterflies are the same for every column, so a vector of one row meets a vector of the other. For
// those along a row the two words share a 32-bit lane, and exchanging its halves brings each beside the other:
// no shuffle crosses a lane. The means are gathered in a small plane of their own, so that the next level finds
// them side by side: every level is this same code, and only a third more memory than the plane is touched.

/// The two arithmetics. Values below 2¹⁴ leave room for the sign of a difference of differences; others are
/// taken modulo 2¹⁶ with half the range added to a, and halved without a sign.
private protocol Arithmetic {
  /// What is added to a, modulo 2¹⁶; its own inverse.
  static var offset: UInt16 { get }
  /// ⌊h / 2⌋ of every word.
  static func half(_ words: Words) -> Words
  static func half(_ word: UInt16) -> UInt16
}

private enum Signed: Arithmetic {
  @inline(__always) static var offset: UInt16 { 0 }
  @inline(__always) static func half(_ words: Words) -> Words {
    // Both types are 256 plain bits.
    unsafe unsafeBitCast(unsafeBitCast(words, to: SIMD16<Int16>.self) &>> 1, to: Words.self)
  }
  @inline(__always) static func half(_ word: UInt16) -> UInt16 {
    UInt16(bitPattern: Int16(bitPattern: word) &>> 1)
  }
}

private enum Modulo: Arithmetic {
  @inline(__always) static var offset: UInt16 { 0x8000 }
  @inline(__always) static func half(_ words: Words) -> Words { words &>> 1 }
  @inline(__always) static func half(_ word: UInt16) -> UInt16 { word &>> 1 }
}

// MARK: - Entry points

/// The wavelet of one chunk.
struct Wavelet {
  private let isSigned: Bool

  /// - Parameter largest: the largest word of the chunk, which chooses the arithmetic.
  init(largest: Int) { isSigned = largest < 1 << 14 }

  /// Words of memory for the means of all levels of a plane: a quarter of it, a sixteenth …
  static func spareCount(width: Int, height: Int) -> Int { width * height / 3 }

  /// The first level of two neighbouring rows in place, and their `width / 2` means.
  func forwardRows(_ upper: Row, _ lower: Row, width: Int, low: Row) {
    if isSigned {
      unsafe Signed.forwardRows(upper, lower, width: width, low: low)
    } else {
      unsafe Modulo.forwardRows(upper, lower, width: width, low: low)
    }
  }

  /// The first level of an odd last row, in place.
  func forwardRow(_ row: Row, width: Int) {
    if isSigned {
      unsafe Signed.forwardRow(row, width: width)
    } else {
      unsafe Modulo.forwardRow(row, width: width)
    }
  }

  /// All levels of a plane, in place. `spare` has ``spareCount(width:height:)`` words.
  func forward(_ plane: Row, width: Int, height: Int, spare: Row) {
    if isSigned {
      unsafe Signed.forward(plane, width: width, height: height, spare: spare)
    } else {
      unsafe Modulo.forward(plane, width: width, height: height, spare: spare)
    }
  }

  /// The first level of two neighbouring rows back, with `width / 2` means of which the rows need not know. The results
  /// may go where the rows are.
  func inverseRows(_ upper: Row, _ lower: Row, width: Int, low: Row, to above: Row, _ below: Row) {
    if isSigned {
      unsafe Signed.inverseRows(upper, lower, width: width, low: low, to: above, below)
    } else {
      unsafe Modulo.inverseRows(upper, lower, width: width, low: low, to: above, below)
    }
  }

  /// The first level of an odd last row back, in place.
  func inverseRow(_ row: Row, width: Int) {
    if isSigned {
      unsafe Signed.inverseRow(row, width: width)
    } else {
      unsafe Modulo.inverseRow(row, width: width)
    }
  }

  /// All levels of a plane back, in place. `spare` has ``spareCount(width:height:)`` words.
  func inverse(_ plane: Row, width: Int, height: Int, spare: Row) {
    if isSigned {
      unsafe Signed.inverse(plane, width: width, height: height, spare: spare)
    } else {
      unsafe Modulo.inverse(plane, width: width, height: height, spare: spare)
    }
  }

  /// Every second of `2 * count` words, side by side: the place of the means in an upper row.
  static func gather(_ row: Row, count: Int, into low: Row) {
    unsafe PIZ.gather(row, count: count, into: low)
  }

  /// `count` words to every second word of an upper row.
  static func scatter(_ low: Row, count: Int, into row: Row) {
    unsafe PIZ.scatter(low, count: count, into: row)
  }
}

// MARK: - Levels

extension Arithmetic {
  fileprivate static func forward(_ plane: Row, width: Int, height: Int, spare: Row) {
    guard min(width, height) >= 2 else { return }
    let (lowWidth, lowHeight) = (width / 2, height / 2)
    // Rows 2y and 2y + 1 are in the plane and row y of the means in the spare memory, for y < ⌊height / 2⌋.
    for y in 0..<lowHeight {
      let upper = unsafe plane + 2 * y * width
      unsafe forwardRows(upper, upper + width, width: width, low: spare + y * lowWidth)
    }
    if height & 1 == 1 { unsafe forwardRow(plane + (height - 1) * width, width: width) }
    unsafe forward(spare, width: lowWidth, height: lowHeight, spare: spare + lowWidth * lowHeight)
    for y in 0..<lowHeight {
      unsafe scatter(spare + y * lowWidth, count: lowWidth, into: plane + 2 * y * width)
    }
  }

  fileprivate static func inverse(_ plane: Row, width: Int, height: Int, spare: Row) {
    guard min(width, height) >= 2 else { return }
    let (lowWidth, lowHeight) = (width / 2, height / 2)
    // Rows as in `forward`.
    for y in 0..<lowHeight {
      unsafe gather(plane + 2 * y * width, count: lowWidth, into: spare + y * lowWidth)
    }
    unsafe inverse(spare, width: lowWidth, height: lowHeight, spare: spare + lowWidth * lowHeight)
    for y in 0..<lowHeight {
      let upper = unsafe plane + 2 * y * width
      unsafe inverseRows(
        upper, upper + width, width: width, low: spare + y * lowWidth, to: upper, upper + width)
    }
    if height & 1 == 1 { unsafe inverseRow(plane + (height - 1) * width, width: width) }
  }
}

// MARK: - Rows

extension Arithmetic {
  fileprivate static func forwardRows(_ upper: Row, _ lower: Row, width: Int, low: Row) {
    var x = 0
    while x &+ 16 <= width {
      // Words x ..< x + 16 are in both rows, and means x / 2 ..< x / 2 + 8 in `low`.
      let (a, b) = unsafe (forwardAlong(upper.words(x)), forwardAlong(lower.words(x)))
      let high = (a ^ Words(repeating: offset)) &- b
      let mean = b &+ half(high)
      unsafe upper.setWords(x, mean)
      unsafe lower.setWords(x, high)
      unsafe low.setHalfWords(x &>> 1, HalfWords(truncatingIfNeeded: pairs(mean)))
      x &+= 16
    }
    while x &+ 2 <= width {
      // Words x and x + 1 are in both rows, and mean x / 2 in `low`.
      let a = unsafe forward(upper[x], upper[x &+ 1])
      let b = unsafe forward(lower[x], lower[x &+ 1])
      let (first, second) = (forward(a.low, b.low), forward(a.high, b.high))
      unsafe (upper[x], upper[x &+ 1]) = (first.low, second.low)
      unsafe (lower[x], lower[x &+ 1]) = (first.high, second.high)
      unsafe low[x &>> 1] = first.low
      x &+= 2
    }
    // One word is left in both rows where the width is odd.
    if x < width { unsafe (upper[x], lower[x]) = forward(upper[x], lower[x]) }
  }

  fileprivate static func inverseRows(
    _ upper: Row, _ lower: Row, width: Int, low: Row, to above: Row, _ below: Row
  ) {
    var x = 0
    while x &+ 16 <= width {
      // Words x ..< x + 16 are in all rows, and means x / 2 ..< x / 2 + 8 in `low`.
      let mean = unsafe Pairs(truncatingIfNeeded: low.halfWords(x &>> 1))
      let top = unsafe words(pairs(upper.words(x)) & Pairs(repeating: 0xffff_0000) | mean)
      let high = unsafe lower.words(x)
      let b = top &- half(high)
      let a = (b &+ high) ^ Words(repeating: offset)
      unsafe above.setWords(x, inverseAlong(a))
      unsafe below.setWords(x, inverseAlong(b))
      x &+= 16
    }
    while x &+ 2 <= width {
      // Words x and x + 1 are in all rows, and mean x / 2 in `low`.
      let first = unsafe inverse(low[x &>> 1], lower[x])
      let second = unsafe inverse(upper[x &+ 1], lower[x &+ 1])
      unsafe (above[x], above[x &+ 1]) = inverse(first.a, second.a)
      unsafe (below[x], below[x &+ 1]) = inverse(first.b, second.b)
      x &+= 2
    }
    // One word is left in all rows where the width is odd.
    if x < width { unsafe (above[x], below[x]) = inverse(upper[x], lower[x]) }
  }

  fileprivate static func forwardRow(_ row: Row, width: Int) {
    // Words x and x + 1 are in the row.
    for x in stride(from: 0, to: width - 1, by: 2) {
      unsafe (row[x], row[x + 1]) = forward(row[x], row[x + 1])
    }
  }

  fileprivate static func inverseRow(_ row: Row, width: Int) {
    // Words x and x + 1 are in the row.
    for x in stride(from: 0, to: width - 1, by: 2) {
      unsafe (row[x], row[x + 1]) = inverse(row[x], row[x + 1])
    }
  }
}

/// Every second of `2 * count` words, side by side.
private func gather(_ row: Row, count: Int, into low: Row) {
  var x = 0
  while x &+ 8 <= count {
    // Words 2x ..< 2x + 16 are in the row, x ..< x + 8 in `low`.
    unsafe low.setHalfWords(x, HalfWords(truncatingIfNeeded: pairs(row.words(2 &* x))))
    x &+= 8
  }
  while x < count {
    // Word 2x is in the row.
    unsafe low[x] = row[2 &* x]
    x &+= 1
  }
}

/// `count` words to every second word of a row.
private func scatter(_ low: Row, count: Int, into row: Row) {
  var x = 0
  while x &+ 8 <= count {
    // Words x ..< x + 8 are in `low`, 2x ..< 2x + 16 in the row.
    let mean = unsafe Pairs(truncatingIfNeeded: low.halfWords(x))
    unsafe row.setWords(2 &* x, words(pairs(row.words(2 &* x)) & Pairs(repeating: 0xffff_0000) | mean))
    x &+= 8
  }
  while x < count {
    // Word 2x is in the row.
    unsafe row[2 &* x] = low[x]
    x &+= 1
  }
}

// MARK: - Butterflies

extension Arithmetic {
  @inline(__always) private static func forward(_ a: UInt16, _ b: UInt16) -> (low: UInt16, high: UInt16) {
    let high = (a ^ offset) &- b
    return (b &+ half(high), high)
  }

  @inline(__always) private static func inverse(_ low: UInt16, _ high: UInt16) -> (a: UInt16, b: UInt16) {
    let b = low &- half(high)
    return ((b &+ high) ^ offset, b)
  }

  /// Eight butterflies of neighbours.
  @inline(__always) private static func forwardAlong(_ row: Words) -> Words {
    let other = exchanged(row)
    let high = (row ^ Words(repeating: offset)) &- other
    let low = other &+ half(high)
    return words(pairs(low) & Pairs(repeating: 0xffff) | pairs(high) &<< 16)
  }

  /// Eight butterflies of neighbours, back.
  @inline(__always) private static func inverseAlong(_ row: Words) -> Words {
    let second = row &- words(pairs(half(row)) &>> 16)
    let high = exchanged(second)
    let first = (second &+ high) ^ Words(repeating: offset)
    return words(pairs(first) & Pairs(repeating: 0xffff) | pairs(high) & Pairs(repeating: 0xffff_0000))
  }
}

// MARK: - Vectors

/// The words of a row, side by side.
typealias Row = UnsafeMutablePointer<UInt16>

private typealias Words = SIMD16<UInt16>
private typealias HalfWords = SIMD8<UInt16>
/// Sixteen words as eight pairs, the first of each in the lower half.
private typealias Pairs = SIMD8<UInt32>

@inline(__always) private func pairs(_ words: Words) -> Pairs {
  // Both types are 256 plain bits.
  unsafe unsafeBitCast(words, to: Pairs.self)
}

@inline(__always) private func words(_ pairs: Pairs) -> Words {
  // Both types are 256 plain bits.
  unsafe unsafeBitCast(pairs, to: Words.self)
}

/// The two words of each pair exchanged.
@inline(__always) private func exchanged(_ row: Words) -> Words {
  words(pairs(row) &>> 16 | pairs(row) &<< 16)
}

extension UnsafeMutablePointer<UInt16> {
  // Vectors from the words at `x` on, unaligned; the caller knows that they are there.

  @inline(__always) fileprivate func words(_ x: Int) -> Words {
    unsafe UnsafeRawPointer(self).loadUnaligned(fromByteOffset: 2 &* x, as: Words.self)
  }

  @inline(__always) fileprivate func halfWords(_ x: Int) -> HalfWords {
    unsafe UnsafeRawPointer(self).loadUnaligned(fromByteOffset: 2 &* x, as: HalfWords.self)
  }

  @inline(__always) fileprivate func setWords(_ x: Int, _ words: Words) {
    unsafe UnsafeMutableRawPointer(self).storeBytes(of: words, toByteOffset: 2 &* x, as: Words.self)
  }

  @inline(__always) fileprivate func setHalfWords(_ x: Int, _ words: HalfWords) {
    unsafe UnsafeMutableRawPointer(self).storeBytes(of: words, toByteOffset: 2 &* x, as: HalfWords.self)
  }
}
