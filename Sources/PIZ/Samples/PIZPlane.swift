/// The samples of one channel of a chunk, in memory of the caller: rows without gaps, native byte order.
///
/// A half sample is one 16-bit word; a float or an unsigned integer is two, the lower half first in memory
/// as the little-endian file has them. A subsampled channel has a width and height of its own, and either may
/// be zero. Whoever makes a plane promises that ``wordCount`` words from ``base`` stay his while it is used.
@unsafe public struct PIZPlane {
  /// The first word of the first row, aligned to two bytes.
  public var base: UnsafeMutableRawPointer
  /// Samples in a row.
  public var width: Int
  /// Rows.
  public var height: Int
  /// 1 for half, 2 for float and unsigned integer.
  public var wordsPerSample: Int

  /// A plane over memory of the caller; see the promise above.
  public init(base: UnsafeMutableRawPointer, width: Int, height: Int, wordsPerSample: Int) {
    precondition(width >= 0 && height >= 0, "a plane with a negative side")
    precondition(wordsPerSample == 1 || wordsPerSample == 2, "a sample is one word or two")
    unsafe self.base = unsafe base
    unsafe self.width = width
    unsafe self.height = height
    unsafe self.wordsPerSample = wordsPerSample
  }

  /// 16-bit words from ``base`` to the end.
  var wordCount: Int { unsafe width * height * wordsPerSample }

  /// The plane as words.
  var words: UnsafeMutablePointer<UInt16> {
    // The maker of the plane promised `wordCount` words of plain bits, aligned to two bytes.
    unsafe base.assumingMemoryBound(to: UInt16.self)
  }
}
