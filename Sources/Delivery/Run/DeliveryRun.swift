import Conversion
import EXR
import Files
import FrameSequence
import Planning
import Synchronization
import SystemPackage

/// Carries out a plan.
public struct DeliveryRun: Sendable {
  /// What is carried out.
  public let plan: Plan
  /// How.
  public let options: RunOptions
  private let interruption: Interruption

  /// A run that begins with ``run(progress:)``, and ends early where `interruption` says so.
  public init(plan: Plan, options: RunOptions, interruption: Interruption = Interruption()) {
    self.plan = plan
    self.options = options
    self.interruption = interruption
  }

  /// Delivers every sequence of the plan that was not refused.
  ///
  /// - Parameter progress: Told of every frame that ends, from any thread, one call at a time.
  /// - Returns: One entry for every planned frame.
  /// - Throws: ``FolderFailure`` where a destination folder cannot be made; nothing is written then.
  public func run(progress: @escaping @Sendable (FrameProgress) -> Void) throws(FolderFailure) -> Report {
    let work = WorkList(plan: plan)
    let folders = try DestinationFolders(work.folders, sync: options.sync)
    // Where nothing is left to be made, an interrupted run can have left something to be removed all the same.
    OutputFolder.clearStaleTemporaries(in: plan.folders)
    let total = plan.sequences.reduce(0) { $0 + $1.allFrames.count }
    let finished = Mutex(0)
    @Sendable func tell(_ frame: Report.Frame, of sequence: Int) {
      finished.withLock { finished in
        finished += 1
        progress(FrameProgress(frame: frame, sequence: sequence, finished: finished, total: total))
      }
    }
    // What the plan knows already: missing, skipped and unreadable frames.
    for (index, sequence) in plan.sequences.enumerated() {
      for frame in sequence.allFrames where !frame.isDelivered { tell(Report.Frame(frame), of: index) }
    }
    let outcomes = Mutex([FrameOutcome](repeating: .notTried("the run ended early"), count: work.count))
    @Sendable func end(_ index: Int, _ outcome: FrameOutcome) {
      outcomes.withLock { $0[index] = outcome }
      tell(work.report(of: index, outcome: outcome), of: work.place(of: index).sequence)
    }
    /// Carries out some of the orders, and returns why that ended before its time.
    func make(_ items: [Int], order: @escaping @Sendable (Int) -> FrameOrder) -> String? {
      let frames = OrderedFrames(
        items.count, options: options, existing: plan.request.delivery.existing,
        limits: plan.request.delivery.limits, folders: folders
      ) { order(items[$0]) }
      let engine = Engine(
        frames, lanes: frames.memory.lanes, budget: frames.memory.frames, syncsFrames: options.sync == .frame
      ) { end(items[$0], $1) }
      interruption.watch { engine.stop(because: $0) }
      engine.run()
      guard let reason = engine.stopReason else { return nil }
      outcomes.withLock { outcomes in
        for index in items {
          if case .notTried = outcomes[index] { outcomes[index] = .notTried(reason) }
        }
      }
      return reason
    }
    let (pictures, slates) = work.stages
    let stopped = make(pictures) { work.order($0) }
    let slateWork = SlateWork(plan: plan, work: work, outcomes: outcomes.withLock(\.self), stopped: stopped)
    var drawn: [Int: FrameOrder] = [:]
    for index in slates {
      switch slateWork.decision(index) {
      case .draw(let order): drawn[index] = order
      case .end(let outcome): end(index, outcome)
      }
    }
    if !drawn.isEmpty { _ = make(drawn.keys.sorted()) { [drawn] in drawn[$0] ?? work.order($0) } }
    var report = Report(plan: plan, work: work, outcomes: outcomes.withLock(\.self))
    report.interrupted = interruption.reason
    return report
  }
}

extension Plan {
  /// The folders of all files that there will be, whether they are made or not.
  fileprivate var folders: Set<FilePath> {
    sequences.reduce(into: []) { folders, sequence in
      for frame in sequence.allFrames {
        for file in [frame.exr, frame.preview] { if let file { folders.insert(file.folder) } }
      }
    }
  }
}
