import Testing

/// What converters in use get wrong, each as a test of ours, with the peer named where the system has it: a fault
/// that nobody makes any more is no test.
@Suite(.needsPython) struct PeerFaultTests {
  /// A single part with five channels and more: colour, alpha, depth, a light layer.
  private func aovs() throws -> Folder {
    let folder = try Folder()
    let channels =
      Picture.rgb + [
        .init(name: "A", pattern: "unit"), .init(name: "Z", type: "float", values: ["3"]),
        .init(name: "id", type: "uint"),
      ] + Picture.layer("diffuse")
    try Picture(.init(channels: channels, attributes: .init(colorInteropID: "lin_ap0_scene")))
      .write(to: folder("in/a.0001.exr"))
    return folder
  }

  private func convert(_ folder: Folder, _ extra: [Argument] = []) throws -> Converted {
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), extra)
    #expect(run.status == 0, "\(run.err)")
    return run
  }

  @Test func channelsPastTheFourthAreNotCorrupted() throws {
    let folder = try aovs()
    _ = try convert(folder)
    let samples = try Samples.read(folder("out/a.0001.exr"))[0]
    // "Z=3 became 30.5".
    #expect(samples["Z"]?.values.allSatisfy { $0 == 3 } == true)
    #expect(samples["Z"]?.type == "float")
    let verdict = try Python.judge(folder("in/a.0001.exr"), folder("out/a.0001.exr"))
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    // "diffuse.R .5 -> 5.5"; here it is converted, as the picture it is.
    #expect(samples["diffuse.R"]?.bits != (try Samples.read(folder("in/a.0001.exr"))[0]["diffuse.R"]?.bits))
  }

  @Test func noChromaticitiesOfTheSourceStayOnOtherPixels() throws {
    let folder = try aovs()
    _ = try convert(folder)
    let part = try HeaderFacts(folder("out/a.0001.exr")).parts[0]
    #expect(part.attributes["chromaticities"]?.floats == PlainFrame.ap1)
  }

  @Test func anIdentifierThatWasThereIsRewritten() throws {
    // "if the source said lin_ap0_scene it stays lin_ap0_scene on AP1 pixels".
    let folder = try aovs()
    _ = try convert(folder)
    #expect(try HeaderFacts(folder("out/a.0001.exr")).parts[0].text("colorInteropID") == "lin_ap1_scene")
  }

  @Test func aTrueContainerCanBeConvertedAndLosesItsFlag() throws {
    // "A true ST 2065-4 source cannot be converted … 2.4.7 instead keeps flag=1 on the AP1 file."
    let folder = try Folder()
    try Picture(
      .init(
        compression: "none", attributes: .init(colorInteropID: "lin_ap0_scene", acesImageContainerFlag: 1))
    ).write(to: folder("in/a.0001.exr"))
    for extra: [Argument] in [[], ["--to", "aces2065-1"], ["--to", "acescct"]] {
      let run = try convert(folder, extra + ["--overwrite"])
      #expect(run.sequences[0].colour.evidence.contains("acesImageContainerFlag"))
      #expect(try HeaderFacts(folder("out/a.0001.exr")).parts[0].attributes["acesImageContainerFlag"] == nil)
    }
  }

  @Test func noChannelIsDropped() throws {
    // "ocioconvert drops all channels but RGBA".
    let folder = try aovs()
    _ = try convert(folder)
    #expect(
      try HeaderFacts(folder("out/a.0001.exr")).parts[0].channels
        == HeaderFacts(folder("in/a.0001.exr")).parts[0].channels)
  }

  @Test func noPartIsDroppedAndNormalsAreNotConverted() throws {
    // "colour-converts the normals part too and tags it lin_ap1_scene. Without -a, all parts but the first are
    // dropped".
    let folder = try Folder()
    try Picture(PartTests.part("beauty"), PartTests.part("normals"), PartTests.part("light"))
      .write(to: folder("in/a.0001.exr"))
    _ = try convert(folder)
    let parts = try HeaderFacts(folder("out/a.0001.exr")).parts
    #expect(parts.map { $0.text("name") } == ["beauty", "normals", "light"])
    #expect(parts.map { $0.text("colorInteropID") } == ["lin_ap1_scene", nil, "lin_ap1_scene"])
    let (before, after) = (
      try Samples.read(folder("in/a.0001.exr")), try Samples.read(folder("out/a.0001.exr"))
    )
    for name in ["R", "G", "B"] { #expect(before[1][name]?.bits == after[1][name]?.bits) }
  }

  @Test func droppedFramesDoNotMoveTheRest() throws {
    // "with 990, 991, 993 on disk wrote 1001, 1002, 1003, rc=0".
    let folder = try Folder()
    try folder.sequence("in/a.", [990, 991, 993])
    #expect(
      try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--start", "1001"]).status == 2)
    _ = try convert(folder, ["--start", "1001", "--gaps", "keep"])
    #expect(try folder.names("out") == ["a.1001.exr", "a.1002.exr", "a.1004.exr"])
  }

  @Test func noOverflowBecomesInfinity() throws {
    // "AP0 (65504,0,0) -> AP1 R = inf".
    let folder = try Folder()
    try Picture(
      .init(channels: [
        .init(name: "R", values: ["65504"]), .init(name: "G", values: ["0"]), .init(name: "B", values: ["0"]),
      ])
    ).write(to: folder("in/a.0001.exr"))
    let run = try convert(folder)
    let samples = try Samples.read(folder("out/a.0001.exr"))[0]
    #expect(samples["R"]?.values.allSatisfy { $0 == 65504 } == true)
    #expect(run.sequences[0].counts?.clamped == samples["R"]?.values.count)
  }

  @Test func noOtherKindOfFileIsTakenForAFrame() throws {
    // "PNG named .exr: rc=0: reads it as PNG and writes EXR".
    let folder = try Folder()
    #expect(Tool.succeeds(["oiiotool", "--create", "8x8", "3", "-o", "\(folder("a.png"))"]))
    #expect(Tool.succeeds(["mkdir", "\(folder("in"))"]))
    #expect(Tool.succeeds(["cp", "\(folder("a.png"))", "\(folder("in/a.0001.exr"))"]))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 1)
    #expect(run.err.contains("OpenEXR"))
  }

  @Test func negativeNumbersAndLinkLoopsLoseNoFrame() throws {
    // "dropped, rc=0"; "drops the rest silently, rc=0".
    let folder = try Folder()
    try folder.sequence("in/a.", -2...1)
    #expect(Tool.succeeds(["ln", "-s", "a.0002.exr", "\(folder("in/a.0002.exr"))"]))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 1)
    #expect(run.frames("done").map(\.sourceFrame) == [-2, -1, 0, 1])
    #expect(run.frames("failed").map(\.sourceFrame) == [2])
  }

  @Test func aBadFrameDoesNotStopTheBatch() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...4)
    try File.write([], to: folder("in/a.0002.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.frames("done").map(\.sourceFrame) == [1, 3, 4])
  }

  @Test func overscanIsKept() throws {
    let folder = try Folder()
    try Picture(.init(window: [-20, -10, 79, 59], display: [0, 0, 63, 47])).write(to: folder("in/a.0001.exr"))
    _ = try convert(folder)
    let (before, after) = (
      try HeaderFacts(folder("in/a.0001.exr")).parts[0], try HeaderFacts(folder("out/a.0001.exr")).parts[0]
    )
    for name in ["dataWindow", "displayWindow", "screenWindowWidth"] {
      #expect(before.attributes[name] == after.attributes[name])
    }
  }

  @Test func thisSystemsPeerStillHasTheFaults() throws {
    let folder = try aovs()
    #expect(
      Tool.succeeds([
        "oiiotool", "\(folder("in/a.0001.exr"))", "--ccmatrix", "1.45,-0.07,0,-0.23,1.17,0,-0.21,-0.1,1",
        "-o",
        "\(folder("peer.exr"))",
      ]))
    let peer = try HeaderFacts(folder("peer.exr")).parts[0]
    #expect(peer.attributes["chromaticities"]?.floats == PlainFrame.ap0)
  }
}
