import Timecode

/// A range in source time code, both ends included.
public struct CutTimeCode: Sendable, Hashable {
  /// The time code of cut-in.
  public let first: Timecode.TimeCode
  /// Where it ends.
  public let end: End

  /// How the end of a range is said.
  public enum End: Sendable, Hashable {
    /// By the time code of cut-out.
    case last(Timecode.TimeCode)
    /// By the number of frames, that of cut-in included.
    case frames(Int)
    /// The same as time code; its drop-frame flag does not matter.
    case duration(Timecode.TimeCode)
  }

  /// A range as given; whether the source has it is found by the plan.
  public init(first: Timecode.TimeCode, end: End) {
    self.first = first
    self.end = end
  }

  /// A range from one time code to another, both included.
  public init(first: Timecode.TimeCode, last: Timecode.TimeCode) {
    self.init(first: first, end: .last(last))
  }

  /// The range that `IN-OUT` or `IN+DURATION` writes; a duration is a time code or a number of frames, one at least.
  /// Nil if the text is neither.
  ///
  /// - Throws: ``TimeCodeError/malformed(text:)`` for a part that is no time code.
  public init?(parsing text: String) throws(TimeCodeError) {
    func parts(_ separator: Character) -> [String]? {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? parts : nil
    }
    if let ends = parts("-") {
      self.init(first: try TimeCode(parsing: ends[0]), last: try TimeCode(parsing: ends[1]))
    } else if let parts = parts("+") {
      let first = try TimeCode(parsing: parts[0])
      if (1...7).contains(parts[1].utf8.count), let frames = Int(parts[1]) {
        guard frames > 0, !parts[1].hasPrefix("+") else { return nil }
        self.init(first: first, end: .frames(frames))
      } else {
        self.init(first: first, end: .duration(try TimeCode(parsing: parts[1])))
      }
    } else {
      return nil
    }
  }

  /// The time code of cut-out.
  func last(_ base: TimeBase) throws(TimeCodeError) -> Timecode.TimeCode {
    let frames: Int
    switch end {
    case .last(let code): return code
    case .frames(let count): frames = count
    case .duration(var code):
      code.dropFrame = base.dropFrame
      frames = try code.givenFrameCount(base)
    }
    guard (1...base.framesPerDay).contains(frames) else { throw .unusableDuration(frames: frames) }
    return TimeCode(frameCount: try first.givenFrameCount(base) + frames - 1, base: base)
  }
}
