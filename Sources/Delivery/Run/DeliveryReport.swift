import ACES
import Conversion
import Files
import FrameSequence
import Planning
import SystemPackage

extension Report {
  /// The report of a plan that was carried out.
  ///
  /// - Parameter outcomes: One an order of the work, in their order.
  init(plan: Plan, work: WorkList, outcomes: [FrameOutcome]) {
    var frames = plan.sequences.map { sequence in
      sequence.allFrames.map(Frame.init(_:))
    }
    var findings: [FrameFindings] = Array(repeating: FrameFindings(), count: plan.sequences.count)
    for (index, outcome) in outcomes.enumerated() {
      let place = work.place(of: index)
      frames[place.sequence][place.frame] = work.report(of: index, outcome: outcome)
      if case .done(let found) = outcome { findings[place.sequence].add(found) }
    }
    self.init(
      sequences: plan.sequences.indices.map { index in
        Sequence(plan.sequences[index], frames: frames[index], findings: findings[index])
      },
      ignored: plan.ignored.map(Frame.init(ignored:)),
      problems: [],
      refusals: plan.refusals.map(RefusedSequence.init))
  }

  /// The report of a plan that was not carried out: every frame that would be delivered is planned only.
  public init(of plan: Plan) {
    self.init(plan: plan, work: WorkList(plan: plan), outcomes: [])
  }
}
