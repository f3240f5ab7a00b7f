/// Packs PIZ chunks, with scratch memory that is kept from one to the next. One a thread.
public struct PIZEncoder: ~Copyable {
  private var huffman = HuffmanEncoder()
  private var values = ValueRanks()
  private var coefficients = Scratch<UInt16>()
  private var spare = Scratch<UInt16>()

  /// An encoder; it takes its scratch memory with the first chunk.
  public init() {}

  /// Packs one chunk; the planes are not modified.
  ///
  /// - Parameters:
  ///   - planes: one for each channel, in the file's order.
  ///   - destination: memory for the chunk that does not overlap the planes; bytes beyond the result are
  ///     unspecified.
  /// - Returns: the bytes of the chunk. Nil where these would not be fewer than those of the samples, or than
  ///   `destination` has: the caller then stores the samples as they are.
  public mutating func encode(
    _ planes: UnsafeBufferPointer<PIZPlane>, into destination: UnsafeMutableRawBufferPointer
  ) -> Int? {
    var count = 0
    for index in planes.indices { unsafe count += planes[index].wordCount }
    guard count > 0 else { return nil }

    unsafe values.rank(planes)
    // The Huffman encoder reads three words more.
    let words = unsafe coefficients.reserve(count + 3)
    var next = unsafe words
    let wavelet = Wavelet(largest: values.largestRank)
    for index in planes.indices {
      let plane = unsafe planes[index]
      // The coefficients of a plane follow those of the plane before, `wordCount` of each.
      if unsafe plane.wordsPerSample == 1 {
        unsafe transform(plane, wavelet, into: next)
      } else {
        unsafe transformPairs(plane, wavelet, into: next)
      }
      unsafe next += plane.wordCount
    }

    let limit = min(destination.count, 2 * count - 1)
    let bitmapCount = values.byteCount
    guard limit >= bitmapCount + 4, let base = destination.baseAddress else { return nil }
    // The guard leaves room for the bitmap and four bytes more.
    unsafe values.write(into: base)
    let block = unsafe UnsafeMutableRawBufferPointer(rebasing: destination[bitmapCount + 4..<limit])
    guard let blockCount = unsafe huffman.encode(words, count: count, into: block) else { return nil }
    unsafe base.storeBytes(of: UInt32(blockCount).littleEndian, toByteOffset: bitmapCount, as: UInt32.self)
    return bitmapCount + 4 + blockCount
  }

  /// Samples of one plane to coefficients.
  private mutating func transform(
    _ plane: PIZPlane, _ wavelet: Wavelet, into coefficients: UnsafeMutablePointer<UInt16>
  ) {
    let (width, height, words) = unsafe (plane.width, plane.height, plane.words)
    let (lowWidth, lowHeight) = min(width, height) >= 2 ? (width / 2, height / 2) : (0, 0)
    let low = unsafe spare.reserve(Wavelet.spareCount(width: width, height: height))
    // Plane and coefficients have `height` rows of `width` words; means and levels have the spare memory.
    for y in 0..<lowHeight {
      let upper = unsafe coefficients + 2 * y * width
      unsafe values.replace(words + 2 * y * width, count: 2 * width, by: upper)
      unsafe wavelet.forwardRows(upper, upper + width, width: width, low: low + y * lowWidth)
    }
    for y in 2 * lowHeight..<height {
      let row = unsafe coefficients + y * width
      unsafe values.replace(words + y * width, count: width, by: row)
      if lowHeight > 0 { unsafe wavelet.forwardRow(row, width: width) }
    }
    unsafe wavelet.forward(low, width: lowWidth, height: lowHeight, spare: low + lowWidth * lowHeight)
    for y in 0..<lowHeight {
      unsafe Wavelet.scatter(low + y * lowWidth, count: lowWidth, into: coefficients + 2 * y * width)
    }
  }

  /// Samples of two words to coefficients: the two are transformed apart.
  private mutating func transformPairs(
    _ plane: PIZPlane, _ wavelet: Wavelet, into coefficients: UnsafeMutablePointer<UInt16>
  ) {
    let (width, height, words) = unsafe (plane.width, plane.height, plane.words)
    let count = width * height
    let half = unsafe spare.reserve(count + Wavelet.spareCount(width: width, height: height))
    for part in 0..<2 {
      // Plane and coefficients have 2 · count words, `half` has `count`.
      for index in 0..<count { unsafe half[index] = words[2 * index + part] }
      unsafe values.replace(half, count: count, by: half)
      unsafe wavelet.forward(half, width: width, height: height, spare: half + count)
      for index in 0..<count { unsafe coefficients[2 * index + part] = half[index] }
    }
  }
}
