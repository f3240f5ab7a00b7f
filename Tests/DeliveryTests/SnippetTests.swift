import ACES
import EXR
import Files
import Foundation
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

// The README shows the lines between the marks.

// snippet delivery begins
/// Converts a frame, or the frames of a pattern or folder, to ACEScg.
func deliver(_ input: FilePath, into folder: FilePath) throws -> Report {
  var request = Request(inputs: [input])
  request.delivery.conversion = ConversionRequest(output: folder, to: .acescg)
  let plan = Planner(request).plan()
  if let refusal = plan.refusals.first { throw refusal.reason }
  return try DeliveryRun(plan: plan, options: RunOptions()).run { progress in
    print("\(progress.finished) of \(progress.total)")
  }
}
// snippet delivery ends

// snippet planes begins
/// Converts an AP0 file with R, G and B in half to ACEScg, in memory.
func convertToACEScg(_ file: ByteBuffer) throws -> ByteBuffer {
  let source = try Source(file)
  let part = source.header.parts[0]
  let plan = ConversionPlan(from: .aces2065_1, to: .acescg)
  let tag = Attribute("colorInteropID", .string(plan.target.colorInteropID))
  let edit = PartEdit(removed: ["chromaticities", "acesImageContainerFlag"], set: [tag])
  var output = try Output(from: source, edits: [edit], into: ByteBuffer())
  var decoder = ChunkDecoder(codec: .own)
  var encoder = ChunkEncoder(codec: .own)
  for index in 0..<part.chunkCount {
    let chunk = source.chunk(part: 0, index: index)
    let (width, height) = (chunk.place.width, chunk.place.height)
    // The planes lie one behind the other in the order of the file: B, G, R.
    let b = UnsafeMutablePointer<Float16>.allocate(capacity: 3 * width * height)
    defer { unsafe b.deallocate() }
    let rgb = unsafe RGBPlanes(r: b + 2 * width * height, g: b + width * height, b: b)
    let planes = unsafe [rgb.b, rgb.g, rgb.r].map {
      unsafe Plane(base: UnsafeMutableRawPointer($0), width: width, height: height, type: .half)
    }
    unsafe try decoder.decode(chunk, of: source, into: planes)
    _ = unsafe plan.convert(rgb, to: rgb, count: width * height)
    let packed = unsafe try encoder.encode(part: part, place: chunk.place, planes: planes)
    unsafe try output.append(part: 0, index: index, packed: packed)
  }
  return try output.finish()
}
// snippet planes ends

struct SnippetTests {
  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  private static let name = "sh010_pl01_v001.86400.exr"
  private static let source = "\(root)/Fixtures/shots/sh010/\(name)"

  private func text(of path: String, from start: String, to end: String) throws -> Substring {
    let all = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    let begin = try #require(all.range(of: start)).upperBound
    let finish = try #require(all.range(of: end, range: begin..<all.endIndex)).lowerBound
    return all[begin..<finish]
  }

  @Test(arguments: [
    ("delivery", "import ACES\nimport Conversion\nimport Delivery\nimport Planning\nimport SystemPackage\n"),
    ("planes", "import ACES\nimport EXR\n"),
  ])
  func theREADMEShowsTheCodeThatIsCompiledHere(name: String, imports: String) throws {
    let code = try text(of: #filePath, from: "// snippet \(name) begins\n", to: "// snippet \(name) ends")
    let block = try text(
      of: "\(SnippetTests.root)/README.md", from: "<!-- snippet \(name) -->\n", to: "<!-- /snippet -->")
    #expect(block == "```swift\n\(imports)\n\(code)```\n")
  }

  @Test func theWholeJobDeliversTheFrame() throws {
    let frames = try Frames()
    let report = try deliver(FilePath(SnippetTests.source), into: frames.path("out"))
    #expect(report.totals == [.done: 1])
    #expect(try frames.path("out/\(SnippetTests.name)").stat().size > 0)
    #expect(throws: Refusal.Reason.self) {
      try deliver(FilePath(SnippetTests.source), into: frames.path("out"))
    }
  }

  @Test func planeByPlaneMakesTheFrameThatADeliveryMakes() throws {
    let file = ByteBuffer()
    // The data outlives the call.
    unsafe try Data(contentsOf: URL(filePath: SnippetTests.source)).withUnsafeBytes { unsafe file.append($0) }
    let mine = try convertToACEScg(file)

    let frames = try Frames()
    var request = Request(inputs: [FilePath(SnippetTests.source)])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.delivery.conversion?.tags = .interop
    _ = try DeliveryRun(plan: Planner(request).plan(), options: RunOptions(lanes: 2)).run { _ in }
    let theirs = ByteBuffer()
    try SourceFile(frames.path("out/\(SnippetTests.name)")).read(into: theirs)
    let own = try Source(mine)
    let delivered = try Source(theirs)
    // A delivery says of which file its frame was made, too.
    let said = delivered.header.parts[0].attributes.filter { !Provenance.attributeNames.contains($0.name) }
    #expect(own.header.parts[0].attributes == said)
    for index in 0..<own.header.parts[0].chunkCount {
      // The sources keep their buffers.
      let isSame = unsafe own.packedBytes(of: own.chunk(part: 0, index: index))
        .elementsEqual(delivered.packedBytes(of: delivered.chunk(part: 0, index: index)))
      #expect(isSame)
    }
  }
}
