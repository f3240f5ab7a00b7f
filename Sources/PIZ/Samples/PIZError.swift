/// What is wrong with the bytes of a chunk. Each case is found before anything is read or written out of place.
///
/// PIZ has no checksum: most single-bit errors decode to wrong samples without any of these.
public enum PIZError: Error, Hashable, Sendable {
  /// The bytes end before the named part of the block does.
  case truncated(Part)
  /// The bitmap of used values claims bytes beyond its 8192.
  case valueRange(first: Int, last: Int)
  /// The Huffman block's first and last symbols are not `0 ≤ first ≤ last ≤ 65536`.
  case symbolRange(first: UInt32, last: UInt32)
  /// The table of code lengths does not describe a prefix code: a run of absent symbols passes the last one,
  /// there is no code at all, or the codes do not fit beside each other.
  case codeTable
  /// The bit stream holds bits that are no code, at this bit.
  case invalidCode(bit: Int)
  /// A run of nothing: a repetition before the first value, or one of length zero.
  case emptyRun(bit: Int)
  /// The bit stream makes another number of words than the planes have.
  case wordCount(expected: Int)

  /// The parts of a block, in their order.
  public enum Part: Hashable, Sendable {
    /// Bitmap of used values, header of the Huffman block, code lengths, codes.
    case valueBitmap, huffmanHeader, codeTable, bitStream
  }
}
