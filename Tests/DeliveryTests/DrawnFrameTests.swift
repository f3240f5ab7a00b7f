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

/// Frames without pixels of their own take a neighbour's header, and nothing that shows its pixels.
struct DrawnFrameTests {
  private static let display = Box(xMin: 0, yMin: 0, xMax: 319, yMax: 179)

  /// A shot of two frames with this data window, and what its delivery with a slate gives.
  private func deliver(
    _ window: Box, _ attributes: [Attribute] = [], damaged: Bool = false,
    change: (inout Request) -> Void = { _ in }
  ) throws -> (frames: Frames, report: Report) {
    let frames = try Frames()
    let part = PartDefinition(
      dataWindow: window, displayWindow: DrawnFrameTests.display, compression: .none,
      channels: ["R", "G", "B"].map { Channel(name: $0, type: .half) },
      attributes: [PlannerTests.ap0] + attributes)
    let file = try Frames.filled(part)
    try frames.write(damaged ? file.dropLast(60) : file, to: "in/a.0001.exr")
    try frames.write(file, to: "in/a.0003.exr")
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.delivery.conversion?.compression = .use(.none)
    request.common.numbering = NumberingRequest(anchor: .start(1001), gaps: .black, slate: .render)
    change(&request)
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    return (frames, try DeliveryRun(plan: plan, options: RunOptions()).run { _ in })
  }

  private func part(_ name: String, of frames: Frames) throws -> Part {
    try SourceFile(frames.path(name)).header(limits: Limits()).parts[0]
  }

  /// The samples of an uncompressed file.
  private func samples(_ name: String, of frames: Frames) throws -> [[UInt8]] {
    let buffer = ByteBuffer()
    try SourceFile(frames.path(name)).read(into: buffer)
    let source = try Source(buffer)
    return (0..<source.header.parts[0].chunkCount).map { index in
      // The source keeps the buffer.
      unsafe Array(source.packedBytes(of: source.chunk(part: 0, index: index)))
    }
  }

  @Test(arguments: [
    Box(xMin: 100, yMin: 50, xMax: 250, yMax: 120), Box(xMin: 2000, yMin: 2000, xMax: 2099, yMax: 2099),
    Box(xMin: -50, yMin: 20, xMax: 400, yMax: 90),
  ]) func aSlateIsWholeWhateverTheFramesFill(window: Box) throws {
    let (frames, report) = try deliver(window)
    #expect(report.totals == [.done: 4], "\(report)")
    let whole = try deliver(DrawnFrameTests.display).frames
    let slate = try part("out/a.1000.exr", of: frames)
    #expect(slate.dataWindow == DrawnFrameTests.display)
    #expect(try slate.attributes == part("out/a.1000.exr", of: whole).attributes)
    #expect(try samples("out/a.1000.exr", of: frames) == samples("out/a.1000.exr", of: whole))
    // Pictures stay what they are.
    #expect(try part("out/a.1001.exr", of: frames).dataWindow == window)
    #expect(try part("out/a.1002.exr", of: frames).dataWindow == window)
  }

  @Test func overscanStays() throws {
    let window = Box(xMin: -10, yMin: -10, xMax: 329, yMax: 189)
    let frames = try deliver(window).frames
    #expect(try part("out/a.1000.exr", of: frames).dataWindow == window)
  }

  @Test func aPreviewOfASlateIsWholeToo() throws {
    for size in [PreviewSettings.Size.full, .half] {
      let (frames, report) = try deliver(Box(xMin: 2000, yMin: 2000, xMax: 2099, yMax: 2099)) {
        $0.delivery.conversion = nil
        $0.delivery.preview = PreviewRequest(
          output: $0.inputs[0].removingLastComponent().appending("out"), creationTime: 0)
        $0.delivery.preview?.settings.size = size
      }
      #expect(report.totals == [.done: 4])
      let buffer = ByteBuffer()
      try SourceFile(frames.path("out/a.1000.dpx")).read(into: buffer)
      #expect(unsafe Set(buffer.bytes.dropFirst(8192)).count > 20)
    }
  }

  @Test func damagedPixelsOfAFrameDoNotMatterToWhatIsDrawn() throws {
    let (_, report) = try deliver(DrawnFrameTests.display, damaged: true)
    let sequence = try #require(report.sequences.first)
    #expect(sequence.slate?.status == .done)
    #expect(sequence.frames.map(\.status) == [.failed, .done, .done])
  }

  @Test func noThumbnailOfAnotherFrameGoesAlong() throws {
    let thumbnail = Attribute("preview", typeName: "preview", bytes: [1, 0, 0, 0, 1, 0, 0, 0, 9, 9, 9, 255])
    let frames = try deliver(DrawnFrameTests.display, [thumbnail]).frames
    for (number, has) in [(1000, false), (1001, true), (1002, false), (1003, true)] {
      #expect(try (part("out/a.\(number).exr", of: frames).attribute(named: "preview") != nil) == has)
    }
  }

  @Test func drawnFramesBeforeCodesAreEncodedAsWell() throws {
    // 18 % grey and the ground of a slate are above 0.1 in a log, the ground of a linear one is 0.02.
    let frames = try Frames()
    try frames.codes("in/a.", [1, 3])
    var request = Request(inputs: [frames.path("in/a.####.dpx")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescct)
    request.delivery.conversion?.compression = .use(.none)
    request.common.numbering = NumberingRequest(gaps: .black)
    let report = try DeliveryRun(plan: Planner(request).plan(), options: RunOptions()).run { _ in }
    #expect(report.totals == [.done: 3])
    let black = try #require(try samples("out/a.0002.exr", of: frames).first)
    let value = Float16(bitPattern: UInt16(black[1]) << 8 | UInt16(black[0]))
    // S-2016-001: ACEScct of 0.
    #expect(abs(Float(value) - 0.0729) < 0.0001)
  }
}
