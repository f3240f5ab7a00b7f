import Testing

/// "Refusals come from the plan, all at once, before anything is written: every reason listed."
@Suite(.needsBinary) struct RefusalTests {
  /// A tree in which every shot has something else against it, and one has nothing.
  private func tree() throws -> Folder {
    let folder = try Folder()
    let plain = PlainFrame()
    try folder.sequence("in/gap/gap.", [1, 2, 5])
    try folder.sequence("in/twice/twice.", 1...2)
    try File.write(plain.bytes, to: folder("in/twice/twice.00001.exr"))
    try folder.sequence("in/untagged/untagged.", 1...2, frame: plain.tagged())
    try folder.sequence(
      "in/contrary/contrary.", 1...2,
      frame: plain.tagged(.chromaticities(PlainFrame.ap0), .interopID("lin_ap1_scene")))
    try folder.sequence("in/foreign/foreign.", 1...2, frame: plain.tagged(.chromaticities(PlainFrame.rec709)))
    try folder.sequence("in/changing/changing.", 1...2)
    try folder.sequence(
      "in/changing/changing.", 3...4, frame: plain.tagged(.chromaticities(PlainFrame.ap1)))
    var depth = plain
    depth.channels = ["Z"]
    try folder.sequence("in/depth/depth.", 1...2, frame: depth)
    try folder.sequence("in/there/there.", 1...2)
    try File.write([1], to: folder("out/there/there.0002.exr"))
    try folder.sequence("in/good/good.", 1...2)
    return folder
  }

  static let bad = ["gap", "twice", "untagged", "contrary", "foreign", "changing", "depth", "there"]

  @Test func allAreSaidAtOnceAndNothingIsWritten() throws {
    let folder = try tree()
    let before = try folder.fingerprint("")
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(try folder.fingerprint("") == before)
    for shot in RefusalTests.bad {
      #expect(run.err.contains("/in/\(shot)/\(shot).####.exr"), "\(shot)")
    }
    #expect(!run.err.contains("good"))
  }

  @Test func reasonsNameTheFacts() throws {
    let folder = try tree()
    let lines = try Turnover.convert([Argument(folder("in"))], into: folder("out")).err.split(separator: "\n")
    func line(_ shot: String) -> String {
      lines.first { $0.hasPrefix("refused:") && $0.contains("/\(shot)/") }.map(String.init) ?? ""
    }
    #expect(line("gap").contains("3-4"))
    #expect(line("twice").contains("twice.0001.exr") && line("twice").contains("twice.00001.exr"))
    #expect(line("contrary").contains("chromaticities") && line("contrary").contains("lin_ap1_scene"))
    #expect(line("foreign").contains("0.64"))
    #expect(line("changing").contains("3"))
    #expect(line("depth").contains("Z"))
    #expect(line("there").contains("there.0002.exr"))
  }

  @Test func oneSequenceCanHaveSeveralReasons() throws {
    let folder = try Folder()
    var depth = PlainFrame().tagged()
    depth.channels = ["Z"]
    try folder.sequence("in/a.", [1, 3], frame: depth)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(run.err.split(separator: "\n").filter { $0.hasPrefix("refused:") }.count >= 2)
    #expect(run.err.contains("no red, green and blue"))
    #expect(run.err.contains("missing: 2"))
  }

  @Test func keepGoingDeliversWhatWasNotRefused() throws {
    let folder = try tree()
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--keep-going"])
    #expect(run.status == 1)
    #expect(run.sequences.map(\.output) == [folder("out/good/good.####.exr")])
    #expect(
      try folder.names("out", files: true) == [
        "good/good.0001.exr", "good/good.0002.exr", "there/there.0002.exr",
      ])
    #expect(Set(run.report?.refusals.map(\.source) ?? []).count == RefusalTests.bad.count)
    #expect(try File.read(folder("out/there/there.0002.exr")) == [1])
  }

  @Test(arguments: [["--to", "acescg", "--"], ["--to", "acescg"], ["--to=acescg"]])
  func theCommandToRepeatIsFinishedAndWorks(words: [String]) throws {
    let folder = try Folder()
    try folder.sequence("in/a b'c.", [1, 3])
    let outcome = try Turnover.command(
      ["convert", "--out", Argument(folder("out"))] + words.map { Argument($0) }
        + [Argument(folder("in/a b'c.####.exr"))]
    ).run()
    #expect(outcome.status == 2)
    let line = outcome.errText.split(separator: "\n").first { $0.contains("turnover convert") }
    let command = try #require(line).drop { $0 == " " }
    #expect(command.contains("--gaps keep"))
    let shell = try Command(["sh", "-c", "turnover() { '\(Turnover.binary)' \"$@\"; }; \(String(command))"])
      .run()
    #expect(shell.status == 0, "\(shell.errText)")
    #expect(try folder.names("out").count == 2)
  }

  @Test func aDryRunPrintsThePlanAndWritesNothing() throws {
    let folder = try tree()
    let before = try folder.fingerprint("")
    for extra: [Argument] in [[], ["--json"], ["--keep-going"]] {
      let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--dry-run"] + extra)
      #expect(run.sequences.map(\.output) == [folder("out/good/good.####.exr")])
      #expect(run.frames.allSatisfy { $0.status == "planned" })
      #expect(Set(run.report?.refusals.map(\.source) ?? []).count == RefusalTests.bad.count)
      #expect(run.outcome.outText.contains("good.####.exr"))
      for shot in RefusalTests.bad { #expect(run.err.contains("/\(shot)/"), "\(shot)") }
    }
    let good = try Turnover.convert(
      [Argument(folder("in/good"))], into: folder("elsewhere/deep"), ["--dry-run", "--start", "1001"])
    #expect(good.status == 0)
    #expect(try folder.fingerprint("") == before)
    #expect(good.outcome.outText.contains("1-2 -> 1001-1002"))
    #expect(good.outcome.outText.contains("acescg"))
    #expect(good.outcome.outText.contains("R, G, B") || good.outcome.outText.contains("B, G, R"))
  }

  @Test func channelsThatAreNoColourAreSaidWhateverTheTags() throws {
    // A user who is first told to add --from, and then that it cannot work anyway, was told half.
    let folder = try Folder()
    var depth = PlainFrame().tagged()
    depth.channels = ["Z"]
    try folder.sequence("in/z.", 1...1, frame: depth)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(run.err.contains("Z"))
    #expect(run.err.contains("no red, green and blue"))
  }
}
