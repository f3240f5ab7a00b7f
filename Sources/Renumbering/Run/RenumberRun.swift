import Files
import FrameSequence
import Synchronization
import SystemPackage

/// How one frame ended.
public enum RenumberOutcome: Sendable, Equatable {
  /// It has its new name.
  case done(RenumberMethod)
  /// Another run put the same frame there, and the user chose to leave what is there.
  case skipped
  /// It does not have its new name, or is not safe in it.
  case failed(RenumberFailure)
  /// Left off, with what is to be known of it.
  case notTried(LeftOff)
}

/// How a renumbering ended, besides its frames.
public struct RenumberEnd: Sendable, Equatable {
  /// Why it ended before its time, if it did.
  public var interrupted: String?
  /// Folders that are left between old names and new.
  public var unfinished: [FilePath] = []

  /// An end as given; without anything, that of a run that did all it had to.
  public init(interrupted: String? = nil, unfinished: [FilePath] = []) {
    self.interrupted = interrupted
    self.unfinished = unfinished
  }
}

/// Carries out a renumbering.
public struct RenumberRun: Sendable {
  /// What is carried out.
  public let plan: RenumberPlan
  private let lanes: Int
  private let sync: SyncPolicy
  private let interruption: Interruption

  /// - Parameter lanes: How many files are copied at the same time, if more than a few.
  public init(plan: RenumberPlan, lanes: Int, sync: SyncPolicy, interruption: Interruption) {
    self.plan = plan
    self.lanes = lanes
    self.sync = sync
    self.interruption = interruption
  }

  /// Renumbers every sequence of the plan that was not refused.
  ///
  /// - Parameter ended: Told of every frame that is to be renamed, from any thread.
  /// - Throws: ``RenumberRefused`` where nothing could start; nothing was touched then.
  public func run(
    ended: @escaping @Sendable (RenumberPlan.Place, RenumberOutcome) -> Void
  ) throws(RenumberRefused) -> RenumberEnd {
    switch plan.request.place {
    case .inPlace: try InPlaceRun(plan: plan, interruption: interruption).run(ended: ended)
    case .folder(_, let mode): try transfer(mode, ended)
    }
  }

  private typealias Item = (place: RenumberPlan.Place, frame: RenumberedFrame)

  private func transfer(
    _ mode: RenumberMode, _ ended: @escaping @Sendable (RenumberPlan.Place, RenumberOutcome) -> Void
  ) throws(RenumberRefused) -> RenumberEnd {
    let all = plan.allFrames
    let items = all.filter(\.frame.isRenamed)
    let folders: DestinationFolders
    do throws(FolderFailure) {
      folders = try DestinationFolders(items.map(\.frame.destination.folder), sync: sync)
    } catch {
      throw RenumberRefused(error.path, .folderNotMade(error: error.error))
    }
    OutputFolder.clearStaleTemporaries(in: all.map(\.frame.destination.folder))
    let transfer = FileTransfer(mode: mode, existing: plan.request.existing, sync: sync, folders: folders)
    // Moved from last to first, so that the first frame, by which numbers are counted, goes last: the same
    // command then finishes what was interrupted. Copies keep several requests of a file server busy.
    let ordered = mode == .move ? items.reversed() : items
    let workers = mode == .clone || mode == .copy ? max(4, lanes) : 1
    work(through: ordered, workers: workers, transfer: transfer, ended: ended)
    return RenumberEnd(interrupted: interruption.reason)
  }

  private func work(
    through items: [Item], workers: Int, transfer: FileTransfer,
    ended: @escaping @Sendable (RenumberPlan.Place, RenumberOutcome) -> Void
  ) {
    let queue = Mutex((next: 0, stop: String?.none))
    let named = FolderSync(sync)
    @Sendable func fail(_ item: Item, _ failure: RenumberFailure) {
      if failure.endsTheRun {
        let name = PathText.encode(item.frame.destination.name)
        queue.withLock { $0.stop = $0.stop ?? "the run ended at \(name): \(failure.text)" }
      }
      ended(item.place, .failed(failure))
    }
    Threads.run(min(workers, items.count)) {
      while let (item, stop) = queue.withLock({ queue in
        defer { queue.next += 1 }
        return queue.next < items.count ? (items[queue.next], queue.stop) : nil
      }) {
        if let reason = stop ?? interruption.reason {
          ended(item.place, .notTried(.runEnded(reason: reason)))
          continue
        }
        do throws(RenumberFailure) {
          let (method, folder, oldFolder) = try transfer.transfer(item.frame)
          named.add([folder], from: oldFolder) { unsynced in
            if let unsynced { return fail(item, RenumberFailure(FileFailure(unsynced))) }
            ended(item.place, .done(method))
          }
        } catch {
          // Two runs at once: the other one was faster.
          let isThere = plan.request.existing == .skip && error.system == .fileExists
          if isThere, KeptCopy(item.frame).isTheFrame {
            ended(item.place, .skipped)
          } else {
            fail(item, error)
          }
        }
        named.syncIfDue()
      }
    }
    named.sync()
  }
}
