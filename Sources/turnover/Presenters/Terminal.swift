import Foundation

/// Where words go: results to standard output, everything for people to standard error.
enum Terminal {
  static func print(_ text: String) {
    write(text + "\n", to: .standardOutput)
  }

  static func complain(_ text: String) {
    write(text + "\n", to: .standardError)
  }

  /// Overwrites the current line of the terminal.
  static func redraw(_ text: String) {
    write("\r\u{1B}[K" + text, to: .standardError)
  }

  static let showsProgress = isatty(STDERR_FILENO) == 1

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that went away (a closed pipe) is no reason to stop delivering.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
