/// The steps of a plan made ready for a loop: all of them on eight pixels, matrices in Double.
struct PlanSteps {
  private let decoding: LogCurve?
  private let matrix: DoubleMatrix?
  private let encoding: LogCurve?

  /// The steps of `plan`.
  init(_ plan: ConversionPlan) {
    decoding = plan.decoding
    matrix = plan.matrix.map { DoubleMatrix($0) }
    encoding = plan.encoding
  }

  /// Eight pixels of the plan's source as pixels of its target. Which steps there are is the same for all
  /// vectors of a loop, so the branches cost next to nothing.
  @inline(always)
  func callAsFunction(_ pixels: EightPixels) -> EightPixels {
    var pixels = pixels
    if let decoding { pixels = pixels.mapped { decoding.decode($0) } }
    if let matrix { pixels = matrix(pixels) }
    if let encoding { pixels = pixels.mapped { encoding.encode($0) } }
    return pixels
  }
}
