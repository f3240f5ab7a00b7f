import PIZ
import TestSupport
import Testing

/// Chunks that are not what they should be: an error or some samples, and never a touch outside of the memory given,
/// which stands between forbidden pages.
@Suite("Damaged chunks")
struct DamageTests {
  /// What the decoder says of a chunk.
  private func error(of chunk: [UInt8], words: Int) -> PIZError? {
    var decoder = PIZDecoder()
    do {
      _ = try decode(chunk, [Shape(width: words, height: 1)], with: &decoder)
      return nil
    } catch {
      return error as? PIZError
    }
  }

  @Test("the headers")
  func headers() {
    typealias Chunk = HandMadeChunk
    // Four symbols of two bits; the stream 00 01 10 10.
    var table = Bits()
    for _ in 0..<4 { table.put(2, 6) }
    func block(
      first: UInt32 = 0, last: UInt32 = 3, table: [UInt8] = table.bytes, bitCount: UInt32 = 8,
      stream: [UInt8] = [0b0001_1010]
    ) -> [UInt8] {
      Chunk.assemble(first: first, last: last, table: table, bitCount: bitCount, stream: stream)
    }
    #expect(error(of: block(), words: 4) == nil)

    #expect(error(of: [], words: 4) == .truncated(.valueBitmap))
    #expect(error(of: [0, 0, 0], words: 4) == .truncated(.valueBitmap))
    #expect(error(of: [0, 0, 0, 0x20], words: 4) == .valueRange(first: 0, last: 8192))
    #expect(error(of: [0xff, 0xff, 0xff, 0xff], words: 4) == .valueRange(first: 65_535, last: 65_535))
    #expect(
      error(of: [0, 0, 0xff, 0x1f] + [UInt8](repeating: 0xff, count: 8191), words: 4)
        == .truncated(.valueBitmap))
    #expect(error(of: [1, 0, 0, 0], words: 4) == .truncated(.huffmanHeader))
    #expect(error(of: [1, 0, 0, 0, 20, 0, 0, 0], words: 4) == .truncated(.bitStream))
    #expect(error(of: [1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff], words: 4) == .truncated(.bitStream))
    #expect(error(of: [1, 0, 0, 0, 0, 0, 0, 0], words: 4) == .truncated(.huffmanHeader))
    // More bytes than the block says are nobody's.
    #expect(error(of: block() + [1, 2, 3], words: 4) == nil)

    #expect(error(of: block(first: 4), words: 4) == .symbolRange(first: 4, last: 3))
    #expect(error(of: block(last: 65_537), words: 4) == .symbolRange(first: 0, last: 65_537))
    #expect(error(of: block(first: .max, last: .max), words: 4) == .symbolRange(first: .max, last: .max))
    #expect(error(of: block(last: 65_536), words: 4) == .truncated(.codeTable))
    #expect(error(of: block(bitCount: .max), words: 4) == .truncated(.bitStream))
    #expect(error(of: block(bitCount: 9), words: 4) == .truncated(.bitStream))
    #expect(error(of: block(bitCount: 6), words: 4) == .wordCount(expected: 4))
    #expect(error(of: block(), words: 3) == .wordCount(expected: 3))
    #expect(error(of: block(), words: 5) == .wordCount(expected: 5))
    #expect(error(of: block(bitCount: 0, stream: []), words: 4) != nil)
  }

  @Test("code tables that are no code")
  func tables() {
    func chunk(_ fields: [(UInt64, Int)], last: UInt32) -> [UInt8] {
      var table = Bits()
      for (bits, count) in fields { table.put(bits, count) }
      return HandMadeChunk.assemble(
        first: 0, last: last, table: table.bytes, bitCount: 64, stream: [UInt8](repeating: 0x5a, count: 8))
    }
    // No code at all; runs of absent symbols that pass the end; codes that overlap; a length that cannot be.
    #expect(error(of: chunk([(0, 6), (0, 6), (0, 6)], last: 2), words: 9) == .codeTable)
    #expect(error(of: chunk([(1, 6), (63, 6), (255, 8)], last: 100), words: 9) == .codeTable)
    #expect(error(of: chunk([(1, 6), (62, 6)], last: 3), words: 9) == .codeTable)
    #expect(error(of: chunk([(1, 6), (1, 6), (1, 6)], last: 2), words: 9) == .codeTable)
    #expect(error(of: chunk([(1, 6), (2, 6), (3, 6)], last: 2), words: 9) == .codeTable)
    #expect(error(of: chunk(Array(repeating: (58, 6), count: 3), last: 2), words: 9) == .codeTable)
    #expect(error(of: chunk(Array(repeating: (3, 6), count: 10), last: 9), words: 9) == .codeTable)
  }

  @Test("runs that begin or end nowhere")
  func runs() {
    // Word 0 has the code 0, the run symbol 1.
    func chunk(_ fields: [(UInt64, Int)]) -> [UInt8] {
      var stream = Bits()
      for (bits, count) in fields { stream.put(bits, count) }
      return HandMadeChunk.assemble(
        first: 0, last: 1, table: [0b0000_0100, 0b0001_0000], bitCount: UInt32(stream.count),
        stream: stream.bytes)
    }
    #expect(error(of: chunk([(0, 1), (1, 1), (200, 8)]), words: 201) == nil)
    #expect(error(of: chunk([(0, 1), (1, 1), (200, 8)]), words: 200) == .wordCount(expected: 200))
    #expect(error(of: chunk([(0, 1), (1, 1), (200, 8)]), words: 202) == .wordCount(expected: 202))
    #expect(error(of: chunk([(1, 1), (200, 8)]), words: 200) == .emptyRun(bit: 0))
    #expect(error(of: chunk([(0, 1), (1, 1), (0, 8)]), words: 1) == .emptyRun(bit: 1))
    #expect(error(of: chunk([(0, 1), (1, 1), (6, 4)]), words: 97) == .wordCount(expected: 97))
    let long = Array(repeating: [(UInt64(1), 1), (UInt64(255), 8)], count: 40_000).joined()
    #expect(error(of: chunk([(0, 1)] + long), words: 1 + 255 * 40_000) == nil)
    #expect(error(of: chunk([(0, 1)] + long), words: 255 * 40_000) == .wordCount(expected: 255 * 40_000))
  }

  @Test(
    "ten thousand cut short, ten thousand with flipped bits and ten thousand with foreign bytes",
    arguments: 0..<10)
  func random(_ seed: UInt64) throws {
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    var random = SeededGenerator(seed: seed)
    var refused = 0
    for round in 0..<100 {
      // One chunk in twenty has segments.
      let large = round % 20 == 0
      let shapes = [
        Shape(width: large ? 1200 : .random(in: 1...200, using: &random), height: 32),
        Shape(width: large ? 1200 : 31, height: 32, wordsPerSample: large ? 1 : 2),
      ]
      let content = Content.allCases[(round + Int(seed)) % Content.allCases.count]
      let words = content.words(shapes.reduce(0) { $0 + $1.wordCount }, seed: UInt64(round))
      guard let whole = encode(words, shapes, with: &encoder) else { continue }
      for _ in 0..<(large ? 5 : 15) {
        var damaged = [Array(whole[..<Int.random(in: 0..<whole.count, using: &random)]), whole, whole]
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          // Half of the damage is near the start, where the headers and tables are.
          let near = Bool.random(using: &random) ? min(whole.count, 600) : whole.count
          damaged[1][Int.random(in: 0..<near, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
          damaged[2][Int.random(in: 0..<near, using: &random)] = .random(in: 0...255, using: &random)
        }
        for chunk in damaged {
          do { _ = try decode(chunk, shapes, with: &decoder) } catch { refused += 1 }
        }
      }
      try expectSame(decode(whole, shapes, with: &decoder), words)
    }
    #expect(refused > 1000)
  }

  @Test("bytes of no origin")
  func noise() {
    var decoder = PIZDecoder()
    var random = SeededGenerator(seed: 1)
    let shapes = [Shape(width: 300, height: 32)]
    for _ in 0..<3000 {
      let stream = (0..<Int.random(in: 0...20_000, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let table = (0..<60).map { _ in UInt8.random(in: 0...255, using: &random) }
      let chunk = HandMadeChunk.assemble(
        first: 0, last: .random(in: 0...80, using: &random), table: table, bitCount: UInt32(8 * stream.count),
        stream: stream)
      // Whether it is refused does not matter, only that the forbidden pages are not touched.
      do { _ = try decode(chunk, shapes, with: &decoder) } catch {}
    }
  }
}
