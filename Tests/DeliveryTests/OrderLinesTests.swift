import ACES
import EXR
import Files
import FrameSequence
import Glibc
import Synchronization
import SystemPackage
import Testing
import Timecode

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A plan that is written and read back is the same plan, and the same plan is the same bytes.
struct OrderLinesTests {
  /// A shot with a gap and short handles, delivered with everything that an order can hold: a slate, held and black
  /// frames, previews, timecode that is written, and a name that is not text.
  private func plan(_ frames: Frames, slate: NumberingRequest.Slate = .render) throws -> Plan {
    for number in [1, 2, 4, 5] {
      try frames.write(try Frames.frame([PlannerTests.ap0]), to: "in/new.exr")
      let name = Array("caf".utf8) + [0xE9] + Array("_pl01_v003.000\(number).exr".utf8)
      try FileRename.replacing(
        frames.path("in/new.exr"), in: AT_FDCWD, to: frames.path("in").appending(name: name).bytes,
        in: AT_FDCWD)
    }
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.delivery.preview = PreviewRequest(output: frames.path("previews"), creationTime: 1_700_000_000)
    request.common.numbering = NumberingRequest(
      anchor: .start(1001), cut: 1...5, handles: Handles(head: 2, tail: 2), gaps: .black, shortHandles: .hold,
      slate: slate)
    request.common.time.rate = try GivenRate(parsing: "24")
    request.common.time.start = try TimeCode(parsing: "01:00:00:00")
    request.delivery.rules = LayerRules(colour: ["LG_key", "a", "z"], data: ["x", "b"])
    return Planner(request).plan()
  }

  @Test func whatIsReadBackIsWhatWasWritten() throws {
    let plan = try plan(try Frames())
    #expect(plan.refusals.isEmpty)
    let orders = plan.orders
    #expect(orders.map(\.count) == [10])
    #expect(orders[0].map(\.item) == Array(1...10))
    let decoded = try OrderLines.decode(orders.flatMap(OrderLines.encode))
    for (order, other) in zip(orders.joined(), decoded.joined()) { #expect(order == other) }
    #expect(decoded == orders)
  }

  @Test func theSamePlanIsTheSameBytes() throws {
    let frames = try Frames()
    let first = try plan(frames).orders.flatMap(OrderLines.encode)
    let second = try plan(frames).orders.flatMap(OrderLines.encode)
    #expect(first == second)
    #expect(String(decoding: first, as: UTF8.self).contains(#""colour":["LG_key","a","z"],"data":["b","x"]"#))
    // Names that are not UTF-8 are in their text form.
    #expect(String(decoding: first, as: UTF8.self).contains(#"caf\\xE9_pl01_v003.1003.exr"#))
  }

  /// A picture's line says its number, its names and what its header gets.
  @Test func aFramesLineIsShort() throws {
    let lines = try plan(try Frames()).orders.flatMap(OrderLines.encode).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 11)
    for line in lines.dropFirst(2) {
      #expect(line.count <= 300, "\(String(decoding: line, as: UTF8.self))")
    }
  }

  /// Whoever carries out what was read back makes the files that the plan's own run makes.
  @Test func whatIsReadBackMakesTheSameFiles() throws {
    let frames = try Frames()
    var plan = try plan(frames, slate: .none)
    let lines = plan.orders.flatMap(OrderLines.encode)
    let report = try DeliveryRun(plan: plan, options: RunOptions()).run { _ in }
    #expect(report.totals == [.done: 9])
    let first = try Self.files(plan.orders)
    for product in plan.orders.joined().flatMap(\.products) {
      // The path is NUL-terminated.
      #expect(unsafe product.file.path.withPlatformString { unsafe unlink($0) } == 0)
    }
    plan.sequences = []

    let orders = try OrderLines.decode(lines).flatMap(\.self)
    let folders = try DestinationFolders(orders.flatMap(\.products).map(\.file.folder), sync: .none)
    #expect(first.count == 18)
    var findings: [Int: FrameOutcome] = [:]
    // However many lanes there are, on however few cores.
    for lanes in [1, 2, 3, 16, 64] {
      let ordered = OrderedFrames(
        orders.count, options: RunOptions(sync: .none), existing: .refuse, limits: Limits(), folders: folders
      ) { orders[$0] }
      let outcomes = Mutex<[Int: FrameOutcome]>([:])
      Engine(ordered, lanes: lanes, budget: ordered.memory.frames, syncsFrames: false) { index, outcome in
        outcomes.withLock { $0[index] = outcome }
      }.run()
      let ended = outcomes.withLock(\.self)
      #expect(ended.count == orders.count)
      for outcome in ended.values {
        guard case .done = outcome else {
          Issue.record("\(outcome)")
          continue
        }
      }
      if lanes == 1 { findings = ended }
      #expect(ended == findings)
      #expect(try Self.files([orders]) == first)
      for product in orders.flatMap(\.products) {
        // As above.
        #expect(unsafe product.file.path.withPlatformString { unsafe unlink($0) } == 0)
      }
    }
  }

  /// The bytes of all files that orders make, by their names.
  private static func files(_ orders: [[FrameOrder]]) throws -> [[UInt8]: [UInt8]] {
    var files: [[UInt8]: [UInt8]] = [:]
    for product in orders.joined().flatMap(\.products) {
      let buffer = ByteBuffer()
      try SourceFile(product.file.path).read(into: buffer)
      // The buffer holds the file's bytes.
      files[product.file.name] = unsafe Array(buffer.bytes)
    }
    return files
  }

  @Test func severalSequencesFollowOneAnother() throws {
    let frames = try Frames()
    let one = try plan(frames).orders.flatMap(OrderLines.encode)
    let decoded = try OrderLines.decode(one + one)
    #expect(decoded.count == 2 && decoded[0] == decoded[1])
  }

  @Test(arguments: [
    ("{}\n", 1), ("{\"orders\":0}\n", 1), ("nothing\n", 1), ("[]\n", 1),
  ]) func whatIsNoOrderIsToldWithItsLine(text: String, line: Int) {
    let error = #expect(throws: OrderLines.Malformed.self) { try OrderLines.decode(Array(text.utf8)) }
    #expect(error?.line == line)
  }

  @Test func linesThatAreMissingAreTold() throws {
    let bytes = try plan(try Frames()).orders.flatMap(OrderLines.encode)
    let last = try #require(bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")))
    let error = #expect(throws: OrderLines.Malformed.self) { try OrderLines.decode(Array(bytes[...last])) }
    #expect(error?.reason == "1 orders are missing at the end")
  }
}
