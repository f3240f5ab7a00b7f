import ACES
import EXR
import FoundationEssentials
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// Frames that cannot be those of one shot are refused, with which they are and what is other about them.
struct MixedShotTests {
  private func facts(
    _ channels: [String: PixelType] = Headers.rgb, size: (Int, Int) = (480, 270), origin: Int = 0,
    aspect: Float = 1, compression: Compression = .zip, data: Box? = nil
  ) throws -> FrameFacts {
    let display = Box(xMin: origin, yMin: 0, xMax: origin + size.0 - 1, yMax: size.1 - 1)
    var part = Headers.part(channels, compression: compression, window: data ?? display)
    part.displayWindow = display
    part.attributes = [Attribute("pixelAspectRatio", .float(aspect))]
    return FrameFacts(header: try Headers.header(part), byteCount: 0, rules: LayerRules())
  }

  private func contrasts(_ runs: [(ClosedRange<Int>, FrameFacts)]) -> [ShotContrast] {
    ShotContrasts(runs.flatMap { range, facts in range.map { (number: $0, facts: facts) } }).all
  }

  private func expect(
    _ runs: [(ClosedRange<Int>, FrameFacts)], mixes: [String?],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(contrasts(runs).map(\.mix) == mixes, sourceLocation: sourceLocation)
  }

  private let beauty = Headers.rgb
  private var withAOVs: [String: PixelType] {
    beauty.merging(["N.X": .half, "N.Y": .half, "N.Z": .half, "Z": .float]) { first, _ in first }
  }

  @Test func framesOfOneShotDoNotDiffer() throws {
    let moved = try facts(data: Box(xMin: -7, yMin: 3, xMax: 99, yMax: 99))
    try expect([(1...20, facts()), (21...24, moved)], mixes: [])
    #expect(contrasts([]).isEmpty)
  }

  @Test func sizesAndAspectsAreThoseOfAnotherShot() throws {
    let found = contrasts([(1001...1015, try facts()), (1016...1025, try facts(size: (640, 360)))])
    #expect(found.map(\.mix) == ["1016-1025 are 640×360, not 480×270"])
    #expect(found.map(\.change) == ["resolution changes at frames 1016-1025: 640×360, not 480×270"])
    // What most frames have is the shot, even where it comes later; of equally many, the first.
    try expect([(1...1, facts(size: (640, 360))), (2...9, facts())], mixes: ["1 is 640×360, not 480×270"])
    try expect([(1...2, facts()), (3...4, facts(size: (640, 360)))], mixes: ["3-4 are 640×360, not 480×270"])
    try expect([(1...5, facts()), (6...6, facts(origin: 10))], mixes: ["6 is 480×270 at 10,0, not 480×270"])
    try expect(
      [(-5...0, facts()), (-9...(-8), facts(aspect: 2))], mixes: ["-9 to -8 have pixel aspect 2.0, not 1.0"])
  }

  @Test func eachOtherSizeIsSaidWithItsFrames() throws {
    let (small, large) = (try facts(size: (320, 180)), try facts(size: (640, 360)))
    let found = contrasts([
      (1...9, try facts()), (10...11, small), (12...12, large), (13...14, small), (15...15, try facts()),
    ])
    #expect(
      found.map(\.mix) == ["10-11, 13-14 are 320×180, not 480×270", "12 is 640×360, not 480×270"])
  }

  @Test func missingLayersAreListedWithTheirFrames() throws {
    let (whole, bare) = (try facts(withAOVs), try facts(beauty))
    expect(
      [(1...4, whole), (5...6, bare), (7...9, whole)],
      mixes: ["5-6 lack Z, the layer N, which the others have"])
    expect([(1...4, bare), (5...5, whole)], mixes: ["only 5 has Z, the layer N"])
    var partly = withAOVs
    partly["N.Y"] = nil
    try expect([(1...4, whole), (5...5, facts(partly))], mixes: ["5 lacks N.Y, which the others have"])
  }

  @Test func missingColourIsAMix() throws {
    let found = contrasts([(1...4, try facts()), (5...5, try facts(["R": .half, "G": .half]))])
    #expect(found.map(\.mix) == ["5 lacks B, which the others have"])
  }

  @Test func aMissingPartIsNamed() throws {
    func facts(_ names: String...) throws -> FrameFacts {
      let parts = names.map { Headers.part($0 == "depth" ? ["Z": .float, "A": .half] : beauty, name: $0) }
      return FrameFacts(header: try Headers.header(parts), byteCount: 0, rules: LayerRules())
    }
    try expect(
      [(1...4, facts("rgb", "depth")), (5...5, facts("rgb"))],
      mixes: ["5 lacks the part depth, which the others have"])
    try expect([(1...4, facts("rgb")), (5...5, facts("other"))], mixes: [])
  }

  @Test func typesAndCompressionMayChange() throws {
    var deep = withAOVs
    deep["Z"] = .half
    let found = contrasts([
      (1...4, try facts(withAOVs)), (5...6, try facts(deep)),
      (7...7, try facts(withAOVs, compression: .piz)),
    ])
    #expect(found.map(\.mix) == [nil, nil])
    #expect(
      found.map(\.change) == [
        "type of Z changes at frames 5-6: half, not float", "compression changes at frame 7: piz, not zip",
      ])
  }

  // MARK: In a plan

  private func plan(
    _ frames: Frames, change: (inout Request) -> Void = { _ in }
  ) -> Plan {
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    change(&request)
    return Planner(request).plan()
  }

  private func shot(odd: ClosedRange<Int>) throws -> Frames {
    let frames = try Frames()
    try frames.sequence("in/a.", 1...6, PlannerTests.ap0)
    for number in odd {
      try frames.write(
        Frames.frame([PlannerTests.ap0], channels: ["R", "G", "B", "Z"]), to: "in/a.000\(number).exr")
    }
    return frames
  }

  @Test func aMixedShotIsRefusedUnlessItIsKept() throws {
    let frames = try shot(odd: 5...6)
    let refused = plan(frames)
    #expect(refused.sequences.isEmpty)
    #expect(refused.refusals.map(\.reason.text) == ["only 5-6 have Z"])
    #expect(refused.refusals.mendingArguments == ["--mixed", "keep"])
    let kept = plan(frames) { $0.common.mixed = .keep }
    #expect(kept.refusals.isEmpty)
    let sequence = try #require(kept.sequences.first)
    #expect(sequence.frames.allSatisfy { $0.isDelivered })
    #expect(sequence.warnings.map(\.text).contains("channels change: only frames 5-6 have Z"))
  }

  @Test func framesThatAreNotDeliveredAreNotCompared() throws {
    let frames = try shot(odd: 5...6)
    let cut = plan(frames) { $0.common.numbering.range = 1...4 }
    #expect(cut.refusals.isEmpty && cut.sequences.first?.frames.count == 4)
    #expect(cut.sequences.first?.warnings.map(\.text) == [])
    #expect(plan(frames) { $0.common.numbering.range = 1...5 }.refusals.count == 1)
  }

  @Test func aSlateThatComesFirstIsNotCompared() throws {
    let frames = try shot(odd: 1...1)
    #expect(plan(frames).refusals.map(\.reason.text) == ["only 1 has Z"])
    let slated = plan(frames) {
      $0.common.numbering.slate = .first
      $0.common.numbering.anchor = .offset(1000)
    }
    #expect(slated.refusals.isEmpty && slated.sequences.first?.slate != nil)
    #expect(slated.sequences.first?.warnings.map(\.text).contains { $0.contains("channels") } == false)
  }

  /// What has no file of its own is shaped like the frames beside it, not like the slate or another shot.
  @Test func filledFramesAreShapedLikeTheDeliveredOnes() throws {
    let frames = try shot(odd: 1...2)
    try FileManager.default.removeItem(atPath: frames.path("in/a.0005.exr").string)
    let filled = plan(frames) {
      $0.common.numbering.range = 3...6
      $0.common.numbering.gaps = .black
    }
    #expect(filled.refusals.isEmpty)
    let black = try #require(filled.sequences.first?.frames.first { $0.content == .black })
    #expect(black.source == frames.path("in/a.0003.exr"))
  }
}
