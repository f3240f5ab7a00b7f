import ACES
import Files
import FrameSequence
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// The report of a plan says what would become of each frame, and calls none failed that would not fail.
struct PlannedReportTests {
  @Test func framesOfAConversionArePlanned() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", [1, 2, 3, 5], PlannerTests.ap0)
    try frames.deliver("in", to: "out", 3...3)
    try frames.write([], to: "in/a.0002.exr")
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering.gaps = .keep
    request.delivery.existing = .skip
    let report = Report(of: Planner(request).plan())
    let planned = try #require(report.sequences.first).frames
    #expect(planned.map(\.status) == [.planned, .failed, .skipped, .missing, .planned])
    #expect(planned.map { $0.reason == nil } == [true, false, false, false, true])
  }

  @Test func framesOfARenumberingArePlanned() throws {
    let shot = try RenumberShot()
    try shot.frames(1...3)
    for place in [RenumberRequest.Place.out(shot), .inPlace] {
      let request = shot.request(place, .offset(1))
      let report = RenumberJob(request).report
      #expect(report.frames.map(\.status) == [.planned, .planned, .planned])
      #expect(report.frames.allSatisfy { $0.reason == nil })
    }
  }

  /// Nothing that a run leaves off stays planned.
  @Test func whatIsNotTriedFails() throws {
    let shot = try RenumberShot()
    try shot.frames(1...3)
    let interruption = Interruption()
    interruption.interrupt(because: "interrupted")
    for place in [RenumberRequest.Place.out(shot), .inPlace] {
      let job = RenumberJob(shot.request(place, .offset(1)))
      let report = try job.run(options: RunOptions(), interruption: interruption) { _ in }
      #expect(report.frames.map(\.status) == [.failed, .failed, .failed])
      #expect(report.frames.allSatisfy { $0.reason != nil })
    }
  }
}
