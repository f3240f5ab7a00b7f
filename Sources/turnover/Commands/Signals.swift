import Delivery
import Files
import Foundation
import Synchronization

/// Ends a run in good order on SIGINT, SIGTERM and SIGHUP: frames in flight are dropped with their
/// temporaries, the report is written, and the status says which signal it was.
struct Signals {
  private let received = Received()

  private final class Received: Sendable {
    let status = Mutex<ExitStatus?>(nil)
  }

  init(_ interruption: Interruption) {
    // A reader of our output that goes away must not end the run in the middle of a frame.
    signal(SIGPIPE, SIG_IGN)
    // Neither must a limit of file sizes: the write says what is wrong.
    signal(SIGXFSZ, SIG_IGN)
    let meanings: [Int32: (ExitStatus, String)] = [
      SIGINT: (.interrupted, "interrupted"), SIGTERM: (.terminated, "terminated"),
      SIGHUP: (.terminated, "the terminal went away"),
    ]
    // Who started the program may have had one ignored, as nohup does, and that holds.
    let waited = SignalSet(meanings.keys.filter { !Signals.isIgnored($0) })
    // Threads that start from now on do not take them either, so the one that waits gets them.
    waited.block()
    let received = received
    var threads = Threads()
    let isWaiting = threads.start {
      while let (status, reason) = waited.wait().flatMap({ meanings[$0] }) {
        received.status.withLock { $0 = $0 ?? status }
        interruption.interrupt(because: reason)
      }
    }
    // Where the system gives no thread, a signal ends the program as it ends others: at once. What is left of
    // a frame then the next run removes.
    if !isWaiting { waited.unblock() }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    // The structure lives to the end of the call.
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // Swift sees a handler as a function, which cannot be compared; SIG_IGN is the address 1.
    return unsafe action.__sigaction_handler.sa_handler.map { unsafe unsafeBitCast($0, to: Int.self) } == 1
  }

  /// The status that the first signal asks for; nil when none came.
  var status: ExitStatus? { received.status.withLock(\.self) }
}

/// Signals that a thread waits for.
private struct SignalSet: Sendable {
  private let numbers: [Int32]

  init(_ numbers: [Int32]) {
    self.numbers = numbers
  }

  /// Keeps them from this thread, and from those that it starts.
  func block() { change(SIG_BLOCK) }

  func unblock() { change(SIG_UNBLOCK) }

  /// The next of them; nil where there are none to wait for.
  func wait() -> Int32? {
    guard !numbers.isEmpty else { return nil }
    var set = set
    var number: Int32 = 0
    // Both live to the end of the call.
    return unsafe sigwait(&set, &number) == 0 ? number : nil
  }

  private func change(_ how: Int32) {
    var set = set
    // As above.
    _ = unsafe pthread_sigmask(how, &set, nil)
  }

  private var set: sigset_t {
    var set = sigset_t()
    // As above.
    unsafe sigemptyset(&set)
    for number in numbers { unsafe sigaddset(&set, number) }
    return set
  }
}
