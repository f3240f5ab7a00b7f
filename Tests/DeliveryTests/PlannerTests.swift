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

/// Plans over real folders: every decision is there before a byte is written.
struct PlannerTests {
  static let ap0 = Attribute("colorInteropID", .string("lin_ap0_scene"))

  private func plan(
    _ frames: Frames, _ inputs: [String], start: Int? = nil, change: (inout Request) -> Void = { _ in }
  ) -> Plan {
    var request = Request(inputs: inputs.map(frames.path))
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    if let start { request.common.numbering.anchor = .start(start) }
    change(&request)
    return Planner(request).plan()
  }

  @Test func everyFrameHasItsPlace() throws {
    let frames = try Frames()
    try frames.sequence("in/a/b/sh010.", 990...992, PlannerTests.ap0)
    let plan = plan(frames, ["in"], start: 1001)
    #expect(plan.refusals.isEmpty)
    let sequence = try #require(plan.sequences.first)
    #expect(sequence.source == frames.path("in/a/b/sh010.####.exr"))
    #expect(sequence.output == frames.path("out/a/b/sh010.####.exr"))
    #expect(sequence.colour.space == .aces2065_1)
    #expect(sequence.space == .acescg)
    #expect(sequence.frames.map(\.sourceFrame) == [990, 991, 992])
    #expect(sequence.frames.map(\.outputFrame) == [1001, 1002, 1003])
    #expect(
      sequence.frames.map { $0.exr?.path } == (1001...1003).map { frames.path("out/a/b/sh010.\($0).exr") })
    #expect(sequence.frames.allSatisfy { $0.isDelivered })
    #expect(!sequence.isPassThrough)
  }

  @Test func planningWritesNothing() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...3, PlannerTests.ap0)
    _ = plan(frames, ["in"])
    #expect(throws: (any Error).self) { try frames.path("out").stat() }
  }

  @Test func aGapIsARefusalOrAMissingFrame() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", [1, 2, 5], PlannerTests.ap0)
    let refused = plan(frames, ["in"])
    #expect(refused.sequences.isEmpty)
    #expect(refused.refusals.count == 1)
    #expect(refused.refusals[0].reason.text.contains("3-4"))
    #expect(refused.refusals[0].reason.advice == .adding(["--gaps", "keep"]))

    let kept = plan(frames, ["in"], start: 1001) { $0.common.numbering.gaps = .keep }
    let sequence = try #require(kept.sequences.first)
    #expect(sequence.frames.map(\.outputFrame) == [1001, 1002, 1003, 1004, 1005])
    #expect(sequence.frames.map { $0.intent == .missing } == [false, false, true, true, false])
  }

  @Test func aFrameThatCannotBeReadFailsAndIsNoRefusal() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...3, PlannerTests.ap0)
    try frames.write([], to: "in/a.0002.exr")
    let plan = plan(frames, ["in"])
    #expect(plan.refusals.isEmpty)
    let intents = try #require(plan.sequences.first).frames.map(\.intent)
    guard case .fail(let failure) = intents[1] else {
      Issue.record("an empty file is planned as \(intents[1])")
      return
    }
    #expect(failure.text.contains("empty"))
    #expect(intents.filter { if case .deliver = $0 { true } else { false } }.count == 2)
  }

  @Test func existingOutputFollowsThePolicy() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...2, PlannerTests.ap0)
    try frames.write([1], to: "out/a.0002.exr")
    #expect(
      plan(frames, ["in"]).refusals.map(\.reason) == [
        .place(.existingOutput(first: frames.path("out/a.0002.exr").string, count: 1))
      ])
    try frames.deliver("in", to: "out", 2...2)
    let skipped = plan(frames, ["in"]) { $0.delivery.existing = .skip }
    #expect(skipped.sequences.first?.frames.map { $0.intent == .skip } == [false, true])
    let replaced = plan(frames, ["in"]) { $0.delivery.existing = .overwrite }
    #expect(replaced.sequences.first?.frames.map(\.isDelivered) == [true, true])
  }

  @Test func refusalsOfAllSequencesAreCollected() throws {
    let frames = try Frames()
    try frames.sequence("in/gap/a.", [1, 3], PlannerTests.ap0)
    try frames.sequence("in/untagged/a.", 1...2)
    try frames.sequence(
      "in/contrary/a.", 1...1, PlannerTests.ap0, Attribute("acesImageContainerFlag", .int(1)))
    try frames.sequence("in/contrary/a.", 2...2, Attribute("colorInteropID", .string("lin_ap1_scene")))
    try frames.sequence("in/good/a.", 1...2, PlannerTests.ap0)
    try frames.write(
      Frames.frame([PlannerTests.ap0], channels: ["Z"]), to: "in/depth/a.0001.exr")
    let plan = plan(frames, ["in", "nowhere"])
    #expect(plan.sequences.map(\.source) == [frames.path("in/good/a.####.exr")])
    let subjects = Set(plan.refusals.map(\.subject))
    for shot in ["gap", "untagged", "contrary", "depth"] {
      #expect(subjects.contains(frames.path("in/\(shot)/a.####.exr").string), "\(shot)")
    }
    #expect(subjects.contains(frames.path("nowhere").string))
    #expect(plan.refusals.map(\.reason).contains(.colour(.untagged)))
  }

  @Test func twoSequencesForOneFileAreRefused() throws {
    let frames = try Frames()
    try frames.sequence("x/a.", 1...2, PlannerTests.ap0)
    try frames.sequence("y/a.", 2...3, PlannerTests.ap0)
    try frames.sequence("z/b.", 2...3, PlannerTests.ap0)
    let plan = plan(frames, ["x/a.####.exr", "y/a.####.exr", "z"])
    let (x, y) = (frames.path("x/a.####.exr"), frames.path("y/a.####.exr"))
    #expect(
      plan.refusals == [
        Refusal(
          subject: frames.path("out/a.0002.exr").string,
          reason: .place(.collision(writers: [x.string, y.string])))
      ])
    // Neither of the two is delivered: nobody can say which was meant.
    #expect(plan.sequences.map(\.source) == [frames.path("z/b.####.exr")])
  }

  @Test func noSourceFolderIsADestination() throws {
    let frames = try Frames()
    try frames.sequence("x/a.", 1...2, PlannerTests.ap0)
    try frames.sequence("y/b.", 1...2, PlannerTests.ap0)
    for inputs in [["y"], ["x/a.####.exr", "y/b.####.exr"]] {
      let plan = plan(frames, inputs) { $0.delivery.conversion?.output = frames.path("y") }
      #expect(plan.sequences.isEmpty)
      #expect(Set(plan.refusals.map(\.subject)).count == inputs.count)
    }
  }

  @Test func whatNeedsNoCodecIsKnown() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...2, PlannerTests.ap0)
    let same = plan(frames, ["in"]) {
      $0.delivery.conversion?.to = .aces2065_1
      $0.delivery.conversion?.compression = .keep
    }
    #expect(same.sequences.first?.isPassThrough == true)
    #expect(same.sequences.first?.channels.converted == [])
    let recompressed = plan(frames, ["in"]) { $0.delivery.conversion?.to = .aces2065_1 }
    #expect(recompressed.sequences.first?.isPassThrough == false)
  }

  @Test func changingTagsRefuseUnlessAssumed() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...2, PlannerTests.ap0)
    try frames.sequence("in/a.", 3...3, Attribute("colorInteropID", .string("lin_ap1_scene")))
    let refused = plan(frames, ["in"])
    guard case .changingTags(let frame, let tags, _)? = refused.refusals.first?.reason else {
      Issue.record("tags that change are planned: \(refused.refusals)")
      return
    }
    #expect(frame == 3 && tags.contains("lin_ap1_scene"))
    #expect(plan(frames, ["in"]) { $0.common.from = .space(.aces2065_1) }.sequences.isEmpty)
    #expect(plan(frames, ["in"]) { $0.delivery.assume = .all(.space(.aces2065_1)) }.sequences.isEmpty)
    let name = Assumption.Named(
      pattern: frames.path("in/a.####.exr").bytes, source: .space(.aces2065_1))
    let assumed = plan(frames, ["in"]) { $0.delivery.assume = .named([name]) }
    #expect(assumed.refusals.isEmpty)
    #expect(assumed.sequences.first?.colour.evidence == [.assumed])
  }

  @Test func ignoredFilesHaveReasons() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...1, PlannerTests.ap0)
    try frames.write([1], to: "in/._a.0001.exr")
    try frames.write([1], to: "in/notes.txt")
    let ignored = plan(frames, ["in"]).ignored
    #expect(ignored.map(\.reason) == [.appleDouble, .otherExtension])
    #expect(ignored.allSatisfy { !$0.reason.words.isEmpty })
  }
}
