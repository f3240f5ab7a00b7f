import Synchronization

/// Lets somebody outside end a run early, such as a signal handler of the command.
public final class Interruption: Sendable {
  private let state = Mutex(State())

  private struct State {
    var reason: String?
    var handler: (@Sendable (String) -> Void)?
  }

  /// An interruption that nobody has asked for yet.
  public init() {}

  /// Ends the run that watches, now or as soon as one does.
  public func interrupt(because reason: String) {
    let handler = state.withLock { state in
      state.reason = state.reason ?? reason
      return state.handler
    }
    handler?(reason)
  }

  /// Whether somebody interrupted.
  public var reason: String? { state.withLock(\.reason) }

  package func watch(_ handler: @escaping @Sendable (String) -> Void) {
    let reason = state.withLock { state in
      state.handler = handler
      return state.reason
    }
    if let reason { handler(reason) }
  }
}
