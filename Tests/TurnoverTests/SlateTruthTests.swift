import Testing

/// A drawn slate says what was delivered, and nobody takes it for a picture later.
@Suite(.needsPython) struct SlateTruthTests {
  private func shot(damaged: Int? = nil) throws -> Folder {
    let folder = try Folder()
    for number in 1...4 {
      let path = folder("in/sh010.000\(number).exr")
      var picture = Picture(.init(window: [0, 0, 479, 269], compression: "zip"))
      picture.seed = number
      try picture.write(to: path)
      guard number == damaged else { continue }
      var bytes = try File.read(path)
      // Headers and sizes stay, so that only the run sees it.
      for at in bytes.count / 2..<bytes.count / 2 + 64 { bytes[at] = 0xFF }
      try File.write(bytes, to: path)
    }
    return folder
  }

  private func slate(_ folder: Folder) throws -> [UInt8] {
    Array(try File.read(folder("pre/sh010.1000.dpx"))[8192...])
  }

  @Test func aFrameThatFailsIsOnTheSlate() throws {
    let (whole, broken) = (try shot(), try shot(damaged: 3))
    #expect(try whole.drawSlate(["--to", "acescg", "--preview", "\(whole("pre"))"]).status == 0)
    let outcome = try broken.drawSlate(["--to", "acescg", "--preview", "\(broken("pre"))"])
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(try broken.names("out") == [1000, 1001, 1002, 1004].map { "sh010.\($0).exr" })
    #expect(try slate(broken) != slate(whole))
    // Mended, skipping what is there: the slate is that of a whole delivery.
    try File.write(try File.read(whole("in/sh010.0003.exr")), to: broken("in/sh010.0003.exr"))
    let mended = try broken.drawSlate(
      ["--to", "acescg", "--preview", "\(broken("pre"))", "--existing", "skip"])
    #expect(mended.status == 0, "\(mended.errText)")
    #expect(try slate(broken) == slate(whole))
  }

  @Test func aDeliveredSlateIsNoPicture() throws {
    let folder = try shot()
    #expect(try folder.drawSlate(["--to", "acescg"]).status == 0)
    let scan = try Turnover.run("scan", Argument(folder("out")))
    #expect(scan.status == 0)
    #expect(scan.outText.contains("slate         1000, drawn"), "\(scan.outText)")
    #expect(scan.outText.contains("1001-1004, 4 there"))
    let plan = try Turnover.run(
      "convert", Argument(folder("out")), "--to", "ap0", "--out", Argument(folder("again")), "--dry-run")
    #expect(plan.outText.contains("1000 is a drawn slate: left out"), "\(plan.outText)")
    for (words, names) in [
      (["convert", "--to", "ap0"], 1001...1004),
      (["convert", "--to", "ap0", "--slate", "first"], 1000...1004),
      (["renumber", "--retag"], 1001...1004),
    ] as [([Argument], ClosedRange<Int>)] {
      let out = folder("\(words.count)\(names.count)")
      let run = try Turnover.command(words + [Argument(folder("out")), "--out", Argument(out)]).run()
      #expect(run.status == 0, "\(run.errText)")
      #expect(try folder.names("\(words.count)\(names.count)") == names.map { "sh010.\($0).exr" })
    }
    // A slate that is taken over is a source frame from then on.
    let facts = try HeaderFacts(folder("55/sh010.1000.exr")).parts[0]
    #expect(facts.text("turnover/content") == "source" && facts.attributes["turnover/slate"] == nil)
    // Names alone say nothing of what is in a file.
    let renumbered = try Turnover.command(
      ["renumber", Argument(folder("out")), "--out", Argument(folder("names")), "--start", "1001"]
    ).run()
    #expect(renumbered.status == 0 && renumbered.errText.contains("may be a slate"))
    #expect(try folder.names("names").count == 5)
  }
}
