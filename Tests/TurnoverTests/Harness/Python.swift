import Foundation
import Glibc
import Synchronization
import Testing

/// The makers and judges in Python: independent writers and readers of EXR, and the reference in float64.
enum Python {
  /// TURNOVER_PYTHON, else the environment that `Scripts/test` makes beside the sources.
  static let interpreter: String =
    ProcessInfo.processInfo.environment["TURNOVER_PYTHON"] ?? "\(Turnover.root)/.venv/bin/python"

  /// An interpreter is not enough: a virtual environment whose packages could not be installed has one.
  static let isThere: Bool = Tool.succeeds([
    Argument(interpreter), "-B", "-c", "import numpy, OpenEXR",
  ])

  // Two, because tests run at the same time; each answers one test after the other.
  private static let desks = [Desk(), Desk()]
  private static let next = Atomic(0)

  static func ask<Answer: Decodable>(_ request: some Encodable, for: Answer.Type = Answer.self) throws
    -> Answer
  {
    let line = try JSONEncoder().encode(request)
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue % desks.count
    let reply = try desks[index].worker.withLock { worker in
      let running = try worker ?? Worker()
      worker = running
      return try running.answer(to: line)
    }
    let answer = try JSONDecoder().decode(Reply<Answer>.self, from: reply)
    guard let result = answer.result else { throw PythonFailure(text: answer.error ?? "no answer") }
    return result
  }

  private struct Reply<Answer: Decodable>: Decodable {
    let result: Answer?
    let error: String?
  }

  /// A place for a worker, started when it is first needed.
  private final class Desk: Sendable {
    let worker = Mutex<Worker?>(nil)
  }

  /// One interpreter that stays for the whole run; it ends when its input does, with this process.
  private final class Worker: Sendable {
    private let input: FileHandle
    private let output: FileHandle

    init() throws {
      let process = Process()
      process.executableURL = URL(filePath: interpreter)
      process.arguments = ["-B", "\(Turnover.root)/Tests/Makers/worker.py"]
      let (requests, answers) = (Pipe(), Pipe())
      process.standardInput = requests
      process.standardOutput = answers
      try process.run()
      (input, output) = (requests.fileHandleForWriting, answers.fileHandleForReading)
    }

    func answer(to line: Data) throws -> Data {
      try input.write(contentsOf: line + [0x0A])
      var reply = Data()
      while reply.last != 0x0A {
        let more = output.availableData
        guard !more.isEmpty else { throw PythonFailure(text: "the interpreter ended") }
        reply += more
      }
      return reply
    }
  }
}

struct PythonFailure: Error { let text: String }

/// What a judge says.
struct Verdict: Decodable {
  let problems: [String]
  let frames: Int?
  let levels: Int?
  let samples: Int?
  let identical: Int?
  let dataSamples: Int?
  let nan: Int?
  let inf: Int?
  let clamped: Int?
  let negative: Int?
  let neutral: Int?
  let codes: Int?
  let readings: Int?
}

extension Python {
  private struct JudgeRequest: Encodable {
    let `do` = "judge"
    let judge: String
    let arguments: [String]
  }

  /// Asks whether `output` is a truthful conversion of `source`.
  static func judge(
    _ source: String, _ output: String, from: String = "aces2065-1", to: String = "acescg",
    extra: [String] = []
  ) throws -> Verdict {
    try ask(JudgeRequest(judge: "convert", arguments: [source, output, "--from", from, "--to", to] + extra))
  }

  /// Asks whether the codes and the header of `preview`, a DPX, are those of `source`.
  static func judgePreview(
    _ source: String, _ preview: String, from: String = "aces2065-1", bits: Int = 10, extra: [String] = []
  ) throws -> Verdict {
    try ask(
      JudgeRequest(
        judge: "dpx", arguments: [source, preview, "--from", from, "--bits", "\(bits)"] + extra))
  }

  /// Asks whether all levels of `output` are conversions of those of `source`.
  static func judgeLevels(_ source: String, _ output: String) throws -> Verdict {
    try ask(
      JudgeRequest(
        judge: "levels", arguments: [source, output, "--from", "aces2065-1", "--to", "acescg"]))
  }

  /// Asks whether both hold the same pixels and attributes, apart from those named and from what they were made of.
  static func judgeSame(_ a: String, _ b: String, ignoring: [String] = [], packed: Bool = false) throws
    -> Verdict
  {
    let ignored = (ignoring + HeaderFacts.provenance).flatMap { ["--ignore", $0] }
    return try ask(JudgeRequest(judge: "same", arguments: [a, b] + ignored + (packed ? ["--packed"] : [])))
  }
}

/// The header of a file, attribute by attribute.
struct HeaderFacts: Decodable {
  let flags: Int
  let parts: [Part]

  struct Part: Decodable {
    /// By name; bytes of names that are no ASCII show as Latin 1.
    let attributes: [String: Attribute]
    let channels: [String: String]
    let compression: String

    /// The attributes without those that say what the frame was made of, which no other frame has.
    var taken: [String: Attribute] {
      attributes.filter { !HeaderFacts.provenance.contains($0.key) }
    }

    func text(_ name: String) -> String? {
      attributes[name].map { String(decoding: $0.bytes, as: UTF8.self) }
    }
  }

  struct Attribute: Decodable, Equatable {
    let type: String
    let hex: String

    var bytes: [UInt8] {
      let digits = hex.utf8.map {
        $0 < UInt8(ascii: "a") ? $0 - UInt8(ascii: "0") : $0 - UInt8(ascii: "a") + 10
      }
      return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
    var floats: [Float] {
      let bytes = bytes
      return stride(from: 0, to: bytes.count, by: 4).map { at in
        Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << UInt32($1 * 8) })
      }
    }
  }

  /// The attributes that say which source frame a file was made of.
  static let provenance = ["turnover/content", "turnover/source", "turnover/missing", "turnover/slate"]

  init(_ path: String) throws {
    struct Request: Encodable {
      let `do` = "header"
      let path: String
    }
    self = try Python.ask(Request(path: path))
  }
}

/// The samples of a small file, part by part, channel by channel, row by row.
struct Samples: Decodable {
  let type: String
  let bits: [UInt32]
  /// Nil for NaN and Inf.
  let values: [Double?]

  static func read(_ path: String) throws -> [[String: Samples]] {
    struct Request: Encodable {
      let `do` = "read"
      let path: String
    }
    return try Python.ask(Request(path: path))
  }
}
