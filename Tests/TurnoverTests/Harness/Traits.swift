import Foundation
import Testing

extension Trait where Self == ConditionTrait {
  /// The test runs the release binary.
  static var needsBinary: Self { .enabled(if: Turnover.isThere, "no release binary; Scripts/test builds it") }

  /// The test makes or judges files with the wheels.
  static var needsPython: Self {
    .enabled(
      if: Turnover.isThere && Python.isThere,
      "no release binary, or no Python with the NumPy and OpenEXR wheels")
  }

  /// Permissions do not stop root, who can become somebody else; others are stopped as they are.
  static var needsAnotherUser: Self {
    .enabled(
      if: Turnover.isThere && (getuid() != 0 || Tool.canBecomeNobody),
      "no release binary, or root without setpriv")
  }

  /// The test sets limits of a process.
  static var needsLimits: Self {
    .enabled(if: Turnover.isThere && Tool.canLimit, "no release binary, or no prlimit")
  }

  /// The test needs users of its own: the system counts threads by user, and never stops root.
  static var needsUsers: Self {
    .enabled(
      if: Turnover.isThere && getuid() == 0 && Tool.canBecomeNobody && Tool.canLimit,
      "no release binary, not root, or no setpriv or prlimit")
  }

  static var needsStrace: Self {
    .enabled(if: Turnover.isThere && Tool.canTrace, "no release binary, or strace may not trace")
  }

  static var needsTerminal: Self {
    .enabled(
      if: Turnover.isThere && Tool.canMakeTerminals, "no release binary, or no script or pseudo-terminal")
  }

  static var needsMount: Self {
    .enabled(if: Turnover.isThere && Tool.canMount, "no release binary, or mounting is not allowed")
  }
}

/// Programs of the system.
enum Tool {
  /// The folders where packages put programs, before the rest of PATH: other programs, in a home folder or
  /// in /usr/local, are called `convert` or `python3` as well.
  static let systemPath: String =
    "/usr/bin:/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/sbin:/sbin")

  /// The file of a program that was given by a bare name; the name itself where there is none.
  static func located(_ program: Argument) -> Argument {
    guard !program.bytes.contains(UInt8(ascii: "/")) else { return program }
    let name = String(decoding: program.bytes, as: UTF8.self)
    let file = systemPath.split(separator: ":").map { "\($0)/\(name)" }
      .first(where: FileManager.default.isExecutableFile)
    return file.map { Argument($0) } ?? program
  }

  /// Debian calls ImageMagick's program by its version and depth; `convert` is a link that other packages may set.
  static let imageMagick: Argument =
    ["convert-im6.q16", "convert-im7.q16", "magick"].map { located($0) }
    .first { $0.bytes.contains(UInt8(ascii: "/")) } ?? located("convert")

  static let canBecomeNobody = succeeds(asNobody(["true"]))

  static let canLimit = succeeds(["prlimit", "--nofile=64", "true"])

  /// A container may have no /dev/pts.
  static let canMakeTerminals = succeeds(["script", "-qec", "true", "/dev/null"])

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
