import TestSupport
import Testing

@testable import Conversion

/// Admission over random histories, without threads.
struct AdmissionTests {
  /// What a history did to an admission, and what it holds.
  private struct History {
    var admission: Admission
    var random: SeededGenerator
    let largest: Int
    /// Frames in flight: bytes, and whether their bands are done.
    var frames: [(need: Int, isMade: Bool)] = []
    var waiting: Int?
    var admitted = 0

    mutating func step() {
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        let need = waiting ?? Int.random(in: 0...largest, using: &random)
        if admission.admit(need) {
          frames.append((need, false))
          (waiting, admitted) = (nil, admitted + 1)
        } else {
          waiting = need
        }
      case 1:
        guard let index = frames.indices.filter({ !frames[$0].isMade }).randomElement(using: &random) else {
          return
        }
        frames[index].isMade = true
        admission.made(frames[index].need)
      default:
        guard let index = frames.indices.filter({ frames[$0].isMade }).randomElement(using: &random) else {
          return
        }
        admission.leave(frames.remove(at: index).need)
      }
    }

    /// Makes and writes everything in flight.
    mutating func settle() {
      for frame in frames {
        if !frame.isMade { admission.made(frame.need) }
        admission.leave(frame.need)
      }
      frames = []
    }
  }

  @Test(arguments: 0..<50)
  func randomHistoriesKeepTheRules(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let lanes = [1, 2, 3, 16, 64, 1024].randomElement(using: &random) ?? 1
      let budget = Int.random(in: 1...(1 << 30), using: &random)
      let largest = [budget / 20, budget, 2 * budget].randomElement(using: &random) ?? budget
      var history = History(
        admission: Admission(budget: budget, lanes: lanes, syncsFrames: .random(using: &random)),
        random: SeededGenerator(seed: random.next()), largest: largest)
      for _ in 0..<100 {
        history.step()
        let (frames, admission) = (history.frames, history.admission)
        #expect(admission.inFlight == frames.count)
        #expect(admission.reserved == frames.reduce(0) { $0 + $1.need })
        #expect(admission.unfinishedBytes == frames.reduce(0) { $0 + ($1.isMade ? 0 : $1.need) })
        #expect(frames.count <= lanes + 2)
        // Over the budget only a frame that is by itself.
        #expect(admission.reserved <= budget || frames.count == 1)
      }
      // Whoever waits enters at the latest when everything before it has left.
      history.settle()
      if let waiting = history.waiting {
        let isAdmitted = history.admission.admit(waiting)
        #expect(isAdmitted)
      }
      #expect(history.admitted > 0)
    }
  }

  @Test func aFrameBeyondTheBudgetIsByItself() {
    var admission = Admission(budget: 100, lanes: 4, syncsFrames: true)
    var answers = [admission.admit(40), admission.admit(150)]
    admission.made(40)
    answers.append(admission.admit(150))
    admission.leave(40)
    answers += [admission.admit(150), admission.admit(0)]
    admission.made(150)
    admission.leave(150)
    answers.append(admission.admit(0))
    #expect(answers == [true, false, false, true, false, true])
  }

  @Test func readingGoesOneLargeFrameAhead() {
    var admission = Admission(budget: 1 << 40, lanes: 16, syncsFrames: true)
    let large = 100 << 20
    var answers = (0..<3).map { _ in admission.admit(large) }
    admission.made(large)
    answers.append(admission.admit(large))
    #expect(answers == [true, true, false, true])
  }

  @Test func withoutSyncsNoMoreLargeFramesAreHeldThanLanes() {
    for (syncs, most) in [(true, 4), (false, 2)] {
      var admission = Admission(budget: 1 << 40, lanes: 2, syncsFrames: syncs)
      var count = 0
      while admission.admit(100 << 20) {
        admission.made(100 << 20)
        count += 1
      }
      #expect(count == most)
    }
  }

  @Test func smallFramesKeepEveryLaneBusy() {
    for lanes in [1, 2, 16, 1024] {
      var admission = Admission(budget: 1 << 30, lanes: lanes, syncsFrames: false)
      var count = 0
      while admission.admit(1 << 10) { count += 1 }
      #expect(count == lanes + 2)
    }
  }
}
