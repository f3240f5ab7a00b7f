/// Unpacks PIZ chunks, with scratch memory that is kept from one to the next. One a thread.
///
/// A chunk as it stands in the file: the bitmap of used values, u32 length of the Huffman block, the block. Its words
/// are the coefficients of a wavelet over the ranks of the samples, plane after plane.
public struct PIZDecoder: ~Copyable {
  private var huffman = HuffmanDecoder()
  private var values = RankedValues()
  private var coefficients = Scratch<UInt16>()
  private var spare = Scratch<UInt16>()

  public init() {}

  /// Unpacks one chunk.
  ///
  /// Any bytes at all give samples or an error, without a read or write out of place. A chunk that was stored as it is
  /// because it would not shrink is the caller's matter: it has as many bytes as the planes.
  ///
  /// - Parameters:
  ///   - packed: the chunk; bytes after the end of the block are ignored.
  ///   - planes: one for each channel, in the file's order. After an error their contents are unspecified.
  public mutating func decode(
    _ packed: UnsafeRawBufferPointer, into planes: UnsafeBufferPointer<PIZPlane>
  ) throws(PIZError) {
    var count = 0
    for index in planes.indices { unsafe count += planes[index].wordCount }

    let bitmapCount = unsafe try values.read(packed)
    guard packed.count >= bitmapCount + 4 else { throw .truncated(.huffmanHeader) }
    // Four bytes follow the bitmap.
    let blockCount = unsafe Int(
      UInt32(littleEndian: packed.loadUnaligned(fromByteOffset: bitmapCount, as: UInt32.self)))
    guard packed.count - bitmapCount - 4 >= blockCount else { throw .truncated(.bitStream) }
    // Nothing to decode: the encoder writes no block.
    guard count > 0 else { return }
    // The guard above.
    let block = unsafe UnsafeRawBufferPointer(
      rebasing: packed[bitmapCount + 4..<bitmapCount + 4 + blockCount])
    let words = unsafe coefficients.reserve(count)
    unsafe try huffman.decode(block, into: words, count: count)

    var next = unsafe words
    for index in planes.indices {
      let plane = unsafe planes[index]
      // The coefficients of a plane follow those of the plane before, `wordCount` of each.
      unsafe expand(next, into: plane)
      unsafe next += plane.wordCount
    }
  }

  /// Coefficients of one plane to samples.
  private mutating func expand(_ coefficients: UnsafeMutablePointer<UInt16>, into plane: PIZPlane) {
    let (width, height) = unsafe (plane.width, plane.height)
    let count = width * height
    guard count > 0 else { return }
    let levels = unsafe WaveletPlane.spareCount(width: width, height: height)
    if unsafe plane.wordsPerSample == 1 {
      let spare = unsafe spare.reserve(levels)
      unsafe WaveletPlane(base: coefficients, width: width, height: height, spare: spare)
        .inverse(largest: values.largestRank)
      unsafe values.expand(coefficients, count: count, into: plane.words, every: 1)
      return
    }
    // The halves of 32-bit samples are transformed apart, in a plane of their own before the levels.
    let half = unsafe spare.reserve(count + levels)
    for part in 0..<2 {
      for index in 0..<count { unsafe half[index] = coefficients[2 * index + part] }
      unsafe WaveletPlane(base: half, width: width, height: height, spare: half + count)
        .inverse(largest: values.largestRank)
      unsafe values.expand(half, count: count, into: plane.words + part, every: 2)
    }
  }
}
