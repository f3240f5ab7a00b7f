import Foundation
import Testing

/// A folder of small frames, each with its first name in it, for runs of `turnover renumber`.
struct RenumberScene {
  let folder: Folder
  let count: Int

  init(count: Int = 3, bytes: Int = 0) throws {
    folder = try Folder()
    self.count = count
    for number in 1...count {
      let name = RenumberScene.name(number)
      try File.write(Array(name.utf8) + [UInt8](repeating: 7, count: bytes), to: folder("in/\(name)"))
    }
  }

  static func name(_ number: Int) -> String { Folder.name("f.", number) }

  /// What each frame began as, by the name it has now; hidden files too.
  func state(_ below: String = "in") throws -> [String: String] {
    var state: [String: String] = [:]
    for name in try folder.names(below) {
      state[name] = String(
        decoding: try File.read(folder("\(below)/\(name)")).prefix { $0 != 7 }, as: UTF8.self)
    }
    return state
  }

  /// All frames, numbered by so much more.
  func shifted(by offset: Int) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: (1...count).map {
        (RenumberScene.name($0 + offset), RenumberScene.name($0))
      })
  }

  /// Makes a second folder that is like one is now.
  func copy(_ below: String, to other: String) throws {
    try #require(Tool.succeeds(["cp", "-a", Argument(folder(below)), Argument(folder(other))]))
  }

  func run(_ arguments: [Argument]) throws -> Outcome {
    var command = Turnover.command(["renumber"] + arguments)
    command.folder = folder.path
    return try command.run()
  }

  /// The same under strace.
  func traced(_ faults: [Argument], _ arguments: [Argument]) throws -> Outcome {
    var command = Command(
      ["strace", "-qq", "-o", "\(folder("calls"))"] + faults + [Argument(Turnover.binary), "renumber"]
        + arguments)
    command.folder = folder.path
    return try command.run()
  }

  /// A system call of a run: its name, and which of those of this name it is.
  struct Call {
    let name: Substring
    let ordinal: Int
    let line: Substring

    /// The fault that ends the run there, before the call is done.
    var kill: [Argument] { ["-e", "inject=\(name):signal=KILL:when=\(ordinal)"] }
  }

  /// The calls of the last traced run from the lock to the last sync: what lies outside changes nothing.
  func calls() throws -> [Call] {
    var ordinals: [Substring: Int] = [:]
    var calls: [Call] = []
    for line in String(decoding: try File.read(folder("calls")), as: UTF8.self).split(separator: "\n") {
      guard let end = line.firstIndex(of: "("), !line.hasPrefix("---") else { continue }
      ordinals[line[..<end], default: 0] += 1
      calls.append(Call(name: line[..<end], ordinal: ordinals[line[..<end]] ?? 0, line: line))
    }
    let start = try #require(calls.firstIndex { $0.name == "flock" })
    let end = try #require(calls.lastIndex { $0.name == "fsync" })
    return Array(calls[(start + 1)...end])
  }
}
