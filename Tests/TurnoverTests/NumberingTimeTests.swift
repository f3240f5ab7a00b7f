import Foundation
import Testing

/// "Time code goes with the frame"; `--fps` and `--start-tc` write one where there is none.
@Suite(.needsBinary) struct NumberingTimeTests {
  struct Count: CustomTestStringConvertible {
    var fps: String
    var start: String
    /// Frame of the shot, counted from 0, and its code; `.1` marks the second of a pair.
    var codes: [(Int, String)]
    var rate: [UInt32]
    var testDescription: String { "\(fps) from \(start)" }
  }

  static let counts = [
    Count(
      fps: "24", start: "01:00:00:00", codes: [(0, "01:00:00:00"), (23, "01:00:00:23"), (24, "01:00:01:00")],
      rate: [24, 1]),
    Count(
      fps: "23.976", start: "00:59:59:22", codes: [(0, "00:59:59:22"), (2, "01:00:00:00")],
      rate: [24000, 1001]),
    Count(fps: "23.98", start: "00:00:00:00", codes: [(24, "00:00:01:00")], rate: [24000, 1001]),
    Count(fps: "24000/1001", start: "00:00:00:00", codes: [(24, "00:00:01:00")], rate: [24000, 1001]),
    Count(fps: "25", start: "10:00:00:24", codes: [(0, "10:00:00:24"), (1, "10:00:01:00")], rate: [25, 1]),
    Count(fps: "30", start: "00:00:00:29", codes: [(1, "00:00:01:00")], rate: [30, 1]),
    Count(
      fps: "29.97", start: "00:00:59:29", codes: [(1, "00:01:00:00"), (2, "00:01:00:01")],
      rate: [30000, 1001]),
    Count(fps: "29.97 NDF", start: "00:00:59:29", codes: [(1, "00:01:00:00")], rate: [30000, 1001]),
    // Numbers 0 and 1 are left out at each minute, but not at each tenth.
    Count(
      fps: "29.97 DF", start: "00:00:59;28",
      codes: [(0, "00:00:59;28"), (1, "00:00:59;29"), (2, "00:01:00;02"), (3, "00:01:00;03")],
      rate: [30000, 1001]),
    Count(
      fps: "29.97df", start: "00:09:59;29",
      codes: [(1, "00:10:00;00"), (2, "00:10:00;01"), (3, "00:10:00;02")], rate: [30000, 1001]),
    Count(fps: "29.97 DF", start: "01:59:59;29", codes: [(1, "02:00:00;00")], rate: [30000, 1001]),
    Count(
      fps: "29.97 DF", start: "23:59:59;29", codes: [(1, "00:00:00;00"), (2, "00:00:00;01")],
      rate: [30000, 1001]),
    // Above 30 the code counts pairs.
    Count(
      fps: "48", start: "01:00:00:23",
      codes: [(0, "01:00:00:23"), (1, "01:00:00:23.1"), (2, "01:00:01:00"), (3, "01:00:01:00.1")],
      rate: [48, 1]),
    Count(
      fps: "50", start: "01:00:00:24.1", codes: [(0, "01:00:00:24.1"), (1, "01:00:01:00")], rate: [50, 1]),
    Count(
      fps: "60", start: "01:00:00:29", codes: [(1, "01:00:00:29.1"), (2, "01:00:01:00")], rate: [60, 1]),
    Count(
      fps: "59.94", start: "00:00:59:29.1", codes: [(1, "00:01:00:00"), (2, "00:01:00:00.1")],
      rate: [60000, 1001]),
    Count(
      fps: "59.94 DF", start: "00:00:59;29",
      codes: [
        (0, "00:00:59;29"), (1, "00:00:59;29.1"), (2, "00:01:00;02"), (3, "00:01:00;02.1"),
        (4, "00:01:00;03"),
      ], rate: [60000, 1001]),
    Count(fps: "47.952", start: "00:00:00:23.1", codes: [(1, "00:00:01:00")], rate: [48000, 1001]),
    Count(fps: "24", start: "23:59:59:23", codes: [(1, "00:00:00:00")], rate: [24, 1]),
    Count(fps: "12", start: "00:00:00:11", codes: [(1, "00:00:01:00")], rate: [12, 1]),
  ]

  /// The word of OpenEXR's attribute, its TV60 packing.
  static func word(_ text: String) -> UInt32 {
    let digits = text.split { ":;.".contains($0) }.prefix(4).map { UInt32($0, radix: 16) ?? 0 }
    return digits.reduce(0) { $0 << 8 | $1 } | (text.contains(";") ? 1 << 6 : 0)
      | (text.hasSuffix(".1") ? 1 << 15 : 0)
  }

  @Test(arguments: counts) func codesAreWrittenWhereThereAreNone(_ each: Count) throws {
    let folder = try Folder()
    try folder.numberedShot(5..<30, hasTimeCode: false)
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      [
        "--fps", Argument(each.fps), "--start-tc", Argument(each.start), "--start", "1001", "--preview",
        "\(folder("pre"))",
      ])
    #expect(run.status == 0, "\(run.err)")
    for (index, code) in each.codes {
      let path = folder("out/a.\(1001 + index).exr")
      #expect(try NumberedFile(path).timeCode == NumberingTimeTests.word(code), "frame \(index)")
      #expect(run.frames[index].timeCode == code)
      // DPX has the digits alone.
      #expect(
        try PreviewFile(folder("pre/a.\(1001 + index).dpx")).timeCode == NumberingTimeTests.word(code)
          & 0x3F7F_7F3F)
      let bytes = try File.read(path)
      let rate =
        Array("framesPerSecond".utf8) + [0] + Array("rational".utf8) + [0, 8, 0, 0, 0]
        + PlainFrame.words(each.rate)
      #expect(bytes.indices.contains { bytes[$0...].starts(with: rate) })
    }
  }

  @Test func everyFrameOfAShotOfPairsHasItsOwn() throws {
    let folder = try Folder()
    try folder.numberedShot(1...130, hasTimeCode: false)
    for (fps, start) in [("59.94 DF", "00:00:59;00"), ("48", "23:59:59:00"), ("29.97 DF", "00:01:58;00")] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"),
        ["--fps", Argument(fps), "--start-tc", Argument(start), "--dry-run", "--json"])
      let plan = try JSONDecoder().decode(Report.self, from: Data(run.outcome.out))
      let codes = plan.sequences.flatMap(\.frames).compactMap(\.timeCode)
      #expect(codes.count == 130 && Set(codes).count == 130)
    }
  }

  @Test func codesThatAreThereStay() throws {
    let folder = try Folder()
    try folder.numberedShot(1...3)
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--fps", "24", "--start-tc", "10:00:00:00", "--start", "1001"])
    #expect(run.status == 0, "\(run.err)")
    for number in 1...3 {
      #expect(try NumberedFile(folder("out/a.\(1000 + number).exr")).timeCode == Folder.timeCode(number))
    }
  }

  @Test(arguments: [
    ("24", "01:00:00:24"), ("24", "01:00:00;00"), ("29.97", "01:00:00;00"), ("29.97 DF", "01:00:00:00"),
    ("29.97 DF", "01:01:00;01"), ("25", "24:00:00:00"), ("25", "00:60:00:00"), ("25", "00:00:60:00"),
    ("24", "1:00:00:00"), ("24", "01-00-00-00"), ("24", ""), ("24", "86400"),
    ("24 DF", "01:00:00;00"), ("30 DF", "01:00:00;00"), ("25 DF", "01:00:00;00"), ("0", "01:00:00:00"),
    ("-24", "01:00:00:00"), ("1000", "01:00:00:00"), ("23.5", "01:00:00:00"), ("31", "01:00:00:00"),
    ("120", "01:00:00:00"), ("fast", "01:00:00:00"), ("", "01:00:00:00"), ("24/0", "01:00:00:00"),
    ("99999999999999999999", "01:00:00:00"),
  ]) func whatDoesNotExistIsSaid(fps: String, start: String) throws {
    let folder = try Folder()
    try folder.numberedShot(1...2, hasTimeCode: false)
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--fps=\(fps)", "--start-tc=\(start)"])
    #expect(run.status == 64 || run.status == 2, "\(fps) \(start): \(run.err)")
    #expect(!File.exists(folder("out")))
  }

  @Test func startTimeCodeNeedsARate() throws {
    let folder = try Folder()
    try folder.numberedShot(1...2, hasTimeCode: false)
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--start-tc", "01:00:00:00"])
    #expect(run.status == 64)
    #expect(run.err.contains("--fps"))
  }

  @Test func fillersAndSlatesGetTheCodeOfTheirNumber() throws {
    let folder = try Folder()
    try folder.numberedShot([10, 11, 14], hasTimeCode: false)
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      [
        "--fps", "29.97 DF", "--start-tc", "00:01:00;02", "--cut", "11-12", "--handles", "2,4", "--start",
        "1001",
        "--gaps", "hold", "--short-handles", "black", "--slate", "render", "--preview", "\(folder("pre"))",
      ])
    #expect(run.status == 0, "\(run.err)")
    let wanted = [
      1000: "00:00:59;28", 1001: "00:00:59;29", 1002: "00:01:00;02", 1003: "00:01:00;03", 1004: "00:01:00;04",
      1005: "00:01:00;05", 1006: "00:01:00;06", 1007: "00:01:00;07", 1008: "00:01:00;08",
    ]
    for (number, code) in wanted {
      #expect(
        try NumberedFile(folder("out/a.\(number).exr")).timeCode == NumberingTimeTests.word(code), "\(number)"
      )
      #expect(
        try PreviewFile(folder("pre/a.\(number).dpx")).timeCode == NumberingTimeTests.word(code) & 0x3F7F_7F3F
      )
    }
  }

  @Test func withoutARateAFillerHasNoCodeRatherThanAWrongOne() throws {
    let folder = try Folder()
    for number in [1, 2, 4] {
      let frame = PlainFrame().tagged(.chromaticities(PlainFrame.ap0), .timeCode(Folder.timeCode(number)))
      try File.write(frame.bytes, to: folder(Folder.name("in/a.", number)))
    }
    for policy in ["hold", "black"] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder(policy),
        [
          "--start", "1001", "--gaps", Argument(policy), "--slate", "render", "--preview",
          "\(folder("pre\(policy)"))",
        ])
      #expect(run.status == 0, "\(run.err)")
      for (number, source) in [(1000, nil), (1001, 1), (1002, 2), (1003, nil), (1004, 4)] as [(Int, Int?)] {
        let found = try NumberedFile(folder("\(policy)/a.\(number).exr")).timeCode
        #expect(found == source.map(Folder.timeCode), "\(number)")
        let preview = try PreviewFile(folder("pre\(policy)/a.\(number).dpx")).timeCode
        #expect(preview == source.map(Folder.timeCode) ?? PreviewFile.undefined)
      }
    }
  }

  @Test func theSlateThatIsThereGetsTheCodeBeforeHeadIn() throws {
    let folder = try Folder()
    try folder.numberedShot(1001...1004)
    for code in [0, 0x2359_5900] as [UInt32] {
      let slate = PlainFrame().tagged(
        .chromaticities(PlainFrame.ap0), .timeCode(code), .rational("framesPerSecond", 24, 1))
      try File.write(slate.bytes, to: folder("in/a.1000.exr"))
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--slate", "first", "--overwrite"])
      #expect(run.status == 0, "\(run.err)")
      #expect(try NumberedFile(folder("out/a.1000.exr")).timeCode == Folder.timeCode(1000))
      #expect(run.sequences.first?.slate?.timeCode == "01:00:41:16")
      // A slate is no picture: its own code is nobody's jump.
      #expect(run.sequences.first?.warnings.contains { $0.contains("time code") } == false, "\(run.err)")
    }
  }

  @Test func jumpsAreSaidInScanAndPlan() throws {
    let folder = try Folder()
    for number in 1...9 {
      var frame = PlainFrame()
      let code = Folder.timeCode(number == 7 ? 3 : number < 4 ? number : number + 10)
      frame.attributes += [.timeCode(code), .rational("framesPerSecond", 24, 1)]
      if number == 9 { frame.attributes.removeLast(2) }
      try File.write(frame.bytes, to: folder(Folder.name("in/a.", number)))
    }
    let scan = try Turnover.run("scan", "\(folder("in"))")
    let json = try Turnover.run("scan", "--json", "\(folder("in"))")
    let plan = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--dry-run"])
    for text in [scan.outText, json.outText, plan.outcome.outText] {
      #expect(text.contains("jumps at frame 4: 01:00:00:14, not 01:00:00:04"), "\(text)")
      #expect(text.contains("jumps at frame 7: 01:00:00:03, not 01:00:00:17"))
      #expect(text.contains("jumps at frame 8"))
      #expect(
        text.contains("contradicts the number of frames 4-6, 7, 8")
          || text.contains("contradicts the number of frames 4-8"))
      #expect(text.contains("frame 9 has no time code"))
    }
    // A run says it too, and goes on.
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0)
    #expect(run.err.contains("jumps at frame 4"))
    #expect(run.sequences.first?.warnings.contains { $0.contains("jumps at frame 4") } == true)
  }

  @Test func codesThatCannotBeAreSaid() throws {
    let folder = try Folder()
    for (number, code) in [(1, 0x0100_0022), (2, 0x0100_0023), (3, 0x0100_0024), (4, 0x0100_0101)]
      as [(Int, UInt32)]
    {
      let frame = PlainFrame().tagged(
        .chromaticities(PlainFrame.ap0), .timeCode(code), .rational("framesPerSecond", 24, 1))
      try File.write(frame.bytes, to: folder(Folder.name("in/a.", number)))
    }
    let scan = try Turnover.run("scan", "\(folder("in"))")
    #expect(scan.outText.contains("3") && scan.outText.contains("does not exist"), "\(scan.outText)")
  }

  @Test func aShotThatRunsIsNotWarnedAbout() throws {
    let folder = try Folder()
    try folder.numberedShot([1, 2, 3, 7, 8], prefix: "gap/a.")
    // Drop-frame over a minute, and pairs at 48.
    for (index, code) in ["00:00:59;28", "00:00:59;29", "00:01:00;02", "00:01:00;03"].enumerated() {
      let frame = PlainFrame().tagged(
        .chromaticities(PlainFrame.ap0), .timeCode(NumberingTimeTests.word(code)),
        .rational("framesPerSecond", 30000, 1001))
      try File.write(frame.bytes, to: folder(Folder.name("drop/a.", index + 1)))
    }
    for (index, code) in ["01:00:00:23", "01:00:00:23.1", "01:00:01:00", "01:00:01:00.1"].enumerated() {
      let frame = PlainFrame().tagged(
        .chromaticities(PlainFrame.ap0), .timeCode(NumberingTimeTests.word(code)),
        .rational("framesPerSecond", 48, 1))
      try File.write(frame.bytes, to: folder(Folder.name("pairs/a.", index + 1)))
    }
    for name in ["gap", "drop", "pairs"] {
      let scan = try Turnover.run("scan", "\(folder(name))")
      #expect(!scan.outText.contains("jump") && !scan.outText.contains("contradict"), "\(scan.outText)")
    }
  }
}
