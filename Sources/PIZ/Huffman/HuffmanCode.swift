// The Huffman code of PIZ.
//
// Symbols are the 65536 words and one more, the run symbol: it is the last one, followed in the stream by eight bits
// that say how often the word before is repeated. The code is canonical, so its lengths, 1 ... 58 bits, say
// all: shorter codes are numerically greater than longer ones when both are filled with zeros to the right, and
// codes of one length grow with the symbol.
//
// The block is five u32: first symbol, last symbol (the run symbol), bytes of the table, bits of the stream, 0.
// Then the table, a six-bit field for each symbol from first to last, high bits first:
//
//     0 … 58     the length of the code; 0: the symbol does not occur
//     59 … 62    2 … 5 symbols that do not occur
//     63, n      6 + n symbols that do not occur, n in eight bits
//
// and, from the next byte on, the stream.

enum HuffmanFormat {
  static let headerByteCount = 20
  /// The words and the run symbol.
  static let symbolCount = 1 << 16 + 1
  static let longestCode = 58
  static let shortZeroRun = 59
  static let longZeroRun = 63
  /// The fewest symbols of a long run of zeros.
  static let longZeroRunMinimum = 6
  static let longZeroRunMaximum = 6 + 255
  /// The most repetitions that one run symbol stands for.
  static let longestRun = 255
  /// A table in which every symbol occurs.
  static let maximumTableByteCount = (symbolCount * 6 + 7) / 8
}

/// The first code of each length, left to right in a word of 64 bits, from the number of codes of each length.
///
/// Longer codes come first: `start[l]` is where the codes of length `l` begin when all are filled with zeros to 64
/// bits. Nil if the codes do not fit beside each other.
struct CanonicalStarts {
  /// Numerically first code of each length.
  private(set) var firstCode = InlineArray<59, UInt64>(repeating: 0)
  /// How many symbols have longer codes than this length: the rank, in the order of codes, of the first one.
  private(set) var firstRank = InlineArray<59, Int>(repeating: 0)

  init?(counts: borrowing InlineArray<59, Int>) {
    var code: UInt64 = 0
    var rank = 0
    for length in stride(from: 58, through: 1, by: -1) {
      firstCode[length] = code
      firstRank[length] = rank
      let end = code + UInt64(counts[length])
      // The next shorter code begins at half of this, which must be whole, and inside the bits that there are.
      guard end & 1 == 0 || length == 1, end <= 1 << UInt64(length) else { return nil }
      code = end >> 1
      rank += counts[length]
    }
    guard rank > 0 else { return nil }
  }
}
