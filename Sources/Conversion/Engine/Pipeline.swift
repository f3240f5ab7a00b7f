import Dispatch
import EXR
import Files
import FrameSequence
import Synchronization

/// Runs the frames of a plan: one reader, N lanes, two writers.
///
/// Lanes take bands of the oldest frame that still has some, so one 8K frame uses every core and so do a
/// thousand small ones. Lanes never wait for the disk. Frames in flight are never more than lanes + 2 and
/// never reserve more than the budget, so memory does not depend on the length of a shot.
///
/// The reader is the thread that starts the run; lanes and writers have threads of their own, fewer where the
/// system gives no more. Where there are not even two, everything is done on that one, frame after frame.
package final class Pipeline: Sendable {
  let orders: [FrameOrder]
  let options: RunOptions
  let existing: ExistingPolicy
  let limits: Limits
  let folders: DestinationFolders
  let finished = WriterQueue()
  /// Frames that have their names, until their folders are synced.
  let named: FolderSync
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
  package init(
    orders: [FrameOrder], options: RunOptions, existing: ExistingPolicy, limits: Limits,
    folders: DestinationFolders, observer: @escaping @Sendable (Int, FrameOutcome) -> Void
  ) {
    self.orders = orders
    self.options = options
    self.existing = existing
    self.limits = limits
    self.folders = folders
    named = FolderSync(options.sync)
    self.observer = observer
    files = ByteBuffer.Pool(maxBytes: options.memory)
    slots = ByteBuffer.Pool(maxBytes: options.memory / 8)
    state = Mutex(State(outcomes: Array(repeating: nil, count: orders.count)))
  }

  /// Runs to the end and returns one outcome an order, in their order.
  package func run() -> [FrameOutcome] {
    var writers = Threads()
    var lanes = Threads()
    if writers.start({ self.writeAll() }), lanes.start({ self.workAll() }) {
      // While one waits for a sync, the other writes.
      _ = writers.start { self.writeAll() }
      for _ in 1..<max(1, options.lanes) {
        guard lanes.start({ self.workAll() }) else { break }
      }
      readAll()
    } else {
      doAll()
    }
    lanes.join()
    finished.close(writers: 2)
    writers.join()
    named.sync()
    return state.withLock { state in
      state.outcomes.map { $0 ?? .notTried(state.stop ?? "the run ended early") }
    }
  }

  /// Why it was stopped, if it was.
  package var stopReason: String? { state.withLock(\.stop) }

  /// Without other threads: reads, makes and writes each frame before the next.
  private func doAll() {
    var lane = Lane(codec: options.codec, slots: slots)
    readAll {
      while let (job, band) = state.withLock({ Pipeline.claim(&$0) }) {
        if let frame = work(on: band, of: job, by: &lane) { write(frame) }
      }
      named.syncIfDue()
    }
  }

  /// Starts no further frame; those in flight are dropped, and their temporaries with them.
  package func stop(because reason: String) {
    state.withLock { state in
      state.stop = state.stop ?? reason
      state.jobs.removeAll()
      wakeLanes(&state)
      wakeReader(&state)
    }
  }

  // MARK: Lanes

  /// A lane's loop: works on bands until there are no more.
  private func workAll() {
    var lane = Lane(codec: options.codec, slots: slots)
    while let (job, band) = nextClaim() {
      if let frame = work(on: band, of: job, by: &lane) { finished.put(frame) }
    }
  }

  /// - Returns: What is to be written, where the frame ends with this band.
  private func work(on band: Int, of job: FrameJob, by lane: inout Lane) -> FinishedFrame? {
    lane.work(on: band, of: job) ? finish(job) : nil
  }

  /// The next band to work on; waits while there may be some later, nil when there will be none.
  private func nextClaim() -> (FrameJob, Int)? {
    while true {
      let next: (FrameJob, Int)?? = state.withLock { state in
        if let claim = Pipeline.claim(&state) { return claim }
        guard state.isReading, state.stop == nil else { return .some(nil) }
        state.waitingLanes += 1
        return nil
      }
      if let next { return next }
      laneSignal.wait()
    }
  }

  /// A band of the oldest frame that has some to claim.
  private static func claim(_ state: inout State) -> (FrameJob, Int)? {
    while let job = state.jobs.first {
      if let band = job.claim() { return (job, band) }
      state.jobs.removeFirst()
    }
    return nil
  }

  /// Wakes lanes that wait, at most as many as have something to do.
  func wakeLanes(_ state: inout State, most: Int = .max) {
    let woken = min(state.waitingLanes, most)
    for _ in 0..<woken { laneSignal.signal() }
    state.waitingLanes -= woken
  }

  func wakeReader(_ state: inout State) {
    guard state.readerWaits else { return }
    state.readerWaits = false
    readerSignal.signal()
  }
}
