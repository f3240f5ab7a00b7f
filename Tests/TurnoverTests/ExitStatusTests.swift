import Testing

/// 0 done, 1 incomplete, 2 refused, 64 usage; 130 and 143 are in InterruptionTests.
@Suite(.needsBinary) struct ExitStatusTests {
  @Test func everythingDoneIsZero() throws {
    let folder = try Folder()
    try folder.sequence("in/sh010.", 1001...1003)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0)
    #expect(run.frames("done").count == 3)
    #expect(try folder.names("out") == ["sh010.1001.exr", "sh010.1002.exr", "sh010.1003.exr"])
  }

  @Test func aFailedFrameIsOneAndTheOthersAreDone() throws {
    let folder = try Folder()
    try folder.sequence("in/sh010.", 1001...1003)
    try File.write([], to: folder("in/sh010.1002.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 1)
    #expect(run.frames("failed").map(\.sourceFrame) == [1002])
    #expect(try folder.names("out") == ["sh010.1001.exr", "sh010.1003.exr"])
  }

  @Test func aSequenceOfWhichNoFrameCanBeReadIsOne() throws {
    let folder = try Folder()
    for number in 1...3 { try File.write([1, 2, 3], to: folder("in/a.000\(number).exr")) }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 1)
    #expect(run.frames("failed").count == 3)
  }

  @Test func aRefusalIsTwoAndNothingIsWritten() throws {
    let folder = try Folder()
    try folder.sequence("in/sh010.", [1001, 1003])
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(!File.exists(folder("out")))
  }

  @Test func keepGoingPastARefusalIsOne() throws {
    let folder = try Folder()
    try folder.sequence("in/a/a.", [1, 3])
    try folder.sequence("in/b/b.", 1...2)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--keep-going"])
    #expect(run.status == 1)
    #expect(try folder.names("out", files: true) == ["b/b.0001.exr", "b/b.0002.exr"])
    #expect(run.report?.refusals.count == 1)
    #expect(run.report?.refusals.first?.source.hasSuffix("in/a/a.####.exr") == true)
  }

  @Test func keepGoingWithNothingLeftIsTwo() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", [1, 3])
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--keep-going"])
    #expect(run.status == 2)
    #expect(!File.exists(folder("out")))
  }

  @Test(arguments: [
    ["convert"], ["convert", "x"], ["convert", "x", "--to", "acescg"], ["convert", "x", "--out", "y"],
    ["convert", "--to", "acescg", "--out", "y"], ["scan"], ["unheard-of"], ["--unheard-of"],
    ["convert", "x", "--out", "y", "--to", "rec709"], ["convert", "x", "--out", "y", "--to", "acesproxy"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--start", "one"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--gaps", "maybe"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--compression", "dwaa"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--depth", "float"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--tags", "none"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--threads", "0"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--threads", "many"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--existing", "eat"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--from", "ap0", "--assume", "ap1"],
    ["convert", "x", "--out", "", "--to", "acescg"], ["preview", "x", "--out", ""],
    ["convert", "x", "--out", "y", "--to", "acescg", "--preview", ""],
    ["convert", "x", "--out", "y", "--to", "acescg", "--report", ""], ["renumber", "--resume", ""],
    ["convert", "x", "--out", "y", "--to", "acescg", "--preview-encoding", "acesproxy12"],
    ["convert", "x", "--out", "y", "--to", "acescg", "--preview", "z", "--preview-encoding", "acesproxy11"],
  ])
  func aWrongCommandLineIsSixtyFour(words: [String]) throws {
    let outcome = try Turnover.command(words.map { Argument($0) }).run()
    #expect(outcome.status == 64)
    #expect(outcome.out.isEmpty)
    #expect(!outcome.err.isEmpty)
  }

  static let hints: [(words: [Argument], says: [String])] = [
    (["preview", "x", "--out", ""], ["--out: an empty path names no file", "turnover preview"]),
    (
      ["convert", "x", "--out", "y", "--to", "acesproxy10"],
      ["Known are aces2065-1, ", "say turnover preview, or --preview DIR"]
    ),
    (
      ["convert", "x", "--out", "y", "--to", "acescg", "--preview-encoding", "acesproxy10"], ["--preview DIR"]
    ),
  ]

  @Test(arguments: hints.indices) func aWrongCommandLineSaysWhatIsRight(index: Int) throws {
    let outcome = try Turnover.command(Self.hints[index].words).run()
    for words in Self.hints[index].says { #expect(outcome.errText.contains(words), "\(outcome.errText)") }
  }

  @Test(arguments: [["--help"], ["convert", "--help"], ["scan", "--help"], ["--version"]])
  func helpIsZeroAndOnStandardOutput(words: [String]) throws {
    let outcome = try Turnover.command(words.map { Argument($0) }).run()
    #expect(outcome.status == 0)
    #expect(!outcome.out.isEmpty)
    #expect(outcome.err.isEmpty)
  }

  @Test func whatIsNotThereIsTwo() throws {
    let folder = try Folder()
    for path in ["nowhere", "nowhere/a.####.exr", "nowhere.exr"] {
      let run = try Turnover.convert([Argument(folder(path))], into: folder("out"))
      #expect(run.status == 2, "\(path)")
      #expect(!File.exists(folder("out")))
    }
    try File.write([1], to: folder("empty/readme.txt"))
    #expect(try Turnover.convert([Argument(folder("empty"))], into: folder("out")).status == 2)
  }

  @Test func scanOfUnreadableFramesIsOne() throws {
    let folder = try Folder()
    try folder.sequence("in/sh010.", 1001...1002)
    #expect(try Turnover.run("scan", Argument(folder("in"))).status == 0)
    try File.write([], to: folder("in/sh010.1002.exr"))
    #expect(try Turnover.run("scan", Argument(folder("in"))).status == 1)
    #expect(try Turnover.run("scan", Argument(folder("nowhere"))).status == 2)
  }

  @Test func everyOptionOfTheHelpIsOneThatWasAskedFor() throws {
    let help = try Turnover.run("convert", "--help").outText
    for option in [
      "--to", "--out", "--from", "--assume", "--start", "--gaps", "--compression", "--depth", "--tags",
      "--threads", "--existing", "--overwrite", "--keep-going", "--dry-run", "--json", "--report",
    ] { #expect(help.contains("\(option) ") || help.contains("\(option)\n"), "\(option)") }
  }

  @Test(arguments: [
    ("ap0", "aces2065-1"), ("ACES2065-1", "aces2065-1"), ("lin_ap0_scene", "aces2065-1"),
    ("ACES - ACES2065-1", "aces2065-1"), ("aces2065_1", "aces2065-1"), ("AP1", "acescg"),
    ("lin_ap1_scene", "acescg"), ("ACEScg", "acescg"), ("ACES - ACEScg", "acescg"), ("ACEScc", "acescc"),
    ("ACES - ACEScc", "acescc"), ("ACEScct", "acescct"), ("acescct_ap1", "acescct"),
  ])
  func aliasesNameTheirSpace(alias: String, space: String) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--to", Argument(alias)])
    #expect(run.status == 0)
    #expect(run.sequences.first?.colour.to == space)
  }
}
