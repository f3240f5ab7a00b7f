import Testing

/// Which channels are converted and which go over bit for bit.
@Suite(.needsPython) struct ChannelClassTests {
  private func converted(
    _ channels: [Picture.Channel], _ extra: [Argument] = [], attributes: Picture.Attributes = .init(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Report.Channels {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 18, 12], channels: channels, attributes: attributes))
      .write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), extra)
    #expect(run.status == 0, "\(run.err)", sourceLocation: sourceLocation)
    if extra.isEmpty {
      let verdict = try Python.judge(folder("in/a.0001.exr"), folder("out/a.0001.exr"))
      #expect(verdict.problems.isEmpty, "\(verdict.problems)", sourceLocation: sourceLocation)
    }
    // What the report says was copied must be what was.
    let (before, after) = (
      try Samples.read(folder("in/a.0001.exr")), try Samples.read(folder("out/a.0001.exr"))
    )
    let report = try #require(run.sequences.first?.channels, sourceLocation: sourceLocation)
    for name in report.copied {
      #expect(before[0][name]?.bits == after[0][name]?.bits, "\(name)", sourceLocation: sourceLocation)
      #expect(before[0][name]?.type == after[0][name]?.type, "\(name)", sourceLocation: sourceLocation)
    }
    for name in report.converted {
      #expect(before[0][name]?.bits != after[0][name]?.bits, "\(name)", sourceLocation: sourceLocation)
    }
    #expect(
      Set(report.copied + report.converted) == Set(channels.map(\.name)), sourceLocation: sourceLocation)
    return report
  }

  /// Layers that hold colour, whatever else is in their name.
  @Test(arguments: [
    "diffuse", "specular", "lightA", "beauty", "left", "right", "Diffuse.indirect", "key.left", "sss",
    "rim_01", "emission", "comp", "shadow", "reflection", "albedo", "plate", "light_group_1", "LG_key",
    "diffuse_direct_key", "ViewLayer.GlossCol", "VRayLightSelect_sun_1", "__lightGroup",
  ])
  func layersOfColour(layer: String) throws {
    let report = try converted(Picture.rgb + Picture.layer(layer))
    #expect(Set(report.converted) == Set(["R", "G", "B", "\(layer).R", "\(layer).G", "\(layer).B"]))
  }

  /// "… whose name is not known data (crypto*, N, normal*, P, position*, Z, depth*, uv, st, motion*, velocity, id,
  /// matte*, mask* …)".
  @Test(arguments: [
    "crypto00", "cryptoObject", "cryptomatte", "CryptoAsset01", "N", "n", "normal", "normals", "Normal", "P",
    "position",
    "Position", "positions", "Z", "depth", "Depth", "uv", "UV", "st", "motion", "motionVectors", "velocity",
    "id", "ID",
    "matte", "mattes", "matteA", "mask", "masks", "Mask01", "left.N", "N.left", "rgba.depth", "worldPos",
    "__Pworld",
    "P_world", "pos", "nrm", "STMap", "ZDepth", "mvec", "uvpass", "barycentric", "ViewLayer.IndexOB",
  ])
  func layersOfData(layer: String) throws {
    let report = try converted(Picture.rgb + Picture.layer(layer, type: "float"))
    #expect(Set(report.converted) == ["R", "G", "B"])
  }

  /// A layer of any other name is not converted and not taken for data before somebody says what it is.
  @Test(arguments: ["pastel", "identity", "diffuse_depth", "odd 'name*", "-dash", "tech"])
  func layersOfOtherNamesAreAQuestionWhoseAnswersWork(layer: String) throws {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 18, 12], channels: Picture.rgb + Picture.layer(layer)))
      .write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(run.err.contains("colour or data") && run.err.contains(layer))
    #expect(!File.exists(folder("out")))
    let commands = run.err.split(separator: "\n").filter { $0.hasPrefix("  turnover ") }
    #expect(commands.count == 2)
    for (command, kind) in zip(commands, ["colour", "data"]) {
      let out = folder("out \(kind)")
      let pasted = command.replacing("  turnover ", with: "'\(Turnover.binary)' ")
        .replacing(folder("out"), with: folder("out-\(kind)"))
      let outcome = try Command(["bash", "-c", Argument(String(pasted))]).run()
      #expect(outcome.status == 0, "\(pasted): \(outcome.errText)")
      #expect(!File.exists(out))
      let (before, after) = (
        try Samples.read(folder("in/a.0001.exr")), try Samples.read(folder("out-\(kind)/a.0001.exr"))
      )
      #expect((before[0]["\(layer).R"]?.bits == after[0]["\(layer).R"]?.bits) == (kind == "data"))
      #expect(before[0]["R"]?.bits != after[0]["R"]?.bits)
    }
  }

  @Test func aQuestionIsAskedOnceAndAnsweredByAPatternToo() throws {
    let folder = try Folder()
    for shot in 1...3 {
      try Picture(
        .init(
          window: [0, 0, 18, 12], channels: Picture.rgb + Picture.layer("odd_a") + Picture.layer("odd_b"))
      )
      .write(to: folder("in/s\(shot)/s\(shot).0001.exr"))
    }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(run.err.split(separator: "\n").filter { $0.hasPrefix("refused:") }.count == 1)
    #expect(run.err.contains("in 3 sequences, first in \(folder("in/s1/s1.####.exr"))"))
    for (index, answer) in [["--data-layer", "odd_[ab]"], ["--unknown-layers", "data"]].enumerated() {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out\(index)"), answer.map { Argument($0) })
      #expect(run.status == 0, "\(run.err)")
      #expect(run.sequences.allSatisfy { Set($0.channels.converted) == ["R", "G", "B"] })
    }
    let colour = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out2"), ["--colour-layer", "odd_?", "--data-layer", "odd_b"])
    #expect(colour.sequences.allSatisfy { $0.channels.converted.filter { $0.hasPrefix("odd") }.count == 3 })
  }

  @Test func aScanShowsWhatEachLayerIs() throws {
    let folder = try Folder()
    try Picture(.init(channels: Picture.rgb + Picture.layer("N") + Picture.layer("odd")))
      .write(to: folder("in/a.0001.exr"))
    let text = try Turnover.run("scan", "\(folder("in"))").outText.split(separator: "\n")
    #expect(text.contains { $0.contains("colour channels") && $0.contains("R half") && !$0.contains("odd") })
    #expect(text.contains { $0.contains("data channels") && $0.contains("N.R") && !$0.contains("odd") })
    #expect(text.contains { $0.contains("unknown") && $0.contains("odd.R") && !$0.contains("N.R") })
    let json = try Turnover.run("scan", "--json", "\(folder("in"))").outText
    #expect(json.contains(#""layers":{"colour":["RGB"],"data":["N"],"unknown":["odd"]}"#))
    let settled = try Turnover.run("scan", "--json", "\(folder("in"))", "--unknown-layers", "colour").outText
    #expect(settled.contains(#""layers":{"colour":["RGB","odd"],"data":["N"],"unknown":[]}"#))
  }

  @Test(arguments: [
    ["R", "G", "B"], ["r", "g", "b"], ["red", "green", "blue"], ["Red", "Green", "Blue"],
    ["RED", "GREEN", "BLUE"],
    ["beauty.R", "beauty.G", "beauty.B"], ["beauty.red", "beauty.green", "beauty.blue"],
    ["a.b.key.r", "a.b.key.g", "a.b.key.b"],
  ])
  func namesOfColour(names: [String]) throws {
    let report = try converted(names.map { .init(name: $0) })
    #expect(Set(report.converted) == Set(names))
  }

  @Test func alphaAndAllElseIsCopied() throws {
    let data = [
      Picture.Channel(name: "A", pattern: "unit"), .init(name: "Z", type: "float", pattern: "noise"),
      .init(name: "N.X", type: "float", pattern: "noise"),
      .init(name: "N.Y", type: "float", pattern: "noise"),
      .init(name: "N.Z", type: "float", pattern: "noise"), .init(name: "id", type: "uint"),
      .init(name: "forward.u", pattern: "noise"), .init(name: "forward.v", pattern: "noise"),
      .init(name: "diffuse.A", pattern: "unit"), .init(name: "AR", type: "float", pattern: "unit"),
      .init(name: "crypto00.R", type: "float", pattern: "noise"),
      .init(name: "crypto00.G", type: "float", pattern: "noise"),
      .init(name: "crypto00.B", type: "float", pattern: "noise"),
      .init(name: "crypto00.A", type: "float", pattern: "noise"),
      .init(name: "half.R", pattern: "noise"), .init(name: "half.G", pattern: "noise"),
    ]
    let report = try converted(Picture.rgb + Picture.layer("diffuse") + data)
    #expect(Set(report.copied) == Set(data.map(\.name)))
  }

  @Test func bitsOfDataSurviveWhateverTheyAre() throws {
    // NaN with a payload would be quieted by a float conversion, Inf and denormals lost.
    let values = ["nan", "inf", "-inf", "-0.0", "1e-45", "3e38", "6e-8", "65504"]
    _ = try converted(
      Picture.rgb + [
        .init(name: "Z", type: "float", values: values), .init(name: "h", type: "half", values: values),
        .init(name: "A", type: "float", values: values),
      ])
  }

  @Test func theUserNamesExceptions() throws {
    let channels = Picture.rgb + Picture.layer("matte") + Picture.layer("tech")
    let report = try converted(channels, ["--colour-layer", "matte", "--data-layer", "tech"])
    #expect(Set(report.converted) == ["R", "G", "B", "matte.R", "matte.G", "matte.B"])
  }

  @Test func thePlanListsThem() throws {
    let folder = try Folder()
    try Picture(.init(channels: Picture.rgb + Picture.layer("N") + [.init(name: "Z", type: "float")]))
      .write(to: folder("in/a.0001.exr"))
    let text = try Turnover.run(
      "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--dry-run"
    ).outText
    #expect(text.contains("N.R") && text.contains("Z"))
    let lines = text.split(separator: "\n")
    #expect(lines.contains { $0.contains("converted") && !$0.contains("N.R") && !$0.contains("Z") })
    #expect(lines.contains { $0.contains("copied") && $0.contains("N.R") && $0.contains("Z") })
    #expect(lines.contains { $0.contains("warning") && $0.contains("N") })
    #expect(lines.contains { $0.contains("layers") && $0.contains("colour: RGB; data: N") })
  }

  /// What is no colour to convert, and a word of the reason.
  static let refused: [(name: String, channels: [Picture.Channel], words: [String])] = [
    ("depth", [.init(name: "Z", type: "float")], ["Z"]), ("grey", [.init(name: "Y")], ["Y"]),
    ("two of three", [.init(name: "R"), .init(name: "G")], ["red, green and blue"]),
    ("of two layers", [.init(name: "a.R"), .init(name: "a.G"), .init(name: "b.B")], ["red, green and blue"]),
    ("normals", Picture.layer("N", type: "float"), ["N.R"]),
    (
      "luminance-chroma",
      [.init(name: "Y"), .init(name: "RY", sampling: [2, 2]), .init(name: "BY", sampling: [2, 2])],
      ["luminance", "chroma"]
    ),
    (
      "subsampled colour", [.init(name: "R"), .init(name: "G"), .init(name: "B", sampling: [2, 2])],
      ["subsampled", "2×2"]
    ),
    ("integers", ["R", "G", "B"].map { .init(name: $0, type: "uint") }, ["uint"]),
    ("mixed types", [.init(name: "R"), .init(name: "G", type: "float"), .init(name: "B")], ["types"]),
  ]

  /// The wheel writes no subsampled channels; a header that says so is enough to be refused.
  private static func sampled(_ channels: [Picture.Channel], _ attributes: Picture.Attributes) -> Picture.Part
  {
    var part = Picture.Part(window: [0, 0, 39, 29], channels: channels, attributes: attributes)
    guard channels.contains(where: { $0.sampling != nil }) else { return part }
    var list: [UInt8] = []
    for channel in channels.sorted(by: { $0.name < $1.name }) {
      let sampling = (channel.sampling ?? [1, 1]).map(UInt32.init)
      list +=
        Array(channel.name.utf8) + [0] + PlainFrame.words([channel.type == "float" ? 2 : 1, 0] + sampling)
    }
    part.raw = [.init("channels", "chlist", list + [0])]
    // Samples that pack well, because a chunk that is larger than the header lets it be is damaged.
    part.channels = channels.map { .init(name: $0.name, type: $0.type, values: ["0.5"]) }
    return part
  }

  @Test(arguments: refused.indices) func whatCannotBeConvertedIsRefusedWithTheReason(index: Int) throws {
    let each = ChannelClassTests.refused[index]
    for attributes in [Picture.Attributes(), .untagged] {
      let folder = try Folder()
      try Picture(ChannelClassTests.sampled(each.channels, attributes)).write(to: folder("in/a.0001.exr"))
      let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
      #expect(run.status == 2, "\(each.name)")
      #expect(!File.exists(folder("out")))
      for word in each.words { #expect(run.err.contains(word), "\(each.name): \(run.err)") }
    }
  }

  @Test func aSubsampledDataChannelBesideColourIsRefusedByName() throws {
    let folder = try Folder()
    try Picture(ChannelClassTests.sampled(Picture.rgb + [.init(name: "aux", sampling: [2, 2])], .init()))
      .write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(run.err.contains("aux") && run.err.contains("subsampled"))
  }
}
