import ACES
import EXR
import FrameSequence
import Slate
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What a drawn slate says is what the plan says.
struct SlateFactsTests {
  private static let rate = Attribute("framesPerSecond", .rational(Rational(numerator: 24, denominator: 1)))

  /// The content of the slate before frames with these numbers, whose time code is their number.
  private func content(
    _ numbers: some Swift.Sequence<Int>, _ change: (inout Request) -> Void
  ) throws -> SlateContent {
    let frames = try Frames()
    for number in numbers {
      let digits = UInt32((number / 10) << 4 | number % 10)
      let code = Attribute("timeCode", .timeCode(EXR.TimeCode(timeAndFlags: digits, userData: 0)))
      try frames.sequence("in/sh010.", [number], PlannerTests.ap0, SlateFactsTests.rate, code)
    }
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering.anchor = .start(1001)
    request.common.numbering.slate = .render
    change(&request)
    let plan = Planner(request).plan()
    #expect(plan.refusals.isEmpty)
    return try #require(plan.sequences.first?.slateContent)
  }

  @Test func aCutIsThePartOfTheSourceThatIsDelivered() throws {
    let content = try content(1...20) {
      $0.common.numbering.cut = 11...14
      $0.common.numbering.handles = Handles(head: 2, tail: 2)
    }
    #expect(content[.sourceRange] == "0009 – 0016  (8 frames)")
    #expect(content[.delivered] == "1001 – 1008  (8 frames)")
    #expect(content[.cut] == "1003 – 1006  (4 frames)")
    #expect(content[.timeCodeIn] == "00:00:00:09" && content[.timeCodeOut] == "00:00:00:16")
  }

  @Test func shortHandlesAreNotDelivered() throws {
    func short(_ policy: NumberingRequest.MissingPolicy) throws -> SlateContent {
      try content(1...12) {
        $0.common.numbering.cut = 3...10
        $0.common.numbering.handles = Handles(head: 8, tail: 8)
        $0.common.numbering.shortHandles = policy
      }
    }
    let kept = try short(.keep)
    #expect(kept[.sourceRange] == "0001 – 0012  (12 frames)")
    #expect(kept[.delivered] == "1007 – 1018  (12 of 24 frames)")
    #expect(kept[.cut] == "1009 – 1016  (8 frames)")
    #expect(kept[.timeCodeIn] == "00:00:00:01" && kept[.timeCodeOut] == "00:00:00:12")
    // What is filled is delivered, but it is not of the source.
    let held = try short(.hold)
    #expect(held[.sourceRange] == "0001 – 0012  (12 frames)")
    #expect(held[.delivered] == "1001 – 1024  (24 frames)")
  }

  @Test func gapsAreNotDelivered() throws {
    let content = try content([1, 2, 5, 6, 7]) {
      $0.common.numbering.gaps = .keep
      $0.common.numbering.handles = Handles(head: 1, tail: 1)
    }
    #expect(content[.sourceRange] == "0001 – 0007  (5 of 7 frames)")
    #expect(content[.delivered] == "1001 – 1007  (5 of 7 frames)")
    #expect(content[.cut] == "1002 – 1006  (3 of 5 frames)")
    #expect(content.remarks == ["Missing: 1003-1004"])
  }

  @Test func theColourSpaceIsThatOfEveryFile() throws {
    for (conversion, preview, name) in [
      (true, false, "ACEScg"), (true, true, "ACEScg; preview ACESproxy12"), (false, true, "ACESproxy12"),
    ] {
      let content = try content(1...2) {
        if !conversion { $0.delivery.conversion = nil }
        if preview {
          $0.delivery.preview = PreviewRequest(output: "previews", creationTime: 0)
          $0.delivery.preview?.settings.encoding = .acesproxy12
        }
      }
      #expect(content[.colourSpace] == name)
    }
  }

  @Test func noTextContradictsThePlan() throws {
    let content = try content(1...4) {
      $0.common.slate.texts = [
        ("delivered", "9-9"), ("fps", "99"), ("slate", "5"), ("shot", "other"), ("lens", "50 mm"),
        ("notes", "a"),
      ]
      $0.common.slate.notes = "b"
    }
    #expect(content[.delivered] == "1001 – 1004  (4 frames)")
    #expect(content[.frameRate] == "24" && content[.frame] == "1000")
    #expect(content[.shot] == "other" && content.notes == "b")
    #expect(content.extra == [SlateContent.Row(label: "lens", text: "50 mm")])
  }

  @Test func theDeliveredNameIsSaidWhereItIsAnother() throws {
    #expect(try content(1...2) { _ in }[.name].isEmpty)
    let template = try NameTemplate(parsing: Array("{shot}_{version}.######".utf8))
    let named = try content(1...2) {
      $0.common.naming.template = template
      $0.common.naming.versionTag = Array("v042".utf8)
    }
    #expect(named[.name] == "sh010_v042.######.exr")
  }

  @Test func whatCannotBeReadIsAWarning() throws {
    let frames = try Frames()
    try frames.sequence("in/sh010.", 1...2, PlannerTests.ap0)
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.common.numbering.slate = .render
    request.common.slate.texts = [("show", "🎬 Sintel")]
    let warnings = try #require(Planner(request).plan().sequences.first).warnings.map(\.text)
    #expect(warnings.contains("the slate's font lacks characters of show, boxes stand for them: 🎬"))
    // One pixel has room for nothing.
    #expect(
      warnings.contains { $0.hasPrefix("the slate has no room for all of show, shot, frame, delivered, cut") }
    )
  }
}

extension SequencePlan {
  /// What the slate says; nil where none is drawn.
  var slateContent: SlateContent? {
    guard case .deliver(let order)? = slate?.intent, case .slate(let drawn) = order.input.content
    else { return nil }
    return drawn.content
  }
}
