import TestSupport
import Testing

@testable import Conversion

/// The queue of the lanes over random histories, without threads.
struct LaneQueueTests {
  private typealias Queue = LaneQueue<Int, FakeFrames.Job>

  /// Lanes that run one step at a time, in a random order.
  private struct Simulation {
    var queue: Queue
    var random: SeededGenerator
    let work: FakeFrames
    /// What each lane does: nil while it looks for something.
    var tasks: [Queue.Task?]
    var asleep: Set<Int> = []
    var signalled: Set<Int> = []
    var ended: Set<Int> = []
    var unread: Int
    var claimed: [Int: [Int]] = [:]
    var left: Int

    mutating func wake(_ lane: Int?) {
      guard let lane else { return }
      #expect(!signalled.contains(lane), "a lane is woken once")
      signalled.insert(lane)
    }

    /// Whether the lane could run now.
    func isAwake(_ lane: Int) -> Bool {
      !ended.contains(lane) && (!asleep.contains(lane) || signalled.contains(lane))
    }

    mutating func step(_ lane: Int) {
      asleep.remove(lane)
      signalled.remove(lane)
      if let task = tasks[lane] {
        tasks[lane] = nil
        switch task {
        case .prepare(let frame):
          let job = Queue.Frame(
            index: frame.index, reserved: 0, stage: FakeFrames.Job(work.frames[frame.index], of: work))
          queue.add(job)
        case .band(let frame, let band):
          claimed[frame.index, default: []].append(band)
          if frame.stage.work(on: band, by: FakeFrames.Lane()) {
            left -= 1
            if left == 0 { wake(queue.close()) }
          }
        }
        return
      }
      let (next, other) = queue.next(for: lane)
      wake(other)
      switch next {
      case .work(let task): tasks[lane] = task
      case .sleep: asleep.insert(lane)
      case .end: ended.insert(lane)
      }
    }
  }

  @Test(arguments: 0..<60)
  func everyBandIsTakenOnceAndEveryLaneEnds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lanes = [1, 2, 3, 16, 200].randomElement(using: &random) ?? 1
    let frames = (0..<Int.random(in: 1...20, using: &random)).map { _ in
      FakeFrames.Frame(bands: Int.random(in: 1...30, using: &random))
    }
    var run = Simulation(
      queue: Queue(lanes: lanes), random: SeededGenerator(seed: random.next()), work: FakeFrames(frames),
      tasks: Array(repeating: nil, count: lanes), unread: frames.count, left: frames.count)
    var steps = 0
    while run.ended.count < lanes {
      steps += 1
      guard steps < 1_000_000 else {
        Issue.record("the lanes do not end")
        return
      }
      let awake = (0..<lanes).filter(run.isAwake)
      if run.unread > 0, awake.isEmpty || Int.random(in: 0..<4, using: &random) == 0 {
        run.wake(
          run.queue.add(
            Queue.Frame(index: frames.count - run.unread, reserved: 0, stage: frames.count - run.unread)))
        run.unread -= 1
        continue
      }
      guard let lane = awake.randomElement(using: &random) else {
        Issue.record("all lanes sleep, and \(run.left) frames are left")
        return
      }
      run.step(lane)
    }
    for (index, frame) in frames.enumerated() {
      #expect(run.claimed[index]?.sorted() == Array(0..<frame.bands))
    }
  }

  @Test func theLaneThatSleptLastWakesFirst() {
    var queue = Queue(lanes: 3)
    for lane in 0..<3 {
      let (next, other) = queue.next(for: lane)
      #expect(isSleep(next) && other == nil)
    }
    var woken = (0..<2).map { queue.add(Queue.Frame(index: $0, reserved: 0, stage: $0)) }
    woken.append(queue.close())
    #expect(woken == [2, 1, 0])
  }

  @Test func theOldestFrameGoesFirst() {
    let work = FakeFrames(Array(repeating: FakeFrames.Frame(bands: 1), count: 3))
    var queue = Queue(lanes: 1)
    for index in [2, 0, 1] {
      queue.add(
        Queue.Frame(index: index, reserved: 0, stage: FakeFrames.Job(work.frames[index], of: work)))
    }
    var order: [Int] = []
    while case .band(let frame, _) = queue.take() { order.append(frame.index) }
    #expect(order == [0, 1, 2])
  }

  private func isSleep(_ next: Queue.Next) -> Bool {
    if case .sleep = next { true } else { false }
  }
}
