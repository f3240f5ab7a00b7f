import Dispatch
import Files
import Synchronization
import TestSupport
import Testing

@testable import Conversion

/// The engine by itself, with frames that have no files.
struct EngineTests {
  private static let laneCounts = [1, 2, 3, 16, 64, 300, 1024]

  /// Runs frames and returns how each ended; checks that none ended twice.
  private func run(
    _ work: FakeFrames, lanes: Int, budget: Int = 1 << 40, syncs: Bool = false, threads: Int = .max,
    stopAfter: Int? = nil
  ) -> (outcomes: [Int: FrameOutcome], stop: String?) {
    let ended = Mutex<[Int: FrameOutcome]>([:])
    let engine = Mutex<Engine<FakeFrames>?>(nil)
    let made = Engine(work, lanes: lanes, budget: budget, syncsFrames: syncs) { index, outcome in
      let count = ended.withLock { ended in
        #expect(ended[index] == nil, "frame \(index) ended twice")
        ended[index] = outcome
        return ended.count
      }
      if count == stopAfter { engine.withLock(\.self)?.stop(because: "somebody said so") }
    }
    engine.withLock { $0 = made }
    made.run(threads: threads)
    engine.withLock { $0 = nil }
    let account = work.account.withLock(\.self)
    #expect(account.mostWorking <= lanes)
    #expect(account.lanes <= lanes)
    #expect(account.mostInFlight <= lanes + 2)
    #expect(account.mostBytes <= budget)
    return (ended.withLock(\.self), made.stopReason)
  }

  private func expected(_ frame: FakeFrames.Frame) -> FrameOutcome {
    frame.failure.map { .failed($0) } ?? .done(FrameFindings())
  }

  private func randomFrame(_ random: inout SeededGenerator) -> FakeFrames.Frame {
    let bands = Int.random(in: 1...70, using: &random)
    let fault: FakeFrames.Fault? =
      switch Int.random(in: 0..<20, using: &random) {
      case 0: .open
      case 1: .read
      case 2: .prepare
      case 3: .finish
      case 4: .write
      case 5, 6: .bands(Set((0..<bands).filter { _ in .random(using: &random) } + [bands - 1]))
      default: nil
      }
    return FakeFrames.Frame(bands: bands, bytes: .random(in: 0...100, using: &random), fault: fault)
  }

  @Test(arguments: laneCounts, FakeFrames.Pace.allCases)
  func everyFrameEndsAsItShould(lanes: Int, pace: FakeFrames.Pace) {
    var random = SeededGenerator(seed: UInt64(lanes))
    let work = FakeFrames((0..<60).map { _ in randomFrame(&random) }, pace: pace)
    let (outcomes, stop) = run(work, lanes: lanes, budget: 250, syncs: lanes % 2 == 0)
    #expect(stop == nil)
    #expect(outcomes.count == work.count)
    for (index, frame) in work.frames.enumerated() { #expect(outcomes[index] == expected(frame)) }
    #expect(work.account.withLock(\.inFlight) == 0)
  }

  @Test(arguments: 0..<40)
  func randomRuns(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let frames = (0..<Int.random(in: 0...40, using: &random)).map { _ in randomFrame(&random) }
    let work = FakeFrames(frames, pace: FakeFrames.Pace.allCases.randomElement(using: &random) ?? .fast)
    let stopAfter: Int? = .random(using: &random) ? nil : .random(in: 1...40, using: &random)
    let (outcomes, stop) = run(
      work, lanes: .random(in: 1...20, using: &random), budget: .random(in: 1...300, using: &random),
      syncs: .random(using: &random), threads: .random(in: 0...24, using: &random), stopAfter: stopAfter)
    for (index, outcome) in outcomes { #expect(outcome == expected(frames[index])) }
    // Everything ends, or the run was stopped.
    #expect(outcomes.count == frames.count || stop == "somebody said so")
    if let stopAfter, stopAfter < frames.count { #expect(outcomes.count >= stopAfter) }
  }

  @Test(arguments: [0, 1, 2, 3, 4, 20])
  func fewThreadsAreEnough(threads: Int) {
    let work = FakeFrames(Array(repeating: FakeFrames.Frame(bands: 5), count: 50), pace: .random)
    let (outcomes, _) = run(work, lanes: 300, threads: threads)
    #expect(outcomes.count == 50)
    #expect(outcomes.values.allSatisfy { $0 == .done(FrameFindings()) })
    // A writer has the first thread, and where it is the only one nobody works beside the caller.
    #expect(work.account.withLock(\.mostWorking) <= max(1, threads - 1))
  }

  @Test(arguments: laneCounts)
  func aFullDiskEndsTheRun(lanes: Int) {
    var frames = Array(repeating: FakeFrames.Frame(), count: 2000)
    frames[5].fault = .full
    let (outcomes, stop) = run(FakeFrames(frames, pace: .slowDisk), lanes: lanes)
    #expect(stop == "the disk is full")
    #expect(outcomes[5] == expected(frames[5]))
    #expect(outcomes.count < frames.count)
  }

  @Test func aStopWhileTheReaderWaitsEndsTheRun() async {
    // The frames are larger than the budget, so that the reader waits for each to be written.
    let work = FakeFrames(
      Array(repeating: FakeFrames.Frame(bands: 3, bytes: 10), count: 5000), pace: .slowDisk)
    let engine = Engine(work, lanes: 4, budget: 1, syncsFrames: true) { _, _ in }
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { engine.stop(because: "enough") }
    engine.run()
    #expect(engine.stopReason == "enough")
  }

  @Test func manyLanesWorkAtTheSameTime() {
    // One frame of many bands keeps all lanes busy.
    let work = FakeFrames([FakeFrames.Frame(bands: 2000)], pace: .slowLanes)
    _ = run(work, lanes: 16)
    #expect(work.account.withLock(\.mostWorking) == 16)
  }

  @Test func lanesThatAreNotNeededMakeNoBuffers() {
    let work = FakeFrames([FakeFrames.Frame(bands: 3)])
    _ = run(work, lanes: 64)
    #expect(work.account.withLock(\.lanes) <= 3)
  }

  @Test func aRunWithoutFramesEnds() {
    let (outcomes, stop) = run(FakeFrames([]), lanes: 64)
    #expect(outcomes.isEmpty)
    #expect(stop == nil)
  }
}
