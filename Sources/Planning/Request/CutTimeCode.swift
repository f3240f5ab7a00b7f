import Timecode

/// A range in source time code, both ends included.
public struct CutTimeCode: Sendable, Hashable {
  /// The time code of cut-in.
  public let first: Timecode.TimeCode
  /// The time code of cut-out.
  public let last: Timecode.TimeCode

  /// A range as given; whether the source has it is found by the plan.
  public init(first: Timecode.TimeCode, last: Timecode.TimeCode) {
    self.first = first
    self.last = last
  }
}
