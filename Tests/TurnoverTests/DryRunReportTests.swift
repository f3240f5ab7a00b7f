import Foundation
import Testing

/// What is only planned is reported too, and nothing else is written.
@Suite(.needsBinary) struct DryRunReportTests {
  private struct Report: Decodable {
    struct Frame: Decodable { let status: String }
    struct Sequence: Decodable { let frames: [Frame] }
    struct Refused: Decodable { let source: String }
    let sequences: [Sequence]
    let refusals: [Refused]
  }

  private func report(_ folder: Folder, _ words: [Argument], status: Int32 = 0) throws -> Report {
    let outcome = try Turnover.command(words + ["--dry-run", "--report", Argument(folder("report.json"))])
      .run()
    #expect(outcome.status == status, "\(outcome.errText)")
    return try JSONDecoder().decode(Report.self, from: Data(try File.read(folder("report.json"))))
  }

  @Test(arguments: [false, true]) func everyCommandReportsItsPlan(printsJSON: Bool) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    let json: [Argument] = printsJSON ? ["--json"] : []
    for words in [
      ["convert", "--to", "acescg"], ["preview"], ["renumber", "--start", "1001"], ["renumber", "--retag"],
    ] as [[Argument]] {
      let report = try report(
        folder, words + [Argument(folder("in")), "--out", Argument(folder("out"))] + json)
      #expect(report.sequences.flatMap(\.frames).map(\.status) == ["planned", "planned", "planned"])
      #expect(!File.exists(folder("out")))
    }
    let inPlace = try report(
      folder, ["renumber", Argument(folder("in")), "--in-place", "--offset", "1"] + json)
    #expect(inPlace.sequences.flatMap(\.frames).map(\.status) == ["planned", "planned", "planned"])
    #expect(try folder.names("in") == ["a.0001.exr", "a.0002.exr", "a.0003.exr"])
  }

  @Test func refusalsAreInIt() throws {
    let folder = try Folder()
    try folder.sequence("in/gap.", [1, 3])
    try folder.sequence("in/good.", 1...2)
    let words: [Argument] = [
      "convert", "--to", "acescg", Argument(folder("in")), "--out", Argument(folder("out")),
    ]
    let refused = try report(folder, words, status: 2)
    #expect(refused.refusals.map(\.source) == [folder("in/gap.####.exr")])
    let left = try report(folder, words + ["--keep-going"], status: 1)
    #expect(left.refusals.count == 1 && left.sequences.count == 1)
  }

  @Test func aReportThatCannotBeWrittenIsNoSuccess() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    try File.write([1], to: folder("file"))
    let outcome = try Turnover.run(
      "convert", "--to", "acescg", Argument(folder("in")), "--out", Argument(folder("out")), "--dry-run",
      "--report", Argument(folder("file/report.json")))
    #expect(outcome.status == 2, "\(outcome.errText)")
  }
}
