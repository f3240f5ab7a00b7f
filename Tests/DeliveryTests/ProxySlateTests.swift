import ACES
import EXR
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// Slates before codes are pictures like any others.
struct ProxySlateTests {
  private func shot() throws -> Frames {
    let frames = try Frames()
    try frames.codes("in/a.", 1...2)
    return frames
  }

  /// A slate that is an EXR is read as one, and drawn ones take the place of a DPX.
  @Test(arguments: ["slate.exr", nil]) func aSlateStandsBeforeCodes(file: String?) throws {
    let frames = try shot()
    let part = PartDefinition(
      dataWindow: Box(xMin: 0, yMin: 0, xMax: 5, yMax: 3), compression: .none,
      channels: ["R", "G", "B"].map { Channel(name: $0, type: .half) }, attributes: [PlannerTests.ap0])
    try frames.write(Frames.filled(part), to: "slate.exr")
    var request = Request(inputs: [frames.path("in/a.####.dpx")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.from = .proxy(.acesproxy10)
    request.common.numbering.slate = file.map { .file(frames.path($0)) } ?? .render
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    let report = try DeliveryRun(plan: plan, options: RunOptions()).run { _ in }
    #expect(report.sequences.first?.slate?.status == .done, "\(report.sequences.first?.slate?.reason ?? "")")
    #expect(report.totals == [.done: 3])
  }

  @Test func aDPXIsNoSlate() throws {
    let frames = try shot()
    var request = Request(inputs: [frames.path("in/a.####.dpx")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering.slate = .file(frames.path("in/a.0001.dpx"))
    let refusals = Planner(request).plan().refusals
    #expect(refusals.count == 1 && refusals[0].reason.text.hasSuffix("is a DPX, and a slate is an EXR"))
  }
}

extension Frames {
  /// A file of one part without compression, all samples 0.5 but for the first channel's, whose lines start with
  /// `special` values.
  static func filled(_ part: PartDefinition, special: [Float] = []) throws -> [UInt8] {
    var output = try Output(parts: [part], into: ByteBuffer())
    let window = part.dataWindow
    let line = part.channels.enumerated().flatMap { channel, definition in
      (0..<window.width).flatMap { x -> [UInt8] in
        let value = channel == 0 && x < special.count ? special[x] : 0.5
        let (bits, count) =
          definition.type == .half ? (UInt32(Float16(value).bitPattern), 2) : (value.bitPattern, 4)
        return (0..<count).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
      }
    }
    for index in 0..<window.height {
      // The array outlives the call.
      unsafe try line.withUnsafeBytes { unsafe try output.append(part: 0, index: index, packed: $0) }
    }
    let file = try output.finish()
    return unsafe Array(file.bytes)
  }
}
