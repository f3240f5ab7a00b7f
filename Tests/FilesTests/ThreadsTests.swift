import Glibc
import Synchronization
import Testing

@testable import Files

@Suite struct ThreadsTests {
  @Test(arguments: [0, 1, 2, 1000]) func everyIndexIsTakenOnce(count: Int) {
    let taken = Mutex(Array(repeating: 0, count: count))
    Threads.forEach(0..<count) { index in taken.withLock { $0[index] += 1 } }
    #expect(taken.withLock(\.self) == Array(repeating: 1, count: count))
  }

  @Test func soManyRunAtTheSameTime() {
    // Ends only if all are there together.
    let present = Mutex(0)
    Threads.run(300) {
      present.withLock { $0 += 1 }
      while present.withLock({ $0 < 300 }) { sched_yield() }
    }
    #expect(present.withLock(\.self) == 300)
  }
}
