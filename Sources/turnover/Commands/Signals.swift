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
    sources = meanings.compactMap { number, status, reason in
      // Who started the program may have had it ignored, as nohup does, and that holds.
      guard Signals.ignore(number) else { return nil }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        received.status.withLock { $0 = $0 ?? status }
        interruption.interrupt(because: reason)
      }
      source.resume()
      return source
    }
  }

  /// Takes a signal's own effect away.
  ///
  /// - Returns: False where it had none before.
  private static func ignore(_ number: Int32) -> Bool {
    var before = sigaction()
    // The structure lives to the end of the call.
    guard unsafe sigaction(number, nil, &before) == 0 else { return true }
    // Swift sees a handler as a function, which cannot be compared; SIG_IGN is the address 1.
    let wasIgnored =
      unsafe before.__sigaction_handler.sa_handler.map { unsafe unsafeBitCast($0, to: Int.self) } == 1
    signal(number, SIG_IGN)
    return !wasIgnored
  }

  /// The status that the first signal asks for; nil when none came.
  var status: ExitStatus? { received.status.withLock(\.self) }
}
