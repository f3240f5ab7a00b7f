/// Decodes the Huffman block of a chunk.
struct HuffmanDecoder: ~Copyable {
  private var table = HuffmanDecodingTable()

  init() {}

  /// Decodes a block into exactly `count` words.
  mutating func decode(
    _ block: UnsafeRawBufferPointer, into words: UnsafeMutablePointer<UInt16>, count: Int
  ) throws(PIZError) {
    let headerCount = HuffmanFormat.headerByteCount
    guard block.count >= headerCount else { throw .truncated(.huffmanHeader) }
    // Four fields of four bytes are in the header.
    func field(_ index: Int) -> UInt32 {
      unsafe UInt32(littleEndian: block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
    }
    let (first, last, bitCount) = (field(0), field(1), Int(field(3)))
    guard first <= last, last < HuffmanFormat.symbolCount else {
      throw .symbolRange(first: first, last: last)
    }
    // The header is inside the block, and the table reader returns no more than it was given.
    let packed = unsafe UnsafeRawBufferPointer(rebasing: block[headerCount...])
    let tableCount = unsafe try table.read(packed, first: Int(first), last: Int(last))
    let rest = unsafe UnsafeRawBufferPointer(rebasing: packed[tableCount...])
    guard (bitCount + 7) / 8 <= rest.count else { throw .truncated(.bitStream) }
    // An empty stream has no address and is never read.
    let stream = unsafe BitStream(base: rest.baseAddress ?? packed.baseAddress!, byteCount: rest.count)
    unsafe try decode(stream, bitCount: bitCount, into: words, count: count)
  }

  private func decode(
    _ stream: BitStream, bitCount: Int, into words: UnsafeMutablePointer<UInt16>, count: Int
  ) throws(PIZError) {
    var position = 0
    var made = 0
    while position < bitCount {
      guard let (length, symbol) = unsafe table.search(stream.window(position)) else {
        throw .invalidCode(bit: position)
      }
      switch symbol {
      case .word(let word):
        guard made < count else { throw .wordCount(expected: count) }
        // `made` is below `count`.
        unsafe words[made] = word
        made += 1
        position += length
      case .run:
        let run = unsafe Int(stream.window(position + length) >> 56)
        guard made > 0, run > 0 else { throw .emptyRun(bit: position) }
        guard run <= count - made else { throw .wordCount(expected: count) }
        // The run ends at `count` at most, and the word before it exists.
        unsafe (words + made).update(repeating: words[made - 1], count: run)
        made += run
        position += length + 8
      }
    }
    guard made == count, position == bitCount else { throw .wordCount(expected: count) }
  }
}
