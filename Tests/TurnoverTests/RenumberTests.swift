import Foundation
import Testing

/// The command line of `turnover renumber`, and what its runs say.
@Suite(.needsBinary) struct RenumberTests {
  @Test(arguments: [
    ["in"], ["in", "--out", "x", "--in-place"], ["--out", "x"], ["in", "--in-place", "--mode", "copy"],
    ["in", "--in-place", "--retag"], ["in", "--out", "x", "--retag", "--mode", "hardlink"],
    ["in", "--out", "x", "--retag", "--mode", "move"], ["in", "--in-place", "--existing", "skip"],
    ["in", "--in-place", "--overwrite"], ["in", "--in-place", "--sync", "none"],
    ["in", "--in-place", "--gaps", "hold"], ["in", "--in-place", "--gaps", "black"],
    ["in", "--in-place", "--short-handles", "hold"], ["in", "--in-place", "--slate", "render"],
    ["in", "--in-place", "--slate", "slate.exr"], ["in", "--in-place", "--notes", "x"],
    ["in", "--in-place", "--cut-tc", "01:00:00:00-01:00:00:01"], ["in", "--in-place", "--fps", "24"],
    ["in", "--out", "x", "--from", "acescg"], ["in", "--out", "x", "--data-layer", "n"],
    ["in", "--out", "x", "--mode", "clown"], ["in", "--in-place", "--start", "1", "--offset", "1"],
    ["--resume", "in", "--undo", "in"], ["--resume", "in", "in"], ["--undo", "in", "--offset", "1"],
    ["--resume", "in", "--out", "x"], ["--undo", "in", "--sync", "none"],
  ])
  func wrongUsage(words: [String]) throws {
    let scene = try RenumberScene()
    var command = Turnover.command(["renumber"] + words.map { Argument($0) })
    command.folder = scene.folder.path
    let outcome = try command.run()
    #expect(outcome.status == 64, "\(words): \(outcome.errText)")
    #expect(outcome.out.isEmpty)
    #expect(try scene.folder.names() == ["in"] + scene.shifted(by: 0).keys.map { "in/\($0)" }.sorted())
  }

  @Test func aDryRunShowsEveryNameAndChangesNothing() throws {
    let scene = try RenumberScene(count: 4)
    let before = try scene.folder.fingerprint("")
    let outcome = try scene.run(["in", "--offset", "999", "--slate", "first", "--dry-run", "--out", "out"])
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(
      outcome.outLines == [
        "in/f.####.exr -> out/f.####.exr", "  f.0001.exr -> f.1000.exr  slate", "  f.0002.exr -> f.1001.exr",
        "  f.0003.exr -> f.1002.exr", "  f.0004.exr -> f.1003.exr",
        "1 sequence, 4 frames to rename. Nothing was changed.",
      ])
    let inPlace = try scene.run(["in", "--offset", "1", "--dry-run", "--in-place", "--json"])
    #expect(inPlace.status == 0 && inPlace.outLines.count == 1)
    #expect(try scene.folder.fingerprint("") == before)
  }

  @Test func everyFrameIsReported() throws {
    let scene = try RenumberScene(count: 6)
    try File.write(File.read(scene.folder("in/f.0005.exr")), to: scene.folder("out/f.1005.exr"))
    #expect(Tool.succeeds(["rm", Argument(scene.folder("in/f.0003.exr"))]))
    #expect(Tool.succeeds(["ln", "-s", "nowhere", Argument(scene.folder("in/f.0007.exr"))]))
    let outcome = try scene.run([
      "in", "--out", "out", "--start", "1001", "--gaps", "keep", "--existing", "skip", "--report", "r.json",
      "--json",
    ])
    #expect(outcome.status == 1, "\(outcome.errText)")
    #expect(outcome.outLines.count == 8)
    let frames = try RenumberReport(scene.folder("r.json")).frames
    #expect(frames.map(\.status) == ["done", "done", "missing", "done", "skipped", "done", "failed"])
    #expect(frames.map(\.outputFrame) == Array(1001...1007))
    #expect(Set(frames.compactMap(\.method)).isSubset(of: ["cloned", "copied"]))
    #expect(outcome.errText.contains("f.0007.exr: cannot open: it is a link to nowhere"))
  }

  @Test func refusalsComeTogetherAndNothingIsTouched() throws {
    let scene = try RenumberScene()
    try scene.folder.sequence("in/gap.", [1, 3])
    try File.write([], to: scene.folder("out/f.0002.exr"))
    let before = try scene.folder.fingerprint("")
    let outcome = try scene.run(["in", "--out", "out", "--offset", "1"])
    #expect(outcome.status == 2)
    #expect(outcome.errText.contains("numbers are missing: 2"))
    #expect(outcome.errText.contains("f.0002.exr is there already"))
    #expect(outcome.errText.contains("Nothing was changed."))
    #expect(try scene.folder.fingerprint("") == before)

    let rest = try scene.run(["in", "--in-place", "--offset", "1", "--keep-going"])
    #expect(rest.status == 1)
    #expect(try scene.folder.names("in").sorted().prefix(3) == ["f.0002.exr", "f.0003.exr", "f.0004.exr"])
    #expect(try scene.folder.names("in").contains("gap.0003.exr"))
  }

  @Test func namesAreBytes() throws {
    let folder = try Folder()
    let stem: [UInt8] = [0x2D, 0xE9, 0x0A, 0x20]
    #expect(Tool.succeeds(["mkdir", Argument(folder("in"))]))
    for number in 1...3 {
      let path = Array("\(folder("in"))/".utf8) + stem + Array(".000\(number).exr".utf8)
      #expect(Tool.succeeds(["touch", "--", Argument(path)]))
    }
    #expect(try Turnover.run("renumber", "--in-place", "--offset", "1", "--", "\(folder("in"))").status == 0)
    let expected = (2...4).map { stem + Array(".000\($0).exr".utf8) }
    #expect(try folder.tree("in") == expected)
  }

  @Test func retagMakesTagsTrueAndCopiesPixels() throws {
    let scene = try Folder()
    let frame = PlainFrame().tagged(.timeCode(0x0102_0304), .string("note", "kept"))
    try scene.sequence("in/f.", 1...2, frame: frame)
    let words: [Argument] = [
      "renumber", "\(scene("in"))", "--out", "\(scene("out"))", "--start", "1001", "--retag",
    ]
    let refused = try Turnover.command(words).run()
    #expect(refused.status == 2)
    #expect(refused.errText.contains("--from"))
    let outcome = try Turnover.command(words + ["--from", "acescg"]).run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(try scene.names("out") == ["f.1001.exr", "f.1002.exr"])

    let (source, output) = (try File.read(scene("in/f.0001.exr")), try File.read(scene("out/f.1001.exr")))
    let chunks = frame.height * (8 + frame.width * 2 * frame.channels.count)
    #expect(output.suffix(chunks) == source.suffix(chunks))
    let header = String(decoding: output.dropLast(chunks), as: UTF8.self)
    for text in ["colorInteropID", "lin_ap1_scene", "chromaticities", "timeCode", "note", "kept"] {
      #expect(header.contains(text), "\(text)")
    }
    let foreign = try Turnover.command(words + ["--from", "aces2065-1", "--overwrite"]).run()
    #expect(foreign.status == 0)
    let again = try Turnover.run(
      "renumber", "\(scene("out"))", "--out", "\(scene("again"))", "--retag", "--from", "acescg")
    // What is tagged by now keeps its tags.
    #expect(again.status == 0, "\(again.errText)")
    let (first, second) = (try File.read(scene("out/f.1001.exr")), try File.read(scene("again/f.1001.exr")))
    #expect(second.suffix(chunks) == first.suffix(chunks))
    func text(of file: [UInt8]) -> String { String(decoding: file.dropLast(chunks), as: UTF8.self) }
    // Each says which file it was made of.
    #expect(text(of: second).replacing("f.1001.exr", with: "f.0001.exr") == text(of: first))
  }

  @Test func retagRefusesDPX() throws {
    let scene = try Folder()
    try File.write([], to: scene("in/f.0001.dpx"))
    let outcome = try Turnover.run(
      "renumber", "\(scene("in/f.0001.dpx"))", "--out", "\(scene("out"))", "--retag", "--from", "acesproxy10")
    #expect(outcome.status == 2, "\(outcome.errText)")
    #expect(!File.exists(scene("out")))
  }
}
