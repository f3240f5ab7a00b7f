import Foundation
import Testing

/// What happens when the system says no, or somebody else is at it.
@Suite(.needsBinary) struct RenumberFaultTests {
  /// The error of one call, and which of the two ways out is taken.
  @Test(
    .needsStrace,
    arguments: [
      ("renameat2", "EIO"), ("renameat", "ENOSPC"), ("fsync", "EIO"), ("write", "ENOSPC"),
      ("unlinkat", "EIO"),
    ])
  func aFailingCallStopsItAndSaysHowToGoOn(call: String, error: String) throws {
    var stops = 0
    for number in 1...9 {
      let scene = try RenumberScene()
      let outcome = try scene.traced(
        ["-e", "inject=\(call):error=\(error):when=\(number)"],
        [
          "in", "--in-place", "--offset", "1",
          "--report", "report.json",
        ])
      // Not all calls of the name are the renumbering's.
      if outcome.status == 0 { continue }
      stops += 1
      let place = "\(call) \(number): \(outcome.errText)"
      #expect(outcome.status == 1, "\(place)")
      guard File.exists(scene.folder("in/.turnover-renumber")) else {
        let state = try scene.state()
        // The last sync came after everything else.
        #expect(state == scene.shifted(by: 0) || state == scene.shifted(by: 1), "\(place)")
        continue
      }
      let option = number.isMultiple(of: 2) ? "--undo" : "--resume"
      #expect(outcome.errText.contains("  turnover renumber \(option) in\n"), "\(place)")
      #expect(try scene.run([Argument(option), "in"]).status == 0, "\(place)")
      #expect(try scene.state() == scene.shifted(by: option == "--undo" ? 0 : 1), "\(place)")
    }
    #expect(stops > 0)
  }

  @Test(.needsMount) func aFullDiskEndsACopyEarlyAndLeavesNoTemporary() throws {
    let scene = try RenumberScene(count: 12, bytes: 60_000)
    #expect(Tool.succeeds(["mkdir", "\(scene.folder("small"))"]))
    let script = """
      mount -t tmpfs -o size=300k none "$1/small" || exit 99
      "$0" renumber "$1/in" --out "$1/small" --offset 1000 --report "$1/report.json"; echo "status $?"
      ls -A "$1/small" > "$1/listing"
      """
    let outcome = try Command([
      "unshare", "-m", "sh", "-c", Argument(script), Argument(Turnover.binary), Argument(scene.folder.path),
    ]).run()
    #expect(outcome.outText == "status 1\n", "\(outcome.errText)")
    #expect(outcome.errText.contains("No space left"))
    let names = String(decoding: try File.read(scene.folder("listing")), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    #expect(!names.isEmpty && names.count < 12 && names.allSatisfy { $0.hasPrefix("f.10") })
    let report = try RenumberReport(scene.folder("report.json"))
    #expect(report.frames.filter { $0.status == "done" }.count == names.count)
    #expect(report.frames.contains { $0.reason?.contains("not tried") == true })
    #expect(try scene.state() == scene.shifted(by: 0))
  }

  /// Whatever fast way is not there, the bytes arrive.
  @Test(
    .needsStrace,
    arguments: [
      "ioctl:error=EOPNOTSUPP", "ioctl,copy_file_range:error=EXDEV", "copy_file_range:error=EIO:when=1+",
      "renameat2:error=EINVAL", "copy_file_range:error=EINTR:when=1",
    ])
  func aCopyTakesAnotherWay(fault: String) throws {
    let scene = try RenumberScene(count: 4, bytes: 100_000)
    let outcome = try scene.traced(
      ["-f", "-e", "inject=\(fault)"], ["in", "--out", "out", "--offset", "1000"])
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(try scene.state("out") == scene.shifted(by: 1000))
    for number in 1...4 {
      #expect(
        try File.read(scene.folder("in/\(RenumberScene.name(number))"))
          == File.read(scene.folder("out/\(RenumberScene.name(number + 1000))")))
    }
  }

  @Test func severalAtOnceNeverMixTheirNames() throws {
    let scene = try RenumberScene(count: 30)
    var shift = 0
    for _ in 0..<4 {
      let children = try (0..<4).map { _ in
        try Turnover.command(["renumber", "\(scene.folder("in"))", "--in-place", "--offset", "1"]).start()
      }
      let outcomes = try children.map { try $0.wait() }
      for outcome in outcomes { #expect(outcome.status == 0 || outcome.status == 2, "\(outcome.errText)") }
      shift += outcomes.filter { $0.status == 0 }.count
      #expect(try scene.state() == scene.shifted(by: shift))
    }
    #expect(shift >= 4)
  }

  @Test(.needsAnotherUser) func aFolderThatMayNotBeChangedIsRefused() throws {
    let scene = try RenumberScene()
    #expect(Tool.succeeds(["chmod", "-R", "a+rX,a-w", Argument(scene.folder.path)]))
    for place in [["--in-place"], ["--out", "\(scene.folder("out"))"]] as [[Argument]] {
      let outcome = try Command(
        Tool.asNobody(
          [Argument(Turnover.binary), "renumber", "\(scene.folder("in"))", "--offset", "1"] + place)
      ).run()
      #expect(outcome.status == 2, "\(outcome.errText)")
      #expect(outcome.errText.contains("Permission denied"))
    }
    #expect(try scene.state() == scene.shifted(by: 0))
  }
}

/// What tests read of the report of a renumbering.
struct RenumberReport: Decodable {
  let sequences: [Sequence]
  let unfinished: [String]?

  struct Sequence: Decodable {
    let source: String
    let output: String
    let frames: [Frame]
    let slate: Frame?
  }

  struct Frame: Decodable {
    let source: String?
    let destination: String?
    let outputFrame: Int?
    let status: String
    let reason: String?
    let method: String?
  }

  var frames: [Frame] { sequences.flatMap(\.frames) }

  init(_ path: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(File.read(path)))
  }
}
