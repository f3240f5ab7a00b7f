import Testing

/// Section 5 of the design: which tags make which space, and which tags an output carries.
@Suite(.needsBinary) struct ColourTagTests {
  typealias Tag = PlainFrame.Attribute

  /// Tags of a source, and the space they mean; nil where they are refused.
  struct Case: CustomTestStringConvertible {
    let name: String
    let tags: [Tag]
    let space: String?
    /// Words of the evidence, or of the refusal.
    var words: [String] = []
    var testDescription: String { name }
  }

  static let near = PlainFrame.ap0.map { $0 + 0.0009 }
  static let off = PlainFrame.ap0.map { $0 + 0.0011 }

  static let cases = [
    Case(
      name: "AP0 chromaticities", tags: [.chromaticities(PlainFrame.ap0)], space: "aces2065-1",
      words: ["chromaticities"]),
    Case(
      name: "AP1 chromaticities", tags: [.chromaticities(PlainFrame.ap1)], space: "acescg",
      words: ["chromaticities"]),
    Case(name: "nearly AP0", tags: [.chromaticities(near)], space: "aces2065-1"),
    Case(name: "not quite AP0", tags: [.chromaticities(off)], space: nil, words: ["0.735"]),
    Case(
      name: "AP0 identifier", tags: [.interopID("lin_ap0_scene")], space: "aces2065-1",
      words: ["lin_ap0_scene"]),
    Case(name: "AP1 identifier", tags: [.interopID("lin_ap1_scene")], space: "acescg"),
    Case(name: "ACEScc identifier", tags: [.interopID("ocio:acescc_ap1_scene")], space: "acescc"),
    Case(name: "ACEScct identifier", tags: [.interopID("ocio:acescct_ap1_scene")], space: "acescct"),
    Case(
      name: "ACEScct with the primaries of AP1",
      tags: [.interopID("ocio:acescct_ap1_scene"), .chromaticities(PlainFrame.ap1)], space: "acescct"),
    Case(name: "container", tags: [.containerFlag()], space: "aces2065-1", words: ["acesImageContainerFlag"]),
    Case(
      name: "all three agree",
      tags: [.containerFlag(), .interopID("lin_ap0_scene"), .chromaticities(PlainFrame.ap0)],
      space: "aces2065-1",
      words: ["acesImageContainerFlag", "lin_ap0_scene", "chromaticities"]),
    Case(
      name: "unknown counts as nothing", tags: [.interopID("unknown"), .chromaticities(PlainFrame.ap0)],
      space: "aces2065-1"),
    Case(
      name: "a container flag that is off", tags: [.containerFlag(0), .interopID("lin_ap1_scene")],
      space: "acescg"),
    Case(name: "nothing", tags: [], space: nil, words: ["--from"]),
    Case(name: "unknown alone", tags: [.interopID("unknown")], space: nil, words: ["--from"]),
    Case(
      name: "a container flag that is off, alone", tags: [.containerFlag(0)], space: nil, words: ["--from"]),
    Case(name: "empty identifier", tags: [.interopID("")], space: nil, words: ["--from"]),
    Case(
      name: "Rec.709", tags: [.chromaticities(PlainFrame.rec709)], space: nil, words: ["0.64", "--assume"]),
    Case(
      name: "foreign identifier", tags: [.interopID("lin_rec709_scene")], space: nil,
      words: ["lin_rec709_scene", "--assume"]),
    Case(
      name: "identifier nobody knows", tags: [.interopID("studio:mystery")], space: nil,
      words: ["studio:mystery"]),
    Case(
      name: "container on AP1 chromaticities", tags: [.containerFlag(), .chromaticities(PlainFrame.ap1)],
      space: nil,
      words: ["acesImageContainerFlag", "acescg", "--assume"]),
    Case(
      name: "container on AP1 identifier", tags: [.containerFlag(), .interopID("lin_ap1_scene")], space: nil,
      words: ["acesImageContainerFlag", "lin_ap1_scene"]),
    Case(
      name: "identifier against chromaticities",
      tags: [.interopID("lin_ap1_scene"), .chromaticities(PlainFrame.ap0)], space: nil,
      words: ["lin_ap1_scene", "aces2065-1"]),
    Case(
      name: "ACEScct on AP0 chromaticities",
      tags: [.interopID("ocio:acescct_ap1_scene"), .chromaticities(PlainFrame.ap0)], space: nil,
      words: ["acescct_ap1_scene"]),
    Case(
      name: "foreign identifier on AP0 chromaticities",
      tags: [.interopID("lin_rec709_scene"), .chromaticities(PlainFrame.ap0)], space: nil,
      words: ["lin_rec709_scene"]),
    Case(
      name: "AP0 identifier on Rec.709 chromaticities",
      tags: [.interopID("lin_ap0_scene"), .chromaticities(PlainFrame.rec709)], space: nil, words: ["0.64"]),
    Case(
      name: "data identifier of the only part", tags: [.interopID("data"), .chromaticities(PlainFrame.ap0)],
      space: nil,
      words: ["R"]),
  ]

  private func shot(_ tags: [Tag]) throws -> Folder {
    let folder = try Folder()
    var frame = PlainFrame()
    frame.attributes = tags
    try folder.sequence("in/a.", 1...2, frame: frame)
    return folder
  }

  @Test(arguments: cases) func tagsMeanASpaceOrAreRefusedWithTheFacts(_ each: Case) throws {
    let folder = try shot(each.tags)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--to", "acescct"])
    if let space = each.space {
      #expect(run.status == 0, "\(run.err)")
      #expect(run.sequences.first?.colour.from == space)
      for word in each.words {
        #expect(run.sequences.first?.colour.evidence.contains(word) == true, "\(word)")
      }
    } else {
      #expect(run.status == 2)
      #expect(!File.exists(folder("out")))
      for word in each.words { #expect(run.err.contains(word), "\(word): \(run.err)") }
    }
  }

  @Test(arguments: cases) func assumingOverridesAndIsRecorded(_ each: Case) throws {
    guard !each.tags.contains(where: { $0.name == "colorInteropID" && $0.bytes == Array("data".utf8) }) else {
      return
    }
    let folder = try shot(each.tags)
    for (assumed, name) in [("ap0", "aces2065-1"), ("ap1", "acescg")] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"),
        ["--to", "acescct", "--assume", Argument(assumed), "--overwrite"])
      #expect(run.status == 0, "\(run.err)")
      let colour = try #require(run.sequences.first?.colour)
      #expect(colour.from == name)
      #expect(colour.evidence.contains("--assume"))
      let saysNothing = each.words == ["--from"]
      #expect((colour.overridden != nil) == (!saysNothing && each.space != name), "\(each.name)")
    }
  }

  @Test(arguments: cases) func fromIsForWhatIsUntagged(_ each: Case) throws {
    let folder = try shot(each.tags)
    for (said, name) in [("ap0", "aces2065-1"), ("ap1", "acescg"), ("acescc", "acescc")] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"),
        ["--to", "acescct", "--from", Argument(said), "--overwrite"])
      let isUntagged = each.words == ["--from"]
      let works = each.space != nil || isUntagged
      #expect(run.status == (works ? 0 : 2), "\(said): \(run.err)")
      guard works else { continue }
      let colour = try #require(run.sequences.first?.colour)
      #expect(colour.from == each.space ?? name)
      #expect((colour.evidence == "--from") == isUntagged)
      #expect(colour.overridden == nil)
    }
  }

  /// Target, policy, and what the output must say: chromaticities and identifier.
  static let targets: [(to: String, tags: String, chromaticities: [Float]?, id: String)] = [
    ("aces2065-1", "both", PlainFrame.ap0, "lin_ap0_scene"),
    ("acescg", "both", PlainFrame.ap1, "lin_ap1_scene"),
    ("aces2065-1", "interop", nil, "lin_ap0_scene"), ("acescg", "interop", nil, "lin_ap1_scene"),
    ("acescc", "both", nil, "ocio:acescc_ap1_scene"), ("acescct", "both", nil, "ocio:acescct_ap1_scene"),
    ("acescc", "interop", nil, "ocio:acescc_ap1_scene"),
    ("acescct", "interop", nil, "ocio:acescct_ap1_scene"),
  ]

  @Test(.needsPython, arguments: targets.indices) func noStaleTagSurvives(index: Int) throws {
    let target = ColourTagTests.targets[index]
    for each in ColourTagTests.cases where !each.words.contains("R") {
      let folder = try shot(each.tags)
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"),
        ["--to", Argument(target.to), "--tags", Argument(target.tags), "--assume", "ap0"])
      #expect(run.status == 0, "\(run.err)")
      let part = try HeaderFacts(folder("out/a.0001.exr")).parts[0]
      #expect(part.attributes["acesImageContainerFlag"] == nil)
      #expect(part.text("colorInteropID") == target.id)
      #expect(part.attributes["colorInteropID"]?.type == "string")
      let chromaticities = part.attributes["chromaticities"]
      #expect(chromaticities?.floats == target.chromaticities)
      #expect(chromaticities == nil || chromaticities?.type == "chromaticities")
    }
  }

  @Test func changingTagsRefuseTheSequence() throws {
    let odd: [[Tag]] = [
      [.chromaticities(PlainFrame.ap1)], [], [.interopID("lin_ap1_scene")],
      [.chromaticities(PlainFrame.rec709)],
      [.containerFlag(), .chromaticities(PlainFrame.ap1)],
    ]
    for tags in odd {
      let folder = try shot([.chromaticities(PlainFrame.ap0)])
      var frame = PlainFrame()
      frame.attributes = tags
      try folder.sequence("in/a.", 3...4, frame: frame)
      for extra: [Argument] in [[], ["--from", "ap0"]] {
        let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), extra)
        #expect(run.status == 2, "\(run.err)")
        #expect(run.err.contains("frame 3"))
        #expect(!File.exists(folder("out")))
      }
      // Frames without a tag do not disagree; tags that do need the sequence's name.
      let assumed = try Turnover.convert([Argument(folder("in"))], into: folder("all"), ["--assume", "ap0"])
      #expect(assumed.status == (tags.isEmpty ? 0 : 2), "\(assumed.err)")
      let named = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"),
        ["--assume", Argument("\(folder("in/a.####.exr"))=ap0")])
      #expect(named.status == 0, "\(named.err)")
    }
  }

  @Test func otherTagsThatSayTheSameDoNotChange() throws {
    let folder = try shot([.chromaticities(PlainFrame.ap0)])
    try folder.sequence("in/a.", 3...4, frame: PlainFrame().tagged(.interopID("lin_ap0_scene")))
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("out")).status == 0)
  }

  @Test func theUntaggedAreToldTheOptionAndNoSpace() throws {
    let folder = try shot([])
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(run.err.contains("--from SPACE"))
    #expect(!run.err.contains("aces2065-1") && !run.err.contains("turnover convert"))
  }

  @Test(.needsPython) func alreadyInTheTargetSpaceNoMatrixIsApplied() throws {
    for (space, tags) in [("acescg", PlainFrame.ap1), ("aces2065-1", PlainFrame.ap0)] {
      let folder = try Folder()
      for (name, compression) in [("same", "piz"), ("other", "zip")] {
        let part = Picture.Part(
          compression: compression, channels: ["R", "G", "B"].map { .init(name: $0, pattern: "wide") },
          attributes: .init(chromaticities: tags))
        try Picture(part).write(to: folder("in/\(name).0001.exr"))
      }
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--to", Argument(space), "--start", "1001"])
      #expect(run.status == 0, "\(run.err)")
      #expect(run.sequences.allSatisfy { $0.colour.from == space && $0.colour.to == space })
      for name in ["same", "other"] {
        let verdict = try Python.judgeSame(
          folder("in/\(name).0001.exr"), folder("out/\(name).1001.exr"),
          ignoring: ["colorInteropID", "compression"])
        #expect(verdict.problems.isEmpty, "\(verdict.problems)")
        #expect(try HeaderFacts(folder("out/\(name).1001.exr")).parts[0].compression == "piz")
      }
      let plan = try Turnover.run(
        "convert", "\(folder("in"))", "--to", Argument(space), "--out", "\(folder("o"))", "--dry-run")
      #expect(plan.outText.contains("already"))
    }
  }

  @Test func theDryRunSaysTheEvidence() throws {
    let folder = try shot([.interopID("lin_ap0_scene"), .chromaticities(PlainFrame.ap0)])
    let text = try Turnover.run(
      "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--dry-run"
    ).outText
    #expect(text.contains("aces2065-1") && text.contains("lin_ap0_scene") && text.contains("-> acescg"))
  }
}
