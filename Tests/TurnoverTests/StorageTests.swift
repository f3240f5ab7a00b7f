import Testing

/// "Every storage and compression that OpenEXR 3.1 writes", judged sample by sample in float64.
@Suite(.needsPython) struct StorageTests {
  static let compressions = ["none", "rle", "zips", "zip", "piz", "pxr24", "b44", "b44a", "dwaa", "dwab"]

  static func isLossy(_ compression: String) -> Bool {
    ["b44", "b44a", "dwaa", "dwab"].contains(compression)
  }

  /// Colour, alpha and data of every type.
  static func channels(_ type: String) -> [Picture.Channel] {
    ["R", "G", "B"].map { Picture.Channel(name: $0, type: type) } + [
      Picture.Channel(name: "A", type: type, pattern: "unit"),
      Picture.Channel(name: "Z", type: "float", pattern: "noise"),
      Picture.Channel(name: "id", type: "uint", pattern: "ids"),
      Picture.Channel(name: "motion.u", type: "half", pattern: "noise"),
    ]
  }

  /// Converts all pictures in one run and expects the judge to find nothing.
  static func expectTruth(
    _ pictures: [String: Picture], _ arguments: [Argument] = [], judged: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try Folder()
    for (name, picture) in pictures { try picture.write(to: folder("in/\(name).0001.exr")) }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), arguments)
    #expect(run.status == 0, "\(run.err)", sourceLocation: sourceLocation)
    guard run.status == 0 else { return }
    let verdict = try Python.judge(folder("in"), folder("out"), extra: judged)
    #expect(verdict.problems.isEmpty, "\(verdict.problems)", sourceLocation: sourceLocation)
    #expect(verdict.frames == pictures.count, sourceLocation: sourceLocation)
    #expect(verdict.samples ?? 0 > 0, sourceLocation: sourceLocation)
  }

  @Test(arguments: compressions, ["half", "float"])
  func scanLines(compression: String, type: String) throws {
    // 300 lines: more than one chunk of every compression, and a short last one.
    let part = Picture.Part(
      window: [0, 0, 60, 299], compression: compression, channels: StorageTests.channels(type))
    try StorageTests.expectTruth(["a": Picture(part)])
  }

  @Test(arguments: compressions, ["half", "float"])
  func tiles(compression: String, type: String) throws {
    let part = Picture.Part(
      window: [0, 0, 76, 52], compression: compression, tile: [32, 16], channels: StorageTests.channels(type))
    try StorageTests.expectTruth(["a": Picture(part)])
  }

  @Test(arguments: compressions) func decreasingLineOrder(compression: String) throws {
    var part = Picture.Part(window: [0, 0, 30, 99], compression: compression, decreasing: true)
    let lines = Picture(part)
    part.tile = [16, 16]
    try StorageTests.expectTruth(["lines": lines, "tiles": Picture(part)])
  }

  /// Heights around the chunks of source (1, 16, 32, 256 lines) and output.
  @Test(arguments: [("zip", "piz"), ("dwab", "zips"), ("piz", "zip"), ("zips", "none"), ("none", "piz")])
  func heights(compression: String, output: String) throws {
    var pictures: [String: Picture] = [:]
    for lines in [1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 257, 511, 513] {
      pictures["h\(lines)"] = Picture(.init(window: [0, 0, 6, lines - 1], compression: compression))
    }
    try StorageTests.expectTruth(
      pictures, ["--compression", Argument(output)], judged: ["--compression", output])
  }

  @Test(arguments: ["piz", "b44", "zip"]) func widths(compression: String) throws {
    var pictures: [String: Picture] = [:]
    for columns in [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 127, 1021] {
      pictures["w\(columns)"] = Picture(.init(window: [0, 0, columns - 1, 34], compression: compression))
    }
    try StorageTests.expectTruth(pictures)
  }

  static let windows = [
    [0, 0, 20, 40], [-10, -20, 20, 40], [5, 7, 20, 40], [-30, -30, -1, -5], [1000, 2000, 1030, 2050],
    [-100_000, 100_000, -99_980, 100_033], [0, -3, 0, 60],
  ]

  @Test(arguments: [nil, [16, 8]] as [[Int]?]) func dataWindows(tile: [Int]?) throws {
    var pictures: [String: Picture] = [:]
    for (index, window) in StorageTests.windows.enumerated() {
      pictures["w\(index)"] = Picture(
        .init(window: window, display: [0, 0, 99, 49], compression: "piz", tile: tile))
    }
    try StorageTests.expectTruth(pictures)
  }

  @Test func aWindowThatMovesFromFrameToFrame() throws {
    let folder = try Folder()
    for number in 1...4 {
      let window = [number * 3 - 10, -number, number * 5 + 10, number * 9 + 20]
      try Picture(.init(window: window, display: [0, 0, 39, 29], compression: "piz"))
        .write(to: folder(Folder.name("in/a.", number)))
    }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--start", "1001"])
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judge(folder("in"), folder("out"), extra: ["--start", "1001"])
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.frames == 4)
  }

  @Test(arguments: ["mipmap", "ripmap"], ["up", "down"])
  func levelsAreAllConverted(levels: String, rounding: String) throws {
    for (compression, output) in [("zip", "zip"), ("none", "none"), ("zip", "none")] {
      let folder = try Folder()
      let part = Picture.Part(
        window: [-3, 5, 62, 47], display: [0, 0, 60, 40], compression: compression, tile: [16, 12],
        channels: Picture.rgb + [Picture.Channel(name: "Z", type: "float")])
      try Picture(part, levels: levels, rounding: rounding).write(to: folder("in/a.0001.exr"))
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--compression", Argument(output)])
      #expect(run.status == 0, "\(run.err)")
      let verdict = try Python.judgeLevels(folder("in/a.0001.exr"), folder("out/a.0001.exr"))
      #expect(verdict.problems.isEmpty, "\(verdict.problems)")
      #expect(verdict.levels ?? 0 > 5)
      let tags = try Python.judge(
        folder("in/a.0001.exr"), folder("out/a.0001.exr"), extra: ["--compression", output])
      #expect(tags.problems.isEmpty, "\(tags.problems)")
    }
  }

  @Test(arguments: ["up", "down"]) func mipMapsInPIZ(rounding: String) throws {
    let folder = try Folder()
    try Picture(
      .init(window: [0, 0, 100, 70], compression: "piz", tile: [32, 32]), levels: "mipmap", rounding: rounding
    ).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgeLevels(folder("in/a.0001.exr"), folder("out/a.0001.exr"))
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
  }

  @Test func scanLinesStayScanLinesAndTilesStayTiles() throws {
    let folder = try Folder()
    try Picture(.init(compression: "zip")).write(to: folder("in/lines.0001.exr"))
    try Picture(.init(compression: "zip", tile: [24, 8])).write(to: folder("in/tiles.0001.exr"))
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("out")).status == 0)
    #expect(try HeaderFacts(folder("out/lines.0001.exr")).parts[0].attributes["tiles"] == nil)
    let before = try HeaderFacts(folder("in/tiles.0001.exr")).parts[0].attributes["tiles"]
    #expect(try HeaderFacts(folder("out/tiles.0001.exr")).parts[0].attributes["tiles"] == before)
    #expect(before != nil)
  }

  @Test func otherReadersReadEveryOutput() throws {
    let folder = try Folder()
    for compression in StorageTests.compressions {
      try Picture(.init(compression: compression, channels: StorageTests.channels("half")))
        .write(to: folder("in/\(compression).0001.exr"))
      try Picture(.init(compression: compression, tile: [16, 16])).write(
        to: folder("in/t\(compression).0001.exr"))
    }
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("out")).status == 0)
    for name in try folder.names("out") {
      let path = Argument(folder("out/\(name)"))
      #expect(Tool.succeeds(["exrheader", path]), "\(name)")
      #expect(Tool.succeeds(["oiiotool", "--hash", path]), "\(name)")
      #expect(Tool.succeeds(["ffmpeg", "-v", "error", "-xerror", "-i", path, "-f", "null", "-"]), "\(name)")
    }
  }
}
