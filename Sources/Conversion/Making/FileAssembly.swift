import EXR

/// The files of a frame as they grow, band by band in the order of the file. One lane at a time has it.
struct FileAssembly: ~Copyable, Sendable {
  private var output: Output?
  private var reduced: ReducedPicture?
  private let file: ByteBuffer
  private let mostByteCount: Int

  /// - Parameters:
  ///   - output: The EXR; nil where only a preview is made.
  ///   - reduced: The sums of a reduced preview, if one is made.
  ///   - file: The memory that `output` writes into.
  ///   - mostByteCount: How large the file can become. That much address space is taken when the first band arrives,
  ///     so that nothing is moved later and a frame that waits for a lane holds no second file; memory is used as it
  ///     is written.
  init(output: consuming Output?, reduced: ReducedPicture?, file: ByteBuffer, mostByteCount: Int) {
    self.output = output
    self.reduced = reduced
    self.file = file
    self.mostByteCount = mostByteCount
  }

  /// Adds what the next band has become.
  mutating func append(
    _ result: BandResult, part: Int, picture: borrowing Picture
  ) throws(EXRError) {
    if let chunks = result.chunks {
      file.reserve(mostByteCount)
      try append(chunks, part: part, picture: picture)
    }
    if let block = result.reduced { reduced?.add(block) }
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
