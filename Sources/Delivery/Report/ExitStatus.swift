import Planning

/// How a run ends, as the shell sees it.
///
/// | status | meaning |
/// |---|---|
/// | 0 | everything asked for was done, gaps that the user chose to keep included |
/// | 1 | some frames failed, sequences were left out by `--keep-going`, or output or report could not be written |
/// | 2 | refused, or nothing could start |
/// | 64 | the command line was wrong |
/// | 130, 143 | interrupted by SIGINT, SIGTERM |
///
/// A dry run ends with 1 where it knows that frames would fail. A scan ends with 1 where numbers are missing or
/// frames unreadable, and with `--strict` also where anything is inconsistent.
public enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
  /// Everything asked for was done.
  case done = 0
  /// Something failed or was left out; the rest was done.
  case incomplete = 1
  /// Refused, or nothing could start.
  case refused = 2
  /// The command line was wrong.
  case usage = 64
  /// Interrupted by SIGINT.
  case interrupted = 130
  /// Interrupted by SIGTERM.
  case terminated = 143
}

extension ExitStatus {
  /// The status of a scan.
  ///
  /// - Parameter isStrict: Whether what differs inside a sequence counts as what is missing or damaged does.
  public init(survey: Survey, isStrict: Bool) {
    let isWhole = survey.isReadable && survey.hasAllNumbers && (!isStrict || survey.isConsistent)
    self = !survey.refusals.isEmpty ? .refused : isWhole ? .done : .incomplete
  }
}
