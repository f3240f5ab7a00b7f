import ACES
import EXR
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What is wrong with a request whatever the sequences are is said once, however many they are.
struct RequestRefusalTests {
  static let numberings: [(NumberingRequest, [NumberingRefusal])] = [
    (NumberingRequest(pad: 0), [.unusablePadding(pad: 0)]),
    (NumberingRequest(cut: 5...6), [.cutForSeveralSequences]),
    (NumberingRequest(cut: 5...6, range: 5...8), [.cutAndRange, .cutForSeveralSequences]),
    (NumberingRequest(slate: .file("slate.exr")), [.slateFileForSeveralSequences]),
    (
      NumberingRequest(anchor: .start(.max), handles: Handles(head: -1, tail: 0)),
      [.negativeHandles, .numberOutOfBounds(number: .max)]
    ),
  ]

  private func shots() throws -> Frames {
    let frames = try Frames()
    for shot in ["a", "b"] { try frames.sequence("in/\(shot).", 1...8, PlannerTests.ap0) }
    return frames
  }

  @Test(arguments: numberings.indices) func itIsSaidOnceOfAConversion(index: Int) throws {
    let frames = try shots()
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    let expected: [NumberingRefusal]
    (request.common.numbering, expected) = RequestRefusalTests.numberings[index]
    let plan = Planner(request).plan()
    // A sequence says for itself only what the request as a whole did not.
    let own = plan.refusals.filter { $0.subject != "the request" }.map(\.reason)
    #expect(own.allSatisfy { !expected.map(Refusal.Reason.numbering).contains($0) })
    #expect(
      plan.refusals.filter { $0.subject == "the request" }.map(\.reason) == expected.map { .numbering($0) })
    // Nothing of a wrong request is delivered, with --keep-going neither.
    #expect(plan.sequences.isEmpty)
  }

  @Test func itIsSaidOnceOfARenumbering() throws {
    let frames = try shots()
    var request = RenumberRequest(inputs: [frames.path("in")], place: .inPlace)
    request.numbering = NumberingRequest(cut: 5...6, range: 5...8, pad: 0)
    let expected: [NumberingRefusal] = [.cutAndRange, .cutForSeveralSequences, .unusablePadding(pad: 0)]
    let plan = RenumberPlanner(request).plan()
    #expect(plan.refusals == expected.map { RenumberRefusal(ofAll: .numbering($0)) })
    #expect(plan.sequences.isEmpty)
  }

  @Test func aSequenceSaysWhatIsItsOwn() throws {
    let frames = try shots()
    try frames.sequence("in/untagged.", 1...2)
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering = NumberingRequest(pad: 0)
    #expect(
      Planner(request).plan().refusals == [
        Refusal(subject: "the request", reason: .numbering(.unusablePadding(pad: 0))),
        Refusal(subject: frames.path("in/untagged.####.exr").string, reason: .colour(.untagged)),
      ])
  }
}
