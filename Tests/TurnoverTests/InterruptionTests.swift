import Foundation
import Testing

/// Signals, and deaths without any.
@Suite(.needsBinary) struct InterruptionTests {
  /// Frames large enough that a run can be met in the middle.
  private func shot(frames: Int = 40) throws -> Folder {
    let folder = try Folder()
    var frame = PlainFrame()
    (frame.width, frame.height) = (512, 320)
    let bytes = frame.bytes
    for number in 1...frames { try File.write(bytes, to: folder(Folder.name("in/a.", number))) }
    return folder
  }

  /// Starts a run and waits until `frames` outputs are there.
  private func start(_ folder: Folder, frames: Int, _ extra: [Argument] = []) throws -> Child {
    let child = try Turnover.command(
      [
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--report",
        "\(folder("report.json"))", "--threads", "2",
      ] + extra
    ).start()
    try child.wait { try visible(folder).count >= frames }
    return child
  }

  private func visible(_ folder: Folder) throws -> [String] {
    guard File.exists(folder("out")) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder("out")).filter { !$0.hasPrefix(".") }
  }

  /// Every file under a final name is the one that an undisturbed run makes.
  private func expectWhole(_ folder: Folder, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if !File.exists(folder("whole")) {
      #expect(try Turnover.convert([Argument(folder("in"))], into: folder("whole")).status == 0)
    }
    for name in try visible(folder) {
      let (made, whole) = (try File.read(folder("out/\(name)")), try File.read(folder("whole/\(name)")))
      #expect(made == whole, "\(name)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalEndsTheRunInGoodOrder(signal: Int32, status: Int32) throws {
    let folder = try shot()
    let child = try start(folder, frames: 3)
    child.send(signal)
    let outcome = try child.wait()
    #expect(outcome.status == status, "\(outcome.errText)")
    let names = try folder.names("out")
    #expect(!names.contains { $0.hasPrefix(".") }, "\(names)")
    #expect(names.count < 40)
    try expectWhole(folder)
    let report = try JSONDecoder().decode(Report.self, from: Data(File.read(folder("report.json"))))
    #expect(report.interrupted != nil)
    let frames = report.sequences.flatMap(\.frames)
    #expect(frames.count == 40)
    #expect(frames.filter { $0.status == "done" }.count == names.count)
    for frame in frames where frame.status != "done" {
      #expect(frame.status == "failed")
      #expect(frame.reason?.contains("not tried") == true)
    }
    // What is left can be done.
    let rest = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--existing", "skip"])
    #expect(rest.status == 0)
    #expect(try folder.names("out").count == 40)
  }

  @Test func aSignalAtAnyMomentLeavesNoTemporary() throws {
    let folder = try shot(frames: 12)
    for delay: UInt32 in stride(from: 0, through: 60_000, by: 4_000) {
      let child = try Turnover.command([
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--overwrite",
      ]).start()
      usleep(delay)
      child.send(SIGTERM)
      let outcome = try child.wait()
      // Very early the signal finds a program that has not begun; very late one that is done.
      #expect(outcome.signal == SIGTERM || outcome.status == 143 || outcome.status == 0)
      #expect(try folder.names("out").allSatisfy { $0.hasSuffix(".exr") })
    }
    try expectWhole(folder)
  }

  @Test func twoSignalsAreNotWorseThanOne() throws {
    let folder = try shot()
    let child = try start(folder, frames: 2)
    child.send(SIGINT)
    child.send(SIGTERM)
    child.send(SIGINT)
    let status = try child.wait().status
    #expect(status == 130 || status == 143)
    #expect(try folder.names("out").allSatisfy { $0.hasSuffix(".exr") })
  }

  @Test func deathLeavesOnlyWholeFramesAndTemporariesThatNoScanTakes() throws {
    let folder = try shot()
    for frames in [0, 1, 5, 11, 20] {
      let child = try start(folder, frames: frames, ["--overwrite"])
      child.send(SIGKILL)
      let outcome = try child.wait()
      #expect(outcome.signal == SIGKILL || outcome.status == 0)
      guard File.exists(folder("out")) else { continue }
      try expectWhole(folder)
      for name in try folder.names("out") where !name.hasSuffix(".exr") {
        #expect(name.wholeMatch(of: /\.turnover-[0-9a-f]{16}\.tmp/) != nil, "\(name)")
      }
      guard try !visible(folder).isEmpty else { continue }
      let scan = try Turnover.run("scan", "--json", "\(folder("out"))")
      // Frames end in any order, so numbers may be missing.
      #expect(scan.status == 0 || scan.status == 1)
      #expect(scan.outLines.count == 2)
      #expect(try scan.outLines[0].contains(#""count":\#(visible(folder).count)"#))
      #expect(Tool.succeeds(["rm", "-r", "\(folder("out"))"]))
    }
  }

  @Test func aLaterRunFinishesWhatDeathLeft() throws {
    let folder = try shot()
    let child = try start(folder, frames: 4)
    child.send(SIGKILL)
    _ = try child.wait()
    let there = try visible(folder).count
    let rest = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--existing", "skip"])
    #expect(rest.status == 0)
    #expect(rest.frames("skipped").count == there)
    #expect(rest.frames("done").count == 40 - there)
    try expectWhole(folder)
    #expect(try visible(folder).count == 40)
  }

  @Test func twoRunsAtTheSameTimeLeaveWholeFrames() throws {
    let folder = try shot(frames: 20)
    let children = try (0..<2).map { _ in
      try Turnover.command([
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--overwrite",
      ]).start()
    }
    for child in children { #expect(try child.wait().status == 0) }
    #expect(try folder.names("out").count == 20)
    try expectWhole(folder)
  }
}
