import EXR

/// What one band has become.
struct BandResult: Sendable {
  /// For the EXR: nil where none is made of the band.
  var chunks: Chunks?
  /// For a reduced preview.
  var reduced: ReducedBlock?

  enum Chunks: Sendable {
    case copied(Range<Int>)
    /// Encoded chunks in a pooled buffer.
    case encoded(ByteBuffer, [EncodedChunk])
  }
}

/// An encoded chunk inside a band's buffer.
struct EncodedChunk: Sendable {
  let index: Int
  let bytes: Range<Int>
}

/// Puts the bands of a frame together in the order of its file, whichever lane finishes first.
///
/// Bands arrive in any order; a band whose turn it is goes in at once and takes those behind it that are
/// waiting along. Nobody waits, and only what arrives early is held.
struct Assembly: ~Copyable {
  private var output: Output?
  private var reduced: ReducedPicture?
  private let file: ByteBuffer
  private let expectedByteCount: Int
  private var early: [Int: BandResult] = [:]
  private var next = 0

  /// - Parameters:
  ///   - output: The EXR; nil where only a preview is made.
  ///   - reduced: The sums of a reduced preview, if one is made.
  ///   - file: The memory that `output` writes into. It grows when the first band arrives, so that a frame
  ///     that waits for a lane holds no second file.
  ///   - expectedByteCount: How large the file will be, roughly.
  init(output: consuming Output?, reduced: ReducedPicture?, file: ByteBuffer, expectedByteCount: Int) {
    self.output = output
    self.reduced = reduced
    self.file = file
    self.expectedByteCount = expectedByteCount
  }

  mutating func deliver(
    _ result: BandResult, band index: Int, bands: [Band], picture: borrowing Picture
  ) throws(EXRError) {
    if next == 0 { file.reserve(expectedByteCount) }
    early[index] = result
    while let result = early.removeValue(forKey: next) {
      if let chunks = result.chunks { try append(chunks, part: bands[next].part, picture: picture) }
      if let block = result.reduced { reduced?.add(block) }
      next += 1
    }
  }

  private mutating func append(
    _ chunks: BandResult.Chunks, part: Int, picture: borrowing Picture
  ) throws(EXRError) {
    switch chunks {
    case .copied(let chunks):
      switch picture {
      case .exr(let source):
        for index in chunks {
          try output?.append(copyOf: source.chunk(part: part, index: index), of: source)
        }
      case .dpx: preconditionFailure("only chunks of an EXR are copied")
      case .drawn: preconditionFailure("what is drawn has no chunks to copy")
      }
    case .encoded(let buffer, let chunks):
      for chunk in chunks {
        // The ranges were taken from this buffer while it was filled.
        let packed = unsafe UnsafeRawBufferPointer(rebasing: buffer.bytes[chunk.bytes])
        unsafe try output?.append(part: part, index: chunk.index, packed: packed)
      }
    }
  }

  /// The finished file, if there is one, after the preview was finished.
  consuming func finish(preview: PreviewPicture?) throws(EXRError) -> ByteBuffer? {
    if let preview, let reduced { reduced.finish(into: preview) }
    return try output.take()?.finish()
  }
}
