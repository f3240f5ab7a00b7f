import SystemPackage

/// One frame of the run, with every decision about it made.
struct WorkItem: Sendable, Hashable {
  /// Which sequence of the plan it belongs to, and which of its frames it is.
  let sequence: Int
  let frame: Int
  let source: FilePath
  let folder: FilePath
  let name: [UInt8]
  let settings: ConversionSettings
  /// All samples of the frame, unpacked, in bytes: no output is larger by more than its tables.
  let unpackedByteCount: Int
}

/// The frames of a plan that a run has to make, in order.
struct WorkList: Sendable {
  let items: [WorkItem]
  private let sequences: [SequencePlan]

  init(plan: Plan) {
    sequences = plan.sequences
    items = plan.sequences.enumerated().flatMap { index, sequence in
      sequence.frames.enumerated().compactMap { position, frame in
        guard case .deliver(let unpacked) = frame.intent, let source = frame.source
        else { return nil }
        return WorkItem(
          sequence: index, frame: position, source: source, folder: sequence.folder, name: frame.name,
          settings: sequence.settings, unpackedByteCount: unpacked)
      }
    }
  }

  /// What the report says of an item.
  func report(of item: Int, outcome: FrameOutcome) -> Report.Frame {
    let work = items[item]
    let sequence = sequences[work.sequence]
    var frame = Report.Frame(sequence.frames[work.frame], folder: sequence.folder)
    switch outcome {
    case .done(let findings, _):
      frame.status = .done
      frame.reason = findings.alphaBelowOne ? "alpha is not 1 everywhere; RGB was encoded as stored" : nil
    case .failed(let failure):
      frame.status = .failed
      frame.reason = failure.text
    case .notTried(let reason):
      frame.status = .failed
      frame.reason = "not tried: \(reason)"
    }
    return frame
  }
}

/// How one frame of the run ended.
enum FrameOutcome: Sendable, Equatable {
  case done(FrameFindings, byteCount: Int)
  case failed(FrameFailure)
  /// Not tried, because the run was interrupted or ended early.
  case notTried(String)
}
