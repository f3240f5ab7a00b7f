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
    let destinations = work.orders.flatMap(\.products).map(\.file)
    let folders = try DestinationFolders(destinations.map(\.folder), sync: options.sync)
    // Where nothing is left to be made, an interrupted run can have left something to be removed all the same.
    OutputFolder.clearStaleTemporaries(
      in: plan.sequences.flatMap(\.allFrames).flatMap { [$0.exr, $0.preview] }.compactMap(\.?.folder))
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
    var outcomes = [FrameOutcome](repeating: .notTried("the run ended early"), count: work.orders.count)
    /// Carries out some of the orders, and returns why that ended before its time.
    func make(_ orders: [(index: Int, order: FrameOrder)]) -> String? {
      let frames = OrderedFrames(
        orders.map(\.order), options: options, existing: plan.request.delivery.existing,
        limits: plan.request.delivery.limits, folders: folders)
      let ended = Mutex([FrameOutcome?](repeating: nil, count: orders.count))
      let engine = Engine(
        frames, lanes: frames.memory.lanes, budget: frames.memory.frames, syncsFrames: options.sync == .frame
      ) { each, outcome in
        ended.withLock { $0[each] = outcome }
        let index = orders[each].index
        tell(work.report(of: index, outcome: outcome), of: work.place(of: index).sequence)
      }
      interruption.watch { engine.stop(because: $0) }
      engine.run()
      for (each, outcome) in zip(orders, ended.withLock(\.self)) {
        outcomes[each.index] = outcome ?? .notTried(engine.stopReason ?? "the run ended early")
      }
      return engine.stopReason
    }
    let (pictures, slates) = work.stages
    let stopped = make(pictures.map { ($0, work.orders[$0]) })
    let slateWork = SlateWork(plan: plan, work: work, outcomes: outcomes, stopped: stopped)
    var drawn: [(index: Int, order: FrameOrder)] = []
    for index in slates {
      switch slateWork.decision(index) {
      case .draw(let order): drawn.append((index, order))
      case .end(let outcome):
        outcomes[index] = outcome
        tell(work.report(of: index, outcome: outcome), of: work.place(of: index).sequence)
      }
    }
    if !drawn.isEmpty { _ = make(drawn) }
    var report = Report(plan: plan, work: work, outcomes: outcomes)
    report.interrupted = interruption.reason
    return report
  }
}
