import Testing

/// What people read of counts, ranges and remarks.
@Suite(.needsBinary) struct WordingTests {
  @Test func oneIsNotMany() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1001...1001)
    let scan = try Turnover.run("scan", Argument(folder("in")))
    #expect(scan.outLines.contains("  frames        1001"))
    #expect(scan.outLines.last == "1 sequence, 1 frame")
    let plan = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--dry-run"])
    #expect(plan.outcome.outLines.last == "1 sequence, 1 frame to deliver. Nothing was written.")
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.err.contains(": 1 of 1 frame\n"))
  }

  /// The code of a day goes on at midnight, and one that runs back does not pass for a range.
  @Test func aRowOfThePlanEndsWhereTimeCodeRunsBack() throws {
    let folder = try Folder()
    let codes: [UInt32] = [0x2359_5922, 0x2359_5923, 0x0000_0000, 0x0000_0001, 0x0000_0000]
    for (index, code) in codes.enumerated() {
      try folder.sequence(
        "in/a.", [index + 1], frame: PlainFrame().tagged(.chromaticities(PlainFrame.ap0), .timeCode(code)))
    }
    let plan = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--dry-run"])
    let rows = plan.outcome.outLines.filter { $0.hasPrefix("  cut ") }
    #expect(rows.count == 2)
    #expect(rows.first?.contains("23:59:59:22 to 00:00:00:01") == true)
    #expect(rows.last?.contains("  00:00:00:00  a.0005.exr") == true)
  }

  /// Each frame has a remark of its own, so the first speaks for itself alone.
  @Test func theFirstRemarkIsShownAndTheOthersAreCounted() throws {
    let folder = try Folder()
    var frame = PlainFrame()
    frame.channels.append("A")
    try folder.sequence("in/a.", 1...3, frame: frame)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--to", "acescct"])
    #expect(run.status == 0, "\(run.err)")
    let warnings = run.err.split(separator: "\n").filter { $0.hasPrefix("warning:") }
    #expect(
      warnings == [
        "warning: \(folder("in/a.0001.exr")): alpha is not 1 everywhere; RGB was encoded as stored "
          + "(2 more with remarks, in the report)"
      ])
  }
}
