import Files
import FrameSequence
import Planning
import Renumbering
import Synchronization

/// Where the outcomes of a renumbering become rows of its report, from any thread.
final class RenumberBoard: Sendable {
  private let plan: RenumberPlan
  private let progress: @Sendable (FrameProgress) -> Void
  private let total: Int
  private let state: Mutex<State>

  private struct State {
    var rows: [[Report.Frame]]
    var finished = 0
  }

  init(plan: RenumberPlan, progress: @escaping @Sendable (FrameProgress) -> Void) {
    self.plan = plan
    self.progress = progress
    total = plan.allFrames.count
    state = Mutex(State(rows: plan.sequences.map { $0.allFrames.map(Report.Frame.init) }))
  }

  /// Tells what the plan knows already: missing, skipped and unusable frames.
  func tellKnown() {
    for (place, frame) in plan.allFrames where !frame.isRenamed { change(place) { _ in } }
  }

  /// Frames that were not tried have no progress to tell: one reason stands for all of them.
  func end(_ place: RenumberPlan.Place, _ outcome: RenumberOutcome) {
    if case .notTried = outcome {
      state.withLock { $0.rows[place.sequence][place.frame].end(outcome) }
    } else {
      change(place) { $0.end(outcome) }
    }
  }

  /// For each sequence its slate, if it has one, and its picture, as they stand.
  var rows: [[Report.Frame]] { state.withLock(\.rows) }

  private func change(_ place: RenumberPlan.Place, _ change: (inout Report.Frame) -> Void) {
    state.withLock { state in
      change(&state.rows[place.sequence][place.frame])
      state.finished += 1
      progress(
        FrameProgress(
          frame: state.rows[place.sequence][place.frame], sequence: place.sequence,
          finished: state.finished, total: total))
    }
  }
}

extension Report.Frame {
  /// A planned frame before the run.
  init(_ frame: RenumberedFrame) {
    self.init(
      source: frame.source.map { PathText.encode($0.path.bytes) },
      destination: PathText.encode(frame.destination.path.bytes), sourceFrame: frame.sourceFrame,
      outputFrame: frame.outputFrame, role: frame.role.rawValue,
      content: (frame.source == nil ? PlannedFrame.Content.missing : .source).word, status: .planned)
    switch frame.intent {
    case .rename: break
    case .stay: (status, reason) = (.skipped, "it has this name already")
    case .missing: settle(.missing)
    case .skip: settle(.skipped)
    case .fail(let failure): settle(failure.fate)
    }
  }

  mutating func end(_ outcome: RenumberOutcome) {
    switch outcome {
    case .done(let method): (status, reason, self.method) = (.done, nil, method)
    case .skipped: (status, reason) = (.skipped, "another run put it there meanwhile")
    case .failed(let failure): settle(failure.fate)
    case .notTried(let leftOff): settle(.failed(leftOff.words, Fact(leftOff)))
    }
  }
}

extension RenumberedFrame {
  /// What the report says of it before the run; nil where there is nothing to say.
  package var remark: String? { Report.Frame(self).reason }
}
