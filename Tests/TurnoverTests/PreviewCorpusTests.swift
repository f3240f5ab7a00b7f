import Foundation
import Testing

/// Real DPX files decode or are refused cleanly; damaged ones end within a second.
@Suite(.needsBinary) struct PreviewCorpusTests {
  static let corpus = ProcessInfo.processInfo.environment["TURNOVER_CORPUS"]
  static let absence: Comment = "TURNOVER_CORPUS names no folder of real files"

  private func files(_ name: String) throws -> [String] {
    guard let corpus = PreviewCorpusTests.corpus else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: "\(corpus)/\(name)")
      .filter { $0.hasSuffix(".dpx") }.sorted().map { "\(corpus)/\(name)/\($0)" }
  }

  @Test(.enabled(if: corpus != nil, absence)) func realFilesAreReadOrRefused() throws {
    let found = try files("dpx")
    #expect(!found.isEmpty)
    for path in found {
      let folder = try Folder()
      var read = 0
      for encoding in ["acesproxy10", "acesproxy12"] {
        let run = try Turnover.convert(
          [Argument(path)], into: folder("out"), ["--from", Argument(encoding), "--overwrite"])
        #expect(run.outcome.signal == nil && (0...2).contains(run.status ?? -1), "\(path)")
        if run.status == 0 { read += 1 } else { #expect(run.err.contains(".dpx"), "\(path): \(run.err)") }
      }
      #expect(read <= 1, "\(path)")
      let alone = try Turnover.convert([Argument(path)], into: folder("none"))
      #expect(alone.status != 0, "\(path) says nothing of ACESproxy")
      #expect(!File.exists(folder("none")))
    }
  }

  @Test(.enabled(if: corpus != nil, absence)) func damagedFilesEndCleanlyAndSoon() throws {
    let found = try files("dpx-damaged")
    #expect(!found.isEmpty)
    for path in found {
      let folder = try Folder()
      for encoding in ["acesproxy10", "acesproxy12"] {
        let command = Turnover.command([
          "convert", Argument(path), "--to", "acescg", "--out", "\(folder("out"))", "--from",
          Argument(encoding),
        ])
        // A second for what takes milliseconds; a longer run is ended and fails.
        let outcome = try command.start().wait(seconds: 1)
        #expect(outcome.signal == nil, "\(path)")
        #expect(outcome.status == 1 || outcome.status == 2, "\(path): \(outcome.errText)")
      }
      #expect(try folder.names("out").isEmpty)
    }
  }

  @Test func cutAndFlippedFilesNeverCrash() throws {
    let whole = PreviewSource(width: 16, height: 9, description: "ACESproxy10").bytes
    let folder = try Folder()
    var number = 0
    func add(_ bytes: [UInt8]) throws {
      number += 1
      try File.write(bytes, to: folder(Folder.name("in/a.", number, suffix: ".dpx")))
    }
    for length in [0, 1, 3, 4, 5, 767, 768, 1663, 1664, 2047, 2048, 2049, whole.count - 1] {
      try add(Array(whole.prefix(length)))
    }
    // Every byte that decides something, set to what breaks arithmetic.
    for at in Array(0..<32) + Array(768..<840) + Array(1628..<1636) + Array(1712..<1732) {
      for value in [0x00, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = whole
        bytes[at] = value
        try add(bytes)
      }
    }
    // Three hundred frames in one run: each fails alone.
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--from", "acesproxy10"])
    #expect(run.outcome.signal == nil)
    #expect(run.status == 1 || run.status == 2, "\(run.err.prefix(300))")
    for path in try folder.names("in").prefix(40) {
      let outcome = try Turnover.run(
        "convert", "\(folder("in/\(path)"))", "--to", "acescg", "--out", "\(folder("apart"))", "--from",
        "acesproxy10",
        "--overwrite")
      #expect(outcome.signal == nil && (0...2).contains(outcome.status ?? -1), "\(path)")
    }
  }
}
