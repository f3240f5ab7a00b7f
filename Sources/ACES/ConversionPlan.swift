/// One step of a conversion.
public enum ConversionStep: Sendable, Equatable {
  /// Code values to linear AP1.
  case decode(LogCurve)
  /// Linear to linear.
  case matrix(Matrix3)
  /// Linear AP1 to code values.
  case encode(LogCurve)
}

/// How samples get from one colour space to another: at most a decoding, a matrix and an encoding.
///
/// A plan is a small value without storage of its own. ``steps`` is for people and tests; the kernels
/// (`convert(_:to:count:)`) run the same three parts in one pass over the planes.
public struct ConversionPlan: Sendable, Equatable {
  /// The space of the samples that come in.
  public let source: ColorSpace
  /// The space of the samples that go out.
  public let target: ColorSpace
  /// What takes code values to linear AP1; nil for a linear source.
  let decoding: LogCurve?
  /// What changes the primaries; nil where they stay.
  let matrix: Matrix3?
  /// What takes linear AP1 to code values; nil for a linear target.
  let encoding: LogCurve?

  /// The plan from `source` to `target`. Every pair of spaces has one.
  public init(from source: ColorSpace, to target: ColorSpace) {
    self.source = source
    self.target = target
    decoding = source == target ? nil : source.curve
    encoding = source == target ? nil : target.curve
    matrix =
      switch (source.primaries, target.primaries) {
      case (.ap0, .ap1): .ap0ToAP1
      case (.ap1, .ap0): .ap1ToAP0
      default: nil
      }
  }

  /// What happens to a sample, in order; empty if source and target are the same space.
  public var steps: [ConversionStep] {
    var steps: [ConversionStep] = []
    if let decoding { steps.append(.decode(decoding)) }
    if let matrix { steps.append(.matrix(matrix)) }
    if let encoding { steps.append(.encode(encoding)) }
    return steps
  }

  /// Whether samples stay what they are.
  public var isEmpty: Bool { decoding == nil && matrix == nil && encoding == nil }

  /// Whether the plan is a matrix between linear spaces.
  var isLinear: Bool { decoding == nil && encoding == nil }
}
