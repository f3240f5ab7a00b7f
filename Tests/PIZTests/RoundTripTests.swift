import PIZ
import Testing

/// What the encoder packs the decoder gives back.
struct RoundTripTests {
  @Test(arguments: Content.allCases)
  func everySize(_ content: Content) throws {
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    var packed = 0
    for height in 1...33 {
      for width in [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 23, 31, 32, 33, 34, 47, 63, 64, 65, 70] {
        for wordsPerSample in 1...2 {
          let shapes = [Shape(width: width, height: height, wordsPerSample: wordsPerSample)]
          let words = content.words(shapes[0].wordCount, seed: UInt64(width * 100 + height))
          guard let chunk = encode(words, shapes, with: &encoder) else { continue }
          packed += 1
          #expect(chunk.count < 2 * words.count)
          #expect(try decode(chunk, shapes, with: &decoder) == words, "\(content) \(shapes)")
        }
      }
    }
    if content == .zeros || content == .oneValue { #expect(packed > 900) }
  }
}
