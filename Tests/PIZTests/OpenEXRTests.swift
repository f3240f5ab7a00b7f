import PIZ
import TestSupport
import Testing

/// The kernels against OpenEXR's codec: each decodes what the other encoded, and neither needs more bytes.
@Suite("Beside OpenEXR")
struct OpenEXRTests {
  /// Compares both codecs on these words.
  private func compare(
    _ words: [UInt16], _ shapes: [Shape], _ openEXR: OpenEXR, _ encoder: inout PIZEncoder,
    _ decoder: inout PIZDecoder, _ what: @autoclosure () -> String
  ) throws {
    let theirs = try openEXR.encode(words, shapes)
    guard let ours = encode(words, shapes, with: &encoder) else {
      // A few bytes of the table may differ, where frequencies are equal.
      #expect(theirs.count + 32 > 2 * words.count, "\(what()): OpenEXR packs it to \(theirs.count)")
      return
    }
    // OpenEXR reads chunks of all their bytes as stored, hence not packed.
    #expect(ours.count < 2 * words.count)
    try expectSame(openEXR.decode(ours, shapes), words, "OpenEXR decodes ours: \(what())")
    try expectSame(decode(ours, shapes, with: &decoder), words, "we decode ours: \(what())")
    guard theirs.count < 2 * words.count else { return }
    try expectSame(decode(theirs, shapes, with: &decoder), words, "we decode OpenEXR's: \(what())")
    #expect(ours.count <= theirs.count + 32, "\(what()): \(ours.count) bytes, OpenEXR's \(theirs.count)")
  }

  @Test("sizes up to 70 × 32, each with a third of the contents", arguments: Content.allCases)
  func sizes(_ content: Content) throws {
    let turn = Content.allCases.firstIndex(of: content)!
    let openEXR = try OpenEXR(types: [1, 0, 1, 1, 2, 1])
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    for height in 1...32 {
      for width in 1...70 where (width + height + turn) % 3 == 0 {
        let shapes = openEXR.shapes(width: width, height: height)
        let words = content.words(shapes.reduce(0) { $0 + $1.wordCount }, seed: UInt64(100 * height + width))
        try compare(words, shapes, openEXR, &encoder, &decoder, "\(width) × \(height)")
      }
    }
  }

  @Test("every mix of types", arguments: Content.allCases)
  func types(_ content: Content) throws {
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    for mix in 0..<81 {
      let openEXR = try OpenEXR(types: [mix / 27, mix / 9 % 3, mix / 3 % 3, mix % 3].map(Int32.init))
      for (width, height) in [(97, 32), (64, 31), (200, 3)] {
        let shapes = openEXR.shapes(width: width, height: height)
        let words = content.words(shapes.reduce(0) { $0 + $1.wordCount }, seed: UInt64(mix))
        try compare(words, shapes, openEXR, &encoder, &decoder, "\(openEXR.types) \(width) × \(height)")
      }
    }
  }

  @Test("chunks of many segments", arguments: Content.allCases)
  func large(_ content: Content) throws {
    let openEXR = try OpenEXR(types: [1, 1, 1])
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    for (width, height) in [(1021, 32), (2048, 32), (3840, 32), (4099, 17)] {
      let shapes = openEXR.shapes(width: width, height: height)
      for seed in 1...3 as ClosedRange<UInt64> {
        let words = content.words(shapes.reduce(0) { $0 + $1.wordCount }, seed: seed)
        try compare(words, shapes, openEXR, &encoder, &decoder, "\(width) × \(height)")
      }
    }
  }

  @Test("runs of every length from 1 to 600, among noise of every depth")
  func runs() throws {
    let openEXR = try OpenEXR(types: [1])
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    var random = SeededGenerator(seed: 7)
    for depth in 1...12 {
      var words: [UInt16] = []
      for length in 1...600 {
        let word = UInt16.random(in: 0..<1 << UInt16(depth), using: &random)
        words += Array(repeating: word, count: length)
        words += (0..<length % 7).map { _ in UInt16.random(in: 0..<1 << UInt16(depth), using: &random) }
      }
      // One row: no wavelet changes the runs.
      let shapes = [Shape(width: words.count, height: 1)]
      try compare(words, shapes, openEXR, &encoder, &decoder, "depth \(depth)")
    }
  }

  @Test("fourteen bits of ranks and more: both wavelets, at the boundary between them")
  func arithmetics() throws {
    let openEXR = try OpenEXR(types: [1])
    var encoder = PIZEncoder()
    var decoder = PIZDecoder()
    let shapes = openEXR.shapes(width: 3840, height: 32)
    for used in [16_382, 16_383, 16_384, 16_385, 30_000, 65_535] {
      // A slope through all values with the extremes beside each other now and then.
      let words = (0..<shapes[0].wordCount).map { index -> UInt16 in
        if index % 97 == 0 { return UInt16(used) }
        if index % 97 == 1 { return 1 }
        return UInt16(index * (used + 1) / shapes[0].wordCount)
      }
      try compare(words, shapes, openEXR, &encoder, &decoder, "values up to \(used)")
    }
  }
}
