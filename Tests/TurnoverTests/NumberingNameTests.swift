import Testing

/// Padding, and the names that templates give.
@Suite(.needsBinary) struct NumberingNameTests {
  struct Padding: CustomTestStringConvertible {
    var numbers: [Int]
    var pad: Int
    var words: String
    var names: [String]
    var isWarned = false
    var testDescription: String { "\(numbers) with \(pad) digits, \(words)" }
  }

  static let paddings = [
    Padding(numbers: [1, 2], pad: 4, words: "", names: ["0001", "0002"]),
    Padding(numbers: [1, 2], pad: 1, words: "", names: ["1", "2"]),
    Padding(numbers: [1, 2], pad: 6, words: "", names: ["000001", "000002"]),
    // Four where numbers are new.
    Padding(numbers: [1, 2], pad: 1, words: "--start 7", names: ["0007", "0008"]),
    Padding(numbers: [1, 2], pad: 6, words: "--start 1001", names: ["1001", "1002"]),
    Padding(numbers: [1001, 1002], pad: 7, words: "--start 1001", names: ["1001", "1002"]),
    Padding(numbers: [86400, 86401], pad: 5, words: "--start 1001", names: ["1001", "1002"]),
    Padding(numbers: [1, 2], pad: 8, words: "--cut-in 1001", names: ["1001", "1002"]),
    Padding(numbers: [1, 2], pad: 7, words: "--start 1001 --pad 7", names: ["0001001", "0001002"]),
    // As many as the source shows where they are moved, four at least.
    Padding(numbers: [1, 2], pad: 3, words: "--offset 1", names: ["0002", "0003"]),
    Padding(numbers: [1, 2], pad: 6, words: "--offset 1000", names: ["001001", "001002"]),
    // As asked.
    Padding(numbers: [1, 2], pad: 4, words: "--pad 6", names: ["000001", "000002"]),
    Padding(numbers: [1, 2], pad: 6, words: "--pad 1", names: ["1", "2"]),
    Padding(numbers: [1, 2], pad: 4, words: "--pad 10 --start 1001", names: ["0000001001", "0000001002"]),
    Padding(numbers: [1, 2], pad: 4, words: "--pad 5 --start=-1", names: ["-00001", "00000"]),
    // Numbers that outgrow it keep all their digits, and that is said where names no longer sort by number.
    Padding(numbers: [1, 2], pad: 4, words: "--start 9999", names: ["9999", "10000"], isWarned: true),
    Padding(numbers: [1, 2], pad: 4, words: "--pad 1 --start 9", names: ["9", "10"], isWarned: true),
    Padding(numbers: [1, 2], pad: 4, words: "--pad 2 --start 1001", names: ["1001", "1002"]),
    Padding(numbers: [1, 2], pad: 4, words: "--start 100000", names: ["100000", "100001"]),
    Padding(numbers: [-1, 0], pad: 4, words: "", names: ["-0001", "0000"]),
    Padding(numbers: [-2, -1], pad: 4, words: "--offset=-9998", names: ["-10000", "-9999"], isWarned: true),
  ]

  @Test(arguments: paddings) func numbersArePadded(_ each: Padding) throws {
    let folder = try Folder()
    try folder.numberedShot(each.numbers, pad: each.pad)
    let words = each.words.split(separator: " ").map { Argument(String($0)) }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words)
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == each.names.map { "a.\($0).exr" }.sorted())
    #expect(run.frames.map(\.destination) == each.names.map { folder("out/a.\($0).exr") })
    #expect(run.sequences.first?.warnings.contains { $0.contains("outgrow") } == each.isWarned, "\(run.err)")
  }

  struct Template: CustomTestStringConvertible {
    var template: String
    /// Nil where it is refused.
    var name: String?
    var status: Int32 = 0
    var says = ""
    var words: [Argument] = []
    var testDescription: String { template }
  }

  static let templates = [
    Template(template: "{sequence}.####", name: "sh010_pl01_v003.1001.exr"),
    Template(template: "{shot}.####", name: "sh010.1001.exr"),
    Template(template: "{shot}_{plate}_{colorspace}_{version}.####", name: "sh010_pl01_acescg_v003.1001.exr"),
    Template(
      template: "{shot}_{version}.####.exr", name: "sh010_v007.1001.exr", words: ["--version-tag", "v007"]),
    Template(template: "{folder}-{shot}_####", name: "day1-sh010_1001.exr"),
    Template(template: "{shot}.######", name: "sh010.001001.exr"),
    Template(template: "{shot}.%05d.exr", name: "sh010.01001.exr"),
    Template(template: "{shot}.@@@@@", name: "sh010.01001.exr"),
    Template(template: "{shot}.#", name: "sh010.1001.exr"),
    // --pad is the closer word.
    Template(template: "{shot}.####", name: "sh010.0001001.exr", words: ["--pad", "7"]),
    Template(template: "{shot}{shot}.####", name: "sh010sh010.1001.exr"),
    Template(template: "x.####", name: "x.1001.exr"),
    Template(template: "ä ö.####", name: "ä ö.1001.exr"),
    // The kind of file gives the extension.
    Template(template: "{shot}.####.dpx", name: "sh010.1001.exr"),
    Template(template: "{shot}.####.EXR", name: "sh010.1001.exr"),
    // Nobody would find these again.
    Template(template: ".{shot}.####", status: 2, says: "dot"),
    Template(template: "{shot}####", status: 2, says: "sequence"),
    Template(template: "{shot}.####_x", status: 2, says: "sequence"),
    Template(template: "{shot}.####.tif", status: 2, says: "sequence"),
    Template(template: String(repeating: "n", count: 250) + ".####", status: 2, says: "longer"),
    Template(template: "{version}.####", status: 2, says: "../x", words: ["--version-tag", "../x"]),
    Template(template: "{version}.####", status: 2, says: "..", words: ["--version-tag", ".."]),
    Template(template: "{version}.####", name: "v003.1001.exr"),
    // What is no template.
    Template(template: "{shot}", status: 64, says: "####"),
    Template(template: "", status: 64, says: "####"),
    Template(template: "{nope}.####", status: 64, says: "{nope}"),
    Template(template: "{Shot}.####", status: 64, says: "{Shot}"),
    Template(template: "{shot.####", status: 64, says: "}"),
    Template(template: "shot}.####", status: 64, says: "{"),
    Template(template: "a/{shot}.####", status: 64, says: "/"),
    Template(template: "../{shot}.####", status: 64, says: "/"),
  ]

  @Test(arguments: templates) func templatesGiveNames(_ each: Template) throws {
    let folder = try Folder()
    try folder.numberedShot(1...2, prefix: "in/day1/sh010_pl01_v003.")
    let run = try Turnover.convert(
      [Argument(folder("in/day1"))], into: folder("out"),
      ["--name", Argument(each.template), "--start", "1001", "--preview", "\(folder("pre"))"] + each.words)
    #expect(run.status == each.status, "\(run.err)")
    guard let name = each.name else {
      #expect(run.err.contains(each.says), "\(run.err)")
      #expect(!File.exists(folder("out")) && !File.exists(folder("pre")))
      return
    }
    #expect(try folder.names("out") == [name, name.replacing("1001", with: "1002")])
    // Previews are called alike, apart from what they hold.
    let preview = name.replacing(".exr", with: ".dpx").replacing("acescg", with: "acesproxy10")
    #expect(try folder.names("pre").first == preview)
    #expect(run.frames.first?.destination == folder("out/\(name)"))
  }

  @Test func aFieldThatTheNameDoesNotSayIsRefusedWithAdvice() throws {
    let folder = try Folder()
    try folder.numberedShot(1...2, prefix: "in/beauty.")
    let version = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--name", "{shot}_{version}.####"])
    #expect(version.status == 2)
    #expect(version.err.contains("--version-tag"))
    let plate = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--name", "{plate}.####"])
    #expect(plate.status == 2)
    #expect(plate.err.contains("{plate}"))
    let tagged = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--name", "{shot}_{version}.####", "--version-tag", "v1"])
    #expect(tagged.status == 0)
    #expect(try folder.names("out") == ["beauty_v1.0001.exr", "beauty_v1.0002.exr"])
  }

  @Test func theSpaceInTheNameIsTheOneDelivered() throws {
    let folder = try Folder()
    try folder.numberedShot(1...1)
    for (to, name) in [
      ("acescg", "acescg"), ("ap0", "aces2065-1"), ("acescct", "acescct"), ("lin_ap1_scene", "acescg"),
    ] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder(to), ["--to", Argument(to), "--name", "x_{colorspace}.####"])
      #expect(run.status == 0)
      #expect(try folder.names(to) == ["x_\(name).0001.exr"])
    }
    // A name that called codes linear would be believed.
    for encoding in ["acesproxy10", "acesproxy12"] {
      let run = try Turnover.preview(
        [Argument(folder("in"))], into: folder(encoding),
        ["--encoding", Argument(encoding), "--name", "x_{colorspace}.####"])
      #expect(run.status == 0)
      #expect(try folder.names(encoding) == ["x_\(encoding).0001.dpx"])
    }
  }

  @Test func twoShotsOfOneNameAreRefused() throws {
    let folder = try Folder()
    try folder.numberedShot(1...2, prefix: "a/x_v001.")
    try folder.numberedShot(1...2, prefix: "b/x_v002.")
    for words: [Argument] in [
      ["--to", "acescg", "--out", "\(folder("out"))"],
      ["--to", "acescg", "--out", "\(folder("out"))", "--preview", "\(folder("pre"))", "--slate", "render"],
    ] {
      let outcome = try Turnover.command(
        [
          "convert", "\(folder("a/x_v001.####.exr"))", "\(folder("b/x_v002.####.exr"))", "--name",
          "{shot}.####",
        ] + words
      ).run()
      #expect(outcome.status == 2)
      #expect(outcome.errText.contains("x_v001") && outcome.errText.contains("x_v002"))
      #expect(!File.exists(folder("out")) && !File.exists(folder("pre")))
    }
    // In folders of their own they are two.
    let apart = try Turnover.convert([Argument(folder(""))], into: folder("out"), ["--name", "{shot}.####"])
    #expect(apart.status == 0, "\(apart.err)")
    #expect(try folder.names("out", files: true).count == 4)
  }

  @Test func aFileWithoutNumberTakesTheNameWithoutOne() throws {
    let folder = try Folder()
    try File.write(PlainFrame().bytes, to: folder("in/plate_v003.exr"))
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--name", "{shot}_x.####"])
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == ["plate_x.exr"])
  }
}
