import ArgumentParser
import Files
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

  /// Whether one of these options is written with `=` and a number below 0.
  static func signs(_ options: [String]) -> Bool {
    let words = bytes.prefix { $0 != Array("--".utf8) }
    return options.contains { option in words.contains { $0.starts(with: "\(option)=-".utf8) } }
  }

  /// The text of an option as ``text(_:)``, or what stands in a name, where it can be shown as it is.
  ///
  /// - Throws: Where a terminal would obey a character of it.
  static func plain(_ text: String, of option: String) throws -> [UInt8] {
    let bytes = try bytes(of: text)
    guard !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains(where: \.breaksText) else {
      throw ValidationError("\(option) takes no control characters and no line breaks: '\(text)'.")
    }
    return bytes
  }

  /// The path that an escaped argument names.
  ///
  /// - Parameter option: The option whose value it is.
  static func path(_ text: String, of option: String = "PATH") throws -> FilePath {
    guard !text.isEmpty else { throw ValidationError("\(option): an empty path names no file.") }
    return FilePath(bytes: try bytes(of: text))
  }

  /// The whole command as a line for the shell, with more options directly behind the subcommand: behind a
  /// `--` they would be paths. Options that are given anew are left out where they stood, but for those that can
  /// be given several times.
  ///
  /// - Parameter extra: Options and their values in turn.
  static func line(adding extra: [String]) -> String {
    let names = Set(extra.filter { $0.hasPrefix("--") && !repeatable.contains($0) }.map { Array($0.utf8) })
    var kept: [[UInt8]] = []
    var rest = bytes.dropFirst()[...]
    while let word = rest.popFirst() {
      if word == Array("--".utf8) {
        kept += [word] + rest
        break
      }
      if names.contains(word) {
        rest = rest.dropFirst()
      } else if !names.contains(Array(word.prefix { $0 != UInt8(ascii: "=") })) {
        kept.append(word)
      }
    }
    let command = ["turnover"] + bytes.prefix(1).map(PathText.shellWord)
    return (command + [words(extra)] + kept.map(PathText.shellWord)).joined(separator: " ")
  }

  /// Arguments as words for the shell.
  static func words(_ arguments: [String]) -> String {
    arguments.map { PathText.shellWord(Array($0.utf8)) }.joined(separator: " ")
  }

  /// Options that add to what was said of others, in place of saying it anew.
  private static let repeatable: Set<String> = ["--colour-layer", "--data-layer"]
}

extension Unicode.Scalar {
  /// Whether it is a control character or a line break. Joiners and direction marks belong to writing.
  fileprivate var breaksText: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
