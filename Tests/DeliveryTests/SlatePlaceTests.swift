import ACES
import EXR
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A slate that is asked to overwrite takes the place of a slate, and of no picture.
struct SlatePlaceTests {
  private func plan(_ frames: Frames, start: Int, existing: ExistingPolicy = .overwrite) -> Plan {
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
    request.common.numbering = NumberingRequest(anchor: .start(start), slate: .first)
    request.delivery.existing = existing
    return Planner(request).plan()
  }

  private func delivered(_ extensions: [String] = ["out/a.%.exr", "pre/a.%.dpx"]) throws -> Frames {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...5, PlannerTests.ap0)
    for number in 1000...1004 {
      for name in extensions {
        let parts = name.split(separator: "%")
        try frames.write([1], to: "\(parts[0])\(number)\(parts[1])")
      }
    }
    return frames
  }

  @Test func aSlateReplacesTheSlateBeforeIt() throws {
    let frames = try delivered()
    let plan = plan(frames, start: 1001)
    #expect(plan.refusals.isEmpty)
    let warnings = try #require(plan.sequences.first).warnings.map(\.text).filter { $0.contains("slate") }
    #expect(
      warnings
        == ["out/a.1000.exr", "pre/a.1000.dpx"].map {
          "the slate replaces \(frames.path($0)), which is there already"
        })
  }

  @Test(arguments: ["out/a.%.exr", "pre/a.%.dpx"]) func aSlateReplacesNoPicture(name: String) throws {
    let frames = try delivered([name])
    let plan = plan(frames, start: 1003)
    #expect(plan.sequences.isEmpty && plan.refusals.count == 1)
    let text = try #require(plan.refusals.first).reason.text
    let (file, before) = (name.split(separator: "%"), "a.1001.")
    #expect(text.contains("\(file[0])1002\(file[1])") && text.contains(before), "\(text)")
  }

  @Test func whereNothingIsReplacedNothingIsSaid() throws {
    let frames = try delivered()
    let behind = plan(frames, start: 1100)
    #expect(behind.refusals.isEmpty)
    #expect(behind.sequences.first?.warnings.map(\.text).contains { $0.contains("slate") } == false)
    // What is kept is looked at for itself.
    let kept = plan(frames, start: 1003, existing: .skip).refusals.map(\.reason)
    #expect(!kept.contains { if case .slateReplaces = $0 { true } else { false } })
  }
}
