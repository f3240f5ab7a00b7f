import Testing

/// "Two conventions, by name", cut and handles, gaps and short handles, with and without a slate: what is delivered
/// under which number.
@Suite(.needsBinary) struct NumberingConventionTests {
  struct Case: CustomTestStringConvertible {
    var source: [Int]
    var words: String
    var lines: [String]
    var testDescription: String { words.isEmpty ? "nothing asked for" : words }

    init(_ words: String, of source: some Swift.Sequence<Int> = 1...24, _ lines: String...) {
      (self.words, self.source, self.lines) = (words, Array(source), lines)
    }
  }

  static let cases = [
    // Nothing asked for.
    Case("", "cut 1-24 <- 1-24"),
    Case("--keep-numbers", "cut 1-24 <- 1-24"),
    Case("--keep-numbers --handles 8", "head 1-8 <- 1-8", "cut 9-16 <- 9-16", "tail 17-24 <- 17-24"),
    // The first convention: head-in is the number.
    Case("--start 1001", "cut 1001-1024 <- 1-24"),
    Case(
      "--start 1001 --handles 8", "head 1001-1008 <- 1-8", "cut 1009-1016 <- 9-16", "tail 1017-1024 <- 17-24"),
    Case(
      "--start 1001 --handles 8,12", "head 1001-1008 <- 1-8", "cut 1009-1012 <- 9-12",
      "tail 1013-1024 <- 13-24"),
    Case("--start 1001 --handles 0,4", "cut 1001-1020 <- 1-20", "tail 1021-1024 <- 21-24"),
    Case("--start 1001 --handles 23,0", "head 1001-1023 <- 1-23", "cut 1024 <- 24"),
    Case(
      "--start 1001 --handles 8 --slate render", "slate 1000 <- 0 drawn", "head 1001-1008 <- 1-8",
      "cut 1009-1016 <- 9-16", "tail 1017-1024 <- 17-24"),
    Case("--start 1001 --cut 9-16", "cut 1001-1008 <- 9-16"),
    Case(
      "--start 1001 --cut 9-16 --handles 8", "head 1001-1008 <- 1-8", "cut 1009-1016 <- 9-16",
      "tail 1017-1024 <- 17-24"),
    Case(
      "--start 1001 --cut 9-9 --handles 2", "head 1001-1002 <- 7-8", "cut 1003 <- 9",
      "tail 1004-1005 <- 10-11"),
    Case(
      "--start 1001 --cut 9 --handles 2", "head 1001-1002 <- 7-8", "cut 1003 <- 9", "tail 1004-1005 <- 10-11"),
    // The second: cut-in is the number.
    Case("--cut-in 1001", "cut 1001-1024 <- 1-24"),
    Case(
      "--cut-in 1001 --handles 8", "head 993-1000 <- 1-8", "cut 1001-1008 <- 9-16", "tail 1009-1016 <- 17-24"),
    Case(
      "--cut-in 1001 --handles 8 --slate render", "slate 992 <- 0 drawn", "head 993-1000 <- 1-8",
      "cut 1001-1008 <- 9-16", "tail 1009-1016 <- 17-24"),
    Case(
      "--cut-in 1001 --cut 9-16 --handles 8,4", "head 993-1000 <- 1-8", "cut 1001-1008 <- 9-16",
      "tail 1009-1012 <- 17-20"),
    Case(
      "--cut-in 1 --handles 8 --allow-negative", "head -7-0 <- 1-8", "cut 1-8 <- 9-16", "tail 9-16 <- 17-24"),
    // A short handle never slides the cut.
    Case(
      "--start 1001 --cut 6-20 --handles 8 --slate render", "slate 1000 <- -3 drawn",
      "head 1001-1003 <- -2-0 missing",
      "head 1004-1008 <- 1-5", "cut 1009-1023 <- 6-20", "tail 1024-1027 <- 21-24",
      "tail 1028-1031 <- 25-28 missing"),
    Case(
      "--start 1001 --cut 6-20 --handles 8 --short-handles hold", "head 1001-1003 <- -2-0 held 1",
      "head 1004-1008 <- 1-5", "cut 1009-1023 <- 6-20", "tail 1024-1027 <- 21-24",
      "tail 1028-1031 <- 25-28 held 24"),
    Case(
      "--start 1001 --cut 6-20 --handles 8 --short-handles black --slate render", "slate 1000 <- -3 drawn",
      "head 1001-1003 <- -2-0 black", "head 1004-1008 <- 1-5", "cut 1009-1023 <- 6-20",
      "tail 1024-1027 <- 21-24",
      "tail 1028-1031 <- 25-28 black"),
    Case(
      "--cut-in 1001 --cut 6-24 --handles 8", "head 993-995 <- -2-0 missing", "head 996-1000 <- 1-5",
      "cut 1001-1019 <- 6-24", "tail 1020-1027 <- 25-32 missing"),
    Case(
      "--cut-in 1001 --cut 1-24 --handles 2 --short-handles hold", "head 999-1000 <- -1-0 held 1",
      "cut 1001-1024 <- 1-24", "tail 1025-1026 <- 25-26 held 24"),
    Case(
      "--start 1001 --cut 3-22 --handles 2 --short-handles error", "head 1001-1002 <- 1-2",
      "cut 1003-1022 <- 3-22",
      "tail 1023-1024 <- 23-24"),
    // A cut beyond the source is a gap, not a short handle.
    Case(
      "--start 1001 --cut 20-30 --handles 2 --gaps keep", "head 1001-1002 <- 18-19", "cut 1003-1007 <- 20-24",
      "cut 1008-1013 <- 25-30 missing", "tail 1014-1015 <- 31-32 missing"),
    Case(
      "--start 1001 --cut 20-30 --handles 2 --gaps hold --short-handles black", "head 1001-1002 <- 18-19",
      "cut 1003-1007 <- 20-24", "cut 1008-1013 <- 25-30 held 24", "tail 1014-1015 <- 31-32 black"),
    Case(
      "--start 1001 --cut=-3-4 --gaps black", "cut 1001-1004 <- -3-0 black", "cut 1005-1008 <- 1-4"),
    // Gaps inside the source, in the cut and in a handle.
    Case(
      "--start 1001 --gaps keep", of: [1, 2, 5, 6], "cut 1001-1002 <- 1-2", "cut 1003-1004 <- 3-4 missing",
      "cut 1005-1006 <- 5-6"),
    Case(
      "--start 1001 --gaps hold", of: [1, 2, 5, 6], "cut 1001-1002 <- 1-2", "cut 1003-1004 <- 3-4 held 2",
      "cut 1005-1006 <- 5-6"),
    Case(
      "--start 1001 --gaps black", of: [1, 2, 5, 6], "cut 1001-1002 <- 1-2", "cut 1003-1004 <- 3-4 black",
      "cut 1005-1006 <- 5-6"),
    Case(
      "--start 1001 --handles 2 --gaps hold", of: [1, 3, 4, 6, 8], "head 1001 <- 1", "head 1002 <- 2 held 1",
      "cut 1003-1004 <- 3-4", "cut 1005 <- 5 held 4", "cut 1006 <- 6", "tail 1007 <- 7 held 6",
      "tail 1008 <- 8"),
    // A gap in a handle is a gap; what lies before the source's first frame is short.
    Case(
      "--cut-in 101 --cut 5-6 --handles 4 --gaps hold --short-handles black", of: [3, 5, 6, 8],
      "head 97-98 <- 1-2 black", "head 99 <- 3", "head 100 <- 4 held 3", "cut 101-102 <- 5-6",
      "tail 103 <- 7 held 6",
      "tail 104 <- 8", "tail 105-106 <- 9-10 black"),
    Case("--gaps keep", of: [7, 9], "cut 7 <- 7", "cut 8 <- 8 missing", "cut 9 <- 9"),
    // Parts of the source.
    Case("--range 5-8", "cut 5-8 <- 5-8"),
    Case("--range 5-8 --start 1001", "cut 1001-1004 <- 5-8"),
    Case("--range 5-8 --start 1001 --handles 1", "head 1001 <- 5", "cut 1002-1003 <- 6-7", "tail 1004 <- 8"),
    Case(
      "--range 5-8 --cut-in 1001 --handles 1 --slate render", "slate 999 <- 4 drawn", "head 1000 <- 5",
      "cut 1001-1002 <- 6-7", "tail 1003 <- 8"),
    Case("--range 22-26 --gaps keep", "cut 22-24 <- 22-24", "cut 25-26 <- 25-26 missing"),
    Case("--range 7", "cut 7 <- 7"),
    // A gap outside of what is asked for is nobody's matter.
    Case("--range 5-6 --start 1001", of: [1, 2, 5, 6, 9], "cut 1001-1002 <- 5-6"),
    Case("--cut 5-6 --start 1001", of: [1, 2, 5, 6, 9], "cut 1001-1002 <- 5-6"),
    // Arithmetic, never position.
    Case("--offset 1000", "cut 1001-1024 <- 1-24"),
    Case("--offset=-1", "cut 0-23 <- 1-24"),
    Case("--offset=-100 --handles 2", "head -99--98 <- 1-2", "cut -97--78 <- 3-22", "tail -77--76 <- 23-24"),
    Case("--offset 10 --cut 3-4", "cut 13-14 <- 3-4"),
    Case("--start=-5", of: 100...103, "cut -5--2 <- 100-103"),
    Case("--start 1001", of: -2...1, "cut 1001-1004 <- -2-1"),
    Case(
      "--start 1001 --cut=-1-0 --handles 1", of: -2...1, "head 1001 <- -2", "cut 1002-1003 <- -1-0",
      "tail 1004 <- 1"),
    Case("--start 9999 --slate render", of: 1...2, "slate 9998 <- 0 drawn", "cut 9999-10000 <- 1-2"),
    // The slate that is there already: the forum's case.
    Case("--offset 999 --slate first", "slate 1000 <- 1", "cut 1001-1023 <- 2-24"),
    Case("--start 1001 --slate first", "slate 1000 <- 1", "cut 1001-1023 <- 2-24"),
    Case(
      "--start 1001 --slate first --handles 8", "slate 1000 <- 1", "head 1001-1008 <- 2-9",
      "cut 1009-1015 <- 10-16",
      "tail 1016-1023 <- 17-24"),
    Case(
      "--cut-in 1001 --slate first --handles 8", "slate 992 <- 1", "head 993-1000 <- 2-9",
      "cut 1001-1007 <- 10-16",
      "tail 1008-1015 <- 17-24"),
    Case("--keep-numbers --slate first", of: 1000...1003, "slate 1000 <- 1000", "cut 1001-1003 <- 1001-1003"),
    // A slate that stands apart: 0, then the picture from 101. It still goes before head-in.
    Case("--start 1001 --slate first", of: [0, 101, 102], "slate 1000 <- 0", "cut 1001-1002 <- 101-102"),
    // A handle does not reach into the slate.
    Case(
      "--start 1001 --slate first --cut 1003-1004 --handles 3", of: 1000...1006, "slate 1000 <- 1000",
      "head 1001 <- 1000 missing", "head 1002-1003 <- 1001-1002", "cut 1004-1005 <- 1003-1004",
      "tail 1006-1007 <- 1005-1006",
      "tail 1008 <- 1007 missing"),
  ]

  @Test(arguments: cases) func framesGetTheirNumbers(_ each: Case) throws {
    let folder = try Folder()
    try folder.numberedShot(each.source)
    let words = each.words.split(separator: " ").map { Argument(String($0)) }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words + ["--sync", "none"])
    #expect(run.status == 0, "\(run.err)")
    let sequence = try #require(run.sequences.first)
    #expect(NumberingRows.lines(sequence) == each.lines)

    // What the report says is what lies there.
    var names: [String] = []
    for frame in sequence.frames + (sequence.slate.map { [$0] } ?? []) {
      let output = try #require(frame.outputFrame)
      #expect(frame.status == (frame.content == "missing" ? "missing" : "done"))
      guard frame.content != "missing" else { continue }
      let name = Folder.name("a.", output)
      names.append(name)
      #expect(frame.destination == folder("out/\(name)"))
      let file = try NumberedFile(folder("out/\(name)"))
      if ["source", "held"].contains(frame.content) {
        #expect(file.number == "no. \(NumberingRows.number(of: frame.source)).")
      }
      #expect(file.timeCode == (try code(of: frame, in: sequence)), "\(name)")
    }
    #expect(try folder.names("out") == names.sorted())

    // Previews are numbered alike, and say their place and time; a slate has no place.
    let previews = try Turnover.preview(
      [Argument(folder("in"))], into: folder("pre"), words + ["--sync", "none"])
    #expect(previews.status == 0, "\(previews.err)")
    let shown = try #require(previews.sequences.first)
    #expect(NumberingRows.lines(shown) == each.lines)
    #expect(try folder.names("pre") == names.map { $0.replacing(".exr", with: ".dpx") }.sorted())
    let places = shown.frames.enumerated().map { (UInt32($0.offset + 1), $0.element) }
    for (place, frame) in places + (shown.slate.map { [(PreviewFile.undefined, $0)] } ?? [])
    where frame.content != "missing" {
      let file = try PreviewFile(try #require(frame.destination))
      #expect([file.position, file.sequenceLength] == [place, UInt32(shown.frames.count)])
      #expect(file.timeCode == (try code(of: frame, in: shown)))
    }
  }

  /// The time code of the number that a frame stands for: a slate stands before head-in, whatever its own is.
  private func code(of frame: Report.Frame, in sequence: Report.Sequence) throws -> UInt32 {
    let first = try #require(sequence.frames.first?.sourceFrame)
    return Folder.timeCode(frame.role == "slate" ? first - 1 : try #require(frame.sourceFrame))
  }

  @Test func severalShotsAreNumberedEachForItself() throws {
    let folder = try Folder()
    try folder.numberedShot(1...10, prefix: "in/sh010/a.")
    try folder.numberedShot(86400...86411, pad: 5, prefix: "in/sh020/b.")
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--start", "1001", "--handles", "2", "--slate", "render"])
    #expect(run.status == 0, "\(run.err)")
    #expect(
      run.sequences.map(NumberingRows.lines) == [
        ["slate 1000 <- 0 drawn", "head 1001-1002 <- 1-2", "cut 1003-1008 <- 3-8", "tail 1009-1010 <- 9-10"],
        [
          "slate 1000 <- 86399 drawn", "head 1001-1002 <- 86400-86401", "cut 1003-1010 <- 86402-86409",
          "tail 1011-1012 <- 86410-86411",
        ],
      ])
  }

  @Test func theFixtureShotsGetWhatAVendorIsAskedFor() throws {
    let folder = try Folder()
    let run = try Turnover.convert(
      [Argument("\(Turnover.root)/Fixtures/shots")], into: folder("out"),
      ["--to", "aces2065-1", "--start", "1001", "--handles", "8", "--slate", "render", "--sync", "none"])
    #expect(run.status == 0, "\(run.err)")
    #expect(run.sequences.count == 4)
    for sequence in run.sequences {
      #expect(sequence.slate?.outputFrame == 1000)
      #expect(sequence.frames.compactMap(\.outputFrame) == Array(1001...1024))
      #expect(sequence.frames.first { $0.role == "cut" }?.outputFrame == 1009)
      #expect(sequence.frames.allSatisfy { $0.status == "done" } && sequence.slate?.status == "done")
    }
    #expect(try folder.names("out", files: true).count == 4 * 25)
  }
}
