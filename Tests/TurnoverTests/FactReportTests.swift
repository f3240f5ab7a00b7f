import Foundation
import Testing

/// Beside each sentence of a report stands what it is made of, by names that scripts can rely on.
@Suite(.needsBinary) struct FactReportTests {
  private func object(_ json: some DataProtocol) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
  }

  private static let commands: [[Argument]] = [
    ["convert", "in", "--to", "acescg", "--out", "out", "--dry-run"],
    ["convert", "in", "--to", "acescg", "--out", "out"],
    ["renumber", "in", "--out", "out", "--dry-run"], ["renumber", "in", "--out", "out"],
  ]

  @Test(arguments: commands) func warningsAreData(words: [Argument]) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1000...1003)
    var command = Turnover.command(words + ["--start", "1001", "--json", "--report", "r.json"])
    command.folder = folder.path
    let outcome = try command.run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    let last = try #require(outcome.outLines.last)
    for report in [try object(Data(last.utf8)), try object(File.read(folder("r.json")))] {
      let sequence = try #require((report["sequences"] as? [[String: Any]])?.first)
      let text = "the source starts at 1000, which may be a slate"
      #expect(sequence["warnings"] as? [String] == [text])
      let facts = try #require(sequence["warningFacts"] as? [[String: Any]])
      #expect(facts.map { $0["kind"] as? String } == ["possibleSlate"])
      #expect(facts.map { $0["text"] as? String } == [text])
      #expect(facts.first?["values"] as? [String: Int] == ["frame": 1000])
    }
  }

  @Test func framesThatFailAreData() throws {
    let folder = try Folder()
    let paths = try folder.sequence("in/a.", 1...3)
    try File.write([], to: paths[1])
    try File.write(Array("no picture at all\n".utf8), to: paths[2])
    try FileManager.default.createSymbolicLink(
      atPath: folder("in/a.0004.exr"), withDestinationPath: "nowhere")
    let report = folder("r.json")
    let outcome = try Turnover.run(
      "convert", "--to", "acescg", "\(folder("in"))", "--out", "\(folder("out"))", "--report", "\(report)")
    #expect(outcome.status == 1)
    let sequences = try #require(try object(File.read(report))["sequences"] as? [[String: Any]])
    let frames = try #require(sequences.first?["frames"] as? [[String: Any]])
    #expect(frames.map { $0["kind"] as? String } == [nil, "exr", "exr", "system"])
    let values = frames.map { $0["values"] as? [String: Any] }
    #expect(values.map { $0?["operation"] as? String } == [nil, "read", "read", "open"])
    let errors = values.map { $0?["error"] as? [String: Any] }
    #expect(errors.map { $0?["kind"] as? String } == [nil, "truncated", "notOpenEXR", nil])
    #expect(values[3]?["error"] as? String == "No such file or directory")
  }

  @Test func aScanIsDataToo() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    try folder.sequence("in/a.", [3], pad: 5)
    try File.write([], to: folder("in/notes.txt"))
    let scan = try Turnover.run("scan", "--json", "\(folder("in"))")
    let first = try #require(scan.outLines.first)
    let sequence = try object(Data(first.utf8))
    let facts = try #require(sequence["inconsistencyFacts"] as? [[String: Any]])
    #expect(facts.map { $0["kind"] as? String } == ["mixedPadding"])
    #expect(facts.compactMap { $0["text"] as? String } == sequence["inconsistencies"] as? [String])
    #expect(facts.first?["values"] as? [String: [Int]] == ["widths": [4, 5]])
    #expect(sequence["warningFacts"] is [Any])
    let last = try #require(scan.outLines.last)
    let ignored = try #require(try object(Data(last.utf8))["ignored"] as? [[String: Any]])
    #expect(ignored.map { $0["kind"] as? String } == ["otherExtension"])
  }
}
