import Dispatch
import EXR
import Synchronization
import SystemPackage

/// Runs the frames of a plan: one reader, N lanes, two writers.
///
/// Lanes take bands of the oldest frame that still has some, so one 8K frame uses every core and so do a
/// thousand small ones. Lanes never wait for the disk. Frames in flight are never more than lanes + 2 and
/// never reserve more than the budget, so memory does not depend on the length of a shot.
///
/// N lanes are N serial queues with one loop each. `concurrentPerform` cannot carry them: it runs no more
/// iterations at once than there are cores, and one that waits for a later one never ends.
final class Pipeline: Sendable {
  let items: [WorkItem]
  let options: RunOptions
  let replaces: Bool
  let limits: Limits
  let folders: [FilePath: OutputFolder]
  let files: ByteBuffer.Pool
  private let slots: ByteBuffer.Pool
  let state: Mutex<State>
  private let laneSignal = DispatchSemaphore(value: 0)
  let readerSignal = DispatchSemaphore(value: 0)
  let observer: @Sendable (Int, FrameOutcome) -> Void

  struct State {
    /// Frames with bands to claim, oldest first.
    var jobs: [FrameJob] = []
    var outcomes: [FrameOutcome?]
    /// Frames read and not yet renamed or failed.
    var inFlight = 0
    /// Of these, frames whose bands are not all done, and what they reserve: they hold their sources.
    var unfinished = 0
    var unfinishedBytes = 0
    var reserved = 0
    var isReading = true
    var waitingLanes = 0
    var readerWaits = false
    /// Why no further frame is started.
    var stop: String?
  }

  /// - Parameter observer: Told of every frame that ends, in the order in which they do, from any thread.
  init(
    items: [WorkItem], options: RunOptions, replaces: Bool, limits: Limits,
    folders: [FilePath: OutputFolder], observer: @escaping @Sendable (Int, FrameOutcome) -> Void
  ) {
    self.items = items
    self.options = options
    self.replaces = replaces
    self.limits = limits
    self.folders = folders
    self.observer = observer
    files = ByteBuffer.Pool(maxBytes: options.memory)
    slots = ByteBuffer.Pool(maxBytes: options.memory / 8)
    state = Mutex(State(outcomes: Array(repeating: nil, count: items.count)))
  }

  /// Runs to the end and returns one outcome an item, in the order of the items.
  func run() -> [FrameOutcome] {
    let group = DispatchGroup()
    let writers = (0..<2).map { DispatchQueue(label: "turnover.writer.\($0)") }
    DispatchQueue(label: "turnover.reader").async(group: group) { self.readAll() }
    for lane in 0..<options.lanes {
      DispatchQueue(label: "turnover.lane.\(lane)").async(group: group) {
        var worker = Lane(codec: self.options.codec, slots: self.slots)
        while let (job, band) = self.nextClaim() {
          guard worker.work(on: band, of: job), let frame = self.finish(job) else { continue }
          writers[frame.index % writers.count].async(group: group) { self.write(frame) }
        }
      }
    }
    group.wait()
    return state.withLock { state in
      state.outcomes.map { $0 ?? .notTried(state.stop ?? "the run ended early") }
    }
  }

  /// Why it was stopped, if it was.
  var stopReason: String? { state.withLock(\.stop) }

  /// Starts no further frame; those in flight are dropped, and their temporaries with them.
  func stop(because reason: String) {
    state.withLock { state in
      state.stop = state.stop ?? reason
      state.jobs.removeAll()
      wake(&state)
    }
  }

  // MARK: Lanes

  /// The next band to work on; waits while there may be some later, nil when there will be none.
  private func nextClaim() -> (FrameJob, Int)? {
    while true {
      let next: (FrameJob, Int)?? = state.withLock { state in
        while let job = state.jobs.first {
          if let band = job.claim() { return (job, band) }
          state.jobs.removeFirst()
        }
        guard state.isReading, state.stop == nil else { return .some(nil) }
        state.waitingLanes += 1
        return nil
      }
      if let next { return next }
      laneSignal.wait()
    }
  }

  func wake(_ state: inout State) {
    for _ in 0..<state.waitingLanes { laneSignal.signal() }
    state.waitingLanes = 0
    wakeReader(&state)
  }

  func wakeReader(_ state: inout State) {
    guard state.readerWaits else { return }
    state.readerWaits = false
    readerSignal.signal()
  }
}
