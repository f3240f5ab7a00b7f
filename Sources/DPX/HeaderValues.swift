extension DPXHeader.Source {
  /// Sets the pixel aspect from a ratio, as a small pair of integers whose quotient is the ratio to a
  /// `Float`'s precision: 1 gives 1:1, 2 gives 2:1, 4/3 gives 4:3.
  ///
  /// The pair comes from the ratio's continued fraction, whose convergents are the best fractions for their
  /// size. No term exceeds 65535, so a ratio such as 1.000001 becomes its neighbour, 1:1. A ratio that is not
  /// positive and finite, or that no such pair is near to, leaves the aspect undefined.
  ///
  /// - Parameter ratio: A pixel's width divided by its height.
  public mutating func setPixelAspect(ratio: Float) {
    pixelAspectHorizontal = nil
    pixelAspectVertical = nil
    guard ratio.isFinite, ratio > 0 else { return }
    var rest = Double(ratio)
    var (before, current) = ((h: 0.0, v: 1.0), (h: 1.0, v: 0.0))
    while true {
      let whole = rest.rounded(.down)
      let next = (h: whole * current.h + before.h, v: whole * current.v + before.v)
      guard next.h <= 65535, next.v <= 65535 else { break }
      (before, current) = (current, next)
      if Float(current.h / current.v) == ratio || rest == whole { break }
      rest = 1 / (rest - whole)
    }
    guard current.h >= 1, current.v >= 1 else { return }
    pixelAspectHorizontal = UInt32(current.h)
    pixelAspectVertical = UInt32(current.v)
  }
}

extension DPXHeader.Television {
  /// The time code word of a label: eight BCD digits, HH MM SS FF from the highest bits down, without the
  /// flags of ST 12, for which ST 268 names no place. 01:02:03:04 is 0x01020304.
  ///
  /// - Precondition: Each number is in 0…99.
  public static func timeCodeWord(hours: Int, minutes: Int, seconds: Int, frames: Int) -> UInt32 {
    [hours, minutes, seconds, frames].reduce(0) { word, number in
      precondition((0...99).contains(number), "a time code number has two digits")
      return word << 8 | UInt32(number / 10) << 4 | UInt32(number % 10)
    }
  }
}
