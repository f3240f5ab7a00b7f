import PIZ
import TestSupport
import Testing

/// Streams that no encoder makes of pictures.
@Suite("Hand-made streams")
struct HuffmanTests {
  /// Decodes the chunk with the kernels and, if asked, with OpenEXR.
  private func check(_ chunk: HandMadeChunk, openEXR: Bool = true, _ what: String = "") throws {
    var decoder = PIZDecoder()
    let bytes = chunk.bytes
    try expectSame(decode(bytes, chunk.shapes, with: &decoder), chunk.words, "\(what)")
    if openEXR {
      // OpenEXR takes chunks that are not smaller than their words for stored ones.
      let isPacked = bytes.count < 2 * chunk.words.count
      if isPacked {
        try expectSame(OpenEXR(types: [1]).decode(bytes, chunk.shapes), chunk.words, "OpenEXR: \(what)")
      }
    }
  }

  @Test("codes of every length from 1 to 58 bits, the run symbol having each of them")
  func longCodes() throws {
    for longest in 2...58 {
      for runLength in Set([1, 2, longest / 2, longest]) where runLength > 0 {
        // A comb: one code of each length, two of the longest; the run symbol is one of them.
        var lengths: [UInt16: Int] = [:]
        for length in 1...longest where length != runLength { lengths[UInt16(60 - length)] = length }
        if runLength == longest { lengths[60] = longest } else { lengths[61] = longest }
        var chunk = HandMadeChunk(lengths: lengths, runLength: runLength)
        var random = SeededGenerator(seed: UInt64(100 * longest + runLength))
        let words = lengths.keys.sorted()
        for index in 0..<6000 {
          if index > 0 && index % 13 == 0 {
            chunk.add(.run(.random(in: 1...255, using: &random)))
          } else {
            chunk.add(.word(words.randomElement(using: &random)!))
          }
        }
        try check(chunk, "longest \(longest), run \(runLength)")
      }
    }
  }

  @Test("one code only, and a code that leaves room")
  func incomplete() throws {
    // Every run of a single word: the run symbol has the only other code.
    var chunk = HandMadeChunk(lengths: [7: 1], runLength: 1)
    chunk.add(.word(7))
    for _ in 0..<200 { chunk.add(.run(255)) }
    try check(chunk)
    // Four codes of three bits where there is room for eight.
    chunk = HandMadeChunk(lengths: [1: 3, 2: 3, 9: 3], runLength: 3)
    for index in 0..<50_000 { chunk.add(.word([1, 2, 9][index % 3])) }
    try check(chunk, openEXR: false)
  }

  @Test("codes of one length never fall into step: every segment is dropped")
  func outOfStep() throws {
    // 255 words and the run symbol, eight bits each: a start between bytes stays between bytes.
    let lengths = Dictionary(uniqueKeysWithValues: (0..<255).map { (UInt16($0), 8) })
    var random = SeededGenerator(seed: 5)
    for count in [8192, 65_537, 100_003] {
      var chunk = HandMadeChunk(lengths: lengths, runLength: 8)
      for _ in 0..<count { chunk.add(.word(.random(in: 0..<255, using: &random))) }
      try check(chunk, "\(count) words")
    }
  }

  @Test("segments of far more words than others, so that their memory is too small")
  func uneven() throws {
    // One bit for the word that fills one part of the stream, eighteen for those of the other.
    var lengths: [UInt16: Int] = [3: 1, 4: 2, 5: 3]
    for word in 1000..<1000 + 32_767 { lengths[UInt16(word)] = 18 }
    var random = SeededGenerator(seed: 6)
    for order in 0..<4 {
      for (dense, sparse) in [(400_000, 20_000), (50_000, 60_000), (300_000, 2000)] {
        var chunk = HandMadeChunk(lengths: lengths, runLength: 18)
        func addDense() {
          for _ in 0..<dense { chunk.add(.word(.random(in: 0...9, using: &random) == 0 ? 4 : 3)) }
        }
        func addSparse() {
          for _ in 0..<sparse { chunk.add(.word(.random(in: 1000..<33_767, using: &random))) }
        }
        switch order {
        case 0:
          addDense()
          addSparse()
        case 1:
          addSparse()
          addDense()
        case 2:
          addSparse()
          addDense()
          addSparse()
        default:
          addDense()
          addSparse()
          addDense()
        }
        try check(chunk, openEXR: false, "order \(order), \(dense) and \(sparse)")
      }
    }
  }

  @Test("any lengths, any words, runs at any place", arguments: 0..<60)
  func anyStream(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    // Codes are split at random until there are enough.
    var lengths = [1, 1]
    let codeCount = Int.random(in: 2...3000, using: &random)
    while lengths.count < codeCount {
      // The newest are the deepest; now and then any other is split.
      let oldest = Int.random(in: 0..<8, using: &random) == 0 ? 0 : max(0, lengths.count - 40)
      let index = Int.random(in: oldest..<lengths.count, using: &random)
      guard lengths[index] < 58 else { continue }
      lengths[index] += 1
      lengths.append(lengths[index])
    }
    let runLength = lengths.remove(at: Int.random(in: 0..<lengths.count, using: &random))
    var words = Set<UInt16>()
    while words.count < lengths.count { words.insert(.random(in: 0...UInt16.max, using: &random)) }
    let code = Dictionary(uniqueKeysWithValues: zip(words.sorted(), lengths.shuffled(using: &random)))
    var chunk = HandMadeChunk(lengths: code, runLength: runLength)
    // Half of the streams have the words as often as their codes say, the others all alike.
    let pool =
      seed % 2 == 0
      ? words.sorted() : words.sorted().flatMap { Array(repeating: $0, count: max(1, 4096 >> code[$0]!)) }
    let runs = [0, 3, 40, 4000].randomElement(using: &random)!
    for index in 0..<Int.random(in: 1...120_000, using: &random) {
      if index > 0 && runs > 0 && Int.random(in: 0..<runs, using: &random) == 0 {
        chunk.add(.run(.random(in: 1...255, using: &random)))
      } else {
        chunk.add(.word(pool.randomElement(using: &random)!))
      }
    }
    try check(chunk, "seed \(seed)")
  }
}
