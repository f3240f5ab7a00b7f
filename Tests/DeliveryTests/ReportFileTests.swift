import ACES
import Foundation
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A report takes the place of an older report, and of nothing else unasked.
struct ReportFileTests {
  private let frames: Frames

  init() throws {
    frames = try Frames()
    try frames.sequence("in/a.", 1...2, PlannerTests.ap0)
    try frames.write([1], to: "slate.sheet")
    try frames.write(Array("notes".utf8), to: "notes.txt")
    try frames.write(Array("{\"schemaVersion\": 1}".utf8), to: "other.json")
    try frames.write([], to: "empty")
    try frames.write(Array(JSONEncoder().encode(Report(of: plan().plan))), to: "old.json")
    for (name, target) in [("link", "in/a.0001.exr"), ("linked", "old.json"), ("nowhere", "gone")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(frames.folder)/\(name)", withDestinationPath: target)
    }
    try FileManager.default.linkItem(
      atPath: "\(frames.folder)/in/a.0001.exr", toPath: "\(frames.folder)/hard")
    #expect(unsafe mkfifo("\(frames.folder)/pipe", 0o600) == 0)
  }

  private func plan(report: String? = nil, existing: ExistingPolicy = .refuse) -> DeliveryJob {
    var request = Request(inputs: [frames.path("in")])
    request.delivery.conversion = ConversionRequest(output: frames.path("out"), to: .acescg)
    request.delivery.existing = existing
    return DeliveryJob(request, report: report.map { ReportFile(frames.path($0)) })
  }

  @Test(arguments: ["new.json", "out/deep/new.json", "old.json", "empty", "in/r.json"])
  func isWrittenWhereNothingIsLost(name: String) throws {
    let job = plan(report: name)
    #expect(job.plan.refusals.isEmpty && job.takesReport && !job.plan.sequences.isEmpty)
    try ReportFile(frames.path(name)).write([0x7B])
    #expect(try Data(contentsOf: URL(filePath: "\(frames.folder)/\(name)")) == Data([0x7B]))
  }

  static let kept: [(name: String, says: String)] = [
    ("in/a.0001.exr", "a frame"), ("in/a.0009.EXR", "a frame"), ("out/a.0001.exr", "a frame"),
    ("new.dpx", "a frame"), ("link", "is read"), ("hard", "is read"), ("pipe", "no file but a device"),
    ("in", "Is a directory"), ("notes.txt/r.json", "Not a directory"), ("n/../r.json", "leads up"),
  ]

  @Test(arguments: kept.indices, ExistingPolicy.allCases)
  func whatIsNeverReplaced(index: Int, existing: ExistingPolicy) {
    let (name, says) = Self.kept[index]
    let job = plan(report: name, existing: existing)
    let plan = job.plan
    #expect(plan.refusals.map(\.subject) == [frames.path(name).string])
    #expect(plan.refusals.allSatisfy { $0.reason.text.contains(says) }, "\(plan.refusals)")
    // With --keep-going neither.
    #expect(plan.sequences.isEmpty && !job.takesReport)
  }

  @Test(arguments: ["notes.txt", "other.json", "linked", "nowhere"])
  func aFileThatIsNoReportGivesWayWhereTheUserSaysSo(name: String) throws {
    for existing in [ExistingPolicy.refuse, .skip] {
      #expect(
        plan(report: name, existing: existing).plan.refusals.map(\.reason.text)
          == ["the report cannot be written: a file that is no report is there"])
    }
    #expect(plan(report: name, existing: .overwrite).plan.refusals.isEmpty)
    // What a link leads to is not written to.
    let before = try Data(contentsOf: URL(filePath: "\(frames.folder)/old.json"))
    try ReportFile(frames.path(name)).write([0x7B])
    #expect(try frames.path(name).stat(followTargetSymlink: false).type == .regular)
    #expect(try Data(contentsOf: URL(filePath: "\(frames.folder)/old.json")) == before)
  }

  @Test func aSlateFileIsReadToo() {
    let report = ReportFile(frames.path("slate.sheet"))
    #expect(
      report.obstacle(reads: [frames.path("slate.sheet")], existing: .overwrite)
        == .source)
    #expect(report.obstacle(reads: [frames.path("in/a.0001.exr")], existing: .overwrite) == nil)
  }

  @Test func aRenumberingIsHeldToTheSame() throws {
    var request = RenumberRequest(inputs: [frames.path("in")], place: .inPlace)
    request.numbering.anchor = .offset(1)
    for (name, says) in Self.kept {
      let job = RenumberJob(request, report: ReportFile(frames.path(name)))
      #expect(job.plan.sequences.isEmpty && job.refusals.allSatisfy { $0.text.contains(says) })
      #expect(job.refusals.count == 1 && !job.takesReport)
    }
  }
}
