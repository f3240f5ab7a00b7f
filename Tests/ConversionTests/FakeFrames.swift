import EXR
import Files
import Glibc
import Synchronization
import TestSupport

@testable import Conversion

/// Frames without files: a codec and a disk that only keep account, and fail and dawdle as they are told.
final class FakeFrames: FrameWork {
  struct Frame: Sendable {
    var bands = 4
    var bytes = 1
    var fault: Fault?

    /// What the frame fails with.
    var failure: FrameFailure? {
      switch fault {
      case nil: nil
      case .open, .read: FrameFailure(.read, .file(.changing))
      case .prepare: FrameFailure(.plan, .file(.empty))
      case .bands(let failing): failing.min().map { FrameFailure(FakeFrames.error(band: $0)) }
      case .finish: FrameFailure(.convert, .file(.gone))
      case .write, .full: FrameFailure(.write, .file(.gone))
      }
    }
  }

  enum Fault: Sendable {
    case open, read, prepare
    case bands(Set<Int>)
    case finish, write
    /// The disk is full: the run ends.
    case full
  }

  /// How long everything takes.
  enum Pace: Sendable, CaseIterable {
    case fast, slowDisk, slowLanes, random
  }

  /// What was going on at the same time, at most.
  struct Account: Sendable {
    var inFlight = 0
    var bytes = 0
    var working = 0
    var lanes = 0
    var mostInFlight = 0
    /// Beside another frame.
    var mostBytes = 0
    var mostWorking = 0

    mutating func note() {
      mostInFlight = max(mostInFlight, inFlight)
      if inFlight > 1 { mostBytes = max(mostBytes, bytes) }
      mostWorking = max(mostWorking, working)
    }
  }

  let frames: [Frame]
  let pace: Pace
  let account = Mutex(Account())

  init(_ frames: [Frame], pace: Pace = .fast) {
    self.frames = frames
    self.pace = pace
  }

  static func error(band: Int) -> EXRError { EXRError(.decodeChunk, .damaged, "band \(band) is damaged") }

  var count: Int { frames.count }

  func read(_ index: Int, admit: (Int) -> Bool) throws(FrameFailure) -> Int? {
    let frame = frames[index]
    if case .open = frame.fault, let failure = frame.failure { throw failure }
    guard admit(frame.bytes) else { return nil }
    change {
      $0.inFlight += 1
      $0.bytes += frame.bytes
    }
    dawdle(.slowDisk)
    if case .read = frame.fault, let failure = frame.failure {
      end(frame)
      throw failure
    }
    return index
  }

  func prepare(_ index: Int, _ raw: Int) throws(FrameFailure) -> Job {
    precondition(index == raw)
    if case .prepare = frames[index].fault, let failure = frames[index].failure {
      end(frames[index])
      throw failure
    }
    return Job(frames[index], of: self)
  }

  func makeBuffers() -> Lane {
    change { $0.lanes += 1 }
    return Lane()
  }

  func write(_ index: Int, _ made: [Int], end: @escaping @Sendable (FrameOutcome, String?) -> Void) {
    let frame = frames[index]
    precondition(made == Array(0..<frame.bands), "bands are put together in order")
    dawdle(.slowDisk)
    self.end(frame)
    switch frame.fault {
    case .write: end(.failed(frame.failure ?? FrameFailure(.write, .file(.gone))), nil)
    case .full: end(.failed(frame.failure ?? FrameFailure(.write, .file(.gone))), "the disk is full")
    default: end(.done(FrameFindings()), nil)
    }
  }

  var patience: Duration? { nil }
  func settle() {}
  func settleAll() {}

  func end(_ frame: Frame) {
    change {
      $0.inFlight -= 1
      $0.bytes -= frame.bytes
    }
  }

  func change(_ body: (inout Account) -> Void) {
    account.withLock { account in
      body(&account)
      account.note()
    }
  }

  func dawdle(_ place: Pace) {
    switch pace {
    case .fast: break
    case .random: if Int.random(in: 0..<4) == 0 { usleep(.random(in: 0..<300)) }
    case .slowDisk, .slowLanes: if pace == place { usleep(200) }
    }
  }

  /// A worker's buffers. Two threads in one are a fault of the engine.
  final class Lane {
    private var isBusy = false

    func use(_ body: () -> Void) {
      precondition(!isBusy, "one thread at a time has a lane")
      isBusy = true
      body()
      isBusy = false
    }
  }

  final class Job: BandJob {
    private let frame: Frame
    private let work: FakeFrames
    private let state: Mutex<State>

    private struct State {
      var claims: BandClaims
      var results: InOrder<Int>
      var made: [Int] = []
      var failed: Int?
      var isEnded = false
    }

    init(_ frame: Frame, of work: FakeFrames) {
      self.frame = frame
      self.work = work
      state = Mutex(State(claims: BandClaims(count: frame.bands), results: InOrder(count: frame.bands)))
    }

    func claim() -> (band: Int, isLast: Bool)? { state.withLock { $0.claims.claim() } }

    func work(on band: Int, by lane: Lane) -> Bool {
      lane.use {
        work.change { $0.working += 1 }
        work.dawdle(.slowLanes)
        work.change { $0.working -= 1 }
      }
      return state.withLock { state in
        if case .bands(let failing) = frame.fault, failing.contains(band) {
          if state.claims.fail(band) { state.failed = band }
        } else {
          state.results.put(band, at: band)
          while let (_, band) = state.results.take() { state.made.append(band) }
        }
        state.claims.finish()
        guard state.claims.areAllDone, !state.isEnded else { return false }
        state.isEnded = true
        return true
      }
    }

    func finish() throws(FrameFailure) -> [Int] {
      let (made, failed) = state.withLock { ($0.made, $0.failed) }
      if let failed {
        work.end(frame)
        throw FrameFailure(FakeFrames.error(band: failed))
      }
      if case .finish = frame.fault, let failure = frame.failure {
        work.end(frame)
        throw failure
      }
      return made
    }
  }
}
