import Testing

/// "`--slate FILE`: an EXR of the same resolution." It is converted as a frame is, and gets the slate's number.
@Suite(.needsPython) struct SlateFileTests {
  private func shot(_ window: [Int] = [0, 0, 60, 44], _ attributes: Picture.Attributes = .init()) throws
    -> Folder
  {
    let folder = try Folder()
    for number in 1...3 {
      var picture = Picture(.init(window: window, attributes: attributes))
      picture.seed = number
      try picture.write(to: folder("in/sh010.000\(number).exr"))
    }
    return folder
  }

  private func deliver(_ folder: Folder, _ slate: String, _ extra: [Argument] = []) throws -> Converted {
    try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--start", "1001", "--slate", Argument(slate)] + extra)
  }

  struct Own: CustomTestStringConvertible {
    var part: Picture.Part
    var from = "aces2065-1"
    var to = "acescg"
    var testDescription: String
  }

  static let own = [
    Own(part: .init(), testDescription: "the shot's space"),
    Own(
      part: .init(attributes: .init(chromaticities: PlainFrame.ap1)), from: "acescg",
      testDescription: "the target's space"),
    Own(
      part: .init(attributes: .init(chromaticities: PlainFrame.ap1)), from: "acescg", to: "acescct",
      testDescription: "another space, to a log"),
    Own(
      part: .init(attributes: .init(chromaticities: nil, colorInteropID: "ocio:acescct_ap1_scene")),
      from: "acescct", to: "aces2065-1",
      testDescription: "a log"),
    Own(
      part: .init(channels: Picture.rgb.map { .init(name: $0.name, type: "float") }), testDescription: "float"
    ),
    Own(part: .init(compression: "dwaa"), testDescription: "lossy"),
    Own(part: .init(tile: [16, 16]), testDescription: "tiles"),
    Own(
      part: .init(channels: Picture.rgb + [.init(name: "A", pattern: "unit")]),
      testDescription: "more channels than the shot"),
    // The same resolution lies elsewhere, and has another data window.
    Own(
      part: .init(window: [90, 90, 170, 160], display: [100, 100, 160, 144]), testDescription: "other windows"
    ),
  ]

  @Test(arguments: own) func itIsConvertedFromItsOwnSpace(_ each: Own) throws {
    let folder = try shot()
    try Picture(each.part).write(to: folder("card.exr"))
    let before = try folder.fingerprint("card.exr")
    let run = try deliver(
      folder, folder("card.exr"), ["--to", Argument(each.to), "--preview", "\(folder("pre"))"])
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == (1000...1003).map { "sh010.\($0).exr" })
    #expect(try folder.names("pre") == (1000...1003).map { "sh010.\($0).dpx" })
    let verdict = try Python.judge(
      folder("card.exr"), folder("out/sh010.1000.exr"), from: each.from, to: each.to)
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    let codes = try Python.judgePreview(
      folder("card.exr"), folder("pre/sh010.1000.dpx"), from: each.from, extra: ["--readers", ""])
    #expect(codes.problems.allSatisfy { $0.contains("frame position") }, "\(codes.problems)")
    #expect(try PreviewFile(folder("pre/sh010.1000.dpx")).sourceName == "card.exr")
    #expect(run.sequences.first?.slate?.source == folder("card.exr"))
    let alone = try Turnover.preview(
      [Argument(folder("in"))], into: folder("alone"),
      ["--start", "1001", "--slate", Argument(folder("card.exr"))])
    #expect(alone.status == 0, "\(alone.err)")
    #expect(
      try PreviewFile(folder("alone/sh010.1000.dpx")).codes == PreviewFile(folder("pre/sh010.1000.dpx")).codes
    )
    #expect(try folder.fingerprint("card.exr") == before)
  }

  @Test func itsTimeCodeAndRateAreTheShots() throws {
    let folder = try Folder()
    try folder.numberedShot(1...2)
    var card = PlainFrame()
    (card.width, card.height) = (4, 3)
    for (name, rate) in [("rated", [.rational("framesPerSecond", 48, 1)]), ("bare", [])]
      as [(String, [PlainFrame.Attribute])]
    {
      card.attributes = [.chromaticities(PlainFrame.ap0), .timeCode(0x2359_5923)] + rate
      try File.write(card.bytes, to: folder("\(name).exr"))
      for fps in [[], ["--fps", "24"]] as [[Argument]] {
        let run = try deliver(folder, folder("\(name).exr"), fps + ["--overwrite"])
        #expect(run.status == 0, "\(run.err)")
        let (slate, frame) = (
          try HeaderFacts(folder("out/a.1000.exr")), try HeaderFacts(folder("out/a.1001.exr"))
        )
        let found = slate.parts[0].attributes
        #expect(found["timeCode"]?.bytes == PlainFrame.words([Folder.timeCode(0), 0]))
        #expect(found["framesPerSecond"] == frame.parts[0].attributes["framesPerSecond"])
      }
    }
  }

  @Test func anotherResolutionIsRefused() throws {
    let folder = try shot()
    for (index, window) in [
      [0, 0, 61, 44], [0, 0, 60, 45], [0, 0, 59, 44], [1, 1, 60, 44], [0, 0, 3839, 3],
    ].enumerated() {
      try Picture(.init(window: window)).write(to: folder("card\(index).exr"))
      let run = try deliver(folder, folder("card\(index).exr"))
      #expect(run.status == 2, "\(window)")
      #expect(run.err.contains("resolution") && run.err.contains("card\(index).exr"), "\(run.err)")
    }
    #expect(!File.exists(folder("out")))
  }

  @Test func whatIsNoSlateIsRefused() throws {
    let folder = try shot()
    try File.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: folder("png.exr"))
    try File.write([], to: folder("empty.exr"))
    try Picture(.init(channels: [.init(name: "Z", type: "float", pattern: "noise")])).write(
      to: folder("z.exr"))
    try Picture(.init(attributes: .untagged)).write(to: folder("untagged.exr"))
    try Picture(.init(attributes: .init(chromaticities: PlainFrame.rec709))).write(to: folder("foreign.exr"))
    #expect(Tool.succeeds(["mkfifo", "\(folder("fifo.exr"))"]))
    #expect(Tool.succeeds(["ln", "-s", "nowhere", "\(folder("dangling.exr"))"]))
    let cut = try File.read(folder("in/sh010.0001.exr"))
    try File.write(Array(cut.prefix(100)), to: folder("cut.exr"))
    try File.write(Array(cut.dropLast(40)), to: folder("short.exr"))
    for name in [
      "png.exr", "empty.exr", "z.exr", "untagged.exr", "foreign.exr", "fifo.exr", "dangling.exr", "cut.exr",
      "short.exr", "in", "none.exr",
    ] {
      let run = try deliver(folder, folder(name))
      #expect(run.status == 2, "\(name): \(run.err)")
      #expect(run.outcome.signal == nil)
      #expect(!File.exists(folder("out")), "\(name)")
    }
    // Said from outside it goes.
    let run = try deliver(folder, folder("untagged.exr"), ["--from", "aces2065-1"])
    #expect(run.status == 0, "\(run.err)")
  }

  @Test func aSlateThatIsDamagedInsideFailsAlone() throws {
    let folder = try shot()
    try Picture(.init(window: [0, 0, 60, 44], compression: "zip")).write(to: folder("card.exr"))
    var bytes = try File.read(folder("card.exr"))
    for at in bytes.count - 72..<bytes.count - 8 { bytes[at] = 0xFF }
    try File.write(bytes, to: folder("card.exr"))
    let run = try deliver(folder, folder("card.exr"))
    #expect(run.status == 1)
    #expect(run.sequences.first?.slate?.status == "failed")
    #expect(try folder.names("out") == (1001...1003).map { "sh010.\($0).exr" })
  }

  @Test func aFrameOfTheShotMayBeItsSlate() throws {
    let folder = try shot()
    let run = try deliver(folder, folder("in/sh010.0002.exr"))
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgeSame(
      folder("out/sh010.1000.exr"), folder("out/sh010.1002.exr"), packed: true)
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(run.frames.compactMap(\.outputFrame) == [1001, 1002, 1003])
  }

  @Test func namesThatLookLikeWordsOfTheOptionAreFiles() throws {
    let folder = try shot()
    try Picture(.init()).write(to: folder("render"))
    let run = try Turnover.convert(
      ["in"], into: "out", ["--start", "1001", "--slate", "./render"], in: folder(""))
    #expect(run.status == 0, "\(run.err)")
    #expect(run.sequences.first?.slate?.content == "source")
  }

  @Test func theFileIsReadAgainNotTheNameOfTheShot() throws {
    // Its number does not matter, nor whether it has one.
    let folder = try shot()
    try Picture(.init()).write(to: folder("cards/other.0999.exr"))
    let run = try deliver(folder, folder("cards/other.0999.exr"))
    #expect(run.status == 0, "\(run.err)")
    #expect(run.sequences.count == 1)
    #expect(try folder.names("out").first == "sh010.1000.exr")
  }
}
