import SystemPackage
import Testing

@testable import Delivery

/// A report counts what was counted, and says of nothing else that there was none.
struct CountsTests {
  private func counts(_ change: (Frames, inout Request) throws -> Void) throws -> Report.Counts? {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...2, PlannerTests.ap0)
    var request = Request(inputs: [frames.path("in")])
    try change(frames, &request)
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty, "\(plan.refusals)")
    let report = try DeliveryRun(plan: plan, options: RunOptions(sync: .none)).run { _ in }
    #expect(report.totals == [.done: 2])
    return report.sequences.first?.counts
  }

  @Test func aConversionCountsItsResults() throws {
    let counts = try counts { frames, request in
      request.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    }
    #expect(counts == Report.Counts(nan: 0, inf: 0, clamped: 0, negative: 0))
  }

  @Test func previewsAloneHaveNoResults() throws {
    let counts = try counts { frames, request in
      request.preview = PreviewRequest(output: frames.path("out"), creationTime: 0)
    }
    #expect(counts == Report.Counts(nan: 0, inf: 0, clamped: nil, negative: nil))
  }

  @Test func previewsBesideCopiedChunksHaveNone() throws {
    let counts = try counts { frames, request in
      request.conversion = ConversionRequest(output: frames.path("out"), to: nil)
      request.conversion?.compression = .keep
      request.conversion?.depth = .keep
      request.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
    }
    #expect(counts == Report.Counts(nan: 0, inf: 0, clamped: nil, negative: nil))
  }

  @Test func codesThatAreNoImageDataAreCounted() throws {
    let counts = try counts { frames, request in
      try frames.codes("dpx/a.", 1...2)
      request.inputs = [frames.path("dpx/a.####.dpx")]
      request.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    }
    // All codes are zero.
    #expect(counts?.illegalCodes == 2 * 6 * 4 * 3)
  }
}
