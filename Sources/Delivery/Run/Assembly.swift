import EXR

/// What one band has become: encoded chunks in a pooled buffer, or chunks to copy.
enum BandResult: Sendable {
  case copied(Range<Int>)
  case encoded(ByteBuffer, [EncodedChunk])
}

/// An encoded chunk inside a band's buffer.
struct EncodedChunk: Sendable {
  let index: Int
  let bytes: Range<Int>
}

/// Puts the bands of a frame into the file in order, whichever lane finishes first.
///
/// Bands arrive in any order; a band whose turn it is goes into the file at once and takes those behind it
/// that are waiting along. Nobody waits, and only what arrives early is held.
struct Assembly: ~Copyable {
  private var output: Output
  private let file: ByteBuffer
  private let expectedByteCount: Int
  private var early: [Int: BandResult] = [:]
  private var next = 0

  /// - Parameters:
  ///   - file: The memory that `output` writes into. It grows when the first band arrives, so that a frame
  ///     that waits for a lane holds no second file.
  ///   - expectedByteCount: How large the file will be, roughly.
  init(output: consuming Output, file: ByteBuffer, expectedByteCount: Int) {
    self.output = output
    self.file = file
    self.expectedByteCount = expectedByteCount
  }

  mutating func deliver(
    _ result: BandResult, band index: Int, bands: [Band], source: borrowing Source
  ) throws(EXRError) {
    if next == 0 { file.reserve(expectedByteCount) }
    early[index] = result
    while let result = early.removeValue(forKey: next) {
      try append(result, part: bands[next].part, source: source)
      next += 1
    }
  }

  private mutating func append(
    _ result: BandResult, part: Int, source: borrowing Source
  ) throws(EXRError) {
    switch result {
    case .copied(let chunks):
      for index in chunks {
        try output.append(copyOf: source.chunk(part: part, index: index), of: source)
      }
    case .encoded(let buffer, let chunks):
      for chunk in chunks {
        // The ranges were taken from this buffer while it was filled.
        let packed = unsafe UnsafeRawBufferPointer(rebasing: buffer.bytes[chunk.bytes])
        unsafe try output.append(part: part, index: chunk.index, packed: packed)
      }
    }
  }

  /// The finished file.
  consuming func finish() throws(EXRError) -> ByteBuffer {
    try output.finish()
  }
}
