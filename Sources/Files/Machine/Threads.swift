import Glibc
import Synchronization

/// Threads for work that waits, for the disk or for other threads.
///
/// They are the system's own. Dispatch has 255 threads for each class, and blocks that wait in all of them starve
/// those that they wait for. Where the system gives no thread (a limit of processes, for one), Dispatch tries for
/// ever and says nothing; here it is known at once, and the work is done with fewer.
///
/// Threads that are not joined go on by themselves.
package struct Threads: ~Copyable {
  /// Started here, and joined once.
  private var running: [pthread_t] = []

  package init() {}

  /// Starts a thread.
  ///
  /// - Returns: False where the system gives no further one; nothing is started then.
  package mutating func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    // Taken over by the thread, or below where there is none.
    let body = unsafe Unmanaged.passRetained(Body(run: body))
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    // The structure lives to the end of the calls. Eight megabytes of address space a thread, the usual, are more than
    // any of ours uses; where the size cannot be set, the thread has the usual.
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, 1 << 20)
    defer { unsafe pthread_attr_destroy(&attributes) }
    // The pointer is the body, retained for the thread, which is the only one to take it over.
    let result = unsafe pthread_create(
      &thread, &attributes,
      { pointer in
        guard let pointer = unsafe pointer else { preconditionFailure("a thread is given its body") }
        unsafe Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, unsafe body.toOpaque())
    guard result == 0 else {
      // There is no thread that would.
      unsafe body.release()
      return false
    }
    running.append(thread)
    return true
  }

  /// Waits until all have ended.
  package mutating func join() {
    for thread in running { pthread_join(thread, nil) }
    running = []
  }

  /// Calls `body` on so many threads at the same time, one of them this, and on fewer where there are no more.
  ///
  /// Returns when all calls have.
  package static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var threads = Threads()
    for _ in 1..<max(1, count) {
      guard threads.start(body) else { break }
    }
    body()
    threads.join()
  }

  /// Calls `body` once for every index, for several at a time: as many as there are cores.
  package static func forEach(_ indices: Range<Int>, _ body: @escaping @Sendable (Int) -> Void) {
    let next = Atomic(indices.lowerBound)
    run(min(indices.count, Machine.cores)) {
      while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < indices.upperBound {
        body(index)
      }
    }
  }

  /// What a thread runs, as the reference that C can carry.
  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
