import ACES
import DPX
import EXR
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What is said of a DPX is true of it, or refused, as with an EXR.
struct ProxySourceTests {
  private func plan(
    _ frames: Frames, _ input: String, from: String? = nil, assume: String? = nil
  ) throws -> Plan {
    var request = Request(inputs: [frames.path(input)])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.from = try from.map { try #require(SourceSpace($0)) }
    request.delivery.assume = try assume.map { .all(try #require(SourceSpace($0))) }
    return Planner(request).plan()
  }

  private func shots() throws -> Frames {
    let frames = try Frames()
    try frames.codes("ten/a.", 1...2)
    try frames.codes("twelve/a.", 1...2, bitDepth: .twelve)
    try frames.codes("mute/a.", 1...2, bitDepth: .twelve, description: "film scan")
    try frames.codes("contrary/a.", 1...2, description: "ACESproxy12")
    try frames.codes("mixed/a.", 1...2)
    try frames.codes("mixed/a.", 3...3, description: "")
    try frames.codes("changing/a.", 1...2)
    try frames.codes("changing/a.", 3...3, bitDepth: .twelve)
    return frames
  }

  struct Row {
    let shot: String
    var from: String?
    var assume: String?
    var taken: ACESproxy?
    var evidence: ColourEvidence?
    var overridden: String?
  }

  static let accepted: [Row] = [
    Row(shot: "ten", taken: .acesproxy10, evidence: .description("ACESproxy")),
    Row(shot: "ten", from: "acesproxy10", taken: .acesproxy10, evidence: .description("ACESproxy")),
    Row(shot: "ten", from: "acesproxy12", taken: .acesproxy10, evidence: .description("ACESproxy")),
    Row(shot: "ten", from: "acescg", taken: .acesproxy10, evidence: .description("ACESproxy")),
    Row(shot: "ten", assume: "acesproxy10", taken: .acesproxy10, evidence: .assumed),
    Row(shot: "twelve", taken: .acesproxy12, evidence: .description("ACESproxy")),
    Row(shot: "mute", from: "ACESproxy12", taken: .acesproxy12, evidence: .from),
    Row(shot: "mute", assume: "acesproxy12", taken: .acesproxy12, evidence: .assumed),
    Row(shot: "mixed", assume: "acesproxy10", taken: .acesproxy10, evidence: .assumed),
    Row(
      shot: "contrary", assume: "acesproxy10", taken: .acesproxy10, evidence: .assumed,
      overridden:
        "the image element's description 'ACESproxy12' names ACESproxy12, but its codes have 10 bits"),
  ]

  @Test(arguments: accepted.indices) func whatIsTrueIsTaken(index: Int) throws {
    let row = ProxySourceTests.accepted[index]
    let plan = try plan(shots(), "\(row.shot)/a.####.dpx", from: row.from, assume: row.assume)
    #expect(plan.refusals.isEmpty)
    let colour = try #require(plan.sequences.first).colour
    #expect(colour.source == row.taken.map(SourceSpace.proxy) && colour.space == nil)
    #expect(colour.evidence == [row.evidence])
    #expect(colour.overridden == row.overridden)
    #expect(plan.sequences.first?.space == .acescg)
  }

  private static let contrary =
    "colour tags contradict each other: the image element's description 'ACESproxy12' names ACESproxy12, "
    + "but its codes have 10 bits"

  /// Shot, what is said, the reason and, where the file's bits matter, the encoding in the advice.
  static let refused: [(Row, String, ACESproxy?)] = [
    (
      Row(shot: "mute", from: "acescg"), "a DPX is read as ACESproxy alone, but --from says acescg",
      .acesproxy12
    ),
    (
      Row(shot: "twelve", assume: "ap0"), "a DPX is read as ACESproxy alone, but --assume says aces2065-1",
      .acesproxy12
    ),
    (
      Row(shot: "mute", from: "acesproxy10"), "its codes have 12 bits, but --from says acesproxy10",
      .acesproxy12
    ),
    (
      Row(shot: "mute", assume: "acesproxy10"), "its codes have 12 bits, but --assume says acesproxy10",
      .acesproxy12
    ),
    (Row(shot: "mute"), "nothing in the DPX says that its codes are ACESproxy", .acesproxy12),
    (Row(shot: "contrary"), contrary, nil), (Row(shot: "contrary", from: "acesproxy10"), contrary, nil),
    (
      Row(shot: "mixed"),
      "frame 3 says nothing of colour, the first says acesproxy10 (the image element's description 'ACESproxy')",
      nil
    ),
    (
      Row(shot: "changing"),
      "frame 3 has 12-bit codes, the first 10-bit ones: convert them apart", nil
    ),
  ]

  @Test(arguments: refused.indices) func whatCannotBeTrueIsRefused(index: Int) throws {
    let (row, text, fitting) = ProxySourceTests.refused[index]
    let frames = try shots()
    let plan = try plan(frames, "\(row.shot)/a.####.dpx", from: row.from, assume: row.assume)
    #expect(plan.sequences.isEmpty)
    #expect(plan.refusals.map(\.reason.text) == [text])
    guard let fitting else { return }
    // Its bits leave one encoding, but that it is ACESproxy at all was said by nobody: it is not added unasked.
    #expect(
      plan.refusals.first?.advice
        == .sentence("if its codes are ACESproxy, --from \(fitting.rawValue) says so"))
    #expect(plan.refusals.mendingArguments == nil)
    // What is advised works.
    let again = try self.plan(frames, "\(row.shot)/a.####.dpx", from: fitting.rawValue)
    #expect(again.refusals.isEmpty && again.sequences.count == 1)
  }

  @Test(arguments: [false, true]) func anEXRIsNoProxy(assumes: Bool) throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...2)
    let plan = try plan(
      frames, "in/a.####.exr", from: assumes ? nil : "acesproxy10", assume: assumes ? "acesproxy10" : nil)
    #expect(plan.sequences.isEmpty)
    #expect(
      plan.refusals.map(\.reason.text) == [
        "\(assumes ? "--assume" : "--from") acesproxy10 is for DPX, and this is an EXR: "
          + "name the space of its pixels"
      ])
  }

  /// As with EXRs: what cannot be read fails, and refuses nothing.
  @Test func aDPXThatCannotBeReadFails() throws {
    let frames = try Frames()
    try frames.write([], to: "in/a.0001.dpx")
    let plan = try plan(frames, "in/a.####.dpx")
    #expect(plan.refusals.isEmpty)
    guard case .fail? = plan.sequences.first?.frames.first?.intent else {
      Issue.record("an empty DPX does not fail")
      return
    }
  }

  @Test func codesNameTheirSpacesInAnyCase() {
    #expect(SourceSpace("ACESproxy10") == .proxy(.acesproxy10))
    #expect(SourceSpace("AP0") == .space(.aces2065_1))
    for name in ["", "acesproxy", "acesproxy11", "rec709"] { #expect(SourceSpace(name) == nil) }
  }
}
