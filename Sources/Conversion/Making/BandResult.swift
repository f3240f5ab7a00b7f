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
