import FrameSequence

/// How frames end that are never tried, or fail: the words are the same whatever was to be done.
enum FrameFate {
  /// The source does not have it, and the user chose to keep the gap.
  case missing
  /// It is there, and the user chose to leave it.
  case skipped
  /// With the reason as one sentence.
  case failed(String)
}

extension Report.Frame {
  mutating func settle(_ fate: FrameFate) {
    switch fate {
    case .missing: (status, reason) = (.missing, "the source has no such frame")
    case .skipped: (status, reason) = (.skipped, "the output is there already")
    case .failed(let text): (status, reason) = (.failed, text)
    }
  }
}
