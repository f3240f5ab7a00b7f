import Timecode

/// A range in source time code, both ends included.
public struct CutTimeCode: Sendable, Hashable {
  public let first: Timecode.TimeCode
  public let last: Timecode.TimeCode

  public init(first: Timecode.TimeCode, last: Timecode.TimeCode) {
    self.first = first
    self.last = last
  }
}
