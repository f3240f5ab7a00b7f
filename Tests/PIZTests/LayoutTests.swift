import PIZ
import TestSupport
import Testing

/// Layouts that OpenEXR's codec is not asked for here, against a plain decoder.
@Suite("Layouts")
struct LayoutTests {
  @Test(
    "channels of different sizes, empty ones, and more lines than a scan-line chunk",
    arguments: Content.allCases)
  func mixed(_ content: Content) throws {
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    let layouts = [
      [Shape(width: 96, height: 32), Shape(width: 48, height: 16), Shape(width: 48, height: 16)],
      [
        Shape(width: 0, height: 32), Shape(width: 33, height: 9, wordsPerSample: 2),
        Shape(width: 17, height: 0),
      ],
      [Shape(width: 1, height: 300), Shape(width: 300, height: 1), Shape(width: 2, height: 2)],
      [Shape(width: 64, height: 64), Shape(width: 64, height: 64, wordsPerSample: 2)],
      [Shape(width: 129, height: 255), Shape(width: 31, height: 77)],
      [Shape(width: 256, height: 300, wordsPerSample: 2), Shape(width: 511, height: 33)],
    ]
    for shapes in layouts {
      let words = content.words(shapes.reduce(0) { $0 + $1.wordCount }, seed: 3)
      guard let chunk = encode(words, shapes, with: &encoder) else { continue }
      expectSame(ReferenceDecoder.decode(chunk, shapes), words, "\(shapes)")
      try expectSame(decode(chunk, shapes, with: &decoder), words, "\(shapes)")
    }
  }

  @Test("a decoder and an encoder forget the chunk before")
  func reuse() throws {
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    var random = SeededGenerator(seed: 11)
    for round in 0..<300 {
      let shapes = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Shape(
          width: .random(in: 1...90, using: &random), height: .random(in: 1...40, using: &random),
          wordsPerSample: .random(in: 1...2, using: &random))
      }
      let content = Content.allCases[round % Content.allCases.count]
      let words = content.words(shapes.reduce(0) { $0 + $1.wordCount }, seed: UInt64(round))
      var fresh = PIZEncoder()
      let chunk = encode(words, shapes, with: &encoder)
      expectSame(chunk, encode(words, shapes, with: &fresh))
      guard let chunk else { continue }
      try expectSame(decode(chunk, shapes, with: &decoder), words, "\(content) \(shapes)")
    }
  }

  @Test("no samples make no chunk, and any chunk makes no samples")
  func empty() throws {
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    #expect(encode([], [], with: &encoder) == nil)
    #expect(encode([], [Shape(width: 0, height: 32)], with: &encoder) == nil)
    // What OpenEXR writes for a chunk without samples: no value used, no block.
    #expect(try decode([0xff, 0x1f, 0, 0, 0, 0, 0, 0], [Shape(width: 5, height: 0)], with: &decoder) == [])
  }

  @Test("a destination that is too small by a byte is refused, one that just suffices is not")
  func destination() throws {
    var encoder = PIZEncoder()
    let shapes = [Shape(width: 300, height: 32)]
    let words = Content.grain.words(9600, seed: 1)
    let chunk = try #require(encode(words, shapes, with: &encoder))
    #expect(encode(words, shapes, with: &encoder, capacity: chunk.count) == chunk)
    for missing in [1, 2, 7, 8, 9, 100, chunk.count - 1, chunk.count] {
      #expect(encode(words, shapes, with: &encoder, capacity: chunk.count - missing) == nil)
    }
  }
}
