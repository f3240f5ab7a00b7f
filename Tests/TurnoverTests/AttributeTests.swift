import Testing

/// "Every other attribute arrives byte for byte, unknown and opaque types, previews, names up to 255 bytes and
/// non-ASCII strings included."
@Suite(.needsPython) struct AttributeTests {
  static let bytes = (0...255).map { UInt8($0) }

  static let attributes: [(name: String, type: String, bytes: [UInt8])] = [
    ("unknown", "studioNoteV7", bytes), ("empty", "studioNoteV7", []), ("emptyText", "string", []),
    (String(repeating: "n", count: 255), "studioNoteV7", [1]),
    (String(repeating: "m", count: 31), "int", [1, 2, 3, 4]),
    (String(repeating: "k", count: 32), "int", [1, 2, 3, 4]),
    ("longType", String(repeating: "t", count: 255), [9, 8, 7]),
    ("Straße 夜 name", "string", Array("großes Haus – 夜景".utf8)),
    ("latin1", "string", [0x67, 0x72, 0x6F, 0xDF]),
    ("withNul", "string", [0x61, 0, 0x62]), ("newline", "string", Array("a\nb\r\n".utf8)),
    ("texts", "stringvector", PlainFrame.words([2]) + [0x61, 0x62] + PlainFrame.words([0])),
    ("floats", "floatvector", PlainFrame.words([0x7FC0_1234, 0xFF80_0000, 1])),
    ("notANumber", "float", PlainFrame.words([0x7FA0_0001])),
    ("doubled", "double", PlainFrame.words([1, 0x7FF8_0000])),
    ("box", "box2f", PlainFrame.words([1, 2, 3, 4])),
    ("matrix", "m44f", PlainFrame.words((0..<16).map { $0 })),
    ("vector", "v3d", PlainFrame.words([1, 2, 3, 4, 5, 6])),
    ("rate", "rational", PlainFrame.words([24000, 1001])),
    ("keyCode", "keycode", PlainFrame.words([1, 2, 3, 4, 5, 6, 64])), ("envmap", "envmap", [1]),
    ("timeCode", "timecode", PlainFrame.words([0x0102_0304, 0x1234_5678])),
    ("preview", "preview", PlainFrame.words([3, 2]) + (0..<24).map { UInt8($0 * 10) }),
    ("adoptedNeutral", "v2f", PlainFrame.words([0x3EA4_B33E, 0x3EAC_E315])),
    ("whiteLuminance", "float", PlainFrame.words([0x42C8_0000])),
    ("reelName", "string", Array("A003_C012".utf8)),
    ("wrapmodes", "string", Array("clamp,clamp".utf8)), ("zzz/last.thing", "chromaVec", [0]),
    ("large", "studioBlob", (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
  ]

  static let raw = attributes.map { Picture.Raw($0.name, $0.type, $0.bytes) }

  private func expectAll(_ path: String, part: Int = 0) throws {
    let facts = try HeaderFacts(path).parts[part]
    for attribute in AttributeTests.attributes {
      // Names come back with each byte as a character.
      let name = String(String.UnicodeScalarView(attribute.name.utf8.map { Unicode.Scalar($0) }))
      let found = try #require(facts.attributes[name], "\(attribute.name)")
      #expect(found.type == attribute.type, "\(attribute.name)")
      #expect(found.bytes == attribute.bytes, "\(attribute.name)")
    }
  }

  @Test(arguments: ["acescg", "acescct", "aces2065-1"]) func allArriveByteForByte(to: String) throws {
    let folder = try Folder()
    try Picture(.init(raw: AttributeTests.raw)).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--to", Argument(to)])
    #expect(run.status == 0, "\(run.err)")
    try expectAll(folder("out/a.0001.exr"))
    #expect(Tool.succeeds(["exrheader", "\(folder("out/a.0001.exr"))"]))
  }

  @Test func inEveryPart() throws {
    let folder = try Folder()
    // Parts of one file share these.
    let shared: Set = ["timeCode"]
    var parts = ["beauty", "N", "P"].map { PartTests.part($0, deep: nil) }
    for index in parts.indices { parts[index].raw = AttributeTests.raw.filter { !shared.contains($0.name) } }
    parts[0].raw = AttributeTests.raw
    for index in 1...2 { parts[index].raw = AttributeTests.raw }
    try Picture(parts[0], parts[1], parts[2]).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    for part in 0..<3 { try expectAll(folder("out/a.0001.exr"), part: part) }
  }

  @Test func aTagThatIsThereTwiceDoesNotSurviveOnce() throws {
    // Readers take the last of two attributes of one name, so a stale one behind a true one is what counts.
    for name in ["chromaticities", "colorInteropID", "acesImageContainerFlag"] {
      let folder = try Folder()
      var frame = PlainFrame()
      frame.attributes = [
        .containerFlag(), .chromaticities(PlainFrame.ap0), .interopID("lin_ap0_scene"),
        .string("between", "x"),
      ]
      frame.attributes.append(try #require(frame.attributes.first { $0.name == name }))
      try File.write(frame.bytes, to: folder("in/a.0001.exr"))
      let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
      // Damaged or mended, but never delivered with the tag of the source.
      guard run.status == 0 else { continue }
      let bytes = try File.read(folder("out/a.0001.exr"))
      let count = bytes.indices.count { bytes[$0...].starts(with: Array("\(name)\0".utf8)) }
      #expect(count <= (name == "chromaticities" ? 2 : 1), "\(name)")
      #expect(!bytes.contains(Array("lin_ap0_scene".utf8)))
      let facts = try HeaderFacts(folder("out/a.0001.exr")).parts[0]
      #expect(facts.attributes["chromaticities"]?.floats == PlainFrame.ap1)
      #expect(facts.attributes["acesImageContainerFlag"] == nil)
    }
  }

  @Test func theLongNameFlagIsSetOnlyWhereANameNeedsIt() throws {
    let folder = try Folder()
    let short = AttributeTests.raw.filter { $0.name.utf8.count <= 31 && $0.type.utf8.count <= 31 }
    try Picture(.init(raw: short)).write(to: folder("in/short.0001.exr"))
    try Picture(.init(raw: AttributeTests.raw)).write(to: folder("in/long.0001.exr"))
    try Picture(
      .init(channels: Picture.rgb + [.init(name: String(repeating: "c", count: 40), pattern: "noise")])
    )
    .write(to: folder("in/channel.0001.exr"))
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("out")).status == 0)
    #expect(try HeaderFacts(folder("out/short.0001.exr")).flags & 0x400 == 0)
    #expect(try HeaderFacts(folder("out/long.0001.exr")).flags & 0x400 != 0)
    #expect(try HeaderFacts(folder("out/channel.0001.exr")).flags & 0x400 != 0)
  }

  @Test func theTimeCodeOfAFrameGoesWithThatFrame() throws {
    let folder = try Folder()
    let codes: [UInt32] = [0x0100_0000, 0x0100_0001, 0x0959_5923, 0x8000_0042]
    for (index, code) in codes.enumerated() {
      var frame = PlainFrame()
      frame.attributes.append(.timeCode(code))
      try File.write(frame.bytes, to: folder(Folder.name("in/a.", index + 5)))
    }
    #expect(
      try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--start", "1001"]).status == 0)
    for (index, code) in codes.enumerated() {
      let part = try HeaderFacts(folder(Folder.name("out/a.", index + 1001))).parts[0]
      #expect(part.attributes["timeCode"]?.bytes == PlainFrame.words([code, 0]))
    }
  }

  @Test func theFixtureShotsKeepEverything() throws {
    let folder = try Folder()
    let shots = "\(Turnover.root)/Fixtures/shots"
    let run = try Turnover.convert([Argument(shots)], into: folder("out"), ["--start", "1001"])
    #expect(run.status == 0, "\(run.err)")
    #expect(run.frames("done").count == 96)
    let verdict = try Python.judge(shots, folder("out"), extra: ["--start", "1001"])
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.frames == 96)
    let (identical, samples) = (Double(verdict.identical ?? 0), Double(verdict.samples ?? 1))
    #expect(identical / samples >= 0.999)
    #expect(verdict.dataSamples ?? 0 > 0)
  }
}
