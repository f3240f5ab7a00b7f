import ACES
import EXR
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A file that is kept is what the order would make, and one that is replaced is of the same source frame.
struct ExistingOutputsTests {
  private let frames: Frames

  init() throws {
    frames = try Frames()
    try frames.sequence("in/a.", 1...6, PlannerTests.ap0)
  }

  private func plan(_ existing: ExistingPolicy, _ change: (inout Request) -> Void = { _ in }) -> Plan {
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .aces2065_1)
    request.delivery.existing = existing
    change(&request)
    return Planner(request).plan()
  }

  @discardableResult
  private func deliver(_ existing: ExistingPolicy, _ change: (inout Request) -> Void = { _ in }) throws
    -> Report
  {
    let plan = plan(existing, change)
    #expect(plan.refusals.isEmpty, "\(plan.refusals)")
    return try DeliveryRun(plan: plan, options: RunOptions()).run { _ in }
  }

  private func reasons(_ existing: ExistingPolicy, _ change: (inout Request) -> Void = { _ in }) -> [String] {
    plan(existing, change).refusals.map(\.reason.text)
  }

  private static func isPreview(_ request: inout Request, _ frames: Frames) {
    request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
  }

  @Test func whatFitsIsKeptWhateverItIs() throws {
    for gaps in [NumberingRequest.MissingPolicy.hold, .black] {
      for slate in [NumberingRequest.Slate.render, .first] {
        let frames = try Frames()
        try frames.sequence("in/a.", [1, 2, 5, 6], PlannerTests.ap0)
        var request = Request(inputs: [frames.path("in")])
        request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescct)
        request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
        request.common.numbering = NumberingRequest(anchor: .start(1001), gaps: gaps, slate: slate)
        request.delivery.existing = .skip
        var statuses: [Set<Report.Status>] = []
        for _ in 0..<2 {
          let plan = Planner(request).plan()
          #expect(plan.refusals.isEmpty, "\(plan.refusals)")
          #expect(plan.sequences.first?.warnings.map(\.text).contains { $0.contains("kept") } == false)
          let report = try DeliveryRun(plan: plan, options: RunOptions()).run { _ in }
          statuses.append(Set(report.totals.keys))
        }
        #expect(statuses == [[.done], [.skipped]])
        // Replaced they may be as well.
        request.delivery.existing = .overwrite
        #expect(Planner(request).plan().refusals.isEmpty)
      }
    }
  }

  @Test func anotherSpaceIsNotKept() throws {
    try deliver(.refuse)
    let found = reasons(.skip) { $0.delivery.conversion?.to = .acescg }
    let text = try #require(found.first)
    #expect(text.contains("a.0001.exr and 5 more are there already, and cannot be kept"), "\(text)")
    #expect(text.contains("aces2065-1") && text.contains("acescg"), "\(text)")
    #expect(plan(.skip).refusals.isEmpty)
    #expect(reasons(.overwrite, { $0.delivery.conversion?.to = .acescg }) == [])
  }

  @Test func aLogSpaceIsNotTakenForItsGamut() throws {
    try deliver(.refuse) { $0.delivery.conversion?.to = .acescg }
    let found = reasons(.skip) { $0.delivery.conversion?.to = .acescct }
    #expect(found.count == 1, "\(found)")
  }

  @Test func anotherCompressionOrTypeIsNotKept() throws {
    try deliver(.refuse)
    let zip = reasons(.skip) { $0.delivery.conversion?.compression = .use(.zip) }
    #expect(zip.count == 1 && zip[0].contains("its compression is piz, not zip"), "\(zip)")
    let part = PartDefinition(
      dataWindow: Box(xMin: 0, yMin: 0, xMax: 0, yMax: 0), compression: .none,
      channels: ["R", "G", "B"].map { Channel(name: $0, type: .float) }, attributes: [PlannerTests.ap0])
    try frames.write(Frames.filled(part), to: "in/a.0002.exr")
    let float = reasons(.skip) { $0.delivery.conversion?.depth = .keep }
    #expect(float.count == 1 && float[0].contains("B half") && float[0].contains("B float"), "\(float)")
    #expect(float[0].contains("a.0002.exr is there"), "\(float)")
  }

  @Test(arguments: ["data", "display", "aspect"]) func anotherWindowOrAspectIsNotKept(what: String) throws {
    try deliver(.refuse)
    let box = Box(xMin: 0, yMin: 0, xMax: 0, yMax: 1)
    let own = Box(xMin: 0, yMin: 0, xMax: 0, yMax: 0)
    let aspect = what == "aspect" ? [Attribute("pixelAspectRatio", .float(2))] : []
    let part = PartDefinition(
      dataWindow: what == "data" ? box : own, displayWindow: what == "display" ? box : own,
      compression: .none, channels: ["R", "G", "B"].map { Channel(name: $0, type: .half) },
      attributes: [PlannerTests.ap0] + aspect)
    // Frames that differ among themselves in more than the data window are refused for that.
    for number in what == "data" ? 4...4 : 1...6 {
      try frames.write(Frames.filled(part), to: "in/a.000\(number).exr")
    }
    let found = reasons(.skip)
    let first = what == "data" ? "a.0004.exr is there already" : "a.0001.exr and 5 more are there already"
    #expect(found.contains { $0.contains(first) && $0.contains("cannot be kept") }, "\(found)")
    #expect(found.contains { $0.contains(what) }, "\(found)")
  }

  @Test(arguments: [ExistingPolicy.skip, .overwrite]) func anotherRangeUnderTheSameNumbersIsRefused(
    existing: ExistingPolicy
  ) throws {
    let range = { (range: ClosedRange<Int>) in
      { (request: inout Request) in
        request.common.numbering.anchor = .start(1001)
        request.common.numbering.range = range
      }
    }
    try deliver(.refuse, range(1...3))
    let found = plan(existing, range(4...6)).refusals
    #expect(found.count == 1, "\(found)")
    let text = try #require(found.first).reason.text
    #expect(text.contains("a.1001.exr and 2 more"), "\(text)")
    #expect(text.contains("a.0001.exr") && text.contains("a.0004.exr"), "\(text)")
    #expect(
      try #require(found.first).reason.advice
        == .sentence(
          "choose another --out or other numbers, or remove what is there"))
    #expect(plan(existing, range(1...6)).refusals.isEmpty)
  }

  @Test(arguments: [ExistingPolicy.skip, .overwrite]) func previewsOfAnotherRangeAreRefused(
    existing: ExistingPolicy
  ) throws {
    let range = { (range: ClosedRange<Int>) in
      { (request: inout Request) in
        request.delivery.conversion = nil
        request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
        request.common.numbering.anchor = .start(1001)
        request.common.numbering.range = range
      }
    }
    try deliver(.refuse, range(1...3))
    let found = reasons(existing, range(4...6))
    #expect(found.count == 1 && found[0].contains("a.1001.dpx and 2 more"), "\(found)")
    #expect(reasons(existing, range(1...6)).isEmpty)
  }

  @Test func previewsOfAnotherEncodingOrSizeAreNotKept() throws {
    let preview = { (change: @escaping (inout PreviewSettings) -> Void) in
      { (request: inout Request) in
        request.delivery.conversion = nil
        request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
        if var settings = request.delivery.preview?.settings {
          change(&settings)
          request.delivery.preview?.settings = settings
        }
      }
    }
    let part = PartDefinition(
      dataWindow: Box(xMin: 0, yMin: 0, xMax: 3, yMax: 3), compression: .none,
      channels: ["R", "G", "B"].map { Channel(name: $0, type: .half) }, attributes: [PlannerTests.ap0])
    for number in 1...6 { try frames.write(Frames.filled(part), to: "in/a.000\(number).exr") }
    try deliver(.refuse, preview { _ in })
    #expect(reasons(.skip, preview { _ in }).isEmpty)
    let bits = reasons(.skip, preview { $0.encoding = .acesproxy12 })
    #expect(bits.count == 1 && bits[0].contains("its codes have 10 bits, not 12"), "\(bits)")
    let size = reasons(.skip, preview { $0.size = .half })
    #expect(size.count == 1 && size[0].contains("its size is 4×4, not 2×2"), "\(size)")
  }

  @Test func aGapThatIsFilledLaterIsReplacedAndNotKept() throws {
    let frames = try Frames()
    try frames.sequence("in/a.", [1, 3], PlannerTests.ap0)
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
    request.common.numbering.gaps = .hold
    #expect(
      try DeliveryRun(plan: Planner(request).plan(), options: RunOptions()).run { _ in }.totals == [.done: 3])
    try frames.sequence("in/a.", [2], PlannerTests.ap0)
    request.delivery.existing = .overwrite
    #expect(Planner(request).plan().refusals.isEmpty)
    request.delivery.existing = .skip
    let found = Planner(request).plan().refusals.map(\.reason.text)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains("a.0001.exr held for the missing a.0002.exr") == true, "\(found)")
  }

  @Test func whatIsNoWholeFileIsNotKept() throws {
    try deliver(.refuse) { Self.isPreview(&$0, frames) }
    let exr = try frames.bytes("out/a.0002.exr")
    let dpx = try frames.bytes("pre/a.0002.dpx")
    let bad: [(String, [UInt8])] = [
      ("out/a.0002.exr", []), ("out/a.0002.exr", [1]), ("out/a.0002.exr", exr.dropLast(1)),
      ("out/a.0002.exr", Array(exr.prefix(exr.count - 40))), ("out/a.0002.exr", dpx), ("pre/a.0002.dpx", []),
      ("pre/a.0002.dpx", dpx.dropLast(1)), ("pre/a.0002.dpx", exr),
    ]
    for (name, bytes) in bad {
      try frames.write(bytes, to: name)
      let found = reasons(.skip) { Self.isPreview(&$0, frames) }
      #expect(
        found.count == 1 && found[0].contains("\(name) is there already, and cannot be kept"), "\(found)")
      #expect(reasons(.overwrite, { Self.isPreview(&$0, frames) }) == [])
      try frames.write(name.hasSuffix("exr") ? exr : dpx, to: name)
    }
    #expect(reasons(.skip, { Self.isPreview(&$0, frames) }) == [])
  }

  @Test func aFileThatDoesNotSayItsSourceIsKeptWithAWarning() throws {
    try deliver(.refuse)
    let part = PartDefinition(
      dataWindow: Box(xMin: 0, yMin: 0, xMax: 0, yMax: 0), compression: .piz,
      channels: ["R", "G", "B"].map { Channel(name: $0, type: .half) }, attributes: [])
    try frames.write(Frames.filled(part), to: "out/a.0003.exr")
    let plan = plan(.skip)
    #expect(plan.refusals.isEmpty, "\(plan.refusals)")
    let said = plan.sequences.first?.warnings.map(\.text).filter { $0.contains("kept") } ?? []
    #expect(said.count == 2 && said.allSatisfy { $0.contains("out/a.0003.exr is kept") }, "\(said)")
    #expect(said.contains { $0.contains("colour space") } && said.contains { $0.contains("source frame") })
  }

  @Test func aSlateThatSaysSoIsReplacedAndAPictureThatSaysSoIsNot() throws {
    let slate = { (start: Int, slate: NumberingRequest.Slate) in
      { (request: inout Request) in
        request.common.numbering = NumberingRequest(anchor: .start(start), slate: slate)
      }
    }
    try deliver(.refuse, slate(1001, .render))
    // A frame before the slate makes no picture of it.
    try frames.write([1], to: "out/a.0999.exr")
    let again = plan(.overwrite, slate(1001, .render))
    #expect(again.refusals.isEmpty, "\(again.refusals)")
    #expect(again.sequences.first?.warnings.map(\.text).contains { $0.contains("slate replaces") } == false)
    // The first of a delivery has nothing before it, and is a picture all the same.
    try deliver(.refuse) {
      $0.common.numbering = NumberingRequest(anchor: .start(2001))
    }
    let lost = reasons(.overwrite, slate(2002, .render))
    #expect(
      lost.contains { $0.contains("the slate would replace") && $0.contains("its header says so") }, "\(lost)"
    )
  }

  @Test func whatAnotherRunDeliveredMeanwhileIsSkippedWhereItFits() throws {
    let space = { (space: ColorSpace) in
      { (request: inout Request) in request.delivery.conversion?.to = space }
    }
    for (there, expected) in [(ColorSpace.acescg, Report.Status.skipped), (.acescc, .failed)] {
      let frames = try Frames()
      try frames.sequence("in/a.", 1...4, PlannerTests.ap0)
      var request = Request(inputs: [frames.path("in")])
      request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
      request.delivery.preview = PreviewRequest(output: frames.path("pre"), creationTime: 0)
      request.delivery.existing = .skip
      let late = Planner(request).plan()
      space(there)(&request)
      #expect(
        try DeliveryRun(plan: Planner(request).plan(), options: RunOptions()).run { _ in }.totals == [
          .done: 4
        ])
      let report = try DeliveryRun(plan: late, options: RunOptions()).run { _ in }
      #expect(report.totals == [expected: 4], "\(report.sequences[0].frames)")
    }
  }
}
