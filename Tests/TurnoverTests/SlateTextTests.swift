import Testing

/// What a slate says: facts of the shot and the delivery, `--slate-text` and `--notes`.
@Suite(.needsPython) struct SlateTextTests {
  @Test func whatIsSaidChangesThePictureAndNothingElseDoes() throws {
    let folder = try Folder()
    for number in [1, 2] {
      try Picture(.init(window: [0, 0, 479, 269])).write(to: folder("in/sh010_pl01_v003.000\(number).exr"))
    }
    /// The codes of the slate.
    func drawn(_ words: [Argument], epoch: String = "1700000000", zone: String = "UTC") throws -> [UInt8] {
      var command = Turnover.command(
        ["preview", "\(folder("in"))", "--out", "\(folder("out"))", "--start", "1001", "--slate", "render"]
          + ["--overwrite"] + words)
      command.environment["SOURCE_DATE_EPOCH"] = epoch
      command.environment["TZ"] = zone
      let outcome = try command.run()
      #expect(outcome.status == 0, "\(outcome.errText)")
      return Array(try File.read(folder("out/sh010_pl01_v003.1000.dpx"))[8192...])
    }
    let plain = try drawn([])
    #expect(try drawn([]) == plain)
    #expect(try drawn(["--threads", "1"]) == plain)
    #expect(try drawn(["--threads", "3"]) == plain)
    // With an epoch the place on earth does not count.
    #expect(try drawn([], zone: "Asia/Tokyo") == plain)
    #expect(try drawn([], epoch: "1700086400") != plain)
    let texts: [[Argument]] = [
      ["--slate-text", "show=Sintel"], ["--slate-text", "shot=other"], ["--slate-text", "vendor=Studio"],
      ["--slate-text", "sequence=sq10"], ["--slate-text", "scope=Beauty=Ä"], ["--slate-text", "empty="],
      ["--notes", "Grain kept."], ["--version-tag", "v007"], ["--handles", "0,1"], ["--fps", "24"],
      ["--fps", "24", "--start-tc", "01:00:00:00"], ["--notes", ""],
    ]
    for (index, words) in texts.enumerated() {
      let same = try drawn(words) == plain
      #expect(
        same == ["empty=", ""].contains(String(decoding: words.last?.bytes ?? [], as: UTF8.self)), "\(index)")
    }
    // The last of two words about one thing counts; order of different ones does not matter here.
    #expect(
      try drawn(["--slate-text", "show=A", "--slate-text", "show=B"])
        == drawn(["--slate-text", "show=B"]))
    #expect(try drawn(["--slate-text", "project=Sintel"]) == drawn(["--slate-text", "Show=Sintel"]))
    // Notes are notes, by either name; --notes is the closer word.
    #expect(try drawn(["--slate-text", "notes=a", "--notes", "b"]) == drawn(["--notes", "b"]))
    #expect(try drawn(["--slate-text", "notes=b"]) == drawn(["--notes", "b"]))
  }

  @Test(arguments: [
    "slate=5", "delivered=9-9", "delivered-as=x", "Cut=1-2", "handles=8", "source=x", "source range=1-2",
    "tc in=x",
    "time_code_out=x", "fps=99", "color space=x",
  ]) func aFactOfThePlanIsWrongUsage(text: String) throws {
    let folder = try Folder()
    try folder.numberedShot(1...1)
    let outcome = try folder.drawSlate(["--to", "acescg", "--slate-text", Argument(text)])
    #expect(outcome.status == 64, "\(outcome.errText)")
    #expect(outcome.errText.contains("show, sequence, shot, version, date"), "\(outcome.errText)")
    #expect(!File.exists(folder("out")))
  }

  @Test func textsWithoutADrawnSlateAreWrongUsage() throws {
    let folder = try Folder()
    try folder.numberedShot(1...2)
    for slate in [[], ["--slate", "first"], ["--slate", "none"]] as [[Argument]] {
      for text in [["--notes", "x"], ["--slate-text", "show=x"]] as [[Argument]] {
        for command in ["convert", "preview"] {
          let to: [Argument] = command == "convert" ? ["--to", "acescg"] : []
          let run = try Turnover.command(
            [Argument(command), Argument(folder("in")), "--out", Argument(folder("out"))] + to + slate + text
          ).run()
          #expect(run.status == 64 && run.errText.contains("--slate render"), "\(run.errText)")
        }
      }
    }
    #expect(!File.exists(folder("out")))
  }

  @Test(arguments: [
    "", "=", "=x", "show", " =x",
  ]) func aTextWithoutKeyIsWrongUsage(text: String) throws {
    let folder = try Folder()
    try folder.numberedShot(1...1)
    let outcome = try folder.drawSlate(["--to", "acescg", "--slate-text", Argument(text)])
    #expect(outcome.status == 64, "\(outcome.errText)")
    #expect(!File.exists(folder("out")))
  }

  @Test(arguments: ["a\nb", "a\tb", "\u{1B}[31mred", "\u{7F}", "\u{85}", "\u{2028}", "\r"])
  func controlCharactersAreWrongUsage(text: String) throws {
    let folder = try Folder()
    try folder.numberedShot(1...1)
    for words in [
      ["--notes", Argument(text)], ["--slate-text", Argument("show=\(text)")],
      ["--slate-text", Argument("\(text)row=x")], ["--version-tag", Argument(text)],
      ["--name", Argument("{shot}\(text).####")],
    ] as [[Argument]] {
      let outcome = try folder.drawSlate(["--to", "acescg"] + words)
      #expect(outcome.status == 64 && outcome.errText.contains("no control characters"), "\(outcome.errText)")
      #expect(!outcome.err.contains(0x1B))
    }
    #expect(!File.exists(folder("out")))
  }

  @Test func textsThatNobodyExpectedAreNoCrash() throws {
    let folder = try Folder()
    for number in [1, 2] {
      try Picture(.init(window: [0, 0, 239, 134])).write(to: folder("in/sh.000\(number).exr"))
    }
    let texts: [[UInt8]] = [
      Array("夜景 🎬 \u{202E}rtl مرحبا e\u{301}".utf8), Array(String(repeating: "long ", count: 4000).utf8),
      Array(String(repeating: "x", count: 5000).utf8), [0xFF, 0xFE, 0x80],
      [0x5C, 0x41], Array("\u{200D}\u{FE0F}\u{FFFF}".utf8),
    ]
    for (index, text) in texts.enumerated() {
      for option in ["--notes", "--slate-text"] {
        let bytes = option == "--notes" ? text : Array("show=".utf8) + text
        let outcome = try folder.drawSlate(
          ["--to", "acescg", Argument(option), Argument(bytes), "--overwrite"])
        #expect(outcome.status == 0, "\(option) \(index): \(outcome.errText)")
      }
    }
    // Many rows, more than there is room for.
    let rows = (0..<60).flatMap { ["--slate-text", Argument("row \($0)=value \($0)")] as [Argument] }
    #expect(try folder.drawSlate(["--to", "acescg", "--overwrite"] + rows).status == 0)
  }
}
