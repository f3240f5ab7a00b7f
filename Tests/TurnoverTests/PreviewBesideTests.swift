import Foundation
import Testing

/// "`--preview` beside a conversion feeds from the same bands", so `preview` and `convert --preview` give the same
/// codes; and two files a frame have two fates.
@Suite(.needsBinary) struct PreviewBesideTests {
  private func shot(frames: ClosedRange<Int> = 1...3) throws -> Folder {
    let folder = try Folder()
    for number in frames {
      var frame = PlainFrame()
      frame.attributes.append(.timeCode(0x0100_0000 + UInt32(number)))
      frame.sample = { x, y, channel in PlainFrame.grain(x: x + number, y: y, channel: channel) }
      try File.write(frame.bytes, to: folder(Folder.name("in/a.", number)))
    }
    return folder
  }

  private func run(_ words: [Argument]) throws -> Outcome {
    var command = Turnover.command(words)
    command.environment["SOURCE_DATE_EPOCH"] = "1700000000"
    return try command.run()
  }

  struct Way: CustomTestStringConvertible {
    var to = "acescg"
    var extra: [Argument] = []
    var encoding = "acesproxy10"
    var threads = 2
    var testDescription: String { "\(to) \(encoding) \(extra.count) extra, \(threads) threads" }
  }

  static let ways = [
    Way(), Way(encoding: "acesproxy12"), Way(threads: 1), Way(threads: 3), Way(to: "acescct"),
    Way(to: "acescc"),
    // Nothing changes here, and chunks are copied; the preview has to look into them all the same.
    Way(to: "aces2065-1", extra: ["--compression", "keep"]),
    Way(to: "aces2065-1", extra: ["--compression", "zip"]),
    Way(extra: ["--depth", "keep"]), Way(extra: ["--codec", "openexr"]), Way(extra: ["--sync", "none"]),
  ]

  @Test(.needsPython, arguments: ways) func bothWaysGiveTheSameBytes(_ way: Way) throws {
    let folder = try Folder()
    let float = ["R", "G", "B"].map { Picture.Channel(name: $0, type: "float") }
    try Picture(.init(window: [0, 0, 70, 100])).write(to: folder("in/half.0001.exr"))
    try Picture(.init(window: [0, 0, 70, 100], compression: "piz", channels: float))
      .write(to: folder("in/float.0001.exr"))
    try Picture(.init(window: [0, 0, 70, 66], tile: [16, 16]), levels: "mipmap")
      .write(to: folder("in/tiled.0001.exr"))
    try Picture(
      .init(name: "N", channels: Picture.layer("N")), .init(name: "beauty", compression: "piz"),
      .init(name: "extra", channels: Picture.layer("diffuse"))
    ).write(to: folder("in/parts.0001.exr"))
    let threads: [Argument] = ["--threads", "\(way.threads)"]
    let beside = try run(
      ["convert", "\(folder("in"))", "--to", Argument(way.to), "--out", "\(folder("out"))"]
        + ["--preview", "\(folder("beside"))", "--preview-encoding", Argument(way.encoding)] + way.extra
        + threads)
    #expect(beside.status == 0, "\(beside.errText)")
    let alone = try run(
      ["preview", "\(folder("in"))", "--out", "\(folder("alone"))", "--encoding", Argument(way.encoding)])
    #expect(alone.status == 0, "\(alone.errText)")
    #expect(try folder.names("beside").count == 4)
    #expect(Tool.succeeds(["diff", "-r", "\(folder("beside"))", "\(folder("alone"))"]))
    // And the EXRs are those of a run without previews.
    let plain = try run(
      ["convert", "\(folder("in"))", "--to", Argument(way.to), "--out", "\(folder("plain"))"] + way.extra)
    #expect(plain.status == 0)
    #expect(Tool.succeeds(["diff", "-r", "\(folder("out"))", "\(folder("plain"))"]))
  }

  @Test func codesComeFromTheSourceNotFromTheHalfBesideIt() throws {
    // Codes made from converted halves would differ with the space they were converted to.
    let folder = try Folder()
    for words in [["--to", "acescg"], ["--to", "acescct"]] {
      let run = try Turnover.convert(
        [Argument("\(Turnover.root)/Fixtures/shots/sh010")], into: folder("out\(words[1])"),
        words.map { Argument($0) } + [
          "--preview", "\(folder(words[1]))", "--preview-encoding", "acesproxy12",
        ])
      #expect(run.status == 0)
    }
    let alone = try Turnover.preview(
      [Argument("\(Turnover.root)/Fixtures/shots/sh010")], into: folder("alone"),
      ["--encoding", "acesproxy12"])
    #expect(alone.status == 0)
    for name in try folder.names("alone") {
      let codes = try PreviewFile(folder("alone/\(name)")).codes
      for space in ["acescg", "acescct"] {
        #expect(try PreviewFile(folder("\(space)/\(name)")).codes == codes)
      }
    }
  }

  @Test func theReportNamesBothAndSaysWhatAPreviewIsFor() throws {
    let folder = try shot()
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--preview", "\(folder("pre"))", "--preview-encoding", "acesproxy12"])
    #expect(run.status == 0)
    let sequence = try #require(run.sequences.first)
    #expect(sequence.output == folder("out/a.####.exr"))
    #expect(sequence.preview?.output == folder("pre/a.####.dpx"))
    #expect(sequence.preview?.encoding == "acesproxy12")
    let purpose = try #require(sequence.preview?.purpose)
    #expect(purpose.contains("monitoring") && purpose.contains("not for") && purpose.contains("delivery"))
    #expect(sequence.frames.map(\.destination) == (1...3).map { folder("out/a.000\($0).exr") })
    #expect(sequence.frames.map(\.preview) == (1...3).map { folder("pre/a.000\($0).dpx") })

    let alone = try Turnover.preview([Argument(folder("in"))], into: folder("alone"))
    let only = try #require(alone.sequences.first)
    #expect(only.output == nil)
    #expect([only.colour.from, only.colour.to] == ["aces2065-1", "acesproxy10"])
    #expect(only.channels.converted + only.channels.copied == [])
    #expect(only.preview?.output == folder("alone/a.####.dpx"))
    #expect(only.frames.map(\.destination) == (1...3).map { folder("alone/a.000\($0).dpx") })
  }

  @Test(arguments: ["", "preview", "convert"]) func helpSaysThatItIsForMonitoring(command: String) throws {
    guard !command.isEmpty else {
      let readme = String(decoding: try File.read("\(Turnover.root)/README.md"), as: UTF8.self)
      #expect(readme.contains("monitoring"))
      return
    }
    let help = try Turnover.run(Argument(command), "--help").outText
      .replacingOccurrences(of: "\n", with: " ").replacingOccurrences(of: "  ", with: " ")
    #expect(help.contains("monitoring"))
    #expect(help.contains("not for storage"))
  }

  struct Existing: CustomTestStringConvertible {
    var policy: String
    var there: [String]
    var status: Int32
    /// Which of frame 2's files are made.
    var made: [String] = []
    var frame = "done"
    var testDescription: String { "\(policy) with \(there)" }
  }

  static let existing = [
    Existing(policy: "refuse", there: ["out/a.0002.exr"], status: 2),
    Existing(policy: "refuse", there: ["pre/a.0002.dpx"], status: 2),
    Existing(policy: "refuse", there: ["out/a.0002.exr", "pre/a.0002.dpx"], status: 2),
    Existing(policy: "skip", there: ["out/a.0002.exr"], status: 0, made: ["pre/a.0002.dpx"]),
    Existing(policy: "skip", there: ["pre/a.0002.dpx"], status: 0, made: ["out/a.0002.exr"]),
    Existing(policy: "skip", there: ["out/a.0002.exr", "pre/a.0002.dpx"], status: 0, frame: "skipped"),
    Existing(
      policy: "overwrite", there: ["out/a.0002.exr"], status: 0, made: ["out/a.0002.exr", "pre/a.0002.dpx"]),
    Existing(
      policy: "overwrite", there: ["pre/a.0002.dpx"], status: 0, made: ["out/a.0002.exr", "pre/a.0002.dpx"]),
  ]

  @Test(arguments: existing) func existingFilesAreDecidedOneByOne(_ each: Existing) throws {
    let folder = try shot()
    let whole = try Turnover.convert(
      [Argument(folder("in"))], into: folder("whole"), ["--preview", "\(folder("wholepre"))"])
    #expect(whole.status == 0)
    for name in each.there {
      let made = name.replacing("out/", with: "whole/").replacing("pre/", with: "wholepre/")
      try File.write(each.policy == "skip" ? File.read(folder(made)) : [1], to: folder(name))
    }
    let before = try Dictionary(
      uniqueKeysWithValues: each.there.map { ($0, try File.about(folder($0)).st_ino) })
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--preview", "\(folder("pre"))", "--existing", Argument(each.policy)])
    #expect(run.status == each.status, "\(run.err)")
    if each.status == 2 {
      #expect(each.there.contains { run.err.contains($0) })
      #expect(try folder.names("out").count + folder.names("pre").count == each.there.count)
      return
    }
    #expect(run.frames.map(\.status) == ["done", each.frame, "done"])
    for (folderName, suffix) in [("out", "exr"), ("pre", "dpx")] {
      #expect(try folder.names(folderName) == (1...3).map { "a.000\($0).\(suffix)" })
      let name = "\(folderName)/a.0002.\(suffix)"
      if !each.made.contains(name), let inode = before[name] {
        #expect(try File.about(folder(name)).st_ino == inode, "\(name) was touched")
      }
      #expect(try File.read(folder(name)).count > 1)
    }
    if each.made.contains("pre/a.0002.dpx") {
      // The frame that had only one file to make has the same one as the others would have given it.
      #expect(
        try PreviewFile(folder("pre/a.0002.dpx")).codes == PreviewFile(folder("wholepre/a.0002.dpx")).codes)
    }
    if each.made.contains("out/a.0002.exr") {
      #expect(try File.read(folder("out/a.0002.exr")) == File.read(folder("whole/a.0002.exr")))
    }
  }

  @Test(.needsMount) func aFullDiskForPreviewsLeavesTheEXRAndSaysSo() throws {
    let folder = try shot(frames: 1...6)
    #expect(Tool.succeeds(["mkdir", "\(folder("small"))"]))
    // A DPX takes 8332 bytes: room for two, not for six.
    let script = """
      mount -t tmpfs -o size=28k none "$1/small" || exit 99
      "$0" convert "$1/in" --to acescg --out "$1/out" --preview "$1/small" --report "$1/report.json" --threads 1
      echo "status $?"; ls -A "$1/small" > "$1/listing"
      """
    let outcome = try Command([
      "unshare", "-m", "sh", "-c", Argument(script), Argument(Turnover.binary), Argument(folder.path),
    ]).run()
    #expect(outcome.outText == "status 1\n", "\(outcome.errText)")
    #expect(outcome.errText.contains("No space left"))
    let frames = try JSONDecoder().decode(Report.self, from: Data(File.read(folder("report.json"))))
      .sequences.flatMap(\.frames)
    let done = frames.filter { $0.status == "done" }
    let names = String(decoding: try File.read(folder("listing")), as: UTF8.self).split(separator: "\n").map(
      String.init)
    #expect(
      names.sorted() == done.compactMap { $0.preview?.split(separator: "/").last.map(String.init) }.sorted())
    // Exactly one frame met the full disk; it says which file, and its EXR stays, whole.
    let failed = frames.filter { $0.status == "failed" && $0.reason?.contains("not tried") == false }
    #expect(!failed.isEmpty)
    for frame in failed { #expect(frame.reason?.contains(".dpx") == true, "\(frame.reason ?? "")") }
    let kept = try folder.names("out")
    #expect(kept.count >= done.count)
    #expect(kept.allSatisfy { $0.hasSuffix(".exr") && !$0.hasPrefix(".") })
    let whole = try Turnover.convert([Argument(folder("in"))], into: folder("whole"))
    #expect(whole.status == 0)
    for name in kept { #expect(try File.read(folder("out/\(name)")) == File.read(folder("whole/\(name)"))) }
  }

  @Test func bothMayGoIntoOneFolderAndNeitherIntoTheSource() throws {
    let folder = try shot()
    let together = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--preview", "\(folder("out"))"])
    #expect(together.status == 0, "\(together.err)")
    #expect(try folder.names("out").count == 6)
    let before = try folder.fingerprint("in")
    let into = try Turnover.convert(
      [Argument(folder("in"))], into: folder("new"), ["--preview", "\(folder("in"))"])
    #expect(into.status == 2)
    let alone = try Turnover.preview([Argument(folder("in"))], into: folder("in"))
    #expect(alone.status == 2)
    #expect(try folder.fingerprint("in") == before)
    #expect(!File.exists(folder("new")))
  }

  @Test func aFrameThatCannotBeReadFailsForBoth() throws {
    let folder = try shot()
    let bytes = try File.read(folder("in/a.0002.exr"))
    try File.write(Array(bytes.dropLast(20)), to: folder("in/a.0002.exr"))
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--preview", "\(folder("pre"))"])
    #expect(run.status == 1)
    #expect(run.frames.map(\.status) == ["done", "failed", "done"])
    #expect(try folder.names("out") == ["a.0001.exr", "a.0003.exr"])
    #expect(try folder.names("pre") == ["a.0001.dpx", "a.0003.dpx"])
    let alone = try Turnover.preview([Argument(folder("in"))], into: folder("alone"))
    #expect(alone.status == 1)
    #expect(try folder.names("alone") == ["a.0001.dpx", "a.0003.dpx"])
  }

  @Test func whatHasNoPictureIsRefused() throws {
    let folder = try Folder()
    var depth = PlainFrame()
    depth.channels = ["Z"]
    try folder.sequence("depth/z.", 1...2, frame: depth)
    try folder.sequence("untagged/u.", 1...2, frame: PlainFrame().tagged())
    try folder.sequence("foreign/f.", 1...2, frame: PlainFrame().tagged(.chromaticities(PlainFrame.rec709)))
    for (name, word) in [("depth", "Z"), ("untagged", "--from"), ("foreign", "0.64")] {
      let run = try Turnover.preview([Argument(folder(name))], into: folder("out"))
      #expect(run.status == 2)
      #expect(run.err.contains(word), "\(run.err)")
      #expect(!File.exists(folder("out")))
    }
  }
}
