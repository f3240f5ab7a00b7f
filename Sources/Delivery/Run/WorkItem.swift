import SystemPackage

/// One frame of the run, with every decision about it made.
struct WorkItem: Sendable, Equatable {
  /// Which sequence of the plan it belongs to, and which of its frames it is.
  let sequence: Int
  let frame: Int
  let source: FilePath
  /// Where the EXR goes; nil where only a preview is made.
  var exr: Destination?
  var preview: PreviewItem?
  let settings: ConversionSettings
  var making: FrameMaking
  /// What the file said of its colour when the plan was made.
  let claim: ColourClaim
  /// What its files and pictures take beside the source, at most and but for tables, in bytes.
  let madeByteCount: Int
  /// Whether its files take the place of what is there, whatever the policy for other frames is.
  var replaces = false

  /// Whether it is a slate that is drawn, which says what became of the other frames.
  var isDrawnSlate: Bool {
    if case .slate = making.fill { true } else { false }
  }
}

/// A preview to be made.
struct PreviewItem: Sendable, Hashable {
  let destination: Destination
  let settings: PreviewSettings
  var label: PreviewLabel

  /// Nil where none is to be made.
  init?(_ frame: PlannedFrame, label: PreviewLabel?, settings: PreviewSettings?) {
    guard let destination = frame.preview, let label, let settings else { return nil }
    self.destination = destination
    self.settings = settings
    self.label = label
  }
}

/// The frames of a plan that a run has to make, in order.
struct WorkList: Sendable {
  let items: [WorkItem]
  /// All frames of each sequence.
  private let frames: [[PlannedFrame]]

  init(plan: Plan) {
    frames = plan.sequences.map(\.allFrames)
    items = plan.sequences.enumerated().flatMap { index, sequence in
      sequence.allFrames.enumerated().compactMap { position, frame in
        guard case .deliver(let delivered) = frame.intent, let source = frame.source else { return nil }
        return WorkItem(
          sequence: index, frame: position, source: source, exr: delivered.makesEXR ? frame.exr : nil,
          preview: PreviewItem(frame, label: delivered.label, settings: sequence.previewSettings),
          settings: delivered.settings, making: delivered.making, claim: delivered.claim,
          madeByteCount: delivered.madeByteCount)
      }
    }
  }

  /// The items that are made at once, and the slates that are drawn when these have ended.
  var stages: (pictures: [Int], slates: [Int]) {
    (items.indices.filter { !items[$0].isDrawnSlate }, items.indices.filter { items[$0].isDrawnSlate })
  }

  /// What the report says of an item.
  func report(of item: Int, outcome: FrameOutcome) -> Report.Frame {
    let work = items[item]
    var frame = Report.Frame(frames[work.sequence][work.frame])
    switch outcome {
    case .done(let findings):
      frame.status = .done
      frame.reason = findings.remark
    case .failed(let failure):
      frame.status = .failed
      frame.reason = failure.text
    case .notTried(let reason):
      frame.status = .failed
      frame.reason = "not tried: \(reason)"
    case .kept:
      frame.status = .skipped
      frame.reason = "the output is there already"
    }
    return frame
  }
}

/// How one frame of the run ended.
enum FrameOutcome: Sendable, Equatable {
  case done(FrameFindings)
  case failed(FrameFailure)
  /// Not tried, because the run was interrupted or ended early.
  case notTried(String)
  /// It is there already: a slate that says the same, or a frame that another run delivered meanwhile.
  case kept
}
