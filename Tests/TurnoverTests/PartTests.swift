import Testing

/// Multi-part files, views, deep data: nothing is dropped, and only colour changes.
@Suite(.needsPython) struct PartTests {
  static func part(
    _ name: String, _ channels: [Picture.Channel] = Picture.rgb, view: String? = nil,
    compression: String = "zip",
    tile: [Int]? = nil, deep: Bool? = nil, attributes: Picture.Attributes = Picture.Attributes()
  ) -> Picture.Part {
    Picture.Part(
      name: name, view: view, window: [0, 0, 40, 33], compression: compression, deep: deep, tile: tile,
      channels: channels, attributes: attributes)
  }

  private func convert(_ picture: Picture, _ extra: [Argument] = []) throws -> (Folder, Converted) {
    let folder = try Folder()
    try picture.write(to: folder("in/a.0001.exr"))
    return (folder, try Turnover.convert([Argument(folder("in"))], into: folder("out"), extra))
  }

  private func expectTruth(
    _ folder: Folder, _ run: Converted, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(run.status == 0, "\(run.err)", sourceLocation: sourceLocation)
    let verdict = try Python.judge(folder("in/a.0001.exr"), folder("out/a.0001.exr"))
    #expect(verdict.problems.isEmpty, "\(verdict.problems)", sourceLocation: sourceLocation)
  }

  @Test func partsOfEveryKindAreKept() throws {
    let data = ["X", "Y", "Z"].map { Picture.Channel(name: $0, type: "float", pattern: "noise") }
    let (folder, run) = try convert(
      Picture(
        PartTests.part("beauty", StorageTests.channels("half"), compression: "piz"),
        PartTests.part("light", Picture.layer("key") + Picture.layer("fill"), compression: "rle"),
        PartTests.part("albedo", tile: [16, 16]), PartTests.part("N", data, compression: "zips"),
        PartTests.part("normals", compression: "zip"),
        PartTests.part("ids", [.init(name: "id", type: "uint")], compression: "none"),
        PartTests.part("crypto", Picture.layer("crypto00", type: "float"), compression: "zips")))
    try expectTruth(folder, run)
    let parts = try HeaderFacts(folder("out/a.0001.exr")).parts
    #expect(parts.map { $0.text("name") } == ["beauty", "light", "albedo", "N", "normals", "ids", "crypto"])
    #expect(parts.map(\.compression) == ["piz", "piz", "piz", "zips", "zip", "none", "zips"])
    #expect(
      run.sequences[0].channels.converted.sorted() == [
        "albedo:B", "albedo:G", "albedo:R", "beauty:B", "beauty:G", "beauty:R", "light:fill.B",
        "light:fill.G", "light:fill.R", "light:key.B",
        "light:key.G", "light:key.R",
      ])
  }

  @Test func partsThatDoNotChangeAreCopiedChunkForChunk() throws {
    let (folder, run) = try convert(
      Picture(
        PartTests.part("beauty"), PartTests.part("N", compression: "dwaa"),
        PartTests.part("depth", [.init(name: "Z", type: "float")], compression: "pxr24")))
    try expectTruth(folder, run)
    let code = """
      import sys; sys.path.append(sys.argv[1]); import exr_chunks
      a, b = (exr_chunks.read(path) for path in sys.argv[2:]); print(a[0] == b[0], a[1:] == b[1:])
      """
    let outcome = try Command([
      Argument(Python.interpreter), "-B", "-c", Argument(code), "\(Turnover.root)/Tests/Judges",
      "\(folder("in/a.0001.exr"))", "\(folder("out/a.0001.exr"))",
    ]).run()
    #expect(outcome.outText == "False True\n", "\(outcome.errText)")
  }

  @Test func aPartTaggedDataIsData() throws {
    let data = Picture.Attributes(chromaticities: nil, colorInteropID: "data")
    for parts in [
      [PartTests.part("beauty"), PartTests.part("extra", attributes: data)],
      [
        PartTests.part("extra", attributes: data),
        PartTests.part("beauty", attributes: .init(colorInteropID: "lin_ap0_scene")),
      ],
    ] {
      var picture = Picture(parts[0], parts[1])
      // Parts of one file must share chromaticities.
      for index in picture.parts.indices { picture.parts[index].attributes.chromaticities = nil }
      let (folder, run) = try convert(picture, parts[0].name == "beauty" ? ["--from", "ap0"] : [])
      try expectTruth(folder, run)
      let facts = try HeaderFacts(folder("out/a.0001.exr")).parts
      for part in facts {
        let isData = part.text("name") == "extra"
        #expect(part.text("colorInteropID") == (isData ? "data" : "lin_ap1_scene"))
      }
    }
  }

  @Test func stereoViewsAreBothConverted() throws {
    let (folder, run) = try convert(
      Picture(
        PartTests.part("rgba.left", view: "left"), PartTests.part("rgba.right", view: "right"),
        PartTests.part("depth.left", [.init(name: "Z", type: "float")], view: "left")))
    try expectTruth(folder, run)
    #expect(run.sequences[0].channels.converted.count == 6)
    let views = try HeaderFacts(folder("out/a.0001.exr")).parts.map { $0.text("view") }
    #expect(views == ["left", "right", "left"])
  }

  @Test func viewsAsLayersOfOnePartAreConverted() throws {
    let attributes = Picture.Attributes(multiView: ["left", "right"])
    let (folder, run) = try convert(
      Picture(.init(channels: Picture.rgb + Picture.layer("right"), attributes: attributes)))
    try expectTruth(folder, run)
    #expect(run.sequences[0].channels.converted.count == 6)
    let facts = try HeaderFacts(folder("out/a.0001.exr")).parts[0]
    #expect(facts.attributes["multiView"]?.type == "stringvector")
  }

  static let depth = [
    Picture.Channel(name: "Z", type: "float"), .init(name: "ZBack", type: "float"),
    .init(name: "A", pattern: "unit"),
  ]

  @Test(arguments: [nil, [16, 16]] as [[Int]?]) func deepDataIsCopied(tile: [Int]?) throws {
    let (folder, run) = try convert(
      Picture(
        PartTests.part("beauty"),
        PartTests.part("deep", PartTests.depth, compression: "zips", tile: tile, deep: true)))
    try expectTruth(folder, run)
    let same = try Python.judgeSame(
      folder("in/a.0001.exr"), folder("out/a.0001.exr"),
      ignoring: ["chromaticities", "colorInteropID", "compression"], packed: true)
    // The colour part differs, and nothing else.
    #expect(same.problems.allSatisfy { $0.contains("part 0") }, "\(same.problems)")
    #expect(!same.problems.isEmpty)
  }

  @Test func deepColourIsNeverTaggedAsWhatItIsNot() throws {
    let deep = Picture(
      PartTests.part("deep", Picture.rgb + PartTests.depth, compression: "zips", deep: true))
    let (folder, refused) = try convert(deep)
    #expect(refused.status == 2)
    #expect(refused.err.contains("deep"))
    #expect(!File.exists(folder("out")))
    let (same, run) = try convert(deep, ["--to", "aces2065-1"])
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgeSame(
      same("in/a.0001.exr"), same("out/a.0001.exr"), ignoring: ["colorInteropID"], packed: true)
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
  }

  @Test func deepDataAloneHasNoColourToConvert() throws {
    let (_, run) = try convert(
      Picture(PartTests.part("deep", PartTests.depth, compression: "zips", deep: true)), ["--assume", "ap0"])
    #expect(run.status == 2)
    #expect(run.err.contains("red, green and blue"))
  }

  @Test func partsThatContradictEachOtherAreRefused() throws {
    // Each part may carry an identifier of its own.
    let (folder, run) = try convert(
      Picture(
        PartTests.part("a", attributes: .init(chromaticities: nil, colorInteropID: "lin_ap0_scene")),
        PartTests.part("b", attributes: .init(chromaticities: nil, colorInteropID: "lin_ap1_scene"))))
    #expect(run.status == 2)
    #expect(run.err.contains("lin_ap0_scene") && run.err.contains("lin_ap1_scene"))
    #expect(run.err.contains("'a'") && run.err.contains("'b'"))
    #expect(!File.exists(folder("out")))
  }

  @Test func manyPartsAndManyChannels() throws {
    var picture = Picture()
    for index in 0..<40 {
      picture.parts.append(PartTests.part("part\(index)", Picture.layer("light\(index)")))
    }
    let (folder, run) = try convert(picture)
    try expectTruth(folder, run)
    #expect(run.sequences[0].channels.converted.count == 120)

    let layers = (0..<60).flatMap { Picture.layer("light\($0)") }
    let (single, wide) = try convert(Picture(PartTests.part("", Picture.rgb + layers)))
    try expectTruth(single, wide)
  }
}
