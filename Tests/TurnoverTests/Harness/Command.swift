import Foundation
import Glibc
import Testing

/// How a program ended, and what it said.
struct Outcome {
  /// The exit status; nil where a signal ended it.
  let status: Int32?
  /// The signal that ended it.
  let signal: Int32?
  let out: [UInt8]
  let err: [UInt8]

  var outText: String { String(decoding: out, as: UTF8.self) }
  var errText: String { String(decoding: err, as: UTF8.self) }
  var outLines: [String] { outText.split(separator: "\n").map(String.init) }
}

/// A program to run. A bare name is that of the system's own program, see `Tool.systemPath`.
struct Command {
  var arguments: [Argument]
  /// Set on top of the environment of the tests; nil takes a variable away.
  var environment: [String: String?] = [:]
  var folder: String?

  init(_ arguments: [Argument]) { self.arguments = arguments }

  /// Starts the program, waits for its end, and ends it after a minute: nothing here takes so long.
  func run() throws -> Outcome { try start().wait() }

  func start() throws -> Child { try Child(self) }
}

struct SpawnFailure: Error { let reason: String }

/// A program that runs.
struct Child {
  let id: pid_t
  private let out: String
  private let err: String

  init(_ command: Command) throws {
    let base = "\(NSTemporaryDirectory())/turnover-said-\(UUID().uuidString)"
    (out, err) = (base + ".out", base + ".err")
    var variables = ProcessInfo.processInfo.environment
    // A crash is told by its signal; its backtrace would fill the log.
    variables["SWIFT_BACKTRACE"] = "enable=no"
    // What the program starts by a bare name is the system's, too.
    variables["PATH"] = Tool.systemPath
    for (name, value) in command.environment { variables[name] = value }

    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    // The strings outlive each call, which copies them.
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, out, flags, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, err, flags, 0o600)

    // Nothing of the tests' own signal set-up may reach the program.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let change: [Argument] = command.folder.map { ["env", "-C", Argument($0)] } ?? []
    var arguments = change + command.arguments
    arguments[0] = Tool.located(arguments[0])
    let words = CStrings(arguments.map(\.bytes))
    let settings = CStrings(variables.map { Array("\($0.key)=\($0.value)".utf8) })
    var id: pid_t = 0
    // Both lists end in nil and live to the end of this function.
    let result = unsafe posix_spawnp(
      &id, words.pointers[0]!, &actions, &attributes, words.pointers, settings.pointers)
    guard result == 0 else { throw SpawnFailure(reason: unsafe String(cString: strerror(result))) }
    self.id = id
  }

  func send(_ signal: Int32) { kill(id, signal) }

  /// Waits until something is so, at most so many seconds; then the program is killed, and what it said thrown.
  func wait(seconds: Double = 30, until isSo: () throws -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while try !isSo() {
      guard Date() < deadline else {
        throw SpawnFailure(reason: "waited in vain for \(seconds) s: \(try wait(seconds: 0).errText)")
      }
      usleep(500)
    }
  }

  /// Waits for the end, at most so many seconds; then the program is killed, which fails the test.
  func wait(seconds: Double = 60) throws -> Outcome {
    let deadline = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while true {
      let ended = unsafe waitpid(id, &status, WNOHANG)
      if ended == id { break }
      guard ended == 0 || errno == EINTR else { throw SpawnFailure(reason: "it was waited for already") }
      if Date() > deadline {
        kill(id, SIGKILL)
        _ = unsafe waitpid(id, &status, 0)
        Issue.record("a program did not end in \(seconds) s")
        break
      }
      usleep(1000)
    }
    defer {
      // The paths outlive the calls.
      unsafe unlink(out)
      unsafe unlink(err)
    }
    let signal = status & 0x7F
    return Outcome(
      status: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
      out: try File.read(out), err: try File.read(err))
  }
}

/// A list of C strings with nil behind it, as exec wants it.
@safe private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [[UInt8]]) {
    // strdup copies each with its end.
    unsafe pointers = strings.map { unsafe strdup(($0 + [0]).map(CChar.init(bitPattern:))) } + [nil]
  }

  deinit {
    for index in unsafe pointers.indices { unsafe free(pointers[index]) }
  }
}
