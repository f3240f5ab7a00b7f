import Foundation
import Testing

/// "A frame that cannot be read fails alone: the others are done and the exit code is 1."
@Suite(.needsBinary) struct BadFrameTests {
  /// Runs over frames 1001 to 1005, of which 1003 was made bad, and expects the four others.
  private func expectOnlyOneFails(
    _ folder: Folder, naming words: String..., sourceLocation: SourceLocation = #_sourceLocation,
    by command: ([Argument]) -> [Argument] = { $0 }
  ) throws {
    let report = folder("report.json")
    let outcome = try Command(
      command([
        Argument(Turnover.binary), "convert", "--to", "acescg", Argument(folder("in")), "--out",
        Argument(folder("out")), "--report", Argument(report),
      ])
    ).run()
    #expect(outcome.status == 1, "\(outcome.errText)", sourceLocation: sourceLocation)
    let frames = try JSONDecoder().decode(Report.self, from: Data(File.read(report))).sequences.flatMap(
      \.frames)
    #expect(
      frames.map(\.status) == ["done", "done", "failed", "done", "done"], sourceLocation: sourceLocation)
    let failed = try #require(frames.first { $0.status == "failed" }, sourceLocation: sourceLocation)
    #expect(failed.sourceFrame == 1003, sourceLocation: sourceLocation)
    let reason = try #require(failed.reason, sourceLocation: sourceLocation)
    for word in words {
      #expect(reason.localizedCaseInsensitiveContains(word), "\(reason)", sourceLocation: sourceLocation)
    }
    #expect(outcome.errText.contains("sh010.1003.exr"), sourceLocation: sourceLocation)
    #expect(
      try folder.names("out")
        == ["sh010.1001.exr", "sh010.1002.exr", "sh010.1004.exr", "sh010.1005.exr"],
      sourceLocation: sourceLocation)
  }

  private func shot() throws -> (Folder, bad: String) {
    let folder = try Folder()
    let paths = try folder.sequence("in/sh010.", 1001...1005)
    return (folder, paths[2])
  }

  @Test func anEmptyFile() throws {
    let (folder, bad) = try shot()
    try File.write([], to: bad)
    try expectOnlyOneFails(folder, naming: "empty")
  }

  @Test func aPNGUnderTheNameOfAFrame() throws {
    let (folder, bad) = try shot()
    try File.write(
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 3000), to: bad)
    try expectOnlyOneFails(folder, naming: "OpenEXR")
  }

  @Test func text() throws {
    let (folder, bad) = try shot()
    try File.write(Array("no picture at all\n".utf8), to: bad)
    try expectOnlyOneFails(folder, naming: "OpenEXR")
  }

  /// Where a transfer can stop: in the magic, the version, the header, the chunk table, a chunk.
  @Test(arguments: [1, 3, 4, 7, 8, 9, 40, 200, 330, 380, 400, 450, 500, 600, 630, 640])
  func aFileCutOff(length: Int) throws {
    let (folder, bad) = try shot()
    let whole = try File.read(bad)
    try File.write(Array(whole.prefix(min(length, whole.count - 1))), to: bad)
    try expectOnlyOneFails(folder)
  }

  @Test func aFilePaddedWithZerosAsAnAbortedTransferLeavesIt() throws {
    let (folder, bad) = try shot()
    let whole = try File.read(bad)
    try File.write(Array(whole.dropLast(90)) + Array(repeating: 0, count: 90), to: bad)
    try expectOnlyOneFails(folder)
  }

  @Test func aChunkTableOfZerosAsACrashedWriterLeavesIt() throws {
    let (folder, bad) = try shot()
    var bytes = try File.read(bad)
    let frame = PlainFrame()
    let table = bytes.count - frame.height * (8 + 8 + frame.width * 6)
    for index in table..<table + frame.height * 8 { bytes[index] = 0 }
    try File.write(bytes, to: bad)
    try expectOnlyOneFails(folder, naming: "chunk")
  }

  @Test func aNamedPipeDoesNotHang() throws {
    let (folder, bad) = try shot()
    #expect(Tool.succeeds(["rm", Argument(bad)]) && Tool.succeeds(["mkfifo", Argument(bad)]))
    try expectOnlyOneFails(folder)
  }

  @Test func whatIsNoFileIsNotOpenedWhenItIsNamed() throws {
    let folder = try Folder()
    #expect(Tool.succeeds(["mkfifo", "\(folder("a.0001.exr"))"]))
    #expect(Tool.succeeds(["ln", "-s", "/dev/zero", "\(folder("b.0001.exr"))"]))
    for name in ["a.0001.exr", "b.0001.exr", "a.####.exr"] {
      let run = try Turnover.convert(["\(folder(name))"], into: folder("out"))
      #expect(run.status == 1 || run.status == 2, "\(name)")
      let scan = try Turnover.run("scan", "\(folder(name))")
      #expect(scan.status == 1 || scan.status == 2, "\(name)")
    }
    #expect(try Turnover.run("scan", "/dev/null").status == 2)
  }

  @Test func aFolderUnderTheNameOfAFrame() throws {
    let (folder, bad) = try shot()
    #expect(Tool.succeeds(["rm", Argument(bad)]) && Tool.succeeds(["mkdir", Argument(bad)]))
    try expectOnlyOneFails(folder)
  }

  @Test(arguments: ["nowhere.exr", "sh010.1003.exr", "/dev/zero", "/dev/null"])
  func aLinkToWhatIsNoFile(target: String) throws {
    let (folder, bad) = try shot()
    #expect(Tool.succeeds(["ln", "-sf", Argument(target), Argument(bad)]))
    try expectOnlyOneFails(folder)
  }

  @Test(.needsAnotherUser) func aFileThatMayNotBeRead() throws {
    let (folder, bad) = try shot()
    #expect(Tool.succeeds(["chmod", "-R", "a+rwX", Argument(folder.path)]))
    #expect(Tool.succeeds(["chmod", "000", Argument(bad)]))
    try expectOnlyOneFails(folder, naming: "permission") { Tool.asNobody($0) }
  }

  @Test func aSizeThatNobodyHasMemoryFor() throws {
    let (folder, bad) = try shot()
    for size: UInt32 in [40000, 0x3FFF_FFFF, 0x7FFF_FFFE] {
      var bytes = try File.read(folder("in/sh010.1001.exr"))
      let at = try #require(bytes.firstRange(of: Array("dataWindow\0box2i\0".utf8))).upperBound + 4
      bytes.replaceSubrange(at + 8..<at + 16, with: PlainFrame.words([size, size]))
      try File.write(bytes, to: bad)
      try expectOnlyOneFails(folder)
      _ = try Command(["rm", "-r", Argument(folder("out"))]).run()
    }
  }

  @Test func aFrameThatIsStillGrowingIsNotConvertedInPart() throws {
    // The header and table are there from the start, as with a writer that is under way.
    let folder = try Folder()
    var large = PlainFrame()
    (large.width, large.height) = (512, 256)
    let whole = large.bytes
    try File.write(whole, to: folder("in/a.0001.exr"))
    try File.write(Array(whole.prefix(whole.count / 2)), to: folder("in/a.0002.exr"))
    let writer = try Command([
      "sh", "-c", "while :; do printf x >> '\(folder("in/a.0002.exr"))'; done",
    ]).start()
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    writer.send(SIGKILL)
    _ = try writer.wait()
    #expect(run.status == 1)
    #expect(run.frames.map(\.status) == ["done", "failed"])
    #expect(try folder.names("out") == ["a.0001.exr"])
  }

  @Test(.needsStrace) func aFrameThatChangesAfterThePlanFails() throws {
    // The plan believes one tag, the file that the run opens has another: each opening waits, and the file is
    // exchanged when the plan is done and has made the folder.
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    try File.write(PlainFrame().tagged(.chromaticities(PlainFrame.ap1)).bytes, to: folder("other"))
    let child = try Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=openat", "-P", "\(folder("in/a.0001.exr"))",
      "-e",
      "inject=openat:delay_enter=700000", Argument(Turnover.binary), "convert", "\(folder("in"))", "--to",
      "acescg",
      "--out", "\(folder("out"))",
    ]).start()
    try child.wait { File.exists(folder("out")) }
    #expect(Tool.succeeds(["mv", "\(folder("other"))", "\(folder("in/a.0001.exr"))"]))
    let outcome = try child.wait()
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(try folder.names("out").isEmpty)
  }

  @Test func aLinkToAGoodFrameIsFollowed() throws {
    let folder = try Folder()
    try folder.sequence("store/x", 1...3)
    for number in 1...3 {
      try folder.sequence("in/keep.", 1...1)
      #expect(
        Tool.succeeds(["ln", "-s", "../store/x000\(number).exr", "\(folder("in/a.000\(number).exr"))"]))
    }
    let run = try Turnover.convert([Argument(folder("in/a.####.exr"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == ["a.0001.exr", "a.0002.exr", "a.0003.exr"])
    #expect(try File.about(folder("out/a.0001.exr")).st_mode & S_IFMT == S_IFREG)
  }
}
