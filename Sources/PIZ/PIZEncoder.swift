/// Packs PIZ chunks, with scratch memory that is kept from one to the next. One a thread.
public struct PIZEncoder: ~Copyable {
  private var huffman = HuffmanEncoder()
  private var values = ValueRanks()
  private var coefficients = Scratch<UInt16>()
  private var spare = Scratch<UInt16>()

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
    let words = unsafe coefficients.reserve(count)
    var next = unsafe words
    for index in planes.indices {
      let plane = unsafe planes[index]
      // The coefficients of a plane follow those of the plane before, `wordCount` of each.
      unsafe transform(plane, into: next)
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
  private mutating func transform(_ plane: PIZPlane, into coefficients: UnsafeMutablePointer<UInt16>) {
    let (width, height) = unsafe (plane.width, plane.height)
    let count = width * height
    guard count > 0 else { return }
    let levels = unsafe WaveletPlane.spareCount(width: width, height: height)
    if unsafe plane.wordsPerSample == 1 {
      unsafe values.replace(plane.words, every: 1, count: count, by: coefficients)
      let spare = unsafe spare.reserve(levels)
      unsafe WaveletPlane(base: coefficients, width: width, height: height, spare: spare)
        .forward(largest: values.largestRank)
      return
    }
    // The halves of 32-bit samples are transformed apart, in a plane of their own before the levels.
    let half = unsafe spare.reserve(count + levels)
    for part in 0..<2 {
      unsafe values.replace(plane.words + part, every: 2, count: count, by: half)
      unsafe WaveletPlane(base: half, width: width, height: height, spare: half + count)
        .forward(largest: values.largestRank)
      for index in 0..<count { unsafe coefficients[2 * index + part] = half[index] }
    }
  }
}
