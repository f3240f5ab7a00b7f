import Foundation
import Testing

/// Output below the folder that is searched is no source of the next run.
@Suite(.needsBinary) struct OutputInsideTests {
  @Test(arguments: ["in/delivery", "in/link", "link", "in/../in/delivery/"])
  func aSecondRunIsResumed(out: String) throws {
    let folder = try Folder()
    try folder.sequence("in/a/a.", 1...3)
    #expect(Tool.succeeds(["mkdir", "\(folder("in/delivery"))"]))
    #expect(Tool.succeeds(["ln", "-s", "delivery", "\(folder("in/link"))"]))
    #expect(Tool.succeeds(["ln", "-s", "in/delivery", "\(folder("link"))"]))
    let first = try Turnover.convert(["in"], into: out, in: folder.path)
    #expect(first.status == 0, "\(first.err)")
    #expect(Tool.succeeds(["rm", "\(folder("in/delivery/a/a.0002.exr"))"]))
    let second = try Turnover.convert(["in"], into: out, ["--existing", "skip"], in: folder.path)
    #expect(second.status == 0, "\(second.err)")
    #expect(second.frames.map(\.status) == ["skipped", "done", "skipped"])
    let ignored = try #require(second.report).ignored
    #expect(ignored.contains { $0.source == "in/delivery" && $0.reason?.contains("output") == true })
    #expect(
      try folder.names("in/delivery", files: true) == ["a/a.0001.exr", "a/a.0002.exr", "a/a.0003.exr"])
    let refused = try Turnover.convert(["in"], into: out, in: folder.path)
    #expect(refused.status == 2 && refused.err.contains("there already"), "\(refused.err)")
  }

  @Test func previewsAndRenumberedFramesAreNoSourcesEither() throws {
    let folder = try Folder()
    try folder.sequence("in/a/a.", 1...2)
    for _ in 1...2 {
      let run = try Turnover.convert(
        ["in"], into: "in/exr", ["--preview", "in/dpx", "--existing", "overwrite"], in: folder.path)
      #expect(run.status == 0, "\(run.err)")
    }
    func renumber(_ words: Argument...) throws -> Outcome {
      try Command(
        [
          "env", "-C", "\(folder.path)", "\(Turnover.binary)", "renumber", "--offset", "10", "--out",
          "in/numbers",
        ]
          + words
      ).run()
    }
    #expect(try renumber("in/a").status == 0)
    let again = try renumber("in", "--dry-run")
    #expect(again.outText.contains("in/numbers: output goes into it"), "\(again.outText) \(again.errText)")
    #expect(!again.outText.contains("in/numbers/a.####"))
  }

  @Test func aFolderWithNothingButItsOutputSaysSo() throws {
    let folder = try Folder()
    try folder.sequence("in/out/a.", 1...2)
    let run = try Turnover.convert(["in"], into: "in/out", in: folder.path)
    #expect(run.status == 2)
    #expect(run.err.contains("no frame is in it or below it: in/out is the output folder"), "\(run.err)")
  }

  @Test func aPatternInTheOutputFolderIsRefused() throws {
    let folder = try Folder()
    try folder.sequence("in/out/a.", 1...2)
    let run = try Turnover.convert(["in/out/a.####.exr"], into: "in/out", in: folder.path)
    #expect(run.status == 2)
    #expect(run.err.contains("is the folder of a source"), "\(run.err)")
  }
}
