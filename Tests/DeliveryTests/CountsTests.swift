import ACES
import EXR
import Files
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

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
      request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    }
    #expect(counts == Report.Counts(nan: 0, inf: 0, clamped: 0, negative: 0))
  }

  @Test func previewsAloneHaveNoResults() throws {
    let counts = try counts { frames, request in
      request.delivery.preview = PreviewRequest(output: frames.path("out"), creationTime: 0)
    }
    #expect(counts == Report.Counts(nan: 0, inf: 0, clamped: nil, negative: nil))
  }

  @Test func previewsBesideCopiedChunksHaveNone() throws {
    let counts = try counts { frames, request in
      request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: nil)
      request.delivery.conversion?.compression = .keep
      request.delivery.conversion?.depth = .keep
      request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
    }
    #expect(counts == Report.Counts(nan: 0, inf: 0, clamped: nil, negative: nil))
  }

  @Test func codesThatAreNoImageDataAreCounted() throws {
    let counts = try counts { frames, request in
      try frames.codes("dpx/a.", 1...2)
      request.inputs = [frames.path("dpx/a.####.dpx")]
      request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    }
    // All codes are zero.
    #expect(counts?.illegalCodes == 2 * 6 * 4 * 3)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var type = PixelType.half
    var to: ColorSpace? = .acescg
    var depth = DepthPolicy.half
    var compression = CompressionPolicy.use(.zip)
    var testDescription: String { "\(type) to \(to?.name ?? "nothing") \(depth) \(compression)" }
  }

  static let cases = [
    Case(), Case(type: .float), Case(type: .float, depth: .keep), Case(to: .acescct),
    // The same space: narrowed, encoded anew, copied.
    Case(type: .float, to: .aces2065_1), Case(to: .aces2065_1),
    Case(type: .float, to: .aces2065_1, depth: .keep),
    Case(to: .aces2065_1, compression: .use(.none)), Case(to: nil, depth: .keep, compression: .keep),
  ]

  /// A sample counts once, whether one looks at it or two.
  @Test(arguments: cases) func aPreviewChangesNoCount(_ each: Case) throws {
    func counts(preview size: PreviewSettings.Size?) throws -> Report.Counts? {
      let frames = try Frames()
      let part = PartDefinition(
        dataWindow: Box(xMin: 0, yMin: 0, xMax: 8, yMax: 40), compression: .none,
        channels: ["R", "G", "B"].map { Channel(name: $0, type: each.type) }, attributes: [PlannerTests.ap0])
      // One NaN and two infinities in every line.
      try frames.write(
        Frames.filled(part, special: [.nan, .infinity, -.infinity, -0.5]), to: "in/a.0001.exr")
      var request = Request(inputs: [frames.path("in")])
      request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: each.to)
      request.delivery.conversion?.depth = each.depth
      request.delivery.conversion?.compression = each.compression
      if let size {
        request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
        request.delivery.preview?.settings.size = size
      }
      let report = try DeliveryRun(plan: Planner(request).plan(), options: RunOptions(sync: .none)).run { _ in
      }
      #expect(report.totals == [.done: 1])
      return report.sequences.first?.counts
    }
    let alone = try counts(preview: nil)
    // Chunks that are copied are looked at by the preview only.
    let isCopied = alone == nil
    #expect(isCopied == (each.compression == .keep || each.testDescription == Self.copied))
    if let alone { #expect((alone.nan, alone.inf) == (41, 82)) }
    for size in PreviewSettings.Size.allCases {
      let both = try counts(preview: size)
      #expect(both == alone ?? Report.Counts(nan: 41, inf: 82, clamped: nil, negative: nil), "\(size)")
    }
  }

  private static let copied = Case(to: .aces2065_1, compression: .use(.none)).testDescription
}
