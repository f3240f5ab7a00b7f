import Foundation
import Testing

/// The JSON of `--report` and the lines of `--json`.
@Suite(.needsBinary) struct ReportTests {
  @Test func everyFrameIsAccountedFor() throws {
    let folder = try Folder()
    try folder.sequence("in/s/a.", [1, 2, 3, 5, 6])
    #expect(
      try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--start", "1003", "--range", "3-3"]
      ).status == 0)
    try File.write([], to: folder("in/s/a.0002.exr"))
    try File.write([1], to: folder("in/s/notes.txt"))
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--start", "1001", "--gaps", "keep", "--existing", "skip"])
    #expect(run.status == 1)
    let report = try #require(run.report)
    #expect(report.schemaVersion == 1)
    #expect(report.refusals.isEmpty)
    #expect(report.interrupted == nil)
    let sequence = try #require(report.sequences.first)
    #expect(report.sequences.count == 1)
    #expect(sequence.source == folder("in/s/a.####.exr"))
    #expect(sequence.output == folder("out/s/a.####.exr"))
    #expect(sequence.colour.from == "aces2065-1")
    #expect(sequence.colour.to == "acescg")
    #expect(sequence.colour.evidence.contains("chromaticities"))
    #expect(Set(sequence.channels.converted) == ["R", "G", "B"])
    #expect(sequence.channels.copied.isEmpty)
    #expect(sequence.counts == Report.Counts(nan: 0, inf: 0, clamped: 0, negative: 0))
    #expect(sequence.frames.map(\.status) == ["done", "failed", "skipped", "missing", "done", "done"])
    #expect(sequence.frames.map(\.sourceFrame) == [1, 2, 3, 4, 5, 6])
    #expect(sequence.frames.map(\.outputFrame) == [1001, 1002, 1003, 1004, 1005, 1006])
    for frame in sequence.frames {
      let number = try #require(frame.sourceFrame)
      #expect(frame.source == (number == 4 ? nil : folder("in/s/a.000\(number).exr")))
      #expect(frame.destination == folder("out/s/a.\(1000 + number).exr"))
      #expect((frame.reason == nil) == (frame.status == "done"))
    }
    #expect(report.ignored.map(\.source) == [folder("in/s/notes.txt")])
  }

  @Test func theFieldsAreThosePromised() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    let path = folder("new/place/report.json")
    let outcome = try Turnover.run(
      "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--report", "\(path)")
    #expect(outcome.status == 0)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(File.read(path))) as? [String: Any])
    #expect(json["schemaVersion"] as? Int == 1)
    let sequence = try #require((json["sequences"] as? [[String: Any]])?.first)
    #expect(
      Set(sequence.keys).isSuperset(of: ["source", "output", "colour", "channels", "counts", "frames"]))
    #expect(
      Set(try #require(sequence["colour"] as? [String: Any]).keys).isSuperset(of: ["from", "to", "evidence"]))
    #expect(
      Set(try #require(sequence["channels"] as? [String: Any]).keys).isSuperset(of: ["converted", "copied"]))
    #expect(
      Set(try #require(sequence["counts"] as? [String: Any]).keys)
        .isSuperset(of: ["nan", "inf", "clamped", "negative"]))
    let frame = try #require((sequence["frames"] as? [[String: Any]])?.first)
    #expect(
      Set(frame.keys).isSuperset(of: ["source", "destination", "sourceFrame", "outputFrame", "status"]))
  }

  @Test func aReportReplacesTheOlderOneWhole() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    let older = #"{"schemaVersion": 1, "sequences": []}"# + String(repeating: " ", count: 100_000)
    try File.write(Array(older.utf8), to: folder("report.json"))
    let outcome = try Turnover.run(
      "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--report",
      "\(folder("report.json"))")
    #expect(outcome.status == 0)
    #expect(
      try JSONDecoder().decode(Report.self, from: Data(File.read(folder("report.json")))).sequences.count == 1
    )
    #expect(try folder.names() == ["in", "in/a.0001.exr", "out", "out/a.0001.exr", "report.json"])
  }

  @Test func standardOutputIsOneObjectALine() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", [1, 2, 4])
    try folder.sequence("in/b.", 1...3)
    try File.write([], to: folder("in/b.0002.exr"))
    let outcome = try Turnover.run(
      "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--gaps", "keep", "--json")
    #expect(outcome.status == 1)
    let objects = try outcome.outLines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.allSatisfy { $0["schemaVersion"] as? Int == 1 })
    let closing = try JSONDecoder().decode(Report.self, from: Data(try #require(outcome.outLines.last).utf8))
    #expect(closing.sequences.flatMap(\.frames).filter { $0.status == "done" }.count == 5)
    let events = objects.dropLast().compactMap { $0["frame"] as? [String: Any] }
    #expect(events.count == objects.count - 1)
    #expect(events.filter { $0["status"] as? String == "done" }.count == 5)
    #expect(events.contains { $0["status"] as? String == "failed" })
  }

  @Test func standardOutputIsEmptyWithoutAskingForResults() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.outcome.out.isEmpty)
    #expect(run.err.contains("2 done"))
  }

  @Test func everyJSONOfTheScanIsOneObjectALine() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    try folder.sequence("in/b.", 1...2)
    try File.write([1], to: folder("in/x.txt"))
    let outcome = try Turnover.run("scan", "--json", "\(folder("in"))")
    #expect(outcome.outLines.count == 3)
    for line in outcome.outLines {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["schemaVersion"] as? Int == 1)
    }
    #expect(outcome.outLines[2].contains("x.txt"))
  }

  @Test func refusalsOfAKeptGoingRunAreInTheReport() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    try folder.sequence("in/b.", [1, 3])
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--keep-going"])
    #expect(run.report?.refusals.map(\.source) == [folder("in/b.####.exr")])
    #expect(run.report?.refusals.first?.reason.contains("2") == true)
  }

  static let refused: [[Argument]] = [
    ["convert", "in", "--to", "acescg", "--out", "out"], ["preview", "in", "--out", "out"],
    ["renumber", "in", "--start", "1001", "--out", "out"],
    ["renumber", "in", "--start", "1001", "--out", "out", "--retag"],
    ["renumber", "in", "--start", "1001", "--in-place"],
    // What is refused when the run begins.
    ["renumber", "--resume", "in"],
  ]

  @Test(arguments: refused) func aRefusalIsDataToo(words: [Argument]) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", [1, 3])
    func run(_ extra: Argument...) throws -> Outcome {
      var command = Turnover.command(words + extra)
      command.folder = folder.path
      return try command.run()
    }
    let outcome = try run("--json", "--report", "r.json")
    #expect(outcome.status == 2, "\(outcome.errText)")
    #expect(outcome.outLines.count == 1)
    for json in [outcome.out, try File.read(folder("r.json"))] {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
      #expect(object["schemaVersion"] as? Int == 1)
      let refusals = try #require(object["refusals"] as? [[String: Any]])
      #expect(refusals.count == 1)
      let source = try #require(refusals.first?["source"] as? String)
      let reason = try #require(refusals.first?["reason"] as? String)
      #expect(refusals.first?["kind"] is String && refusals.first?["values"] is [String: Any])
      #expect(outcome.errText.contains("refused: \(source): \(reason)"))
    }
    #expect(try folder.names() == ["in", "in/a.0001.exr", "in/a.0003.exr", "r.json"])
    // A report that is refused itself is told by --json alone.
    let kept = try File.read(folder("in/a.0001.exr"))
    let second = try run("--json", "--report", "in/a.0001.exr")
    #expect(second.status == 2 && second.outText.contains("the report cannot be written"))
    #expect(try File.read(folder("in/a.0001.exr")) == kept)
    #expect(try run("--dry-run", "--report", "other.json").status == 2)
    // What is only planned is reported too.
    #expect(File.exists(folder("other.json")))
  }

  @Test func namesThatAreNoTextCanBeHadBack() throws {
    let folder = try Folder()
    try File.write(PlainFrame().bytes, to: folder("plain.exr"))
    let name: [UInt8] = Array(folder("").utf8) + [0x61, 0xFF, 0x5C, 0x0A] + Array(".0001.exr".utf8)
    #expect(Tool.succeeds(["cp", Argument(folder("plain.exr")), Argument(name)]))
    let run = try Turnover.convert([Argument(name)], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    #expect(run.frames.first?.source == folder("") + #"a\xFF\x5C\x0A.0001.exr"#)
  }

  @Test func aReaderThatGoesAwayStopsNothing() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...20)
    let outcome = try Command([
      "sh", "-c", #"{ "$0" convert "$1/in" --to acescg --out "$1/out" --json; echo $? >&2; } | head -n 1"#,
      Argument(Turnover.binary), Argument(folder.path),
    ]).run()
    #expect(outcome.errText.split(separator: "\n").last == "0", "\(outcome.errText)")
    #expect(try folder.names("out").count == 20)
  }

  @Test func closedOutputsNeverReachAFrame() throws {
    // The next files opened get the numbers of standard output and error; nothing may be said into them.
    let folder = try Folder()
    try folder.sequence("in/a.", 1...40)
    for number in [3, 9, 21] {
      // A frame that fails in the run, not in the plan, is complained about then.
      let bytes = try File.read(folder(Folder.name("in/a.", number)))
      try File.write(Array(bytes.dropLast(3)), to: folder(Folder.name("in/a.", number)))
    }
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("whole")).status == 1)
    for closing in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
      let script = #""$0" convert "$1/in" --to acescg --out "$1/out" --json --threads 3 \#(closing)"#
      let outcome = try Command([
        "sh", "-c", Argument(script), Argument(Turnover.binary), Argument(folder.path),
      ]).run()
      #expect(outcome.status == 1)
      #expect(Tool.succeeds(["diff", "-r", "\(folder("whole"))", "\(folder("out"))"]), "\(closing)")
      #expect(Tool.succeeds(["rm", "-r", "\(folder("out"))"]))
    }
  }

  @Test(.needsTerminal) func aTerminalShowsABar() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...30)
    let line = "'\(Turnover.binary)' convert '\(folder("in"))' --to acescg --out '\(folder("out"))'"
    let outcome = try Command(["script", "-qec", Argument(line), "/dev/null"]).run()
    #expect(outcome.status == 0)
    for words in ["30/30 frames", "frames/s", "left"] { #expect(outcome.outText.contains(words), "\(words)") }
  }
}
