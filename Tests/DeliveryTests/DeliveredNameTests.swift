import ACES
import EXR
import Files
import FoundationEssentials
import FrameSequence
import Slate
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// Of a name only number and extension change, where the user asks for no more, and bytes stay bytes.
struct DeliveredNameTests {
  /// One-pixel frames 1 and 2 of each pattern.
  private func shot(_ patterns: [[UInt8]], _ bytes: [UInt8]? = nil) throws -> Frames {
    let frames = try Frames()
    try frames.write([], to: "in/notes.txt")
    let bytes = try bytes ?? Frames.frame([PlannerTests.ap0])
    for pattern in try patterns.map({ try #require(SequencePattern(parsing: $0)) }) {
      for number in 1...2 {
        let path = frames.path("in").appending(name: pattern.name(for: number))
        let file = try FileDescriptor.open(
          path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        try file.closeAfter { _ = try file.writeAll(bytes) }
      }
    }
    return frames
  }

  private func plan(
    _ frames: Frames, _ patterns: [[UInt8]], change: (inout Request) throws -> Void = { _ in }
  ) throws -> Plan {
    var request = Request(inputs: patterns.map(frames.path("in").appending(name:)))
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.delivery.preview = PreviewRequest(output: frames.path("previews"), creationTime: 0)
    try change(&request)
    return Planner(request).plan()
  }

  @Test func whatStandsBeforeTheExtensionStays() throws {
    let eyes = ["sh010.####.left.exr", "sh010.####.right.EXR"].map { Array($0.utf8) }
    let frames = try shot(eyes)
    let plan = try plan(frames, eyes)
    #expect(plan.refusals.isEmpty)
    #expect(
      plan.sequences.map(\.output) == [
        frames.path("out/sh010.####.left.exr"), frames.path("out/sh010.####.right.EXR"),
      ])
    #expect(
      plan.sequences.map(\.preview) == [
        frames.path("previews/sh010.####.left.dpx"), frames.path("previews/sh010.####.right.dpx"),
      ])
  }

  @Test func aDPXIsSeenByItsLastExtension() throws {
    let pattern = Array("sh010.####.left.dpx".utf8)
    let made = try Frames()
    try made.codes("a.", 1...1)
    let frames = try shot(
      [pattern], Array(try Data(contentsOf: URL(filePath: made.path("a.0001.dpx").string))))
    let plan = try plan(frames, [pattern]) {
      $0.common.from = .proxy(.acesproxy10)
      $0.delivery.preview = nil
    }
    #expect(plan.refusals.isEmpty)
    #expect(plan.sequences.map(\.output) == [frames.path("out/sh010.####.left.exr")])
    #expect(plan.sequences.first?.frames.allSatisfy(\.isDelivered) == true)
  }

  /// On a slate they are text, which says the bytes.
  @Test func fieldsOfANameAreItsBytes() throws {
    let shot = Array(#"back\slash-caf"#.utf8) + [0xE9]
    let source = shot + Array("_pl01_v003.####.exr".utf8)
    let frames = try self.shot([source])
    for tag in [nil, Array("v".utf8) + [0xFF]] {
      var texts: [String] = []
      let plan = try plan(frames, [source]) {
        $0.common.naming.template = try NameTemplate(parsing: Array("{plate}_{version}_{shot}.####".utf8))
        $0.common.naming.versionTag = tag
        $0.common.numbering.slate = .render
      }
      #expect(plan.refusals.isEmpty)
      let version = tag ?? Array("v003".utf8)
      let name = Array("pl01_".utf8) + version + Array("_".utf8) + shot + Array(".####.exr".utf8)
      #expect(plan.sequences.map(\.output) == [frames.path("out").appending(name: name)])
      if let content = plan.sequences.first?.slateContent {
        texts = [content[.shot], content[.version]]
      }
      #expect(texts == [#"back\x5Cslash-caf\xE9"#, tag == nil ? "v003" : #"v\xFF"#])
    }
  }

  private func renumbered(_ frames: Frames, _ pattern: [UInt8]) throws -> RenumberPlan {
    var request = RenumberRequest(
      inputs: [frames.path("in").appending(name: pattern)], place: .folder(frames.path("out"), .copy))
    request.naming.template = try NameTemplate(parsing: Array("new_{sequence}.####".utf8))
    return RenumberPlanner(request).plan()
  }

  @Test func renumberingKeepsTheBytesOfAnExtension() throws {
    let pattern = Array("a.####.e".utf8) + [0xFF]
    let frames = try shot([pattern])
    let plan = try renumbered(frames, pattern)
    #expect(plan.refusals.isEmpty)
    let output = frames.path("out").appending(name: Array("new_a.####.e".utf8) + [0xFF])
    #expect(plan.sequences.map(\.output) == [output])
  }

  /// What would not be read back is refused by its whole name.
  @Test(arguments: [("a####b.exr", "new_a.####b.exr"), ("a.####", "new_a.####")])
  func renumberingDropsNothingBehindTheNumber(pattern: String, name: String) throws {
    let frames = try shot([Array(pattern.utf8)])
    let plan = try renumbered(frames, Array(pattern.utf8))
    #expect(plan.sequences.isEmpty)
    #expect(plan.refusals.map(\.reason.text).allSatisfy { $0.hasPrefix("\(name) would not be read back") })
    #expect(plan.refusals.count == 1)
  }
}
