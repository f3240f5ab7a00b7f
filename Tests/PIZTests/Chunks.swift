import PIZ

/// Repeatable random numbers (splitmix64), so that a failing case comes back.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}

/// The shape of one channel of a chunk.
struct Shape: CustomStringConvertible {
  var width: Int
  var height: Int
  var wordsPerSample = 1

  var wordCount: Int { width * height * wordsPerSample }
  var description: String { "\(width)×\(height)×\(wordsPerSample)" }
}

/// Calls `body` with planes of these shapes over `words`, one after the other.
func withPlanes<Result>(
  _ shapes: [Shape], over words: UnsafeMutablePointer<UInt16>,
  _ body: (UnsafeBufferPointer<PIZPlane>) throws -> Result
) rethrows -> Result {
  var next = unsafe words
  var planes = unsafe [PIZPlane]()
  for shape in shapes {
    // The caller has as many words as the shapes add up to.
    unsafe planes.append(
      PIZPlane(
        base: next, width: shape.width, height: shape.height, wordsPerSample: shape.wordsPerSample))
    unsafe next += shape.wordCount
  }
  return try unsafe planes.withUnsafeBufferPointer { try unsafe body($0) }
}

/// The chunk of these words, nil where it would not be smaller.
func encode(_ words: [UInt16], _ shapes: [Shape], with encoder: inout PIZEncoder) -> [UInt8]? {
  precondition(words.count == shapes.reduce(0) { $0 + $1.wordCount })
  var source = words
  var chunk = [UInt8](repeating: 0xee, count: 2 * words.count)
  // Both arrays are alive and of the sizes that the shapes say.
  let count = unsafe source.withUnsafeMutableBufferPointer { source in
    unsafe chunk.withUnsafeMutableBytes { chunk in
      unsafe withPlanes(shapes, over: source.baseAddress!) { unsafe encoder.encode($0, into: chunk) }
    }
  }
  precondition(source == words, "the encoder modified its source")
  return count.map { Array(chunk[..<$0]) }
}

/// The words of a chunk.
func decode(_ chunk: [UInt8], _ shapes: [Shape], with decoder: inout PIZDecoder) throws -> [UInt16] {
  var words = [UInt16](repeating: 0xeeee, count: shapes.reduce(0) { $0 + $1.wordCount })
  // Both arrays are alive and of the sizes that the shapes say.
  try unsafe words.withUnsafeMutableBufferPointer { words in
    unsafe try chunk.withUnsafeBytes { chunk in
      try unsafe withPlanes(shapes, over: words.baseAddress!) { try unsafe decoder.decode(chunk, into: $0) }
    }
  }
  return words
}

/// Kinds of contents, from what cameras give to what nobody does.
enum Content: CaseIterable {
  case zeros, oneValue, twoValues, smooth, grain, sparse, steps, allValues, noise

  /// `count` words of this kind.
  func words(_ count: Int, seed: UInt64) -> [UInt16] {
    var random = SplitMix(seed)
    switch self {
    case .zeros: return [UInt16](repeating: 0, count: count)
    case .oneValue: return [UInt16](repeating: .random(in: 1...UInt16.max, using: &random), count: count)
    case .twoValues: return (0..<count).map { _ in Bool.random(using: &random) ? 0x3c00 : 0xbc00 }
    case .smooth: return (0..<count).map { UInt16(truncatingIfNeeded: 0x2000 + $0 / 3) }
    case .grain:
      return (0..<count).map {
        let noise = (0..<4).reduce(0) { sum, _ in sum + Int.random(in: -90...90, using: &random) }
        return UInt16(truncatingIfNeeded: 0x3000 + $0 / 7 + noise)
      }
    case .sparse: return (0..<count).map { _ in UInt16.random(in: 0...40, using: &random) << 10 }
    case .steps: return (0..<count).map { UInt16(truncatingIfNeeded: $0 / 37 &* 0x1234) }
    case .allValues: return (0..<count).map { UInt16(truncatingIfNeeded: $0 &* 40503) }
    case .noise: return (0..<count).map { _ in UInt16.random(in: 0...UInt16.max, using: &random) }
    }
  }
}
