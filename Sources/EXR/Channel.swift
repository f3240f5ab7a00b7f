/// One plane of samples of a part (an entry of `chlist`).
public struct Channel: Sendable, Hashable {
  /// The full name, layer prefix included: `R`, `diffuse.R`. Bytes that are not UTF-8 show as U+FFFD.
  public var name: String
  public var type: PixelType
  /// A sample stands for this many columns; 1 except in luminance-chroma pictures.
  public var xSampling: Int
  /// A sample stands for this many lines; 1 except in luminance-chroma pictures.
  public var ySampling: Int
  /// The file's `pLinear`: a hint for B44 and DWA, without other meaning.
  public var isPerceptuallyLinear: Bool

  public init(
    name: String, type: PixelType, xSampling: Int = 1, ySampling: Int = 1, isPerceptuallyLinear: Bool = false
  ) {
    self.name = name
    self.type = type
    self.xSampling = xSampling
    self.ySampling = ySampling
    self.isPerceptuallyLinear = isPerceptuallyLinear
  }
}
