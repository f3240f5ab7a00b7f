/// How samples get from one colour space to another: at most a decoding, a matrix and an encoding.
///
/// A plan is a small value without storage of its own. The kernels (`convert(_:to:count:)`) run its three parts in
/// one pass over the planes.
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

  /// Whether samples stay what they are.
  public var isEmpty: Bool { decoding == nil && matrix == nil && encoding == nil }

  /// Whether the plan is a matrix between linear spaces.
  var isLinear: Bool { decoding == nil && encoding == nil }
}
