import Foundation
import Testing

extension Trait where Self == ConditionTrait {
  /// The test runs the release binary.
  static var needsBinary: Self { .enabled(if: Turnover.isThere, "no release binary; Scripts/test builds it") }

  /// The test makes or judges files with the wheels.
  static var needsPython: Self {
    .enabled(if: Turnover.isThere && Python.isThere, "no release binary, or no Python with the OpenEXR wheel")
  }

  /// Permissions do not stop root, who can become somebody else; others are stopped as they are.
  static var needsAnotherUser: Self {
    .enabled(
      if: Turnover.isThere && (getuid() != 0 || Tool.isThere("setpriv")),
      "no release binary, or root without setpriv")
  }

  static var needsStrace: Self {
    .enabled(if: Turnover.isThere && Tool.canTrace, "no release binary, or strace may not trace")
  }

  static var needsMount: Self {
    .enabled(if: Turnover.isThere && Tool.canMount, "no release binary, or mounting is not allowed")
  }
}

/// Programs of the system.
enum Tool {
  static func isThere(_ name: String) -> Bool { succeeds(["which", Argument(name)]) }

  static let canTrace = succeeds(["strace", "-o", "/dev/null", "true"])

  /// In a mount namespace of its own, so that nothing stays.
  static let canMount = succeeds(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"])

  /// A command as somebody whom permissions stop.
  static func asNobody(_ arguments: [Argument]) -> [Argument] {
    getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + arguments : arguments
  }

  static func succeeds(_ arguments: [Argument]) -> Bool {
    // A program that is not there answers like one that fails.
    (try? Command(arguments).run())?.status == 0
  }
}
