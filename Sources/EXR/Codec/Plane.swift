/// The samples of one channel of a chunk or band, in memory of the caller: rows without gaps, native byte order.
///
/// Whoever makes one promises that `width * height * type.byteCount` bytes from `base` stay his while it is used.
@unsafe public struct Plane {
  /// The first sample of the first line, aligned to the sample.
  public var base: UnsafeMutableRawPointer
  /// Samples in a line.
  public var width: Int
  /// Lines.
  public var height: Int
  /// The type of the samples.
  public var type: PixelType

  /// A plane over memory of the caller; see the promise above.
  public init(base: UnsafeMutableRawPointer, width: Int, height: Int, type: PixelType) {
    unsafe self.base = unsafe base
    unsafe self.width = width
    unsafe self.height = height
    unsafe self.type = type
  }

  /// Bytes from `base` to the end.
  var byteCount: Int { unsafe width * height * type.byteCount }
}
