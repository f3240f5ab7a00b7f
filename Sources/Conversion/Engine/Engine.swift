import Dispatch
import Files
import Synchronization

/// Moves frames from the disk through lanes to the disk: one reader, N lanes, two writers.
///
/// It knows when and on which thread something is done. What is done is its ``FrameWork``. It yields the position of
/// each frame that ends, and how it ended.
///
/// Lanes take bands of the oldest frame that still has some, so one 8K frame uses every core and so do a thousand
/// small ones. Lanes never wait for the disk. Frames in flight are never more than lanes + 2 and never reserve more
/// than the budget, so memory does not depend on the length of a shot.
///
/// The reader is the thread that starts the run. Lanes and writers have threads of the system, which are started
/// before the first frame and held to the end: where the system gives fewer, there are fewer lanes, and where it
/// gives less than two, everything is done on the thread of the reader, one frame after another.
package final class Engine<Work: FrameWork>: Sendable {
  typealias Queue = LaneQueue<Work.Raw, Work.Job>

  let work: Work
  let lanes: Int
  let finished = WriterQueue<MadeFrame<Work.Job.Made>>()
  let observer: @Sendable (Int, FrameOutcome) -> Void
  private let state: Mutex<State>
  private let laneSignals: [DispatchSemaphore]
  private let readerSignal = DispatchSemaphore(value: 0)

  struct State {
    var admission: Admission
    var queue: Queue
    var isReading = true
    var readerWaits = false
    /// Why no further frame is started.
    var stop: String?
  }

  /// - Parameters:
  ///   - lanes: How many bands are worked on at the same time, at most.
  ///   - budget: Bytes that frames in flight may reserve together. A frame that needs more is in flight by itself.
  ///   - syncsFrames: Whether writing a frame waits for a sync.
  ///   - observer: Told of every frame that ends, in the order in which they do, from any thread. Frames that were
  ///     not tried because the run was stopped do not end.
  package init(
    _ work: Work, lanes: Int, budget: Int, syncsFrames: Bool,
    observer: @escaping @Sendable (Int, FrameOutcome) -> Void
  ) {
    let lanes = max(1, lanes)
    self.work = work
    self.lanes = lanes
    self.observer = observer
    laneSignals = (0..<lanes).map { _ in DispatchSemaphore(value: 0) }
    state = Mutex(
      State(
        admission: Admission(budget: budget, lanes: lanes, syncsFrames: syncsFrames),
        queue: Queue(lanes: lanes)))
  }

  /// Runs to the end.
  ///
  /// - Parameter threads: How many threads may be started, if the system gives that many.
  package func run(threads: Int = .max) {
    var writing = Threads()
    var making = Threads()
    var left = threads
    func start(_ threads: inout Threads, _ body: @escaping @Sendable () -> Void) -> Bool {
      guard left > 0, threads.start(body) else { return false }
      left -= 1
      return true
    }
    if start(&writing, { self.writeAll() }), start(&making, { self.workAll(0) }) {
      if lanes > 1 { _ = start(&making) { self.workAll(1) } }
      // While one writer waits for a sync, the other writes.
      _ = start(&writing) { self.writeAll() }
      for lane in 2..<max(2, lanes) {
        guard start(&making, { self.workAll(lane) }) else { break }
      }
      readAll()
    } else {
      doAll()
    }
    making.join()
    finished.close(writers: 2)
    writing.join()
    work.settleAll()
  }

  /// Without other threads: reads, makes and writes each frame before the next.
  private func doAll() {
    var lane: Work.Job.Buffers?
    readAll {
      while let task = withState({ $0.queue.take() }) {
        if let frame = run(task, by: &lane) { write(frame) }
      }
      work.settle()
    }
  }

  /// Why it was stopped, if it was.
  package var stopReason: String? { withState(\.stop) }

  /// Starts no further frame; those in flight are dropped.
  package func stop(because reason: String) {
    wakeLane { state in
      state.stop = state.stop ?? reason
      return state.queue.close()
    }
    wakeReader()
  }

  // MARK: What threads share

  func withState<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
    state.withLock { body(&$0) }
  }

  /// Changes the state, and wakes the lane that is then to be woken.
  func wakeLane(_ change: (inout State) -> Int?) {
    if let lane = withState(change) { laneSignals[lane].signal() }
  }

  func sleep(lane: Int) { laneSignals[lane].wait() }

  /// Lets the reader look again, if it waits.
  func wakeReader() {
    let waits = withState { state in
      defer { state.readerWaits = false }
      return state.readerWaits
    }
    if waits { readerSignal.signal() }
  }

  func sleepReader() { readerSignal.wait() }
}

extension Engine.State {
  /// Notes that an admitted frame's source is gone.
  ///
  /// - Returns: A lane to wake where this was the last frame.
  mutating func made(_ need: Int) -> Int? {
    admission.made(need)
    return closeIfDone()
  }

  /// Notes that there is nothing more to read.
  ///
  /// - Returns: A lane to wake where nothing is left to do.
  mutating func endReading() -> Int? {
    isReading = false
    return closeIfDone()
  }

  private mutating func closeIfDone() -> Int? {
    isReading || admission.unfinished > 0 ? nil : queue.close()
  }
}
