import Foundation
import Testing

/// What the system gives a process: threads and open files.
@Suite(.needsBinary) struct LimitTests {
  /// A place that everybody may write to, with a shot of frames that together exceed the smallest budget.
  private func shot(frames: Int = 60) throws -> Folder {
    let folder = try Folder()
    var frame = PlainFrame()
    (frame.width, frame.height) = (256, 256)
    let bytes = frame.bytes
    for number in 1...frames { try File.write(bytes, to: folder(Folder.name("in/a.", number))) }
    #expect(Tool.succeeds(["chmod", "777", Argument(folder.path)]))
    return folder
  }

  /// A tree of shots with one frame each.
  private func show(shots: Int) throws -> Folder {
    let folder = try Folder()
    let bytes = PlainFrame().bytes
    for shot in 1...shots { try File.write(bytes, to: folder("in/sh\(shot)/a.0001.exr")) }
    return folder
  }

  /// A command of a user who has nothing else running and may have so many threads and processes.
  private func command(threads: Int, _ words: [Argument]) -> Command {
    let user = Int.random(in: 100_000..<1_000_000)
    return Command(
      [
        "prlimit", "--nproc=\(threads)", "setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups",
        Argument(Turnover.binary),
      ] + words)
  }

  /// A command that may have so many files open, and no more by its own wish.
  private func command(files: Int, _ words: [Argument]) -> Command {
    Command(["prlimit", "--nofile=\(files)", Argument(Turnover.binary)] + words)
  }

  @Test func moreThreadsThanDispatchHasConvertAll() throws {
    let folder = try shot()
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--threads", "300", "--memory", "16M"])
    #expect(run.status == 0)
    #expect(try folder.names("out").count == 60)
  }

  @Test(.needsUsers, arguments: [1, 2, 3, 4, 6])
  func fewerThreadsThanAskedForDoAll(threads: Int) throws {
    let folder = try shot()
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("whole")).status == 0)
    let convert = try command(
      threads: threads,
      [
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--threads", "16",
        "--memory", "16M",
      ]
    ).run()
    #expect(convert.status == 0, "\(convert.errText)")
    #expect(Tool.succeeds(["diff", "-r", "\(folder("whole"))", "\(folder("out"))"]))
    let renumber = try command(
      threads: threads,
      ["renumber", "\(folder("in"))", "--offset", "100", "--out", "\(folder("numbered"))", "--mode", "copy"]
    ).run()
    #expect(renumber.status == 0, "\(renumber.errText)")
    #expect(try folder.names("numbered").count == 60)
  }

  @Test(.needsUsers, arguments: [1, 2, 4])
  func aSignalEndsARunThatGetsNoThreads(threads: Int) throws {
    let folder = try shot(frames: 400)
    let child = try command(
      threads: threads, ["convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))"]
    ).start()
    try child.wait { try folder.names("out").contains { $0.hasSuffix(".exr") } }
    child.send(SIGTERM)
    let outcome = try child.wait()
    #expect(outcome.signal == SIGTERM || outcome.status == 143, "\(outcome.errText)")
    #expect(try folder.names("out").count < 400)
  }

  @Test(.needsLimits) func moreFoldersThanFilesMayBeOpenAreDelivered() throws {
    let folder = try show(shots: 300)
    let convert = try command(
      files: 140,
      [
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--preview",
        "\(folder("preview"))", "--threads", "16",
      ]
    ).run()
    #expect(convert.status == 0, "\(convert.errText)")
    #expect(try folder.names("out", files: true).count == 300)
    #expect(try folder.names("preview", files: true).count == 300)
    for mode: Argument in ["copy", "move"] {
      let renumber = try command(
        files: 140,
        [
          "renumber", "\(folder("in"))", "--start", "7", "--out", "\(folder("by"))-\(mode)", "--mode", mode,
          "--threads", "16",
        ]
      ).run()
      #expect(renumber.status == 0, "\(renumber.errText)")
      #expect(try folder.names("by-\(mode)", files: true).count == 300)
    }
  }

  @Test(.needsLimits) func moreFoldersThanCanBeLockedTogetherAreRefusedInPlace() throws {
    let folder = try show(shots: 200)
    let before = try folder.fingerprint("in")
    for extra in [["--dry-run"], []] as [[Argument]] {
      let refused = try command(
        files: 200, ["renumber", "\(folder("in"))", "--start", "7", "--in-place"] + extra
      ).run()
      #expect(refused.status == 2)
      #expect(
        refused.errText.contains("200 folders") && refused.errText.contains("raise the limit to 264"),
        "\(refused.errText)")
      #expect(try folder.fingerprint("in") == before)
    }
    // The command raises its own limit as far as it may.
    let raised = try Command([
      "prlimit", "--nofile=200:264", Argument(Turnover.binary), "renumber", "\(folder("in"))", "--start", "7",
      "--in-place",
    ]).run()
    #expect(raised.status == 0, "\(raised.errText)")
    #expect(try folder.names("in", files: true).allSatisfy { $0.hasSuffix("/a.0007.exr") })
  }
}
