import Files
import FrameSequence
import Synchronization

/// How one frame ended.
enum RenumberOutcome: Sendable, Equatable {
  case done(RenumberMethod)
  /// Another run put the same frame there, and the user chose to leave what is there.
  case skipped
  case failed(RenumberFailure)
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
    let folders: DestinationFolders
    do throws(FolderFailure) {
      folders = try DestinationFolders(
        board.places.map { board.frame($0).destination.folder }, sync: options.sync)
    } catch {
      throw RenumberRefused(error.path, "\(error.error)")
    }
    OutputFolder.clearStaleTemporaries(
      in: plan.sequences.flatMap(\.allFrames).map(\.destination.folder))
    let delivery = FrameDelivery(
      mode: mode, existing: plan.request.existing, sync: options.sync, folders: folders)
    // Moved from last to first, so that the first frame, by which numbers are counted, goes last: the same
    // command then finishes what was interrupted. Copies keep several requests of a file server busy.
    let places = mode == .move ? board.places.reversed() : board.places
    let workers = mode == .clone || mode == .copy ? max(4, options.lanes) : 1
    work(through: places, workers: workers, delivery: delivery, board: board)
    var report = board.report
    report.interrupted = interruption.reason
    return report
  }

  private func work(
    through places: [ReportBoard.Place], workers: Int, delivery: FrameDelivery, board: ReportBoard
  ) {
    let queue = Mutex((next: 0, stop: String?.none))
    let named = FolderSync(options.sync)
    @Sendable func fail(_ place: ReportBoard.Place, _ failure: RenumberFailure) {
      if failure.endsTheRun {
        let name = PathText.encode(board.frame(place).destination.name)
        queue.withLock { $0.stop = $0.stop ?? "the run ended at \(name): \(failure.text)" }
      }
      board.end(place, .failed(failure))
    }
    Threads.run(min(workers, places.count)) {
      while let (place, stop) = queue.withLock({ queue in
        defer { queue.next += 1 }
        return queue.next < places.count ? (places[queue.next], queue.stop) : nil
      }) {
        if let reason = stop ?? interruption.reason {
          board.end(place, .notTried("not tried: \(reason)"))
          continue
        }
        do throws(RenumberFailure) {
          let (method, folder, oldFolder) = try delivery.deliver(board.frame(place))
          named.add([folder], from: oldFolder) { unsynced in
            if let unsynced { return fail(place, RenumberFailure(FileFailure(unsynced))) }
            board.end(place, .done(method))
          }
        } catch {
          let frame = board.frame(place)
          // Two runs at once: the other one was faster.
          let isThere = plan.request.existing == .skip && error.system == .fileExists
          if isThere, KeptCopy(frame).isTheFrame { board.end(place, .skipped) } else { fail(place, error) }
        }
        named.syncIfDue()
      }
    }
    named.sync()
  }
}
