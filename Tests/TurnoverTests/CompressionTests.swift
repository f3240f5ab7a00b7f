import Testing

/// `--compression` and `--depth`: what is written, and what is refused with advice.
@Suite(.needsPython) struct CompressionTests {
  @Test(arguments: ["piz", "zip", "zips", "none", "PIZ"]) func outputsHaveTheCompressionAskedFor(
    output: String
  ) throws {
    var pictures: [String: Picture] = [:]
    for compression in StorageTests.compressions {
      var part = Picture.Part(window: [0, 0, 40, 70], compression: compression)
      pictures["lines-\(compression)"] = Picture(part)
      part.tile = [16, 16]
      pictures["tiles-\(compression)"] = Picture(part)
    }
    try StorageTests.expectTruth(
      pictures, ["--compression", Argument(output)], judged: ["--compression", output.lowercased()])
  }

  @Test(arguments: ["half", "float"]) func losslessOnesAreKept(type: String) throws {
    var pictures: [String: Picture] = [:]
    for compression in ["none", "rle", "zips", "zip", "piz"] {
      let part = Picture.Part(
        window: [0, 0, 40, 70], compression: compression, channels: StorageTests.channels(type))
      pictures[compression] = Picture(part)
    }
    try StorageTests.expectTruth(pictures, ["--compression", "keep"], judged: ["--compression", "keep"])
  }

  @Test(arguments: ["b44", "b44a", "dwaa", "dwab"]) func lossyOnesAreNotKeptOverChangedPixels(
    compression: String
  ) throws {
    let folder = try Folder()
    try Picture(.init(compression: compression)).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--compression", "keep"])
    #expect(run.status == 2)
    #expect(run.err.contains(compression) && run.err.contains("lossy"))
    #expect(run.err.contains("--compression piz"))
    #expect(!File.exists(folder("out")))
  }

  @Test func theAdviceAboutLossyCompressionWorks() throws {
    let folder = try Folder()
    try Picture(.init(compression: "dwaa")).write(to: folder("in/a.0001.exr"))
    let outcome = try Turnover.run(
      "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--compression", "keep")
    let line = try #require(outcome.errText.split(separator: "\n").first { $0.contains("turnover convert") })
    let shell = "turnover() { '\(Turnover.binary)' \"$@\"; }; \(line)"
    let again = try Command(["sh", "-c", Argument(shell)]).run()
    #expect(again.status == 0, "\(line): \(again.errText)")
    #expect(try HeaderFacts(folder("out/a.0001.exr")).parts[0].compression == "piz")
  }

  @Test(arguments: ["b44", "dwaa", "pxr24", "piz"]) func keptPixelsKeepAnyCompression(compression: String)
    throws
  {
    let folder = try Folder()
    try Picture(.init(compression: compression)).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--compression", "keep", "--to", "ap0", "--start", "1001"])
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgeSame(
      folder("in/a.0001.exr"), folder("out/a.1001.exr"), ignoring: ["colorInteropID"], packed: true)
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
  }

  @Test func pxr24IsLossyForFloatOnly() throws {
    for (type, status) in [("half", Int32(0)), ("float", 2)] {
      let folder = try Folder()
      try Picture(
        .init(compression: "pxr24", channels: ["R", "G", "B"].map { .init(name: $0, type: type) })
      ).write(to: folder("in/a.0001.exr"))
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--compression", "keep", "--depth", "keep"])
      #expect(run.status == status, "\(type): \(run.err)")
    }
  }

  @Test func colourBecomesHalfInPIZWhateverTheSource() throws {
    let folder = try Folder()
    try Picture(.init(compression: "zip", channels: StorageTests.channels("float"))).write(
      to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    let part = try HeaderFacts(folder("out/a.0001.exr")).parts[0]
    #expect(part.compression == "piz")
    for name in ["R", "G", "B"] { #expect(part.channels[name] == "half") }
    #expect(part.channels["A"] == "float" && part.channels["Z"] == "float" && part.channels["id"] == "uint")
    #expect(run.err.contains("float") && run.err.contains("half"))
  }

  @Test func floatAndHalfLayersBesideEachOther() throws {
    let channels = Picture.rgb + Picture.layer("diffuse", type: "float") + Picture.layer("spec")
    let pictures = ["a": Picture(.init(channels: channels))]
    try StorageTests.expectTruth(pictures)
    try StorageTests.expectTruth(pictures, ["--depth", "keep"], judged: ["--depth", "keep"])
  }

  @Test func narrowingAloneIsADecodeAndAnEncodeWithoutAMatrix() throws {
    let folder = try Folder()
    let values = ["0.1", "1.00048828125", "65519", "65520", "1e9", "-1e9", "1e-9", "nan", "inf"]
    try Picture(
      .init(
        window: [0, 0, 8, 0], compression: "zip",
        channels: ["R", "G", "B"].map { .init(name: $0, type: "float", values: values) })
    ).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--to", "ap0"])
    #expect(run.status == 0, "\(run.err)")
    let samples = try Samples.read(folder("out/a.0001.exr"))[0]
    let wanted: [Double?] = [
      Double(Float16(0.1)), 1, 65504, 65504, 65504, -65504, 0, nil, nil,
    ]
    for name in ["R", "G", "B"] {
      #expect(samples[name]?.type == "half")
      #expect(samples[name]?.values == wanted)
    }
    #expect(run.sequences[0].counts == Report.Counts(nan: 3, inf: 3, clamped: 9, negative: 3))
  }

  @Test func partsWithoutColourKeepTheirCompression() throws {
    let folder = try Folder()
    try Picture(PartTests.part("beauty"), PartTests.part("N", compression: "rle")).write(
      to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--compression", "none"])
    #expect(run.status == 0, "\(run.err)")
    #expect(try HeaderFacts(folder("out/a.0001.exr")).parts.map(\.compression) == ["none", "rle"])
  }
}
