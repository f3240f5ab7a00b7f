import Foundation
import Testing

/// What is cut short, missing or mixed is seen before anything is read or written, and the exit status says so.
@Suite(.needsBinary) struct WholeFrameTests {
  private func shot(cutting number: Int? = nil) throws -> Folder {
    let folder = try Folder()
    let paths = try folder.sequence("in/sh010.", 1001...1003)
    if let number {
      let path = paths[number - 1001]
      try File.write(File.read(path).dropLast(), to: path)
    }
    return folder
  }

  private static let words = "the file is cut short: chunk 5 of 5 lies beyond its end, line 4"

  @Test func aScanSaysThatAFrameIsCutShort() throws {
    let folder = try shot(cutting: 1002)
    let outcome = try Turnover.run("scan", "\(folder("in"))")
    #expect(outcome.status == 1)
    #expect(outcome.outText.contains("sh010.1002.exr: cannot read: \(Self.words)"), "\(outcome.outText)")
  }

  @Test func aDryRunEndsWithOneWhereFramesWillFail() throws {
    let folder = try shot(cutting: 1002)
    let words: [Argument] = ["convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))"]
    let outcome = try Turnover.command(words + ["--dry-run"]).run()
    #expect(outcome.status == 1)
    #expect(outcome.outText.contains("will fail: cannot read: \(Self.words)"), "\(outcome.outText)")
    let whole = try shot()
    #expect(
      try Turnover.run(
        "convert", "\(whole("in"))", "--to", "acescg", "--out", "\(whole("out"))", "--dry-run"
      ).status == 0)
    #expect(Tool.succeeds(["mkfifo", "\(whole("in/sh010.1004.exr"))"]))
    #expect(
      try Turnover.run(
        "renumber", "\(whole("in"))", "--offset", "1", "--out", "\(whole("out"))", "--dry-run"
      ).status == 1)
  }

  @Test func aScanEndsWithOneWhereNumbersAreMissing() throws {
    let folder = try shot()
    #expect(try Turnover.run("scan", "\(folder("in"))").status == 0)
    #expect(Tool.succeeds(["rm", "\(folder("in/sh010.1002.exr"))"]))
    #expect(try Turnover.run("scan", "\(folder("in"))").status == 1)
    #expect(try Turnover.run("scan", "--json", "\(folder("in"))").status == 1)
  }

  @Test func aStrictScanEndsWithOneWhereAnythingIsInconsistent() throws {
    var large = PlainFrame()
    large.width = 8
    let odd: [(Folder) throws -> Void] = [
      { try $0.sequence("in/sh010.", [1002], frame: large) },
      { try $0.sequence("in/sh010.", [1002], pad: 5) },
      { try $0.sequence("in/sh010.", [1004], pad: 6) },
    ]
    for spoil in odd {
      let folder = try shot()
      #expect(try Turnover.run("scan", "--strict", "\(folder("in"))").status == 0)
      try spoil(folder)
      #expect(try Turnover.run("scan", "\(folder("in"))").status == 0)
      #expect(try Turnover.run("scan", "--strict", "\(folder("in"))").status == 1)
    }
  }

  @Test func aMixedShotIsRefusedWithItsFramesAndKeptOnDemand() throws {
    let folder = try shot()
    var large = PlainFrame()
    (large.width, large.height) = (64, 36)
    try folder.sequence("in/sh010.", 1004...1005, frame: large)
    let said = "1004-1005 are 64×36, not 7×5"
    for words: [Argument] in [
      ["convert", "\(folder("in"))", "--to", "acescg"], ["preview", "\(folder("in"))"],
      ["renumber", "\(folder("in"))", "--retag", "--offset", "1"],
    ] {
      let out: [Argument] = ["--out", "\(folder("out"))"]
      let refused = try Turnover.command(words + out).run()
      #expect(refused.status == 2 && !File.exists(folder("out")), "\(refused.errText)")
      #expect(
        refused.errText.contains(said) && refused.errText.contains("--mixed keep"), "\(refused.errText)")
      let kept = try Turnover.command(words + out + ["--mixed", "keep"]).run()
      #expect(kept.status == 0, "\(kept.errText)")
      #expect(try folder.names("out").count == 5)
      #expect(Tool.succeeds(["rm", "-r", "\(folder("out"))"]))
    }
    // Names alone change here, and no file is opened.
    let renumber: [Argument] = ["renumber", "\(folder("in"))", "--offset", "1", "--out", "\(folder("out"))"]
    #expect(try Turnover.command(renumber + ["--mixed", "keep"]).run().status == 64)
    #expect(try Turnover.command(renumber).run().status == 0)
  }

  @Test func aWrongSizeInADPXIsAWarningInScanAndPlan() throws {
    let folder = try shot()
    #expect(try Turnover.preview(["\(folder("in"))"], into: folder("dpx")).status == 0)
    let paths = try folder.names("dpx").map { folder("dpx/\($0)") }
    #expect(paths.count == 3)
    for path in paths.dropFirst() {
      var bytes = try File.read(path)
      bytes.replaceSubrange(16..<20, with: [0, 0, 1, 0])
      try File.write(bytes, to: path)
    }
    let pattern: Argument = "\(folder("dpx/sh010.####.dpx"))"
    let size = try File.read(paths[0]).count
    let said = "1002-1003: the header states 256 bytes, the file has \(size)"
    let scan = try Turnover.run("scan", pattern)
    #expect(scan.status == 0 && scan.outText.contains(said), "\(scan.outText)")
    let plan = try Turnover.command([
      "convert", pattern, "--to", "acescg", "--out", "\(folder("out"))", "--dry-run",
    ]).run()
    #expect(plan.status == 0 && plan.outText.contains(said), "\(plan.outText)")
  }
}
