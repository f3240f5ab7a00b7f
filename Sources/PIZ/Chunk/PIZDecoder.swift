/// Unpacks PIZ chunks, with scratch memory that is kept from one to the next. One a thread.
///
/// A chunk as it stands in the file: the bitmap of used values, u32 length of the Huffman block, the block. Its words
/// are the coefficients of a wavelet over the ranks of the samples, plane after plane.
public struct PIZDecoder: ~Copyable {
  private var huffman = HuffmanDecoder()
  private var values = RankedValues()
  private var rows = CoefficientRows()
  private var spare = Scratch<UInt16>()

  /// A decoder; it takes its scratch memory with the first chunk.
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
    unsafe try huffman.decode(block, count: count)

    // The pieces together have the words of all planes.
    unsafe rows.locate(planes, in: huffman.pieces)
    let wavelet = Wavelet(largest: values.largestRank)
    var first = 0
    for index in planes.indices {
      let plane = unsafe planes[index]
      guard unsafe plane.wordCount > 0 else { continue }
      let rows = unsafe rows.from(first)
      if unsafe plane.wordsPerSample == 1 {
        unsafe expand(rows, wavelet, into: plane)
      } else {
        unsafe expandPairs(rows, wavelet, into: plane)
      }
      unsafe first += plane.height
    }
  }

  /// Coefficients of a plane of one word a sample to samples.
  ///
  /// The first level goes from where the coefficients are to the plane, and each pair of rows is looked up while it is
  /// still in the cache.
  private mutating func expand(_ rows: UnsafePointer<Row>, _ wavelet: Wavelet, into plane: PIZPlane) {
    let (width, height, words) = unsafe (plane.width, plane.height, plane.words)
    let (lowWidth, lowHeight) = min(width, height) >= 2 ? (width / 2, height / 2) : (0, 0)
    let low = unsafe spare.reserve(Wavelet.spareCount(width: width, height: height))
    // There is a row of `width` words for each row of the plane; means and levels have the spare memory.
    for y in 0..<lowHeight { unsafe Wavelet.gather(rows[2 * y], count: lowWidth, into: low + y * lowWidth) }
    unsafe wavelet.inverse(low, width: lowWidth, height: lowHeight, spare: low + lowWidth * lowHeight)
    for y in 0..<lowHeight {
      let (above, below) = unsafe (words + 2 * y * width, words + (2 * y + 1) * width)
      unsafe wavelet.inverseRows(
        rows[2 * y], rows[2 * y + 1], width: width, low: low + y * lowWidth, to: above, below)
      unsafe values.expand(above, count: 2 * width)
    }
    for y in 2 * lowHeight..<height {
      let row = unsafe words + y * width
      unsafe row.update(from: rows[y], count: width)
      if lowHeight > 0 { unsafe wavelet.inverseRow(row, width: width) }
      unsafe values.expand(row, count: width)
    }
  }

  /// Coefficients of a plane of two words a sample to samples: the two are transformed apart.
  private mutating func expandPairs(_ rows: UnsafePointer<Row>, _ wavelet: Wavelet, into plane: PIZPlane) {
    let (width, height, words) = unsafe (plane.width, plane.height, plane.words)
    let count = width * height
    let half = unsafe spare.reserve(count + Wavelet.spareCount(width: width, height: height))
    for part in 0..<2 {
      // There is a row of 2 · width words for each row of the plane, and room for `count` words in `half`.
      for y in 0..<height {
        for x in 0..<width { unsafe half[y * width + x] = rows[y][2 * x + part] }
      }
      unsafe wavelet.inverse(half, width: width, height: height, spare: half + count)
      unsafe values.expand(half, count: count)
      for index in 0..<count { unsafe words[2 * index + part] = half[index] }
    }
  }
}
