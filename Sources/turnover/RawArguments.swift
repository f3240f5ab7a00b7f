import ArgumentParser
import Foundation
import FrameSequence
import SystemPackage

/// The command line as bytes. File names need not be UTF-8, and `CommandLine.arguments` would mend them.
enum RawArguments {
  /// The arguments as bytes, without the program's name.
  static let bytes: [[UInt8]] = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
    // The system passes argc valid, NUL-terminated pointers that live as long as the process.
    guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
    return unsafe UnsafeRawBufferPointer(start: argument, count: strlen(argument)).map(\.self)
  }

  /// The arguments as text that ``path(_:)`` turns back into the same bytes.
  static var escaped: [String] { bytes.map(PathText.encode) }

  /// The bytes of an escaped argument.
  static func bytes(of text: String) throws(ValidationError) -> [UInt8] {
    do throws(PathTextError) {
      return try PathText.decode(text)
    } catch {
      throw ValidationError("'\(text)': a backslash at byte \(error.offset) begins no \\xNN.")
    }
  }

  /// The text of an escaped argument that is no path.
  static func text(_ text: String) throws -> String {
    String(decoding: try bytes(of: text), as: UTF8.self)
  }

  /// The path that an escaped argument names.
  static func path(_ text: String) throws -> FilePath {
    guard !text.isEmpty else { throw ValidationError("An empty path names no file.") }
    return FilePath(bytes: try bytes(of: text))
  }

  /// The whole command as a line for the shell, with more arguments directly behind the subcommand: behind
  /// a `--` they would be paths.
  static func line(adding extra: [String]) -> String {
    let words = bytes.map(PathText.shellWord)
    return (["turnover"] + words.prefix(1) + extra + words.dropFirst()).joined(separator: " ")
  }
}
