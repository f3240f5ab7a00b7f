import Foundation
import Testing

/// What `scan` says of each sequence, in text and as data.
@Suite(.needsBinary) struct ScanTests {
  /// The JSON of `scan --json`, a line a sequence.
  struct Sequence: Decodable {
    let schemaVersion: Int
    let source: String
    let first: Int?
    let last: Int?
    let count: Int
    let gaps: [[Int]]
    let parts: [Part]
    let colour: Colour
    let timeCode: TimeCode?
    let framesPerSecond: String?
    let inconsistencies: [String]

    struct Part: Decodable {
      let name: String?
      let storage: String
      let compression: String
      let channels: [Channel]
      let displayWindow: [Int]
      let dataWindows: [[Int]]
    }
    struct Channel: Decodable {
      let name: String
      let type: String
    }
    struct Colour: Decodable {
      let space: String?
      let evidence: String
    }
    struct TimeCode: Decodable {
      let first: String
      let last: String
    }
  }

  private func scan(_ path: String, status: Int32 = 0) throws -> [Sequence] {
    let outcome = try Turnover.run("scan", "--json", Argument(path))
    #expect(outcome.status == status, "\(outcome.errText)")
    // The last line is the summary.
    return try outcome.outLines.dropLast().map {
      try JSONDecoder().decode(Sequence.self, from: Data($0.utf8))
    }
  }

  @Test func theFixtureShotsAreDescribed() throws {
    let shots = try scan("\(Turnover.root)/Fixtures/shots")
    #expect(shots.count == 4)
    #expect(shots.allSatisfy { $0.count == 24 && $0.gaps.isEmpty && $0.schemaVersion == 1 })
    #expect(shots.allSatisfy { $0.colour.space == "aces2065-1" && $0.inconsistencies.isEmpty })

    let sh010 = try #require(shots.first { $0.source.contains("sh010") })
    #expect(sh010.source.hasSuffix("sh010/sh010_pl01_v001.#####.exr"))
    #expect((sh010.first, sh010.last) == (86400, 86423))
    #expect(sh010.parts.map(\.compression) == ["piz"])
    #expect(sh010.parts[0].channels.map { "\($0.name) \($0.type)" } == ["B half", "G half", "R half"])
    #expect(sh010.parts[0].displayWindow == [0, 0, 212, 118])
    #expect(sh010.timeCode?.first == "01:00:00:00")
    #expect(sh010.timeCode?.last == "01:00:00:23")
    #expect(sh010.framesPerSecond == "24/1")

    let sh020 = try #require(shots.first { $0.source.contains("sh020") })
    #expect(sh020.parts.count == 3)
    #expect(Set(sh020.parts.flatMap(\.channels).map(\.type)).isSuperset(of: ["half", "float"]))
  }

  @Test func theTextSaysTheSame() throws {
    let text = try Turnover.run("scan", "\(Turnover.root)/Fixtures/shots").outText
    for words in [
      "sh010_pl01_v001.#####.exr", "86400-86423", "24", "213×119", "R half", "piz", "aces2065-1",
      "chromaticities", "01:00:00:00", "01:00:00:23", "4 sequences, 96 frames",
    ] { #expect(text.contains(words), "\(words)") }
  }

  @Test func gapsAreListed() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", [1, 2, 5, 8])
    let sequence = try #require(try scan(folder("in"), status: 1).first)
    #expect(sequence.gaps == [[3, 4], [6, 7]])
    #expect(sequence.count == 4)
    #expect(try Turnover.run("scan", Argument(folder("in"))).outText.contains("3-4, 6-7"))
  }

  @Test func timeCodesAndEvidenceAreSaid() throws {
    let folder = try Folder()
    var frame = PlainFrame()
    frame.attributes = [.containerFlag(), .interopID("lin_ap0_scene"), .timeCode(0x0958_5923)]
    try folder.sequence("in/a.", 1...1, frame: frame)
    // Bit 6 of the frames is the drop-frame flag.
    frame.attributes[2] = .timeCode(0x1000_0042)
    try folder.sequence("in/a.", 2...2, frame: frame)
    let sequence = try #require(try scan(folder("in")).first)
    #expect(sequence.timeCode?.first == "09:58:59:23")
    #expect(sequence.timeCode?.last == "10:00:00;02")
    #expect(sequence.colour.space == "aces2065-1")
    #expect(sequence.colour.evidence.contains("acesImageContainerFlag"))
    #expect(sequence.colour.evidence.contains("lin_ap0_scene"))
  }

  /// What differs in frame 3 of four, and a word that the complaint must have.
  static let differences: [(String, PlainFrame, [String])] = {
    var large = PlainFrame()
    large.width = 8
    var alpha = PlainFrame()
    alpha.channels.append("A")
    return [
      ("resolution", large, ["7×5", "8×5"]),
      ("channels", alpha, ["only", "A"]),
      ("colour tag", PlainFrame().tagged(.chromaticities(PlainFrame.ap1)), ["acescg", "aces2065-1"]),
      ("colour tag", PlainFrame().tagged(), ["aces2065-1"]),
    ]
  }()

  @Test(arguments: 0..<4) func inconsistenciesAreSaidWithTheFrame(index: Int) throws {
    let (topic, odd, words) = ScanTests.differences[index]
    let folder = try Folder()
    try folder.sequence("in/a.", 1...4)
    try folder.sequence("in/a.", 3...3, frame: odd)
    let sequence = try #require(try scan(folder("in")).first)
    let complaint = try #require(sequence.inconsistencies.first { $0.contains(topic) })
    #expect(complaint.contains("3"))
    for word in words { #expect(complaint.contains(word), "\(complaint)") }
    #expect(try Turnover.run("scan", Argument(folder("in"))).outText.contains(complaint))
  }

  @Test(.needsPython) func aChangeOfCompressionIsInconsistent() throws {
    let folder = try Folder()
    for (number, compression) in [(1, "zip"), (2, "piz")] {
      try Picture(.init(compression: compression)).write(to: folder("in/a.000\(number).exr"))
    }
    let sequence = try #require(try scan(folder("in")).first)
    #expect(sequence.inconsistencies.contains { $0.contains("compression") && $0.contains("piz") })
  }

  @Test(.needsPython) func windowsThatMoveAreListed() throws {
    let folder = try Folder()
    for number in 1...3 {
      let part = Picture.Part(window: [-number, number, 20, 20], display: [0, 0, 30, 30])
      try Picture(part).write(to: folder("in/a.000\(number).exr"))
    }
    let sequence = try #require(try scan(folder("in")).first)
    #expect(sequence.parts[0].dataWindows == [[-1, 1, 20, 20], [-2, 2, 20, 20], [-3, 3, 20, 20]])
    #expect(sequence.parts[0].displayWindow == [0, 0, 30, 30])
  }

  @Test func duplicateNumbersOfOtherPaddingAreSaid() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    try folder.sequence("in/a.", [2], pad: 3)
    let sequence = try #require(try scan(folder("in")).first)
    #expect(sequence.inconsistencies.contains { $0.contains("a.0002.exr") && $0.contains("a.002.exr") })
  }

  @Test func nothingIsRecordedOfUntaggedFiles() throws {
    let folder = try Folder()
    for (name, tags) in [
      ("none", []), ("unknown", [PlainFrame.Attribute.interopID("unknown")]),
      ("foreign", [.interopID("lin_rec709_scene")]),
    ] {
      var frame = PlainFrame()
      frame.attributes = tags
      try folder.sequence("in/\(name).", 1...1, frame: frame)
    }
    for sequence in try scan(folder("in")) { #expect(sequence.colour.space == nil) }
  }

  @Test func allSequencesOfATreeAreFoundOnce() throws {
    let folder = try Folder()
    for path in ["in/a/a.", "in/a/b/c/d/e/x.", "in/b/a.", "in/root."] { try folder.sequence(path, 1...2) }
    _ = try Command(["ln", "-s", "\(folder("in/a"))", "\(folder("in/link"))"]).run()
    _ = try Command(["ln", "-s", "\(folder("in"))", "\(folder("in/a/loop"))"]).run()
    #expect(try scan(folder("in")).map(\.source).count == 4)
  }

  @Test func scanningWritesNothing() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    let before = try folder.fingerprint("")
    _ = try scan(folder("in"))
    #expect(try folder.fingerprint("") == before)
  }
}
