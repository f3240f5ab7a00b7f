import Foundation
import SystemPackage

/// Where words go: results to standard output, everything for people to standard error.
enum Terminal {
  /// Prints a result.
  ///
  /// - Returns: False where it could not be written, which was said. A reader that went away (a closed pipe) has all
  ///   it wanted: outside a run the signal ends the program, and a run goes on without it.
  static func print(_ text: String) -> Bool {
    guard let error = write(text + "\n", to: .standardOutput), error != .brokenPipe else { return true }
    complain("Standard output cannot be written: \(error)")
    return false
  }

  static func complain(_ text: String) {
    // There is no other place to say that it cannot be said.
    _ = write(text + "\n", to: .standardError)
  }

  /// Overwrites the current line of the terminal.
  static func redraw(_ text: String) {
    // As above.
    _ = write("\r\u{1B}[K" + text, to: .standardError)
  }

  static let showsProgress = isatty(STDERR_FILENO) == 1

  /// What went wrong; nil where all of it is written.
  private static func write(_ text: String, to file: FileDescriptor) -> Errno? {
    do {
      try file.writeAll(text.utf8)
      return nil
    } catch {
      return error as? Errno ?? .ioError
    }
  }
}
