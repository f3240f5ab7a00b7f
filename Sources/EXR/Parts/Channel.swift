/// One plane of samples of a part (an entry of `chlist`).
public struct Channel: Sendable, Hashable {
  /// The full name, layer prefix included: `R`, `diffuse.R`. Bytes that are not UTF-8 show as U+FFFD.
  public let name: String
  /// The type of its samples.
  public var type: PixelType
  /// A sample stands for this many columns; 1 except in luminance-chroma pictures.
  public var xSampling: Int
  /// A sample stands for this many lines; 1 except in luminance-chroma pictures.
  public var ySampling: Int
  /// The file's `pLinear`: a hint for B44 and DWA, without other meaning.
  public var isPerceptuallyLinear: Bool

  /// The name as in the file.
  let nameBytes: [UInt8]

  /// A channel as given.
  public init(
    name: String, type: PixelType, xSampling: Int = 1, ySampling: Int = 1, isPerceptuallyLinear: Bool = false
  ) {
    self.init(
      nameBytes: Array(name.utf8), type: type, xSampling: xSampling, ySampling: ySampling,
      isPerceptuallyLinear: isPerceptuallyLinear)
  }

  init(nameBytes: [UInt8], type: PixelType, xSampling: Int, ySampling: Int, isPerceptuallyLinear: Bool) {
    self.name = String(decoding: nameBytes, as: UTF8.self)
    self.nameBytes = nameBytes
    self.type = type
    self.xSampling = xSampling
    self.ySampling = ySampling
    self.isPerceptuallyLinear = isPerceptuallyLinear
  }

  /// Samples between two coordinates, both included: those whose coordinate is a multiple of the sampling.
  static func sampleCount(from first: Int, through last: Int, sampling: Int) -> Int {
    guard sampling > 1 else { return last - first + 1 }
    func floored(_ value: Int) -> Int {
      value >= 0 ? value / sampling : -((-value + sampling - 1) / sampling)
    }
    return floored(last) - floored(first - 1)
  }
}
