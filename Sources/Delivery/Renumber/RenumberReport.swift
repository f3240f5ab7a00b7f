import Files
import FrameSequence

extension Report {
  /// The report of a renumbering that was not carried out: every frame that would be renamed is planned only.
  public init(of plan: RenumberPlan) {
    self.init(plan: plan, frames: plan.sequences.map { $0.allFrames.map(Frame.init) })
  }

  /// - Parameter frames: For each sequence its slate, if it has one, and its picture.
  init(plan: RenumberPlan, frames: [[Frame]]) {
    self.init(
      sequences: zip(plan.sequences, frames).map { sequence, frames in
        Sequence(
          source: PathText.encode(sequence.source.bytes), output: PathText.encode(sequence.output.bytes),
          warnings: sequence.warnings, slate: sequence.slate == nil ? nil : frames.first,
          frames: sequence.slate == nil ? frames : Array(frames.dropFirst()))
      },
      ignored: plan.ignored.map(Frame.init(ignored:)),
      problems: [],
      refusals: plan.refusals.map(RefusedSequence.init))
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
    case .stay:
      status = .skipped
      reason = "it has this name already"
    case .missing:
      status = .missing
      reason = "the source has no such frame"
    case .skip:
      status = .skipped
      reason = "the output is there already"
    case .fail(let failure):
      status = .failed
      reason = failure.text
    }
  }
}
