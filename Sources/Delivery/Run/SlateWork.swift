import Conversion
import Files
import FrameSequence
import Planning

/// Slates that are drawn, the last part of a run: what they say is known when all pictures have ended.
struct SlateWork {
  private let plan: Plan
  private let work: WorkList
  /// Which frames of each sequence ended without their files.
  private var failed: [[Int]]
  /// Why the run ended before its time, if it did.
  private let stopped: String?

  /// - Parameter outcomes: One an order, those of the slates not yet true.
  init(plan: Plan, work: WorkList, outcomes: [FrameOutcome], stopped: String?) {
    self.plan = plan
    self.work = work
    self.stopped = stopped
    failed = Array(repeating: [], count: plan.sequences.count)
    for (index, outcome) in outcomes.enumerated() {
      let place = work.place(of: index)
      switch outcome {
      case .failed, .notTried: failed[place.sequence].append(place.frame)
      case .done, .kept: break
      }
    }
  }

  enum Decision {
    case draw(FrameOrder)
    case end(FrameOutcome)
  }

  /// What becomes of the slate that is ordered.
  func decision(_ index: Int) -> Decision {
    // Frames that were not tried would be taken for frames that are not to be had.
    if let stopped { return .end(.notTried(stopped)) }
    var order = work.order(index)
    let place = work.place(of: index)
    guard case .slate(var slate) = order.input.content, let draft = plan.sequences[place.sequence].slateDraft
    else { preconditionFailure("a slate that is drawn has a draft") }
    let frames = frames(of: place.sequence)
    guard frames.contains(where: { $0.ending == .there }) else {
      return .end(.notTried("no frame of its sequence is there"))
    }
    let content = draft.content(frames)
    let mark = SlateMark(of: content)
    slate.content = content
    order.input.content = .slate(slate)
    order.edits.attributes.append(mark.attribute)
    for index in order.products.indices {
      guard case .preview(var form) = order.products[index].form else { continue }
      form.slate = mark.field(before: form.slate)
      order.products[index].form = .preview(form)
    }
    guard plan.request.delivery.existing == .skip else { return .draw(order) }
    order.products.removeAll { keeps($0.file, for: mark) }
    // What is there and was not kept says something else, and is a slate of ours.
    order.replaces = true
    return order.products.isEmpty ? .end(.kept) : .draw(order)
  }

  /// Whether a file stays that is there: a slate of ours that says the same, or a file of somebody else.
  private func keeps(_ file: Destination, for mark: SlateMark) -> Bool {
    guard FileSystem.exists(file.path) else { return false }
    guard let there = SlateMark(at: file.path, limits: plan.request.delivery.limits) else { return true }
    return there == mark
  }

  /// The picture of a sequence, and what became of it.
  private func frames(of sequence: Int) -> [(frame: PlannedFrame, ending: SlateDraft.Ending)] {
    var endings = plan.sequences[sequence].allFrames.map { (frame: $0, ending: $0.expectedEnding) }
    for frame in failed[sequence] { endings[frame].ending = .failed }
    return endings.filter { $0.frame.role != .slate }
  }
}
