/// A drawn slate: one plane of scene-linear neutral values.
///
/// The values belong in red, green and blue alike, in ACES2065-1 as in ACEScg. Log encodings are made from
/// them as from any picture.
public struct SlateImage: Sendable {
  /// The size in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  /// Row by row from the top, `width` samples each, without padding. All are finite and positive.
  public let samples: [Float16]
  /// The value outside the picture, for a data window larger than the display window.
  public let background: Float16

  /// The largest number of pixels: a picture of 32768 × 32768.
  static let mostPixels = 1 << 30

  /// Draws a slate.
  ///
  /// The same content, size and font files give the same samples. A picture too small for all of it has the
  /// shot and the slate's number, and one too small for these has the background alone.
  ///
  /// - Parameters:
  ///   - content: What it says.
  ///   - fonts: What it is set in.
  ///   - width: Pixels in a row, usually of the display window.
  ///   - height: Rows.
  ///   - pixelAspectRatio: The displayed width of a pixel over its height, as in an EXR header: 2 for an
  ///     anamorphic picture that is shown twice as wide. A ratio that is not from 1/8 to 8 is no property of
  ///     a real picture and taken as 1.
  /// - Throws: `SlateError.badSize`; `SlateError.badFont`.
  public init(
    _ content: SlateContent, fonts: SlateFonts, width: Int, height: Int, pixelAspectRatio: Double = 1
  ) throws(SlateError) {
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, !overflow, pixels <= Self.mostPixels else {
      throw .badSize(width: width, height: height)
    }
    let aspect = Self.aspect(pixelAspectRatio)
    let layout = SlateLayout(
      content, on: Sheet(width: width, height: height, pixelAspect: aspect), typefaces: try Typefaces(fonts))
    var canvas = Canvas(
      width: width, height: height, pixelAspect: aspect, background: SlateTone.background)
    for mark in layout.marks {
      switch mark {
      case .fill(let area, let tone):
        canvas.fill(area, tone)
      case .text(let run, .regular, let x, let baseline, let em, let tone):
        try canvas.draw(run, layout.typefaces.regular, x: x, baseline: baseline, em: em, tone)
      case .text(let run, .bold, let x, let baseline, let em, let tone):
        try canvas.draw(run, layout.typefaces.bold, x: x, baseline: baseline, em: em, tone)
      }
    }
    self.width = width
    self.height = height
    samples = canvas.samples
    background = Float16(SlateTone.background)
  }

  /// A ratio that a picture can have; 1 for any other.
  static func aspect(_ ratio: Double) -> Double { (0.125...8).contains(ratio) ? ratio : 1 }

  /// Copies a piece of one row; `background` stands for what lies outside the picture.
  ///
  /// - Parameters:
  ///   - y: The row, 0 at the top; any number.
  ///   - x: The column of the first sample, 0 at the left; any number.
  ///   - row: Filled to its end.
  public func copyRow(_ y: Int, from x: Int, into row: inout MutableSpan<Float16>) {
    let inside = (0..<height).contains(y)
    for index in row.indices {
      // Columns that do not fit an Int wrap to the far side, which is outside too.
      let column = x &+ index
      row[index] = inside && (0..<width).contains(column) ? samples[y * width + column] : background
    }
  }
}
