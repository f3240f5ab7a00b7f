/// Why a time code or its base cannot be used.
public enum TimeCodeError: Error, Hashable, Sendable, Encodable {
  /// The text is no time code or no frame rate.
  case malformed(text: String)
  /// Time code does not count at this rate.
  case unusableRate(rate: FrameRate)
  /// Drop-frame exists at 29.97 and 59.94 frames a second only.
  case noDropFrame(rate: FrameRate)
  /// The value does not exist at the base in use.
  case invalid(timeCode: TimeCode)
  /// The word of a file header holds digits that are no decimal digits, or too large a value.
  case invalidWord(word: UInt32)
  /// The source has no frame with this time code, and jumps, so arithmetic cannot place it.
  case notInSource(timeCode: TimeCode)
  /// More than one source frame has this time code.
  case ambiguous(timeCode: TimeCode)
  /// A range ends before it begins.
  case reversed(first: TimeCode, last: TimeCode)
  /// A range of no frames, or of more than a day has.
  case unusableDuration(frames: Int)
}

extension TimeCodeError {
  /// The error as one sentence.
  public var words: String {
    switch self {
    case .malformed(let text): "'\(text)' is no time code or frame rate"
    case .unusableRate(let rate): "time code does not count at \(rate.text) frames/s"
    case .noDropFrame(let rate): "there is no drop-frame time code at \(rate.text) frames/s"
    case .invalid(let code): "\(code.text) does not exist at this rate"
    case .invalidWord: "its word is no time code"
    case .notInSource(let code): "no frame has \(code.text)"
    case .ambiguous(let code): "several frames have \(code.text)"
    case .reversed(let first, let last): "\(first.text) comes after \(last.text)"
    case .unusableDuration(let frames):
      "a range has at least one frame and at most a day, not \(frames) frames"
    }
  }
}
