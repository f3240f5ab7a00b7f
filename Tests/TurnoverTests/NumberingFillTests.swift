import Testing

/// Frames that stand in for missing ones: held pixels are the held frame's, black is black in the encoding delivered.
@Suite(.needsPython) struct NumberingFillTests {
  struct Case: CustomTestStringConvertible {
    var to: String
    var depth = "half"
    var type = "half"
    var black: Double
    var testDescription: String { "\(to) from \(type), depth \(depth)" }
  }

  // S-2014-003 and S-2016-001: the codes of zero.
  static let cases = [
    Case(to: "aces2065-1", black: 0), Case(to: "acescg", black: 0),
    Case(to: "acescc", black: -0.3584474885844749),
    Case(to: "acescct", black: 0.0729055341958355),
    Case(to: "acescct", depth: "keep", type: "float", black: 0.0729055341958355),
    Case(to: "acescc", type: "float", black: -0.3584474885844749),
    Case(to: "acescg", depth: "keep", type: "float", black: 0),
  ]

  private func shot(_ numbers: [Int], type: String, space: Picture.Attributes = .init()) throws -> Folder {
    let folder = try Folder()
    let channels =
      ["R", "G", "B"].map { Picture.Channel(name: $0, type: type) } + [
        .init(name: "A", type: type, pattern: "one")
      ]
      + Picture.layer("diffuse", type: type) + [
        .init(name: "Z", type: "float", pattern: "noise"), .init(name: "id", type: "uint"),
      ]
    for number in numbers {
      var picture = Picture(
        .init(window: [-2, -1, 20, 40], display: [0, 0, 18, 36], channels: channels, attributes: space))
      picture.seed = number
      try picture.write(to: folder(Folder.name("in/a.", number)))
    }
    return folder
  }

  @Test(arguments: cases) func blackIsBlackInTheEncoding(_ each: Case) throws {
    let folder = try shot([1, 3], type: each.type)
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      [
        "--to", Argument(each.to), "--depth", Argument(each.depth), "--gaps", "black", "--start", "1001",
        "--preview",
        "\(folder("pre"))",
      ])
    #expect(run.status == 0, "\(run.err)")
    let black = try Samples.read(folder("out/a.1002.exr"))[0]
    let neighbour = try Samples.read(folder("out/a.1001.exr"))[0]
    #expect(Set(black.keys) == Set(neighbour.keys))
    for (name, plane) in black {
      #expect(plane.type == neighbour[name]?.type, "\(name)")
      #expect(plane.bits.count == 23 * 42)
      let wanted: Double = name == "A" ? 1 : name == "Z" || name == "id" ? 0 : each.black
      let tolerance = plane.type == "half" ? 0.0003 : 1e-6
      for value in Set(plane.values) {
        #expect(abs((value ?? .nan) - wanted) <= tolerance, "\(name): \(String(describing: value))")
      }
    }
    // Windows, tags and everything else are the shot's.
    let verdict = try HeaderFacts(folder("out/a.1002.exr")).parts[0]
    let other = try HeaderFacts(folder("out/a.1001.exr")).parts[0]
    #expect(verdict.taken == other.taken)
    #expect(try Set(PreviewFile(folder("pre/a.1002.dpx")).codes) == [64])
  }

  @Test(arguments: ["acescg", "acescct", "aces2065-1"]) func heldPixelsAreThoseOfTheFrameHeld(to: String)
    throws
  {
    let folder = try shot([1, 2, 5], type: "half")
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--to", Argument(to), "--gaps", "hold", "--start", "1001", "--preview", "\(folder("pre"))"])
    #expect(run.status == 0, "\(run.err)")
    for number in [1003, 1004] {
      let verdict = try Python.judgeSame(
        folder("out/a.1002.exr"), folder("out/a.\(number).exr"), packed: true)
      #expect(verdict.problems.isEmpty, "\(verdict.problems)")
      #expect(
        try PreviewFile(folder("pre/a.\(number).dpx")).codes == PreviewFile(folder("pre/a.1002.dpx")).codes)
    }
    #expect(
      try Samples.read(folder("out/a.1005.exr"))[0]["R"]?.bits
        != Samples.read(folder("out/a.1002.exr"))[0]["R"]?.bits)
  }

  @Test func blackAndHeldFramesHaveAllPartsTilesAndLevels() throws {
    let folder = try Folder()
    for number in [1, 3] {
      var parts = Picture(
        .init(name: "beauty", channels: Picture.rgb + [.init(name: "A", pattern: "one")]),
        .init(name: "data", channels: [.init(name: "Z", type: "float", pattern: "noise")]),
        .init(name: "light", compression: "piz", channels: Picture.layer("diffuse", type: "float")))
      parts.seed = number
      try parts.write(to: folder("in/parts/a.000\(number).exr"))
      var tiled = Picture(.init(window: [0, 0, 40, 36], tile: [16, 16]), levels: "mipmap")
      tiled.seed = number
      try tiled.write(to: folder("in/tiled/b.000\(number).exr"))
    }
    for policy in ["black", "hold"] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder(policy), ["--gaps", Argument(policy)])
      #expect(run.status == 0, "\(run.err)")
      for name in ["parts/a", "tiled/b"] {
        let filled = try HeaderFacts(folder("\(policy)/\(name).0002.exr"))
        let source = try HeaderFacts(folder("\(policy)/\(name).0001.exr"))
        #expect(filled.flags == source.flags)
        #expect(filled.parts.map(\.channels) == source.parts.map(\.channels))
        #expect(filled.parts.map(\.taken) == source.parts.map(\.taken))
        #expect(Tool.succeeds(["exrheader", "\(folder("\(policy)/\(name).0002.exr"))"]))
        // OpenImageIO reads every level.
        #expect(
          Tool.succeeds([
            "oiiotool", "--info", "-a", "-v", "--stats", "\(folder("\(policy)/\(name).0002.exr"))",
          ]))
      }
    }
    let planes = try Samples.read(folder("black/parts/a.0002.exr"))
    for name in ["R", "G", "B"] { #expect(Set(try #require(planes[0][name]).bits) == [0]) }
    #expect(Set(try #require(planes[0]["A"]).values) == [1])
    #expect(Set(try #require(planes[1]["Z"]).bits) == [0])
    #expect(Set(try #require(planes[2]["diffuse.G"]).bits) == [0])
  }

  @Test(arguments: ["hold", "black"], [nil, 24] as [Float?])
  func previewsAreNumberedAndFilledLikeFrames(policy: String, rate: Float?) throws {
    let folder = try Folder()
    for number in [1, 2, 4] {
      var source = PreviewSource(description: "ACESproxy10")
      source.words = [1920: Folder.timeCode(number)]
      if let rate { (source.words[1724], source.words[1940]) = (rate.bitPattern, rate.bitPattern) }
      source.code = { x, y, channel in UInt32(100 * number + 10 * x + y + channel) }
      try File.write(source.bytes, to: folder(Folder.name("in/a.", number, suffix: ".dpx")))
    }
    let run = try Turnover.convert(
      [Argument(folder("in/a.####.dpx"))], into: folder("out"),
      ["--cut-in", "1001", "--handles", "1", "--gaps", Argument(policy), "--slate", "render"])
    #expect(run.status == 0, "\(run.err)")
    let stand = policy == "hold" ? "held 2" : "black"
    #expect(
      NumberingRows.lines(try #require(run.sequences.first)) == [
        "slate 999 <- 0 drawn", "head 1000 <- 1", "cut 1001 <- 2", "cut 1002 <- 3 \(stand)", "tail 1003 <- 4",
      ])
    for number in 0...4 {
      // Without a rate a code that is not the file's own would be a guess.
      let isKnown = rate != nil || [1, 2, 4].contains(number)
      let code = try NumberedFile(folder("out/\(Folder.name("a.", 999 + number))")).timeCode
      #expect(code == (isKnown ? Folder.timeCode(number) : nil), "\(number)")
    }
    let filled = try Samples.read(folder("out/a.1002.exr"))[0]
    let before = try Samples.read(folder("out/a.1001.exr"))[0]
    for name in ["R", "G", "B"] {
      let bits = try #require(filled[name]).bits
      #expect(policy == "hold" ? bits == before[name]?.bits : Set(bits) == [0], "\(name)")
    }
  }

  @Test func deepSamplesHaveNoBlack() throws {
    let folder = try Folder()
    for number in [1, 3] {
      try Picture(
        .init(
          name: "deep", compression: "zips", deep: true,
          channels: [.init(name: "A"), .init(name: "Z", type: "float")]),
        .init(name: "beauty")
      ).write(to: folder("in/a.000\(number).exr"))
    }
    let black = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--gaps", "black"])
    #expect(black.status == 2)
    #expect(black.err.contains("deep"))
    #expect(!File.exists(folder("out")))
    let held = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--gaps", "hold"])
    #expect(held.status == 0, "\(held.err)")
    #expect(try folder.names("out").count == 3)
  }

  @Test func aFrameToHoldThatCannotBeReadFailsWithItsCopies() throws {
    let folder = try shot([1, 2, 4], type: "half")
    try File.write([1, 2, 3], to: folder("in/a.0002.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--gaps", "hold"])
    #expect(run.status == 1)
    #expect(run.frames.map(\.status) == ["done", "failed", "failed", "done"])
    // Black needs only a header, and takes it from a frame that can be read.
    let black = try Turnover.convert([Argument(folder("in"))], into: folder("black"), ["--gaps", "black"])
    #expect(black.frames.map(\.status) == ["done", "failed", "done", "done"])
    let first = try shot([1, 2, 4], type: "half")
    try File.write([1, 2, 3], to: first("in/a.0001.exr"))
    let other = try Turnover.convert([Argument(first("in"))], into: first("out"), ["--gaps", "black"])
    #expect(other.frames.map(\.status) == ["failed", "done", "done", "done"])
  }
}
