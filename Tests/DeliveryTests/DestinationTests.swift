import ACES
import Files
import Foundation
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// What a path leads to has to be known before anything is made below it.
struct DestinationTests {
  private let frames: Frames

  init() throws {
    frames = try Frames()
    try frames.sequence("in/a.", 1...2, PlannerTests.ap0)
    try FileManager.default.createSymbolicLink(
      atPath: "\(frames.folder)/dangling", withDestinationPath: "later/../in")
  }

  static let elusive = [
    "n/../in", "n/m/../../in", "n/../out", "in/n/../../in", "n/./../in", "dangling", "dangling/out",
  ]

  private func reasons(_ change: (inout Request) -> Void) -> [String] {
    var request = Request(inputs: [frames.path("in")])
    change(&request)
    let plan = Planner(request).plan()
    #expect(plan.sequences.isEmpty == !plan.refusals.isEmpty)
    return plan.refusals.map(\.reason.text)
  }

  @Test(arguments: elusive, ExistingPolicy.allCases)
  func aFolderBehindAMissingOneIsRefused(name: String, existing: ExistingPolicy) throws {
    let folder = frames.path(name)
    let said = name.hasPrefix("n") || name.hasPrefix("in/n") ? "leads up from it again" : "link to nowhere"
    let conversion = reasons {
      $0.delivery.conversion = ConversionRequest(output: folder, to: .acescg)
      $0.delivery.existing = existing
    }
    #expect(conversion.count == 1 && conversion[0].contains(said))
    let preview = reasons {
      $0.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
      $0.delivery.preview = PreviewRequest(output: folder, creationTime: 0)
      $0.delivery.existing = existing
    }
    #expect(preview == conversion)
    for mode in RenumberMode.allCases {
      var request = RenumberRequest(inputs: [frames.path("in")], place: .folder(folder, mode))
      request.numbering.anchor = .start(1001)
      request.existing = existing
      let plan = RenumberPlanner(request).plan()
      #expect(plan.sequences.isEmpty && plan.refusals.contains { $0.reason.text.contains(said) })
    }
    #expect(ReportFile(folder.appending("report.json")).obstacle()?.words.contains(said) == true)
  }

  @Test(arguments: ["out", "out/./deep", "in/../out", "in/../in/../out/deep/er"])
  func aFolderWhosePlaceIsKnownIsMade(name: String) throws {
    #expect(
      reasons { $0.delivery.conversion = ConversionRequest(output: frames.path(name), to: .acescg) } == [])
  }

  /// A frame that is a link is in two folders, and in the other one is what must not be replaced.
  @Test(arguments: ExistingPolicy.allCases)
  func theFolderOfALinkedFrameIsASources(existing: ExistingPolicy) throws {
    try FileManager.default.createDirectory(
      atPath: "\(frames.folder)/links", withIntermediateDirectories: true)
    try frames.sequence("links/a.", 1...1, PlannerTests.ap0)
    try FileManager.default.createSymbolicLink(
      atPath: "\(frames.folder)/between", withDestinationPath: "in/a.0002.exr")
    try FileManager.default.createSymbolicLink(
      atPath: "\(frames.folder)/links/a.0002.exr", withDestinationPath: "../between")
    let inputs = [frames.path("links")]
    let reasons = reasons {
      $0.inputs = inputs
      $0.delivery.conversion = ConversionRequest(output: frames.path("in"), to: .acescg)
      $0.delivery.existing = existing
    }
    #expect(reasons.first == "the output folder \(frames.path("in")) is the folder of a source")
    var request = RenumberRequest(inputs: inputs, place: .folder(frames.path("in"), .copy))
    request.existing = existing
    #expect(RenumberPlanner(request).plan().sequences.isEmpty)
    request.place = .folder(frames.path("out"), .copy)
    #expect(RenumberPlanner(request).plan().refusals.isEmpty)
  }

  /// The source tells which frame it is, and not on which disk it failed.
  @Test func aFileThatCannotBeWrittenIsNamedWithItsFolder() throws {
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    let plan = Planner(request).plan()
    try frames.write([1], to: "out/a.0002.exr")
    let report = try DeliveryRun(plan: plan, options: RunOptions(sync: .none)).run { _ in }
    #expect(
      report.sequences[0].frames.map(\.reason) == [
        nil, "cannot rename: \(frames.path("out/a.0002.exr")): File exists",
      ])
  }

  /// The super-user may write into anything that is there, so permission says nothing of a file.
  @Test func aFileIsNoFolder() throws {
    try frames.write([1], to: "file")
    for name in ["file", "file/out"] {
      let reasons = reasons {
        $0.delivery.conversion = ConversionRequest(output: frames.path(name), to: .acescg)
      }
      #expect(reasons.count == 1 && reasons[0].hasSuffix("Not a directory"))
    }
  }
}
