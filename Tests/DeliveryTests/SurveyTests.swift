import DPX
import EXR
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A survey of DPX says what is in the files, not what they would become.
struct SurveyTests {
  private func report(_ frames: Frames, _ input: String) throws -> SurveyReport {
    let survey = Survey(of: [frames.path(input)])
    return SurveyReport(try #require(survey.sequences.first), rules: LayerRules())
  }

  @Test(arguments: DPXBitDepth.allCases, DPXPacking.allCases)
  func codesAreNamed(bitDepth: DPXBitDepth, packing: DPXPacking) throws {
    let frames = try Frames()
    try frames.codes("in/a.", 1...2, bitDepth: bitDepth, packing: packing)
    let report = try report(frames, "in/a.####.dpx")
    let part = try #require(report.parts.first)
    #expect(part.channels.map(\.name) == ["R", "G", "B"])
    #expect(Set(part.channels.map(\.type)) == [bitDepth == .ten ? "10-bit" : "12-bit"])
    #expect(part.channels.allSatisfy { $0.isColour })
    #expect(part.compression == "none")
    let storage: [DPXPacking: String] = [
      .packed: "packed words", .filledA: "filled words, method A", .filledB: "filled words, method B",
    ]
    #expect(part.storage == storage[packing])
    #expect(part.displayWindow == [0, 0, 5, 3] && part.dataWindows == [[0, 0, 5, 3]])
    #expect(report.colour.space == (bitDepth == .ten ? "acesproxy10" : "acesproxy12"))
    #expect(report.inconsistencies.isEmpty && report.count == 2)
  }

  @Test func codesThatChangeAreInconsistent() throws {
    let frames = try Frames()
    try frames.codes("in/a.", 1...2, description: "")
    try frames.codes("in/a.", 3...3, bitDepth: .twelve, packing: .packed, description: "")
    #expect(
      try report(frames, "in/a.####.dpx").inconsistencies == [
        "packing of codes changes at frame 3: 12-bit, packed words, not 10-bit, filled words, method A"
      ])
  }

  @Test func anEXRIsDescribedAsEver() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...1, PlannerTests.ap0)
    let part = try #require(try report(frames, "in").parts.first)
    #expect(part.channels.map { "\($0.name) \($0.type)" } == ["B half", "G half", "R half"])
    #expect(part.compression == "none" && part.storage == "scan lines")
  }
}
