import Files
import Foundation
import FrameSequence
import SystemPackage
import TestSupport

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A folder with frames whose content is the name they were made with, so that no frame can be mistaken.
final class RenumberShot {
  private let temporary: TemporaryFolder
  var root: String { temporary.path.string }

  /// - Parameter parent: A folder of another file system; among the system's temporary files where nil.
  init(in parent: FilePath? = nil) throws { temporary = try TemporaryFolder(in: parent) }

  func path(_ name: String) -> FilePath { FilePath("\(root)/\(name)") }

  func write(_ names: String...) throws {
    for name in names { try write([name]) }
  }

  func write(_ names: [String]) throws {
    for name in names {
      let url = URL(filePath: "\(root)/\(name)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(name.utf8).write(to: url)
    }
  }

  /// Frames `in/f.0001.exr` and so on.
  func frames(_ numbers: ClosedRange<Int>, pad: Int = 4, name: String = "in/f.", suffix: String = ".exr")
    throws
  {
    let pattern = SequencePattern(prefix: Array(name.utf8), pad: pad, suffix: Array(suffix.utf8))
    try write(numbers.map { String(decoding: pattern.name(for: $0), as: UTF8.self) })
  }

  /// Content by name; links are followed, folders left out.
  func contents(_ folder: String = "in") throws -> [String: String] {
    var contents: [String: String] = [:]
    guard FileManager.default.fileExists(atPath: "\(root)/\(folder)") else { return [:] }
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)") {
      // A folder or a pipe has none.
      contents[name] = (try? String(contentsOfFile: "\(root)/\(folder)/\(name)", encoding: .utf8)) ?? "-"
    }
    return contents
  }

  func inode(_ name: String) throws -> UInt64 {
    UInt64(try path(name).stat(followTargetSymlink: false).inode.rawValue)
  }

  func request(_ place: RenumberRequest.Place, _ anchor: NumberingRequest.Anchor) -> RenumberRequest {
    var request = RenumberRequest(inputs: [path("in")], place: place)
    request.numbering.anchor = anchor
    return request
  }

  /// Plans and carries out.
  ///
  /// - Throws: ``RenumberRefused`` for the plan's refusals too.
  func run(_ request: RenumberRequest, sync: SyncPolicy = .none) throws -> Report {
    let job = RenumberJob(request)
    guard job.plan.refusals.isEmpty else { throw RenumberRefused(job.plan.refusals) }
    return try job.run(options: RunOptions(sync: sync)) { _ in }
  }

  func run(_ place: RenumberRequest.Place, _ anchor: NumberingRequest.Anchor) throws -> Report {
    try run(request(place, anchor))
  }

  /// The sentences of what stands against a request; empty where nothing does.
  func refusals(_ request: RenumberRequest) -> [String] {
    RenumberPlanner(request).plan().refusals.map { "\($0.subject): \($0.reason.text)" }
  }
}

extension RenumberRequest.Place {
  static func out(_ shot: RenumberShot, _ mode: RenumberMode = .copy) -> Self {
    .folder(shot.path("out"), mode)
  }
}

extension Report {
  var frames: [Frame] { sequences.flatMap(\.allFrames) }
  var methods: Set<RenumberMethod> { Set(frames.compactMap(\.method)) }
  func count(_ status: Status) -> Int { totals[status] ?? 0 }
}
