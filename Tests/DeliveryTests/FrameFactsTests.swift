import EXR
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

@Suite struct FrameFactsTests {
  @Test func aWindowBeyondAllNumbersIsCountedWithoutATrap() throws {
    let edge = (1 << 30) - 2
    for (window, count) in [
      (Box(xMin: 0, yMin: 0, xMax: 63, yMax: 99), 6400),
      (Box(xMin: -edge, yMin: -edge, xMax: edge, yMax: edge), 1 << 40),
    ] {
      var part = Headers.part(["Z": .float], name: "depth")
      part.displayWindow = window
      let header = try Headers.header(part, Headers.part(name: "beauty"))
      let facts = FrameFacts(header: header, byteCount: 0, rules: LayerRules())
      #expect(facts.displayedPixelCount == count)
    }
  }

  /// A scan of a long shot keeps one description for each kind of header, whichever frames have it.
  @Test func framesThatSayTheSameShareOneDescription() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...20, PlannerTests.ap0)
    let withAlpha = try Frames.frame([PlannerTests.ap0], channels: ["R", "G", "B", "A"])
    for number in 21...30 { try frames.write(withAlpha, to: "in/a.00\(number).exr") }
    try frames.sequence("in/a.", 31...40, PlannerTests.ap0)
    let survey = Survey(of: [frames.path("in")])
    let facts = try #require(survey.sequences.first).facts.readable
    #expect(facts.count == 40)
    #expect(Set(facts.map { ObjectIdentifier($0.description) }).count == 2)
    #expect(facts[0].description === facts[39].description)
    #expect(facts[0].shape[0].channels.count == 3 && facts[25].shape[0].channels.count == 4)
  }
}
