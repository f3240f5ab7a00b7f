import Dispatch
import FrameSequence
import Glibc
import Synchronization
import SystemPackage

/// How one frame ended.
enum RenumberOutcome: Sendable, Equatable {
  case done(RenumberMethod)
  case failed(FrameFailure)
  /// Left off, with what is to be known of it.
  case notTried(String)
}

/// Carries out a renumbering.
public struct RenumberRun: Sendable {
  public let plan: RenumberPlan
  private let options: RunOptions
  private let interruption: Interruption

  /// - Parameter options: Only lanes and sync mean something here.
  public init(plan: RenumberPlan, options: RunOptions, interruption: Interruption = Interruption()) {
    self.plan = plan
    self.options = options
    self.interruption = interruption
  }

  /// Renumbers every sequence of the plan that was not refused.
  ///
  /// - Parameter progress: Told of every frame that ends, from any thread, one call at a time.
  /// - Returns: One entry for every planned frame.
  /// - Throws: ``RenumberRefused`` where nothing could start; nothing was touched then.
  public func run(
    progress: @escaping @Sendable (FrameProgress) -> Void
  ) throws(RenumberRefused) -> Report {
    let board = ReportBoard(plan: plan, progress: progress)
    board.tellKnown()
    switch plan.request.place {
    case .inPlace: return try renameInPlace(board)
    case .folder(_, let mode): return try deliver(mode, board)
    }
  }

  private func renameInPlace(_ board: ReportBoard) throws(RenumberRefused) -> Report {
    let work = InPlaceRun(plan: plan, interruption: interruption)
    let result = try work.run { folder, result in
      for (index, sequence) in plan.sequences.enumerated() where sequence.directoryIdentity == folder {
        for (position, frame) in sequence.allFrames.enumerated() {
          guard frame.isRenamed, let source = frame.source,
            let outcome = result.outcomes[InPlaceRun.Key(folder: folder, name: source.name)]
          else { continue }
          board.end(ReportBoard.Place(sequence: index, frame: position), outcome)
        }
      }
    }
    var report = board.report
    report.interrupted = result.stopped
    report.unfinished =
      result.unfinished.isEmpty ? nil : result.unfinished.map { PathText.encode($0.bytes) }
    return report
  }

  private func deliver(_ mode: RenumberMode, _ board: ReportBoard) throws(RenumberRefused) -> Report {
    var folders: [FilePath: OutputFolder] = [:]
    for path in board.places.map({ board.frame($0).destination.folder }) where folders[path] == nil {
      do throws(FolderFailure) {
        folders[path] = try OutputFolder(path)
      } catch {
        throw RenumberRefused(path, "\(error.error)")
      }
    }
    for folder in folders.values { folder.clearStaleTemporaries() }
    let delivery = FrameDelivery(
      mode: mode, replaces: plan.request.existing == .overwrite, sync: options.sync, folders: folders)
    // Moved from last to first, so that the first frame, by which numbers are counted, goes last: the same
    // command then finishes what was interrupted. Copies keep several requests of a file server busy.
    let places = mode == .move ? board.places.reversed() : board.places
    let workers = mode == .clone || mode == .copy ? max(4, options.lanes) : 1
    work(through: places, workers: workers, delivery: delivery, board: board)
    var report = board.report
    report.interrupted = interruption.reason
    if options.sync == .frame { report.problems = sync(folders, mode: mode) }
    return report
  }

  private func work(
    through places: [ReportBoard.Place], workers: Int, delivery: FrameDelivery, board: ReportBoard
  ) {
    let queue = Mutex((next: 0, stop: String?.none))
    let group = DispatchGroup()
    for worker in 0..<min(workers, places.count) {
      DispatchQueue(label: "turnover.renumber.\(worker)").async(group: group) {
        while let (place, stop) = queue.withLock({ queue in
          defer { queue.next += 1 }
          return queue.next < places.count ? (places[queue.next], queue.stop) : nil
        }) {
          if let reason = stop ?? interruption.reason {
            board.end(place, .notTried("not tried: \(reason)"))
            continue
          }
          let frame = board.frame(place)
          let outcome = delivery.deliver(frame)
          if case .failed(let failure) = outcome, failure.endsTheRun {
            let name = PathText.encode(frame.destination.name)
            queue.withLock { $0.stop = $0.stop ?? "the run ended at \(name): \(failure.text)" }
          }
          board.end(place, outcome)
        }
      }
    }
    group.wait()
  }

  /// Makes the new names durable, and then the loss of the old ones.
  ///
  /// - Returns: What went wrong.
  private func sync(_ folders: [FilePath: OutputFolder], mode: RenumberMode) -> [String] {
    var problems: [String] = []
    func note(_ sync: () throws(FolderFailure) -> Void) {
      do throws(FolderFailure) {
        try sync()
      } catch {
        problems.append("cannot sync \(PathText.encode(error.path.bytes)): \(error.error)")
      }
    }
    for folder in folders.values { note { () throws(FolderFailure) in try folder.sync() } }
    if mode == .move {
      for path in Set(plan.sequences.map(\.directory)) {
        note { () throws(FolderFailure) in try OutputFolder(path, makes: false).sync() }
      }
    }
    return problems
  }
}
