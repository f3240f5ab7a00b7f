import Testing

/// `--shots`: a table of what single sequences want.
@Suite(.needsBinary) struct ShotListTests {
  private func shots(_ table: String) throws -> Folder {
    let folder = try Folder()
    try folder.numberedShot(1...20, prefix: "in/sh010/sh010_pl01.")
    try folder.numberedShot(1...20, prefix: "in/sh020/sh020_pl01.")
    try folder.numberedShot(1...4, prefix: "in/sh030/sh030_pl01.")
    try File.write(Array(table.utf8), to: folder("shots.csv"))
    return folder
  }

  @Test func everyRowIsTheWishOfItsSequence() throws {
    let folder = try shots(
      "\u{FEFF}shot,cut,handles,space,notes\r\nsh010,5-8,2,,\"of \"\"us\"\",\r\nall\"\r\nsh020,01:00:00:10+3,\"0,1\",acescg,\r\n"
    )
    let run = try Turnover.convert(
      ["in"], into: "out", ["--shots", "shots.csv", "--start", "1001"], in: folder.path)
    #expect(run.status == 0, "\(run.err)")
    #expect(
      run.sequences.map { $0.frames.compactMap(\.sourceFrame) } == [
        Array(3...10), Array(10...13), Array(1...4),
      ])
    #expect(run.sequences.map(\.colour.from) == ["aces2065-1", "acescg", "aces2065-1"])
    #expect(run.sequences.allSatisfy { $0.frames.first?.outputFrame == 1001 })
  }

  @Test func onlyTheListedRestIsPreviewedToo() throws {
    let folder = try shots("sequence,cut\nin/sh010/*,5-6\nin/sh020/*,7-7\n")
    let run = try Turnover.command([
      "preview", "\(folder("in"))", "--out", "\(folder("out"))", "--shots", "\(folder("shots.csv"))",
      "--only", "\(folder("in"))/sh010/*",
    ]).run()
    #expect(run.status == 2, "the names begin with the whole path")
    var relative = Turnover.command([
      "preview", "in", "--out", "out", "--shots", "shots.csv", "--only", "in/sh010/*",
    ])
    relative.folder = folder.path
    let outcome = try relative.run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(
      try folder.names("out", files: true) == ["sh010/sh010_pl01.0005.dpx", "sh010/sh010_pl01.0006.dpx"])
  }

  @Test(arguments: [
    ("sequence,cut\nin/sh010/*,8-5\n", "line 2, column 2 (cut): '8-5' is no range"),
    (
      "sequence,cut\nin/sh040/*,5-8\n", "line 2, column 1: 'in/sh040/*' names no sequence: there is in/sh010/"
    ),
    (
      "sequence\nin/sh010/*\nin/*/sh010*\n",
      "line 3, column 1: in/sh010/sh010_pl01.####.exr has a row already, line 2"
    ),
    ("shot,cute\n", "line 1, column 2: 'cute' is no column of a shot list"),
    ("shot,notes\nsh010,\"a\n", "line 2, column 2: its quote is not closed"),
  ])
  func whatIsWrongRefusesTheRequestWithFileLineAndColumn(table: String, says: String) throws {
    let folder = try shots(table)
    let run = try Turnover.convert(
      ["in"], into: "out", ["--shots", "shots.csv", "--keep-going"], in: folder.path)
    #expect(run.status == 2)
    #expect(run.err.contains("refused: shots.csv: \(says)"), "\(run.err)")
    #expect(run.report?.refusals.first?.source == "shots.csv")
    #expect(!File.exists(folder("out")))
  }

  @Test func theShotListIsNoPlaceForAReport() throws {
    let folder = try shots("shot,cut\nsh010,5-8\n")
    var command = Turnover.command([
      "convert", "in", "--to", "acescg", "--out", "out", "--shots", "shots.csv", "--report", "shots.csv",
      "--existing", "overwrite",
    ])
    command.folder = folder.path
    let outcome = try command.run()
    #expect(outcome.status == 2 && outcome.errText.contains("a file that is read"), "\(outcome.errText)")
    #expect(try File.read(folder("shots.csv")) == Array("shot,cut\nsh010,5-8\n".utf8))
  }
}
