import PIZ
import TestSupport
import Testing

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

/// The chunk of these words, nil where it would not be smaller or not fit into `capacity` bytes.
///
/// The source and the destination stand between pages that nobody may touch.
func encode(
  _ words: [UInt16], _ shapes: [Shape], with encoder: inout PIZEncoder, capacity: Int? = nil
) -> [UInt8]? {
  // Half of all cases look at the other end.
  let source = GuardedMemory(words, atFirstPage: words.count % 4 == 0)
  let chunk = GuardedMemory([UInt8](repeating: 0xee, count: capacity ?? 2 * words.count))
  // Both memories are alive and of the sizes that the shapes say.
  let count = unsafe withPlanes(shapes, over: source.base.assumingMemoryBound(to: UInt16.self)) {
    unsafe encoder.encode($0, into: UnsafeMutableRawBufferPointer(start: chunk.base, count: chunk.byteCount))
  }
  precondition(source.array(of: UInt16.self) == words, "the encoder modified its source")
  return count.map { Array(chunk.array(of: UInt8.self)[..<$0]) }
}

/// The words of a chunk. Both stand between pages that nobody may touch.
func decode(_ chunk: [UInt8], _ shapes: [Shape], with decoder: inout PIZDecoder) throws -> [UInt16] {
  // Half of all cases look at the other end.
  let source = GuardedMemory(chunk, atFirstPage: chunk.count % 2 == 0)
  let words = GuardedMemory(
    [UInt16](repeating: 0xeeee, count: shapes.reduce(0) { $0 + $1.wordCount }),
    atFirstPage: chunk.count % 4 < 2)
  // Both memories are alive and of the sizes that the shapes say.
  try unsafe withPlanes(shapes, over: words.base.assumingMemoryBound(to: UInt16.self)) {
    unsafe try decoder.decode(UnsafeRawBufferPointer(start: source.base, count: source.byteCount), into: $0)
  }
  return words.array(of: UInt16.self)
}

/// Expects two values to be equal without showing them: a million words in a message help nobody.
func expectSame<Value: Equatable>(
  _ one: Value, _ other: Value, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  let isSame = one == other
  #expect(isSame, comment, sourceLocation: sourceLocation)
}

/// Kinds of contents, from what cameras give to what nobody does.
enum Content: CaseIterable {
  case zeros, oneValue, twoValues, slope, grain, dimGrain, sparse, steps, blinks, allValues, noise

  /// `count` words of this kind.
  func words(_ count: Int, seed: UInt64) -> [UInt16] {
    var random = SeededGenerator(seed: seed)
    func grain(_ depth: Int) -> Int {
      (0..<4).reduce(0) { sum, _ in sum + Int.random(in: -depth...depth, using: &random) }
    }
    switch self {
    case .zeros: return [UInt16](repeating: 0, count: count)
    case .oneValue: return [UInt16](repeating: .random(in: 1...UInt16.max, using: &random), count: count)
    case .twoValues: return (0..<count).map { _ in Bool.random(using: &random) ? 0x3c00 : 0x3c01 }
    case .slope: return (0..<count).map { UInt16(truncatingIfNeeded: 0x2000 + $0 / 3) }
    case .grain: return (0..<count).map { UInt16(truncatingIfNeeded: 0x3000 + $0 / 70 + grain(90)) }
    case .dimGrain: return (0..<count).map { UInt16(truncatingIfNeeded: 40 + $0 / 1000 + grain(4)) }
    case .sparse: return (0..<count).map { _ in UInt16.random(in: 0...9, using: &random) << 8 }
    case .steps: return (0..<count).map { UInt16(truncatingIfNeeded: $0 / 370 &* 0x1234) }
    case .blinks:
      return (0..<count).map { _ in
        Int.random(in: 0..<50, using: &random) == 0 ? UInt16.random(in: 0...200, using: &random) : 0
      }
    case .allValues: return (0..<count).map { UInt16(truncatingIfNeeded: $0 &* 40503) }
    case .noise: return (0..<count).map { _ in UInt16.random(in: 0...UInt16.max, using: &random) }
    }
  }
}
