import Foundation
import Testing

/// No shot is mixed of two deliveries, and nothing that an interrupted run left stays.
@Suite(.needsBinary) struct MixedDeliveryTests {
  private func shot(_ numbers: ClosedRange<Int> = 1...10) throws -> Folder {
    let folder = try Folder()
    try folder.sequence("in/a.", numbers)
    return folder
  }

  private func convert(_ folder: Folder, _ words: Argument...) throws -> Converted {
    try Turnover.convert([Argument(folder("in"))], into: folder("out"), words)
  }

  @Test func halfAShotInAnotherSpaceIsRefused() throws {
    let folder = try shot()
    #expect(try convert(folder, "--to", "ap0", "--range", "1-5").status == 0)
    let before = try folder.fingerprint("out")
    let run = try convert(folder, "--to", "acescg", "--existing", "skip")
    #expect(run.status == 2, "\(run.err)")
    #expect(run.err.contains("a.0001.exr and 4 more are there already"), "\(run.err)")
    #expect(run.err.contains("aces2065-1") && run.err.contains("--existing overwrite"), "\(run.err)")
    #expect(try folder.fingerprint("out") == before)
    let rest = try convert(folder, "--to", "ap0", "--existing", "skip")
    #expect(rest.status == 0 && rest.frames("skipped").count == 5 && rest.frames("done").count == 5)
  }

  @Test(arguments: ["overwrite", "skip"]) func anotherRangeIsRefused(policy: Argument) throws {
    let folder = try shot()
    #expect(try convert(folder, "--range", "1-5", "--start", "1001").status == 0)
    let before = try folder.fingerprint("out")
    let run = try convert(folder, "--range", "6-10", "--start", "1001", "--existing", policy)
    #expect(run.status == 2, "\(run.err)")
    #expect(run.err.contains("a.0001.exr") && run.err.contains("a.0006.exr"), "\(run.err)")
    #expect(try folder.fingerprint("out") == before)
    // A tree that was moved holds the same source frames.
    #expect(Tool.succeeds(["mv", Argument(folder("in")), Argument(folder("elsewhere"))]))
    let again = try Turnover.convert(
      [Argument(folder("elsewhere"))], into: folder("out"), ["--start", "1001", "--existing", policy])
    #expect(again.status == 0, "\(again.err)")
  }

  @Test(.needsPython) func everyKindOfFileIsSeenToBeWhole() throws {
    let folder = try Folder()
    try Picture(
      PartTests.part("beauty"), PartTests.part("N", Picture.layer("N")),
      PartTests.part("deep", PartTests.depth, compression: "zips", deep: true)
    ).write(to: folder("in/parts/a.0001.exr"))
    try Picture(PartTests.part("tiles", tile: [16, 16]), levels: "mipmap", rounding: "up")
      .write(to: folder("in/tiles/a.0001.exr"))
    try Picture(.init(window: [-20, -10, 79, 59], display: [0, 0, 63, 47], compression: "none"))
      .write(to: folder("in/lines/a.0001.exr"))
    for policy in ["piz", "none"] as [Argument] {
      let words: [Argument] = ["--compression", policy, "--existing", "skip"]
      let made = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words)
      #expect(made.status == 0 && made.frames("done").count == 3, "\(made.err)")
      let kept = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words)
      #expect(kept.status == 0 && kept.frames("skipped").count == 3, "\(kept.err)")
      for name in ["parts", "tiles", "lines"] {
        let path = folder("out/\(name)/a.0001.exr")
        let whole = try File.read(path)
        try File.write(whole.dropLast(1), to: path)
        let cut = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words)
        #expect(cut.status == 2 && cut.err.contains("\(name)/a.0001.exr is there"), "\(cut.err)")
        #expect(cut.err.contains("cut short"), "\(cut.err)")
        try File.write(whole, to: path)
      }
      #expect(Tool.succeeds(["rm", "-r", Argument(folder("out"))]))
    }
  }

  @Test func twoRunsAtOnceDeliverTogether() throws {
    let folder = try Folder()
    var frame = PlainFrame()
    (frame.width, frame.height) = (256, 160)
    for number in 1...40 { try File.write(frame.bytes, to: folder(Folder.name("in/a.", number))) }
    let runs = try (1...3).map { number in
      try Turnover.command([
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--existing", "skip",
        "--report", "\(folder("report\(number).json"))",
      ]).start()
    }
    for run in runs {
      let outcome = try run.wait()
      #expect(outcome.status == 0, "\(outcome.errText)")
    }
    var done = 0
    for number in 1...3 {
      let report = try JSONDecoder().decode(
        Report.self, from: Data(File.read(folder("report\(number).json"))))
      let frames = report.sequences.flatMap(\.frames)
      #expect(Set(frames.map(\.status)).isSubset(of: ["done", "skipped"]), "\(frames)")
      done += frames.count { $0.status == "done" }
    }
    #expect(done == 40)
    #expect(try folder.names("out").count == 40)
  }

  @Test func whatWasLeftGoesWhateverTheRunHasToDo() throws {
    let folder = try shot(1...2)
    #expect(try convert(folder).status == 0)
    let left = folder("out/.turnover-0123456789abcdef.tmp")
    try File.write([1, 2, 3], to: left)
    let run = try convert(folder, "--existing", "skip")
    #expect(run.status == 0 && run.frames("skipped").count == 2, "\(run.err)")
    #expect(!File.exists(left))
  }

  @Test(.needsStrace) func whatAnotherRunIsWritingStays() throws {
    // The first run stands still before it gives its frame a name; the file is complete, and closed.
    let folder = try shot(1...1)
    let child = try Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e",
      "inject=renameat2:delay_enter=1500000", Argument(Turnover.binary), "convert", Argument(folder("in")),
      "--to", "acescg", "--out", Argument(folder("out")), "--sync", "none",
    ]).start()
    try child.wait { try folder.names("out").contains { $0.hasPrefix(".turnover-") } }
    usleep(500_000)
    try folder.sequence("other/b.", 1...1)
    let other = try Turnover.convert([Argument(folder("other"))], into: folder("out"))
    #expect(other.status == 0, "\(other.err)")
    let outcome = try child.wait()
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(try folder.names("out") == ["a.0001.exr", "b.0001.exr"])
  }
}
