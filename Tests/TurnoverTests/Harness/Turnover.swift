import Foundation

/// The release binary, run from outside.
enum Turnover {
  /// The root of the package.
  static let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  /// TURNOVER_BIN, else where `swift build -c release` puts it.
  static let binary: String =
    ProcessInfo.processInfo.environment["TURNOVER_BIN"] ?? "\(root)/.build/release/turnover"

  static let isThere: Bool = {
    let isThere = FileManager.default.isExecutableFile(atPath: binary)
    if !isThere { print("skipped: no release binary at \(binary); Scripts/test builds it") }
    return isThere
  }()

  static func command(_ arguments: [Argument]) -> Command {
    Command([Argument(binary)] + arguments)
  }

  static func run(_ arguments: Argument...) throws -> Outcome {
    try command(arguments).run()
  }

  /// `convert` to ACEScg with a report, which is decoded.
  ///
  /// - Parameter extra: Further arguments; `--to` among them takes the place of ACEScg.
  static func convert(
    _ paths: [Argument], into folder: String, _ extra: [Argument] = [], in working: String? = nil
  ) throws -> Converted {
    let to: [Argument] = extra.contains { $0.bytes == Array("--to".utf8) } ? [] : ["--to", "acescg"]
    return try reported(["convert"] + to + ["--out", Argument(folder)] + extra, paths, in: working)
  }

  /// `preview` with a report, which is decoded.
  static func preview(_ paths: [Argument], into folder: String, _ extra: [Argument] = []) throws -> Converted
  {
    try reported(["preview", "--out", Argument(folder)] + extra, paths)
  }

  private static func reported(
    _ words: [Argument], _ paths: [Argument], in working: String? = nil
  ) throws -> Converted {
    let report = "\(NSTemporaryDirectory())/turnover-report-\(UUID().uuidString).json"
    // The path outlives the call.
    defer { unsafe unlink(report) }
    var command = command(words + ["--report", Argument(report), "--"] + paths)
    command.folder = working
    let outcome = try command.run()
    // Wrong usage and what cannot be written leave none.
    let bytes = try? File.read(report)
    return Converted(
      outcome: outcome,
      report: try bytes.map { try JSONDecoder().decode(Report.self, from: Data($0)) })
  }
}

/// A run of `convert` or `preview` and its report.
struct Converted {
  let outcome: Outcome
  /// Nil where none could be written.
  let report: Report?

  var status: Int32? { outcome.status }
  var err: String { outcome.errText }
  var sequences: [Report.Sequence] { report?.sequences ?? [] }
  var frames: [Report.Frame] { sequences.flatMap(\.frames) }

  /// The frames with this status.
  func frames(_ status: String) -> [Report.Frame] { frames.filter { $0.status == status } }
}
