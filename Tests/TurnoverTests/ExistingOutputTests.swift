import Foundation
import Testing

/// "Existing output is refused; overwrite replaces frame by frame, atomically, skip leaves what is there."
@Suite(.needsBinary) struct ExistingOutputTests {
  private func shot(_ there: [UInt8] = Array("precious".utf8)) throws -> (Folder, there: String) {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    try File.write(there, to: folder("out/a.0002.exr"))
    return (folder, folder("out/a.0002.exr"))
  }

  @Test(arguments: [[], ["--existing", "refuse"]])
  func isRefused(words: [String]) throws {
    let (folder, there) = try shot()
    let before = try folder.fingerprint("out")
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words.map { Argument($0) })
    #expect(run.status == 2)
    #expect(run.err.contains(there))
    #expect(run.err.contains("--existing overwrite") && run.err.contains("skip"))
    #expect(try folder.fingerprint("out") == before)
  }

  @Test(arguments: [["--overwrite"], ["--existing", "overwrite"]])
  func isReplacedWhole(words: [String]) throws {
    let (folder, there) = try shot()
    let inode = try File.about(there).st_ino
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words.map { Argument($0) })
    #expect(run.status == 0, "\(run.err)")
    #expect(run.frames("done").count == 3)
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("other")).status == 0)
    #expect(try File.read(there) == File.read(folder("other/a.0002.exr")))
    // Another file took the name; nobody wrote into the old one.
    #expect(try File.about(there).st_ino != inode)
  }

  @Test func aReaderOfTheOldFileKeepsIt() throws {
    let (folder, there) = try shot()
    let reader = try FileHandle(forReadingFrom: URL(filePath: there))
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--overwrite"]).status == 0)
    #expect(try reader.readToEnd() == Data("precious".utf8))
  }

  @Test func isLeftAndTheRestDone() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    let there = folder("out/a.0002.exr")
    #expect(
      try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--range", "2-2"]).status == 0)
    let before = try File.about(there)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--existing", "skip"])
    #expect(run.status == 0, "\(run.err)")
    #expect(run.frames.map(\.status) == ["done", "skipped", "done"])
    #expect(run.frames[1].reason?.isEmpty == false)
    #expect(try File.about(there).st_ino == before.st_ino)
    #expect(try File.about(there).st_mtim.tv_nsec == before.st_mtim.tv_nsec)
    let again = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--existing", "skip"])
    #expect(again.status == 0)
    #expect(again.frames.allSatisfy { $0.status == "skipped" })
  }

  @Test func aLinkIsNeverWrittenThrough() throws {
    for (target, exists) in [("precious.exr", true), ("nowhere.exr", false)] {
      let folder = try Folder()
      try folder.sequence("in/a.", 1...3)
      if exists { try File.write(Array("precious".utf8), to: folder(target)) }
      try File.write([], to: folder("out/other.txt"))
      #expect(Tool.succeeds(["ln", "-s", "\(folder(target))", "\(folder("out/a.0002.exr"))"]))

      let refused = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
      #expect(refused.status == 2)
      let skipped = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--existing", "skip"])
      // What it leads to is no frame.
      #expect(skipped.status == 2 && skipped.err.contains("cannot be kept"), "\(skipped.err)")
      let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--overwrite"])
      #expect(run.status == 0, "\(run.err)")
      #expect(try File.about(folder("out/a.0002.exr")).st_mode & S_IFMT == S_IFREG)
      #expect(File.exists(folder(target)) == exists)
      if exists { #expect(try File.read(folder(target)) == Array("precious".utf8)) }
    }
  }

  @Test(arguments: [[], ["--existing", "overwrite"], ["--existing", "skip"]])
  func aFolderOfThatNameIsRefusedBeforeWork(words: [String]) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    try File.write([1], to: folder("out/a.0002.exr/inside"))
    let before = try folder.fingerprint("out")
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words.map { Argument($0) })
    #expect(run.status == 2, "\(run.err)")
    #expect(run.err.contains("a.0002.exr"))
    #expect(try folder.fingerprint("out") == before)
  }

  @Test func aHardLinkToTheSourceIsReplacedAndTheSourceStays() throws {
    let folder = try Folder()
    let source = try folder.sequence("in/a.", 1...1)[0]
    let bytes = try File.read(source)
    #expect(Tool.succeeds(["mkdir", "\(folder("out"))"]))
    #expect(Tool.succeeds(["ln", Argument(source), "\(folder("out/a.0001.exr"))"]))
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("out")).status == 2)
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--overwrite"]).status == 0)
    #expect(try File.read(source) == bytes)
    #expect(try File.read(folder("out/a.0001.exr")) != bytes)
  }

  @Test func aFrameThatFailsLeavesTheOldOneWhenOverwriting() throws {
    let (folder, there) = try shot()
    try File.write([1, 2, 3], to: folder("in/a.0002.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--overwrite"])
    #expect(run.status == 1)
    #expect(try File.read(there) == Array("precious".utf8))
  }

  @Test(.needsStrace) func whatAppearsAfterThePlanIsNotReplaced() throws {
    // The name is taken while the run is under way: by strace's delay before each link of a name.
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    let child = try Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=linkat,renameat,renameat2", "-e",
      "inject=linkat,renameat,renameat2:delay_enter=1500000", Argument(Turnover.binary), "convert",
      Argument(folder("in")), "--to", "acescg", "--out", Argument(folder("out")),
    ]).start()
    try child.wait { try !folder.names("out").isEmpty }
    try File.write(Array("precious".utf8), to: folder("out/a.0001.exr"))
    let outcome = try child.wait()
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(try File.read(folder("out/a.0001.exr")) == Array("precious".utf8))
    #expect(try folder.names("out") == ["a.0001.exr"])
  }
}
