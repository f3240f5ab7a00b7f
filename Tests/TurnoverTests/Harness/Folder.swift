import Foundation
import Glibc

/// Whole files, by their path.
enum File {
  static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let parent = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path))
  }

  static func exists(_ path: String) -> Bool {
    var about = stat()
    // The path outlives the call.
    return unsafe lstat(path, &about) == 0
  }

  static func about(_ path: String) throws -> stat {
    var about = stat()
    // The path outlives the call.
    guard unsafe lstat(path, &about) == 0 else { throw SpawnFailure(reason: "\(path) is not there") }
    return about
  }
}

/// A fresh folder for one test, gone when the test is.
final class Folder {
  let path: String

  init() throws {
    path = "\(NSTemporaryDirectory())/turnover-test-\(UUID().uuidString)"
      .replacingOccurrences(of: "//", with: "/")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // Names inside may be no text, and folders may be closed: Foundation removes neither.
    _ = try? Command(["chmod", "-Rf", "u+rwX", "\(path)"]).run()
    // As above.
    _ = try? Command(["rm", "-rf", "--", "\(path)"]).run()
  }

  /// A path inside.
  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Every file, folder, link and pipe below a folder inside, as paths below it, sorted.
  func tree(_ below: String = "") throws -> [[UInt8]] {
    guard File.exists(self(below)) else { return [] }
    let found = try Command(["find", "\(self(below))", "-mindepth", "1", "-printf", #"%P\0"#]).run()
    return found.out.split(separator: 0).map(Array.init).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The same as text; bytes that are no UTF-8 show as U+FFFD. Only files where `files` says so.
  func names(_ below: String = "", files: Bool = false) throws -> [String] {
    guard File.exists(self(below)) else { return [] }
    let kind: [Argument] = files ? ["!", "-type", "d"] : []
    let found = try Command(["find", "\(self(below))", "-mindepth", "1"] + kind + ["-printf", #"%P\0"#]).run()
    return found.out.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.sorted()
  }

  /// Name, size, times, mode and content of everything below a folder: equal before and after means untouched.
  func fingerprint(_ below: String) throws -> String {
    let listing = try Command(["find", "\(self(below))", "-printf", #"%p %y %s %m %T@ %C@ %l\n"#]).run()
    let content = try Command(["find", "\(self(below))", "-type", "f", "-exec", "sha256sum", "{}", "+"]).run()
    return listing.outText.split(separator: "\n").sorted().joined(separator: "\n")
      + content.outText.split(separator: "\n").sorted().joined(separator: "\n")
  }
}
