import Foundation
import Testing

/// Where output goes, and where it must not go.
@Suite(.needsBinary) struct PlaceTests {
  @Test func theTreeIsKept() throws {
    let folder = try Folder()
    for path in ["in/a/b/sh010.", "in/a/sh011.", "in/c/d/e/f/sh012.", "in/root."] {
      try folder.sequence(path, 1...2)
    }
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("deep/new/out"), ["--start", "1001"])
    #expect(run.status == 0, "\(run.err)")
    #expect(
      try folder.names("deep/new/out", files: true) == [
        "a/b/sh010.1001.exr", "a/b/sh010.1002.exr", "a/sh011.1001.exr", "a/sh011.1002.exr",
        "c/d/e/f/sh012.1001.exr", "c/d/e/f/sh012.1002.exr", "root.1001.exr", "root.1002.exr",
      ])
    #expect(run.sequences.map(\.output).contains(folder("deep/new/out/a/b/sh010.####.exr")))
    for frame in run.frames { #expect(File.exists(try #require(frame.destination))) }
  }

  @Test(arguments: ["in/a/b", "in/a/b/", "in/a/./b", "in/a/b/sh010.####.exr", "in/a/b/../b"])
  func theFolderOfASequenceOrAPatternGoesDirectlyIntoTheDestination(path: String) throws {
    let folder = try Folder()
    try folder.sequence("in/a/b/sh010.", 1...2)
    let run = try Turnover.convert([Argument(path)], into: "out", in: folder.path)
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == ["sh010.0001.exr", "sh010.0002.exr"])
  }

  @Test func severalPathsGoSideBySide() throws {
    let folder = try Folder()
    try folder.sequence("x/a.", 1...2)
    try folder.sequence("y/b/b.", 1...2)
    try File.write(PlainFrame().bytes, to: folder("z/c.0001.exr"))
    let run = try Turnover.convert(["x", "y", "z/c.0001.exr"], into: "out", in: folder.path)
    #expect(run.status == 0, "\(run.err)")
    #expect(
      try folder.names("out", files: true)
        == ["c.0001.exr", "x/a.0001.exr", "x/a.0002.exr", "y/b/b.0001.exr", "y/b/b.0002.exr"])
  }

  @Test func aFileAloneIsOneFrame() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    let run = try Turnover.convert(["in/a.0002.exr"], into: "out", ["--start", "1001"], in: folder.path)
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == ["a.1001.exr"])
    #expect(run.frames.map(\.sourceFrame) == [2])
  }

  @Test func twoInputsThatWouldWriteOneFileAreRefused() throws {
    let folder = try Folder()
    try folder.sequence("x/sh010/a.", 1...2)
    try folder.sequence("y/sh010/a.", 2...3)
    let run = try Turnover.convert(
      ["x/sh010/a.####.exr", "y/sh010/a.####.exr"], into: "out", in: folder.path)
    #expect(run.status == 2)
    #expect(run.err.contains("x/sh010") && run.err.contains("y/sh010"))
    #expect(!File.exists(folder("out")))
  }

  @Test func renumberingCanMakeThemMeetAndIsRefused() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    try folder.sequence("more/a.", 101...102)
    let paths: [Argument] = ["in/a.####.exr", "more/a.####.exr"]
    let apart = try Turnover.convert(paths, into: "apart", in: folder.path)
    #expect(apart.status == 0, "\(apart.err)")
    let run = try Turnover.convert(paths, into: "out", ["--start", "1001"], in: folder.path)
    #expect(run.status == 2)
    #expect(!File.exists(folder("out")))
  }

  @Test func theSamePathTwiceIsNotDoneTwice() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    let run = try Turnover.convert(["in", "in/../in", "in/a.0001.exr"], into: "out", in: folder.path)
    // Done once or refused, never two writers for one name.
    #expect(run.status == 2 || run.frames("done").count == 2)
    if run.status == 2 { #expect(!File.exists(folder("out"))) }
  }

  /// Ways to say the source's own folder.
  @Test(arguments: ["in/a", "in/a/", "in/./a/../a", "link", "in/a/back/a"])
  func theSourcesOwnFolderIsRefusedByIdentity(out: String) throws {
    let folder = try Folder()
    try folder.sequence("in/a/a.", 1...2)
    #expect(Tool.succeeds(["ln", "-s", "in/a", "\(folder("link"))"]))
    #expect(Tool.succeeds(["ln", "-s", "..", "\(folder("in/a/back"))"]))
    let before = try folder.fingerprint("in")
    for extra: [Argument] in [[], ["--overwrite"], ["--start", "1001"], ["--start", "2", "--overwrite"]] {
      let run = try Turnover.convert(["in/a"], into: out, extra, in: folder.path)
      #expect(run.status == 2, "\(run.err)")
      #expect(try folder.fingerprint("in") == before)
    }
    let linked = try Turnover.convert(["link/a.####.exr"], into: "in/a", ["--overwrite"], in: folder.path)
    #expect(linked.status == 2)
    let tree = try Turnover.convert(["in"], into: "in", ["--overwrite"], in: folder.path)
    #expect(tree.status == 2)
    #expect(try folder.fingerprint("in") == before)
  }

  @Test(.needsMount) func aBindMountOfTheSourceIsTheSource() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    #expect(Tool.succeeds(["mkdir", "\(folder("bound"))"]))
    let before = try folder.fingerprint("in")
    let script =
      #"mount --bind "$1/in" "$1/bound" && "$2" convert "$1/in" --to acescg --out "$1/bound" --overwrite"#
    let outcome = try Command([
      "unshare", "-m", "sh", "-c", Argument(script), "sh", Argument(folder.path), Argument(Turnover.binary),
    ]).run()
    #expect(outcome.status == 2, "\(outcome.errText)")
    #expect(try folder.fingerprint("in") == before)
  }

  @Test func noSequenceIsDeliveredOntoAnothersSource() throws {
    // x/a.0001.exr would replace y's own source frame of that name.
    for extra: [Argument] in [["--overwrite"], ["--overwrite", "--keep-going"]] {
      let folder = try Folder()
      try folder.sequence("x/a.", 1...2)
      try folder.sequence("y/a.", 1...2, frame: PlainFrame().tagged(.interopID("lin_ap0_scene")))
      let before = try folder.fingerprint("y")
      let run = try Turnover.convert(
        ["x/a.####.exr", "y/a.####.exr"], into: "y", extra, in: folder.path)
      #expect(run.status == 2, "\(run.err)")
      #expect(try folder.fingerprint("y") == before)
    }
  }

  @Test func outputInsideTheSourceTreeIsNotItsOwnInput() throws {
    let folder = try Folder()
    try folder.sequence("in/a/a.", 1...2)
    let run = try Turnover.convert(["in"], into: "in/delivery", in: folder.path)
    #expect(run.status == 0, "\(run.err)")
    #expect(
      try folder.names("in", files: true)
        == ["a/a.0001.exr", "a/a.0002.exr", "delivery/a/a.0001.exr", "delivery/a/a.0002.exr"])
  }

  @Test(arguments: ["in/a.0001.exr", "in/a.0001.exr/below", "/dev/null", "/proc/nowhere/x"])
  func aDestinationThatCannotBeAFolderIsRefused(out: String) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    let before = try folder.fingerprint("in")
    let run = try Turnover.convert(["in"], into: out, in: folder.path)
    #expect(run.status == 2, "\(run.err)")
    #expect(run.err.contains(out))
    #expect(try folder.fingerprint("in") == before)
  }

  @Test(.needsAnotherUser) func aDestinationThatMayNotBeWrittenIsRefusedBeforeWork() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    #expect(Tool.succeeds(["mkdir", "\(folder("closed"))"]))
    #expect(Tool.succeeds(["chmod", "-R", "a+rX", Argument(folder.path)]))
    #expect(Tool.succeeds(["chmod", "555", "\(folder("closed"))"]))
    for out in ["closed", "closed/below"] {
      let outcome = try Command(
        Tool.asNobody([
          Argument(Turnover.binary), "convert", "\(folder("in"))", "--to", "acescg", "--out",
          "\(folder(out))",
        ])
      ).run()
      #expect(outcome.status == 2, "\(out): \(outcome.errText)")
      #expect(outcome.errText.localizedCaseInsensitiveContains("permission"))
    }
  }

  @Test func aReportThatCannotBeWrittenIsNoSuccess() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    let outcome = try Turnover.run(
      "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--report",
      "\(folder("in/a.0001.exr/report.json"))")
    #expect(outcome.status != 0)
    #expect(outcome.errText.contains("report.json"))
  }
}
