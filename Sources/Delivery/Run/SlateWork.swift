/// Slates that are drawn, the last part of a run: what they say is known when all pictures have ended.
struct SlateWork {
  private let plan: Plan
  private let work: WorkList
  /// Which frames of each sequence ended without their files.
  private var failed: [[Int]]
  /// Why the run ended before its time, if it did.
  private let stopped: String?

  /// - Parameter outcomes: One a work item, those of the slates not yet true.
  init(plan: Plan, work: WorkList, outcomes: [FrameOutcome], stopped: String?) {
    self.plan = plan
    self.work = work
    self.stopped = stopped
    failed = Array(repeating: [], count: plan.sequences.count)
    for (item, outcome) in zip(work.items, outcomes) {
      switch outcome {
      case .failed, .notTried: failed[item.sequence].append(item.frame)
      case .done, .kept: break
      }
    }
  }

  enum Decision {
    case draw(WorkItem)
    case end(FrameOutcome)
  }

  /// What becomes of the slate that is a work item.
  func decision(_ index: Int) -> Decision {
    // Frames that were not tried would be taken for frames that are not to be had.
    if let stopped { return .end(.notTried(stopped)) }
    var item = work.items[index]
    let sequence = plan.sequences[item.sequence]
    guard let draft = sequence.slateDraft else { preconditionFailure("a slate that is drawn has a draft") }
    let frames = frames(of: item.sequence)
    guard frames.contains(where: { $0.ending == .there }) else {
      return .end(.notTried("no frame of its sequence is there"))
    }
    let content = draft.content(frames)
    let mark = SlateMark(of: content)
    item.making.fill = .slate(content)
    item.making.attributes.append(mark.attribute)
    if let label = item.preview?.label { item.preview?.label.slate = mark.field(before: label.slate) }
    guard plan.request.existing == .skip else { return .draw(item) }
    if keeps(item.exr, for: mark) { item.exr = nil }
    if keeps(item.preview?.destination, for: mark) { item.preview = nil }
    // What is there and was not kept says something else, and is a slate of ours.
    item.replaces = true
    return item.exr == nil && item.preview == nil ? .end(.kept) : .draw(item)
  }

  /// Whether a file stays that is there: a slate of ours that says the same, or a file of somebody else.
  private func keeps(_ file: Destination?, for mark: SlateMark) -> Bool {
    guard let path = file?.path, FileSystem.exists(path) else { return false }
    guard let there = SlateMark(at: path, limits: plan.request.limits) else { return true }
    return there == mark
  }

  /// The picture of a sequence, and what became of it.
  private func frames(of sequence: Int) -> [(frame: PlannedFrame, ending: SlateDraft.Ending)] {
    var endings = plan.sequences[sequence].allFrames.map { (frame: $0, ending: $0.expectedEnding) }
    for frame in failed[sequence] { endings[frame].ending = .failed }
    return endings.filter { $0.frame.role != .slate }
  }
}
