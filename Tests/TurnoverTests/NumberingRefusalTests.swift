import Testing

/// What cannot be numbered as asked is refused before anything is written, with the facts.
@Suite(.needsBinary) struct NumberingRefusalTests {
  struct Case: CustomTestStringConvertible {
    var source: [Int]
    var words: String
    var status: Int32
    var says: [String]
    var testDescription: String { words }

    init(_ words: String, of source: some Swift.Sequence<Int> = 1...24, status: Int32 = 2, says: String...) {
      (self.words, self.source, self.status, self.says) = (words, Array(source), status, says)
    }
  }

  static let cases = [
    // Gaps and short handles.
    Case("--start 1001", of: [1, 2, 5, 8], says: "3-4, 6-7", "--gaps keep"),
    Case("--start 1001 --cut 20-30", says: "25-30"),
    Case("--start 1001 --range 0-5", says: "0"),
    Case("--range 22-26 --short-handles keep", says: "25-26"),
    Case("--cut 6-20 --handles 8 --short-handles error", says: "5 of 8", "4 of 8"),
    Case("--cut 6-16 --handles 8 --short-handles error", says: "5 of 8", "8 of 8"),
    Case("--cut 9-17 --handles 8 --short-handles error", says: "8 of 8", "7 of 8"),
    // Nothing left.
    Case("--handles 12", says: "24"),
    Case("--handles 20,4", says: "24"),
    Case("--handles 8", of: 1...16, says: "16"),
    Case("--slate first --handles 12", says: "23"),
    Case("--range 5-8 --handles 2", says: "4"),
    Case("--cut 100-110", says: "100-110"),
    Case("--cut 100-110 --gaps hold", says: "100-110"),
    Case("--range 30-40 --gaps black", says: "30-40"),
    Case("--slate first", of: [5], says: "slate"),
    // Numbers that are none.
    Case("--start 2147483647", says: "32 bits"),
    Case("--start 2147483647 --handles 2", says: "32 bits"),
    Case("--cut-in=-2147483648 --handles 2", says: "32 bits"),
    Case("--start=-2147483648 --slate render", says: "32 bits"),
    Case("--offset 9223372036854775807", says: "32 bits"),
    Case("--start 9223372036854775807", says: "32 bits"),
    Case("--cut-in=-9223372036854775808", says: "32 bits"),
    Case("--cut 1-9223372036854775807 --gaps keep", status: 64, says: "--cut"),
    Case("--cut 5-6 --handles 9223372036854775807", status: 64, says: "--handles"),
    Case("--cut 1-2000000000 --gaps keep", says: "2000000000", "1000000"),
    Case("--cut 5-6 --handles 2000000000", says: "1000000"),
    Case("--pad 0", says: "digits"), Case("--pad 11", says: "digits"), Case("--pad=-4", says: "digits"),
    // Wishes that exclude each other.
    Case("--range 5-8 --cut 5-6", status: 64, says: "--cut and --range"),
    Case("--range 5-8 --cut-tc 01:00:00:05-01:00:00:06", status: 64, says: "--cut-tc and --range"),
    // Wishes without effect.
    Case("--short-handles hold", status: 64, says: "--short-handles", "--handles"),
    Case("--version-tag v002", status: 64, says: "--version-tag", "{version}"),
    Case("--version-tag v002 --name a.#### --slate first", status: 64, says: "--version-tag", "{version}"),
    // Wrong usage.
    Case("--start 1001 --cut-in 1001", status: 64, says: "--start", "--cut-in"),
    Case("--offset 1 --keep-numbers", status: 64, says: "--offset", "--keep-numbers"),
    Case("--cut 8-5", status: 64, says: "--cut"), Case("--cut 5-", status: 64, says: "--cut"),
    Case("--cut -", status: 64, says: "--cut"), Case("--cut a-b", status: 64, says: "--cut"),
    Case("--cut 1-2-3", status: 64, says: "--cut"), Case("--range 1..5", status: 64, says: "--range"),
    Case("--handles x", status: 64, says: "--handles"),
    Case("--handles 1,2,3", status: 64, says: "--handles"),
    Case("--handles=-1", status: 64, says: "--handles"), Case("--handles 8,", status: 64, says: "--handles"),
    Case("--handles ,8", status: 64, says: "--handles"), Case("--start 1e3", status: 64, says: "--start"),
    Case("--start 99999999999999999999", status: 64, says: "--start"),
    Case("--gaps fill", status: 64, says: "fill"),
    Case("--short-handles slide", status: 64, says: "slide"),
    Case("--cut-tc 01:00:00:05", status: 64, says: "--cut-tc"),
    Case("--cut-tc 1-2", status: 64, says: "--cut-tc"),
    Case("--cut 5-6 --cut-tc 01:00:00:05-01:00:00:06", status: 64, says: "--cut-tc"),
  ]

  @Test(arguments: cases) func itIsRefusedWithTheFacts(_ each: Case) throws {
    let folder = try Folder()
    try folder.numberedShot(each.source)
    let words = each.words.split(separator: " ").map { Argument(String($0)) }
    for run in [
      try Turnover.convert([Argument(folder("in"))], into: folder("out"), words),
      try Turnover.preview([Argument(folder("in"))], into: folder("out"), words),
    ] {
      #expect(run.status == each.status, "\(run.err)")
      for says in each.says { #expect(run.err.contains(says), "\(says) in \(run.err)") }
      #expect(!File.exists(folder("out")))
      // One refusal is said once.
      let refusals = run.err.split(separator: "\n").filter { $0.hasPrefix("refused:") }
        .compactMap { $0.split(separator: ": ", maxSplits: 2).last }
      #expect(Set(refusals).count == refusals.count, "\(refusals)")
    }
  }

  @Test func allReasonsAreSaidTogether() throws {
    let folder = try Folder()
    try folder.numberedShot([1, 2, 5, 6, 7, 8])
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--cut", "2-9", "--handles", "4", "--short-handles", "error", "--name", "{plate}.####"])
    #expect(run.status == 2)
    for says in ["3-4", "1 of 4"] { #expect(run.err.contains(says), "\(run.err)") }
  }

  @Test func theAdviceAboutGapsWorks() throws {
    let folder = try Folder()
    try folder.numberedShot([1, 2, 5])
    for extra: [Argument] in [[], ["--gaps", "error"], ["--gaps=error"]] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--start", "1001"] + extra)
      #expect(run.status == 2)
      let line = try #require(run.err.split(separator: "\n").first { $0.contains("turnover convert") })
      let script = "turnover() { '\(Turnover.binary)' \"$@\"; }; \(line)"
      let again = try Command(["sh", "-c", Argument(script)]).run()
      #expect(again.status == 0, "\(again.errText)")
      #expect(try folder.names("out") == ["a.1001.exr", "a.1002.exr", "a.1005.exr"])
      #expect(Tool.succeeds(["rm", "-r", "\(folder("out"))"]))
    }
  }

  @Test(arguments: [
    ["--cut", "1-4"], ["--cut-tc", "01:00:00:01-01:00:00:04"], ["--slate", "SLATE"],
  ]) func whatIsMeantForOneShotIsRefusedForSeveral(words: [String]) throws {
    let folder = try Folder()
    try folder.numberedShot(1...4, prefix: "in/sh010/a.")
    try folder.numberedShot(1...4, prefix: "in/sh020/a.")
    try folder.numberedShot([0], prefix: "slate.")
    let words = words.map { $0 == "SLATE" ? Argument(folder("slate.0000.exr")) : Argument($0) }
    for run in [
      try Turnover.convert([Argument(folder("in"))], into: folder("out"), words),
      try Turnover.preview([Argument(folder("in"))], into: folder("out"), words),
    ] {
      #expect(run.status == 2)
      #expect(run.err.contains("several"))
      #expect(!File.exists(folder("out")))
    }
    // With one of them named it goes.
    let one = try Turnover.convert([Argument(folder("in/sh010"))], into: folder("out"), words)
    #expect(one.status == 0, "\(one.err)")
    let shown = try Turnover.preview([Argument(folder("in/sh010"))], into: folder("pre"), words)
    #expect(shown.status == 0, "\(shown.err)")
  }

  @Test func aFileWithoutNumberHasNoHandlesAndNoSlate() throws {
    let folder = try Folder()
    try File.write(PlainFrame().bytes, to: folder("in/plate_v003.exr"))
    for words in [
      ["--slate", "render"], ["--slate", "first"], ["--handles", "2"], ["--cut", "1-1"], ["--range", "1-1"],
    ] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), words.map { Argument($0) })
      #expect(run.status == 2, "\(words)")
      #expect(run.err.contains("no frame number"))
    }
    #expect(!File.exists(folder("out")))
  }

  @Test func aSlateNeverReplacesAPicture() throws {
    // 1000 is there: an earlier delivery's picture, or its slate. Nobody's frame is written over unasked.
    let folder = try Folder()
    try folder.numberedShot(1...3)
    try folder.numberedShot([0], prefix: "slate.")
    try folder.numberedShot([1000], prefix: "out/a.")
    try File.write([1], to: folder("pre/a.1000.dpx"))
    let before = [try folder.fingerprint("out"), try folder.fingerprint("pre")]
    for slate in ["render", "first", folder("slate.0000.exr")] {
      let words: [Argument] = ["--start", "1001", "--slate", Argument(slate)]
      let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words)
      let preview = try Turnover.preview([Argument(folder("in"))], into: folder("pre"), words)
      let beside = try Turnover.convert(
        [Argument(folder("in"))], into: folder("new"), words + ["--preview", "\(folder("pre"))"])
      for (run, name) in [(run, "a.1000.exr"), (preview, "a.1000.dpx"), (beside, "a.1000.dpx")] {
        #expect(run.status == 2, "\(slate)")
        #expect(run.err.contains(name), "\(run.err)")
      }
      #expect([try folder.fingerprint("out"), try folder.fingerprint("pre")] == before)
      #expect(!File.exists(folder("new")))
    }
  }

  @Test func aSlateThatFallsOnAnotherShotsPictureIsRefused() throws {
    let folder = try Folder()
    try folder.numberedShot(998...1000, prefix: "one/a.")
    try folder.numberedShot(1...3, prefix: "two/a.")
    // The first keeps 998-1000 by its offset, the second's slate would be 1000.
    let paths = ["one/a.####.exr", "two/a.####.exr"].map { Argument(folder($0)) }
    let run = try Turnover.convert(paths, into: folder("out"), ["--slate", "render"])
    #expect(run.status == 0, "\(run.err)")
    let clash = try Turnover.convert(
      paths, into: folder("clash"), ["--start", "1001", "--slate", "render"])
    #expect(clash.status == 2)
    #expect(clash.err.contains("would be written by"))
    #expect(!File.exists(folder("clash")))
  }
}
