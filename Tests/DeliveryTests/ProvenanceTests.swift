import ACES
import EXR
import Files
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// The header of every EXR that is made says which source frame it was made of.
struct ProvenanceTests {
  private func provenance(_ name: String, of frames: Frames) throws -> Provenance? {
    try Provenance(SourceFile(frames.path(name)).header(limits: Limits()))
  }

  private func deliver(
    _ frames: Frames, _ input: String, to output: String, gaps: NumberingRequest.MissingPolicy
  ) throws {
    var request = Request(inputs: [frames.path(input)])
    request.delivery.conversion = ConversionRequest(output: frames.path(output), to: .acescg)
    request.common.numbering = NumberingRequest(anchor: .start(1001), gaps: gaps, slate: .render)
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    let report = try DeliveryRun(plan: plan, options: RunOptions()).run { _ in }
    #expect(Set(report.totals.keys) == [.done])
  }

  @Test func everyKindOfFrameSaysWhatItIs() throws {
    for (gaps, filled) in [
      (.hold, Provenance.held(Array("a.0002.exr".utf8), missing: Array("a.0003.exr".utf8))),
      (.black, .black(missing: Array("a.0003.exr".utf8))),
    ] as [(NumberingRequest.MissingPolicy, Provenance)] {
      let frames = try Frames()
      try frames.sequence("in/a.", [1, 2, 4], PlannerTests.ap0)
      try deliver(frames, "in", to: "out", gaps: gaps)
      let said = try (1000...1004).map { try provenance("out/a.\($0).exr", of: frames) }
      #expect(
        said == [
          .slate, .source(Array("a.0001.exr".utf8)), .source(Array("a.0002.exr".utf8)), filled,
          .source(Array("a.0004.exr".utf8)),
        ])
    }
  }

  @Test func whatASourceSaysOfItsOwnSourceIsReplaced() throws {
    let frames = try Frames()
    let stale = Provenance.held(Array("z.1.exr".utf8), missing: Array("z.2.exr".utf8)).attributes
    try frames.write(Frames.frame([PlannerTests.ap0] + stale), to: "in/a.0001.exr")
    try deliver(frames, "in", to: "out", gaps: .error)
    let header = try SourceFile(frames.path("out/a.1001.exr")).header(limits: Limits())
    #expect(Provenance(header) == .source(Array("a.0001.exr".utf8)))
    let names = header.parts[0].attributes.map(\.name).filter(Provenance.attributeNames.contains)
    #expect(Set(names) == ["turnover/content", "turnover/source"] && names.count == 2)
  }

  @Test func namesThatAreNoTextComeBackAsTheyAre() throws {
    let name = Array("a\\b ".utf8) + [0xFF, 0x0A] + Array(".exr".utf8)
    for each in [Provenance.source(name), .held(name, missing: name), .black(missing: name), .slate] {
      let header = try Headers.header(
        PartDefinition(
          dataWindow: Box(xMin: 0, yMin: 0, xMax: 0, yMax: 0), channels: [Channel(name: "R", type: .half)],
          attributes: each.attributes))
      #expect(Provenance(header) == each)
    }
  }

  @Test func aHeaderThatContradictsItselfSaysNothing() throws {
    let slate = Provenance.slate.attributes
    let missing = Provenance.black(missing: Array("a.exr".utf8)).attributes.dropFirst()
    let header = try Headers.header(
      PartDefinition(
        dataWindow: Box(xMin: 0, yMin: 0, xMax: 0, yMax: 0), channels: [Channel(name: "R", type: .half)],
        attributes: slate + missing))
    #expect(Provenance(header) == nil)
  }
}
