import Foundation
import Testing

/// A renumbering moves the files that the plan saw, puts no slate over a picture, and takes no name that may be
/// another's.
@Suite(.needsBinary) struct RenumberIdentityTests {
  @Test(.needsStrace) func aNameThatCannotBeLookedAtIsNotFree() throws {
    let words: [Argument] = ["in", "--in-place", "--offset", "1"]
    // Where the file system cannot rename without replacing, the program has to look.
    let older: [Argument] = ["-e", "inject=renameat2:error=EINVAL"]
    let first = try RenumberScene()
    #expect(try first.traced(older, words).status == 0)
    let looks = String(decoding: try File.read(first.folder("calls")), as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("faccessat2(") }
    let look = try #require(looks.firstIndex { $0.contains("AT_SYMLINK_NOFOLLOW") }) + 1
    for error in ["EIO", "ESTALE"] {
      let scene = try RenumberScene()
      let outcome = try scene.traced(older + ["-e", "inject=faccessat2:error=\(error):when=\(look)+"], words)
      #expect(outcome.status == 1, "\(outcome.errText)")
      // Every frame is there still, under its old name or its new one, or parked.
      let frames = try scene.state().filter { $0.key != ".turnover-renumber" }
      #expect(frames.values.sorted() == scene.shifted(by: 0).values.sorted())
    }
  }

  @Test(.needsStrace) func aFileThatTookTheNameIsNotMoved() throws {
    let scene = try RenumberScene(count: 1)
    try File.write(Array("another".utf8), to: scene.folder("another"))
    var command = Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e",
      "inject=renameat2:delay_enter=2000000:when=1", Argument(Turnover.binary), "renumber", "in", "--out",
      "out",
      "--offset", "1000", "--mode", "move",
    ])
    command.folder = scene.folder.path
    let child = try command.start()
    try child.wait { File.exists(scene.folder("out")) }
    usleep(500_000)
    #expect(
      Tool.succeeds(["mv", Argument(scene.folder("another")), Argument(scene.folder("in/f.0001.exr"))]))
    let outcome = try child.wait()
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(
      outcome.errText.contains("another file has its name since the plan was made"), "\(outcome.errText)")
    #expect(try scene.state() == ["f.0001.exr": "another"])
    #expect(try scene.state("out").isEmpty)
  }

  @Test func aSlateReplacesNoPicture() throws {
    let scene = try RenumberScene(count: 3)
    let words: [Argument] = ["in", "--out", "out", "--slate", "first", "--existing", "overwrite"]
    #expect(try scene.run(["in", "--out", "out", "--start", "1001"]).status == 0)
    let before = try scene.state("out")
    // The slate would be 1002, which has 1001 before it.
    let refused = try scene.run(words + ["--start", "1003"])
    #expect(refused.status == 2, "\(refused.errText)")
    #expect(refused.errText.contains("the slate would replace") && refused.errText.contains("f.1001.exr"))
    #expect(try scene.state("out") == before)
    let first = try scene.run(words + ["--start", "1002", "--dry-run"])
    #expect(first.status == 0 && first.outText.contains("the slate replaces"), "\(first.outText)")
  }

  @Test func anotherSourceFrameIsNotPutUnderANumber() throws {
    let folder = try Folder()
    try folder.sequence("plate/a.", 1...4)
    #expect(try Turnover.convert([Argument(folder("plate"))], into: folder("in")).status == 0)
    func renumber(_ range: Argument, _ words: Argument...) throws -> Outcome {
      var command = Turnover.command(
        ["renumber", "in", "--out", "out", "--start", "1001", "--range", range] + words)
      command.folder = folder.path
      return try command.run()
    }
    #expect(try renumber("1-2").status == 0)
    let before = try folder.fingerprint("out")
    for policy in ["overwrite", "skip"] as [Argument] {
      let refused = try renumber("3-4", "--existing", policy)
      #expect(refused.status == 2, "\(refused.errText)")
      #expect(refused.errText.contains("a.1001.exr and 1 more are there already"), "\(refused.errText)")
      #expect(try renumber("1-2", "--existing", policy, "--dry-run").status == 0)
    }
    #expect(try folder.fingerprint("out") == before)
    // The bytes are the source's, so what it says of its own source is kept.
    #expect(try File.read(folder("out/a.1001.exr")) == File.read(folder("in/a.0001.exr")))
  }
}
