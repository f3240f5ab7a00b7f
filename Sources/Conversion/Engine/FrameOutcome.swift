/// How one frame of the run ended.
package enum FrameOutcome: Sendable, Equatable {
  case done(FrameFindings)
  case failed(FrameFailure)
  /// Not tried, because the run was interrupted or ended early.
  case notTried(String)
  /// It is there already: a slate that says the same, or a frame that another run delivered meanwhile.
  case kept
}
