import ACES
import EXR
import FoundationEssentials
import FrameSequence
import SystemPackage
import TestSupport
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A folder of small frames for one test, gone when the test is.
final class Frames {
  private let temporary: TemporaryFolder
  var folder: String { temporary.path.string }

  init() throws { temporary = try TemporaryFolder() }

  func path(_ name: String) -> FilePath { FilePath("\(folder)/\(name)") }

  /// Writes a file with its folder.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(filePath: "\(folder)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Removes a file.
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
  }

  /// Writes one-pixel frames under these numbers.
  func sequence(
    _ prefix: String, _ numbers: some Swift.Sequence<Int>, _ attributes: Attribute...
  ) throws {
    let bytes = try Frames.frame(attributes)
    for number in numbers {
      let digits = String(abs(number))
      let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
      try write(bytes, to: "\(prefix)\(number < 0 ? "-" : "")\(zeros)\(digits).exr")
    }
  }

  /// Delivers frames of the sequence in a folder as ACEScg.
  func deliver(_ input: String, to output: String, _ numbers: ClosedRange<Int>) throws {
    var request = Request(inputs: [path(input)])
    request.delivery.conversion = ConversionRequest(output: path(output), to: .acescg)
    request.common.numbering.range = numbers
    request.delivery.existing = .overwrite
    let report = try DeliveryRun(plan: Planner(request).plan(), options: RunOptions()).run { _ in }
    #expect(Set(report.totals.keys) == [.done])
  }

  static func frame(_ attributes: [Attribute], channels: [String] = ["R", "G", "B"]) throws -> [UInt8] {
    let part = PartDefinition(
      dataWindow: Box(xMin: 0, yMin: 0, xMax: 0, yMax: 0), compression: .none,
      channels: channels.map { Channel(name: $0, type: .half) }, attributes: attributes)
    var output = try Output(parts: [part], into: ByteBuffer())
    let samples = [UInt8](repeating: 0x38, count: 2 * channels.count)
    // The array outlives the call.
    unsafe try samples.withUnsafeBytes { unsafe try output.append(part: 0, index: 0, packed: $0) }
    let file = try output.finish()
    return unsafe Array(file.bytes)
  }
}
