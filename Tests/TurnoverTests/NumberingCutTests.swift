import Testing

/// "`--cut-tc IN-OUT` in source time code": the same as the cut in numbers.
@Suite(.needsBinary) struct NumberingCutTests {
  struct Shot: CustomTestStringConvertible {
    var fps: String
    /// The code of frame 1, of eight.
    var start: String
    /// Cuts in time code and in numbers.
    var cuts: [(String, String)]
    /// What is refused, and what has to be said.
    var refused: [(String, String)] = []
    var testDescription: String { "\(fps) from \(start)" }
  }

  static let shots = [
    Shot(
      fps: "24", start: "01:00:00:20",
      cuts: [
        ("01:00:00:22-01:00:01:01", "3-6"), ("01:00:00:20-01:00:00:20", "1-1"),
        ("01:00:00:18-01:00:00:21", "-1-2"), ("01:00:00:22+4", "3-6"), ("01:00:00:20+1", "1-1"),
        ("01:00:00:22+00:00:00:04", "3-6"), ("01:00:00:21+00:00:01:00", "2-25"),
        ("01:00:01:02-01:00:02:02", "7-31"), ("00:59:59:23-01:00:01:20", "-20-25"),
      ],
      refused: [
        ("01:00:00:24-01:00:01:05", "does not exist"), ("01:00:00;22-01:00:01;01", "does not exist"),
        ("01:00:00:22-01:00:00:21", "comes after"),
        (
          "10:00:00:00-10:00:00:05",
          "10:00:00:00–10:00:00:05 is outside this source, which has 01:00:00:20–01:00:01:03"
        ),
        ("10:00:00:00+6", "10:00:00:00–10:00:00:05 is outside this source"),
        ("01:00:00:22+00:00:00:24", "does not exist"), ("01:00:00:24+3", "does not exist"),
      ]),
    Shot(
      fps: "23.976", start: "23:59:59:20",
      cuts: [("23:59:59:23-00:00:00:02", "4-7"), ("23:59:59:23+4", "4-7")]),
    Shot(fps: "25", start: "01:00:00:20", cuts: [("01:00:00:24-01:00:01:01", "5-7")]),
    Shot(fps: "29.97", start: "00:00:59:27", cuts: [("00:00:59:29-00:01:00:01", "3-5")]),
    // No numbers 0 and 1 at the minute.
    Shot(
      fps: "29.97 DF", start: "00:00:59;27",
      cuts: [
        ("00:00:59;28-00:01:00;03", "2-5"), ("00:00:59;28+4", "2-5"), ("00:00:59;28+00:00:00:04", "2-5"),
        ("00:00:59;28+00:00:00;04", "2-5"),
      ],
      refused: [
        ("00:00:59;28-00:01:00;01", "00:01:00;01 does not exist"),
        ("00:00:59:28-00:01:00:03", "00:00:59:28 does not exist"),
      ]),
    Shot(fps: "29.97 DF", start: "00:09:59;27", cuts: [("00:09:59;28-00:10:00;01", "2-5")]),
    Shot(fps: "30", start: "01:00:00:27", cuts: [("01:00:00:29-01:00:01:01", "3-5")]),
    // Pairs, of which `.1` is the second.
    Shot(
      fps: "48", start: "01:00:00:22",
      cuts: [
        ("01:00:00:23-01:00:01:00", "3-5"), ("01:00:00:23.1-01:00:01:00.1", "4-6"),
        ("01:00:00:22.1-01:00:00:22.1", "2-2"), ("01:00:00:22.1+2", "2-3"),
        ("01:00:00:23+00:00:00:01", "3-4"), ("01:00:00:23+00:00:00:01.1", "3-5"),
      ], refused: [("01:00:00:23.1-01:00:00:23", "comes after")]),
    Shot(fps: "50", start: "01:00:00:23", cuts: [("01:00:00:24.1-01:00:01:01", "4-7")]),
    Shot(fps: "59.94 DF", start: "00:00:59;28", cuts: [("00:00:59;29-00:01:00;02.1", "3-6")]),
    Shot(fps: "60", start: "01:00:00:28", cuts: [("01:00:00:29-01:00:01:00.1", "3-6")]),
  ]

  @Test(arguments: shots) func theCutInTimeCodeIsTheCut(_ shot: Shot) throws {
    let folder = try Folder()
    try folder.numberedShot(1...8, prefix: "bare/a.", hasTimeCode: false)
    let made = try Turnover.convert(
      [Argument(folder("bare"))], into: folder("in"),
      ["--fps", Argument(shot.fps), "--start-tc", Argument(shot.start)])
    #expect(made.status == 0, "\(made.err)")
    let words: [Argument] = ["--handles", "2", "--gaps", "keep", "--dry-run", "--json"]
    for (code, cut) in shot.cuts {
      for convention in ["--start=1001", "--cut-in=1001"] {
        let words = words + [Argument(convention)]
        let byCode = try Turnover.convert(
          [Argument(folder("in"))], into: folder("out"), words + ["--cut-tc", Argument(code)])
        let byNumber = try Turnover.convert(
          [Argument(folder("in"))], into: folder("out"), words + ["--cut=\(cut)"])
        #expect(byCode.status == 0 && byNumber.status == 0, "\(code): \(byCode.err)")
        #expect(byCode.outcome.outText == byNumber.outcome.outText, "\(code)")
      }
      let preview = try Turnover.preview(
        [Argument(folder("in"))], into: folder("out"), words + ["--cut-tc", Argument(code)])
      #expect(preview.status == 0, "\(code): \(preview.err)")
    }
    for (code, says) in shot.refused {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), words + ["--cut-tc", Argument(code)])
      #expect(run.status == 2, "\(code)")
      #expect(run.err.contains(says), "\(run.err)")
    }
  }

  @Test func withoutTimeCodeOrRateItIsRefusedWithAdvice() throws {
    let folder = try Folder()
    try folder.numberedShot(1...4, prefix: "bare/a.", hasTimeCode: false)
    for number in 1...4 {
      let frame = PlainFrame().tagged(.chromaticities(PlainFrame.ap0), .timeCode(Folder.timeCode(number)))
      try File.write(frame.bytes, to: folder(Folder.name("unrated/a.", number)))
    }
    let cut: [Argument] = ["--cut-tc", "01:00:00:02-01:00:00:03"]
    let start: [Argument] = ["--fps", "24", "--start-tc", "01:00:00:00"]
    for (name, words, advice) in [
      ("bare", [], "say --cut"), ("bare", start, "say --cut"), ("unrated", [], "say --fps"),
    ] {
      let run = try Turnover.convert([Argument(folder(name))], into: folder("out"), cut + words)
      #expect(run.status == 2)
      #expect(run.err.contains(advice), "\(run.err)")
    }
    #expect(!File.exists(folder("out")))
    let advised = try Turnover.convert(
      [Argument(folder("unrated"))], into: folder("out"), cut + ["--fps", "24"])
    #expect(advised.status == 0, "\(advised.err)")
    #expect(try folder.names("out") == ["a.0002.exr", "a.0003.exr"])
  }

  @Test func aCutThatReachesBeyondTheSourceIsToldInTimeCodeAndTheAdviceWorks() throws {
    let folder = try Folder()
    try folder.numberedShot(1...8)
    let cut: [Argument] = ["--cut-tc", "01:00:00:06+4"]
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), cut)
    #expect(run.status == 2)
    #expect(
      run.err.contains(
        "01:00:00:06–01:00:00:09 reaches beyond this source, which has 01:00:00:01–01:00:00:08"), "\(run.err)"
    )
    #expect(run.err.contains("--gaps keep"))
    let kept = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), cut + ["--gaps", "keep"])
    #expect(kept.status == 0, "\(kept.err)")
    #expect(try folder.names("out") == ["a.0006.exr", "a.0007.exr", "a.0008.exr"])
  }

  @Test(arguments: [
    "01:00:00:06", "01:00:00:06+", "01:00:00:06+0", "01:00:00:06+-1", "01:00:00:06++4", "01:00:00:06+4+4",
    "01:00:00:06+1e3", "+4",
  ])
  func whatIsNeitherEndsNorADurationIsWrongUsage(text: String) throws {
    let run = try Turnover.run("convert", "x", "--to", "acescg", "--out", "y", "--cut-tc", Argument(text))
    #expect(run.status == 64 && run.errText.contains("--cut-tc"), "\(run.errText)")
  }

  @Test func thePlanCountsTheFramesOfEveryLine() throws {
    let folder = try Folder()
    try folder.numberedShot(1...8)
    let run = try Turnover.run(
      "convert", Argument(folder("in")), "--to", "acescg", "--out", Argument(folder("out")), "--handles",
      "1,2",
      "--slate", "render", "--dry-run")
    let lines = run.outText.split(separator: "\n")
    for (label, count) in [
      ("slate", "1 frame"), ("head", "1 frame"), ("cut", "5 frames"), ("tail", "2 frames"),
    ] {
      let line = try #require(lines.first { $0.hasPrefix("  \(label) ") }, "\(run.outText)")
      #expect(line.contains("  \(count)  "), "\(line)")
    }
  }
}
