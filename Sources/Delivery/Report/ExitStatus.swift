/// How a run ends, as the shell sees it.
///
/// | status | meaning |
/// |---|---|
/// | 0 | everything asked for was done, gaps that the user chose to keep included |
/// | 1 | some frames failed, or sequences were left out by `--keep-going` |
/// | 2 | refused, or nothing could start |
/// | 64 | the command line was wrong |
/// | 130, 143 | interrupted by SIGINT, SIGTERM |
public enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
  case done = 0
  case incomplete = 1
  case refused = 2
  case usage = 64
  case interrupted = 130
  case terminated = 143
}
