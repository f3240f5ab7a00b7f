import FrameSequence
import Synchronization

/// Where the outcomes of a renumbering are put down, from any thread.
final class ReportBoard: Sendable {
  /// A frame of the plan: which sequence, and which of its frames, the slate first.
  struct Place: Hashable, Sendable {
    let sequence: Int
    let frame: Int
  }

  /// The frames that are to be renumbered, in order.
  let places: [Place]
  private let plan: RenumberPlan
  private let frames: [[RenumberedFrame]]
  private let progress: @Sendable (FrameProgress) -> Void
  private let state: Mutex<State>

  private struct State {
    var frames: [[Report.Frame]]
    var finished = 0
  }

  init(plan: RenumberPlan, progress: @escaping @Sendable (FrameProgress) -> Void) {
    self.plan = plan
    self.progress = progress
    frames = plan.sequences.map(\.allFrames)
    state = Mutex(State(frames: frames.map { $0.map(Report.Frame.init) }))
    places = frames.enumerated().flatMap { index, frames in
      frames.enumerated().filter(\.element.isRenamed)
        .map { Place(sequence: index, frame: $0.offset) }
    }
  }

  func frame(_ place: Place) -> RenumberedFrame { frames[place.sequence][place.frame] }

  /// Tells what the plan knows already: missing, skipped and unusable frames.
  func tellKnown() {
    for (index, frames) in frames.enumerated() {
      for (position, frame) in frames.enumerated() where !frame.isRenamed {
        change(Place(sequence: index, frame: position)) { _ in }
      }
    }
  }

  /// Frames that were not tried have no progress to tell: one reason stands for all of them.
  func end(_ place: Place, _ outcome: RenumberOutcome) {
    switch outcome {
    case .done(let method):
      change(place) { frame in
        frame.status = .done
        frame.reason = nil
        frame.method = method
      }
    case .skipped:
      change(place) { frame in
        frame.status = .skipped
        frame.reason = "another run put it there meanwhile"
      }
    case .failed(let failure):
      change(place) { frame in
        frame.status = .failed
        frame.reason = failure.text
      }
    case .notTried(let words):
      state.withLock { state in
        state.frames[place.sequence][place.frame].status = .failed
        state.frames[place.sequence][place.frame].reason = words
      }
    }
  }

  /// The report as it stands.
  var report: Report {
    state.withLock { Report(plan: plan, frames: $0.frames) }
  }

  private func change(_ place: Place, _ change: (inout Report.Frame) -> Void) {
    state.withLock { state in
      change(&state.frames[place.sequence][place.frame])
      state.finished += 1
      progress(
        FrameProgress(
          frame: state.frames[place.sequence][place.frame], sequence: place.sequence,
          finished: state.finished, total: state.frames.reduce(0) { $0 + $1.count }))
    }
  }
}
