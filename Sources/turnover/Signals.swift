import Delivery
import Foundation
import Synchronization

/// Ends a run in good order on SIGINT, SIGTERM and SIGHUP: frames in flight are dropped with their
/// temporaries, the report is written, and the status says which signal it was.
struct Signals {
  private let sources: [any DispatchSourceSignal]
  private let received = Received()

  private final class Received: Sendable {
    let status = Mutex<ExitStatus?>(nil)
  }

  init(_ interruption: Interruption) {
    // A reader of our output that goes away must not end the run in the middle of a frame.
    signal(SIGPIPE, SIG_IGN)
    let meanings: [(Int32, ExitStatus, String)] = [
      (SIGINT, .interrupted, "interrupted"), (SIGTERM, .terminated, "terminated"),
      (SIGHUP, .terminated, "the terminal went away"),
    ]
    let received = received
    sources = meanings.map { number, status, reason in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        received.status.withLock { $0 = $0 ?? status }
        interruption.interrupt(because: reason)
      }
      source.resume()
      return source
    }
  }

  /// The status that the first signal asks for; nil when none came.
  var status: ExitStatus? { received.status.withLock(\.self) }
}
