import FrameSequence

extension NumberingRefusal {
  /// What to do about it.
  package var advice: Advice? {
    switch self {
    case .gaps: .adding(["--gaps", "keep"])
    case .shortHandles: .adding(["--short-handles", "keep"])
    case .negativeNumbers: .adding(["--allow-negative"])
    case .handlesLeaveNoCut:
      .sentence("say fewer --handles, or which frames the cut has by --cut A-B: handles extend it")
    case .duplicateNumbers:
      .sentence("move one of the two away, or name the files you want with a pattern")
    default: nil
    }
  }
}
