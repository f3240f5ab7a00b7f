import ACES
import EXR
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What is advised removes what it is advised against.
struct AdviceTests {
  private func request(_ frames: Frames, _ numbering: NumberingRequest) -> Request {
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering = numbering
    return request
  }

  private func refusals(_ frames: Frames, _ numbering: NumberingRequest) -> [Refusal] {
    Planner(request(frames, numbering)).plan().refusals
  }

  @Test func argumentsThatMendEverythingMakeOneCommand() throws {
    let frames = try Frames()
    for shot in ["a", "b"] { try frames.sequence("in/\(shot).", [1, 2, 5], PlannerTests.ap0) }
    let refusals = refusals(frames, NumberingRequest(anchor: .start(1001)))
    #expect(refusals.count == 2)
    #expect(refusals.mendingArguments == ["--gaps", "keep"])
    #expect([Refusal]().mendingArguments == [])
  }

  @Test func whereSomethingElseStandsThereIsNoCommand() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", [1, 2, 5], PlannerTests.ap0)
    try frames.sequence("in/b.", 1...2, PlannerTests.ap0)
    try frames.write([1], to: "out/b.0001.exr")
    let refusals = refusals(frames, NumberingRequest())
    #expect(refusals.map(\.reason.advice).contains(.adding(["--gaps", "keep"])))
    #expect(refusals.mendingArguments == nil)
  }

  /// A space that nobody stated is left open, and is in no command to be pasted.
  @Test func noAdviceStatesASpace() throws {
    let frames = try Frames()
    try frames.sequence("in/gap.", [1, 2, 5], PlannerTests.ap0)
    try frames.sequence("in/bare.", 1...2)
    try frames.sequence("in/foreign.", 1...2, Attribute("colorInteropID", .string("lin_rec709_scene")))
    try frames.sequence("in/it's changing.", 1...2, PlannerTests.ap0)
    try frames.sequence("in/it's changing.", 3...4, Attribute("colorInteropID", .string("lin_ap1_scene")))
    let refusals = refusals(frames, NumberingRequest())
    #expect(refusals.count == 4 && refusals.mendingArguments == nil)
    for (name, words) in [
      ("bare", "--assume '\(frames.path("in/bare.####.exr"))=SPACE', or --from SPACE"),
      ("foreign", "--assume '\(frames.path("in/foreign.####.exr"))=SPACE'"),
      ("it's changing", "in/it'\\''s changing.####.exr=SPACE'"),
    ] {
      let refusal = refusals.first { $0.subject.contains("/\(name).") }
      guard case .sentence(let text)? = refusal?.advice else {
        Issue.record("no advice for \(name)")
        continue
      }
      #expect(text.contains(words), "\(text)")
      #expect(!ColorSpace.allCases.contains { text.contains($0.name) })
    }
  }

  @Test func aRangeBesideTheSourceIsNoGap() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...3, PlannerTests.ap0)
    let refusals = refusals(frames, NumberingRequest(range: 50...60))
    #expect(refusals.map(\.reason) == [.numbering(.nothingInRange(range: 50...60))])
    #expect(refusals.mendingArguments == nil)
  }

  @Test func dashesDoNotMeet() {
    let texts = [-5...(-1), -5...5, 7...7].map { Refusal.Reason.numbering(.nothingInRange(range: $0)).text }
    #expect(
      texts.map { $0.split(separator: " ").dropFirst(3).joined(separator: " ") } == [
        "-5 to -1 (5 numbers) is there", "-5-5 (11 numbers) is there", "7 is there",
      ])
  }

  @Test func handlesAreAdvisedOn() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...5, PlannerTests.ap0)
    let short = NumberingRequest(cut: 2...4, handles: Handles(head: 4, tail: 4), shortHandles: .error)
    #expect(refusals(frames, short).mendingArguments == ["--short-handles", "keep"])
    let none = refusals(frames, NumberingRequest(handles: Handles(head: 3, tail: 3)))
    guard case .sentence(let text)? = none.first?.reason.advice else {
      Issue.record("no advice: \(none)")
      return
    }
    #expect(text.contains("--handles") && text.contains("--cut"))
  }

  @Test(arguments: [
    ([1, 2, 4], NumberingRequest.MissingPolicy.black, NumberingRequest.MissingPolicy.keep, "--gaps"),
    ([1, 2, 3], .keep, .black, "--short-handles"),
    ([1, 2, 4], .hold, .black, "--short-handles"),
    ([1, 2, 4], .black, .black, "--gaps hold or keep and --short-handles"),
  ])
  func blackIsAdvisedAgainstByItsOption(
    numbers: [Int], gaps: NumberingRequest.MissingPolicy, short: NumberingRequest.MissingPolicy,
    option: String
  ) throws {
    let frames = try Frames()
    try frames.sequence("in/a.", numbers)
    let request = NumberingRequest(
      cut: 1...(numbers.last ?? 1), handles: Handles(head: 2, tail: 0), gaps: gaps, shortHandles: short)
    let sequence = try #require(SourceScan(inputs: [frames.path("in")]).run().found.first?.sequence)
    let options = try sequence.numbering(request).optionsOfBlack(request)
    #expect(Refusal.Reason.deepBlack(options: options).text.hasSuffix("say \(option) hold or keep"))
  }
}
