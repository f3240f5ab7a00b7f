import Foundation
import Testing

/// What happens when the disk says no.
@Suite(.needsBinary) struct DiskTests {
  private func shot(frames: Int = 12) throws -> Folder {
    let folder = try Folder()
    var frame = PlainFrame()
    (frame.width, frame.height) = (256, 128)
    // Noise that no codec makes small.
    frame.sample = { x, y, channel in
      UInt16(
        truncatingIfNeeded: (x &* 40503 &+ y &* 30011 &+ channel.utf8.reduce(0) { $0 &+ Int($1) } &* 977)
          ^ (x &* y &* 7919)) & 0x7BFF
    }
    try folder.sequence("in/a.", 1...frames, frame: frame)
    return folder
  }

  @Test(.needsMount) func aFullDiskEndsTheRunEarlyAndLeavesNoTemporary() throws {
    let folder = try shot()
    #expect(Tool.succeeds(["mkdir", "\(folder("small"))"]))
    // Room for some frames, not for all; the listing is made inside, where the mount is.
    let script = """
      mount -t tmpfs -o size=600k none "$1/small" || exit 99
      "$0" convert "$1/in" --to acescg --out "$1/small" --report "$1/report.json" --threads 2; echo "status $?"
      ls -A "$1/small" > "$1/listing"; cp -a "$1/small" "$1/kept"
      """
    let outcome = try Command([
      "unshare", "-m", "sh", "-c", Argument(script), Argument(Turnover.binary), Argument(folder.path),
    ]).run()
    #expect(outcome.outText == "status 1\n", "\(outcome.errText)")
    #expect(
      outcome.errText.contains(/\/in\/\S+: cannot \w+: \S+\/small\/\S+: No space left/), "\(outcome.errText)")
    let frames = try JSONDecoder().decode(Report.self, from: Data(File.read(folder("report.json"))))
      .sequences.flatMap(\.frames)
    let done = frames.filter { $0.status == "done" }
    #expect(!done.isEmpty && done.count < 12)
    #expect(frames.filter { $0.status == "failed" }.count == 12 - done.count)
    #expect(frames.contains { $0.reason?.contains("not tried") == true })
    let names = try File.read(folder("listing")).split(separator: 10).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(
      names.sorted()
        == done.compactMap { $0.destination?.split(separator: "/").last.map(String.init) }.sorted())

    let whole = try Turnover.convert([Argument(folder("in"))], into: folder("whole"))
    #expect(whole.status == 0)
    for name in names {
      #expect(try File.read(folder("kept/\(name)")) == File.read(folder("whole/\(name)")), "\(name)")
    }
  }

  @Test func aFileSizeLimitFailsTheFrameAndKillsNothing() throws {
    let folder = try shot(frames: 2)
    try folder.sequence("in/small.", 1...1)
    // ulimit counts blocks of 512 bytes here.
    let script = #"ulimit -f 40; exec "$0" convert "$1/in" --to acescg --out "$1/out""#
    let outcome = try Command([
      "sh", "-c", Argument(script), Argument(Turnover.binary), Argument(folder.path),
    ]).run()
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(outcome.errText.contains("File too large"))
    #expect(try folder.names("out") == ["small.0001.exr"])
  }

  /// The system call that fails, and how.
  @Test(
    .needsStrace,
    arguments: [
      ("fsync", "error=EIO:when=1+"), ("write", "error=EIO:when=1+"),
      ("write", "error=EDQUOT:when=1+"), ("linkat,renameat,renameat2", "error=EIO:when=1+"),
      ("openat", "error=EMFILE:when=40+"), ("close", "error=EIO:when=20+"),
    ])
  func aFailingCallNeverLeavesHalfAFrame(call: String, fault: String) throws {
    let folder = try shot(frames: 4)
    let whole = try Turnover.convert([Argument(folder("in"))], into: folder("whole"))
    #expect(whole.status == 0)
    let outcome = try Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):\(fault)",
      Argument(Turnover.binary), "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))",
      "--threads", "1",
    ]).run()
    #expect(outcome.signal == nil)
    #expect(outcome.status != 0, "\(outcome.errText)")
    for name in try folder.names("out") {
      #expect(name.hasSuffix(".exr"), "\(name)")
      #expect(try File.read(folder("out/\(name)")) == File.read(folder("whole/\(name)")), "\(name)")
    }
  }

  @Test(.needsStrace, arguments: ["EPERM", "EOPNOTSUPP"])
  func aFileSystemWithoutHardLinksIsFine(error: String) throws {
    let folder = try shot(frames: 3)
    #expect(
      try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--range", "2-2"]).status == 0)
    let inode = try File.about(folder("out/a.0002.exr")).st_ino
    func run(_ extra: Argument...) throws -> Outcome {
      try Command(
        [
          "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=link,linkat", "-e",
          "inject=link,linkat:error=\(error)",
          Argument(Turnover.binary), "convert", "\(folder("in"))", "--to", "acescg", "--out",
          "\(folder("out"))",
        ] + extra
      ).run()
    }
    #expect(try run().status == 2)
    let skipped = try run("--existing", "skip")
    #expect(skipped.status == 0, "\(skipped.errText)")
    #expect(try folder.names("out") == ["a.0001.exr", "a.0002.exr", "a.0003.exr"])
    #expect(try File.about(folder("out/a.0002.exr")).st_ino == inode)
  }

  @Test(.needsStrace) func aFolderThatCannotBeSyncedIsNoSuccessAndNoRefusal() throws {
    let folder = try shot(frames: 2)
    #expect(Tool.succeeds(["mkdir", "\(folder("out"))"]))
    let outcome = try Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-P", "\(folder("out"))", "-e",
      "inject=fsync:error=EIO", Argument(Turnover.binary), "convert", "\(folder("in"))", "--to", "acescg",
      "--out",
      "\(folder("out"))", "--report", "\(folder("report.json"))",
    ]).run()
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(try folder.names("out").count == 2)
    #expect(File.exists(folder("report.json")))
  }

  @Test(.needsStrace, arguments: ["read", "pread64"])
  func aSourceThatCannotBeReadFailsAlone(call: String) throws {
    let folder = try shot(frames: 4)
    let outcome = try Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-P", "\(folder("in/a.0003.exr"))",
      "-e",
      "inject=\(call):error=EIO", Argument(Turnover.binary), "convert", "\(folder("in"))", "--to", "acescg",
      "--out",
      "\(folder("out"))",
    ]).run()
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(outcome.errText.contains("a.0003.exr"))
    #expect(try folder.names("out") == ["a.0001.exr", "a.0002.exr", "a.0004.exr"])
  }

  @Test(.needsStrace) func shortReadsAndInterruptedCallsAreGoneThroughAgain() throws {
    let folder = try shot(frames: 2)
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("whole")).status == 0)
    let outcome = try Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=read", "-P", "\(folder("in/a.0002.exr"))", "-e",
      "inject=read:error=EINTR:when=1", Argument(Turnover.binary), "convert", "\(folder("in"))", "--to",
      "acescg",
      "--out", "\(folder("out"))",
    ]).run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(Tool.succeeds(["diff", "-r", "\(folder("whole"))", "\(folder("out"))"]))
  }

  @Test(.needsStrace) func framesAreSyncedBeforeTheyGetTheirNamesAndTheFolderAfter() throws {
    let folder = try shot(frames: 3)
    #expect(Tool.succeeds(["mkdir", "\(folder("out"))"]))
    let log = folder("calls")
    let outcome = try Command([
      "strace", "-f", "-qq", "-y", "-o", Argument(log), "-e",
      "trace=fsync,fdatasync,link,linkat,rename,renameat,renameat2", Argument(Turnover.binary), "convert",
      "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))",
    ]).run()
    #expect(outcome.status == 0)
    let calls = String(decoding: try File.read(log), as: UTF8.self).split(separator: "\n")
    func index(_ matches: (Substring) -> Bool) -> Int? { calls.firstIndex(where: matches) }
    for number in 1...3 {
      let named = try #require(index { $0.contains("a.000\(number).exr\"") })
      let temporary = try #require(calls[named].firstMatch(of: /\.turnover-[0-9a-f]+\.tmp/)?.output)
      let synced = try #require(index { $0.contains("sync(") && $0.contains(temporary) })
      #expect(synced < named)
      let folderSynced = try #require(calls.lastIndex { $0.contains("sync(") && $0.contains("/out>") })
      #expect(named < folderSynced)
    }
  }
}
