import Testing

/// "Names are bytes": whatever a file system takes as a name is taken, and what is no frame is left out.
@Suite(.needsBinary) struct NameTests {
  /// Writes a frame under a name that need not be text.
  private func put(_ folder: Folder, _ name: [UInt8], frame: PlainFrame = PlainFrame()) throws {
    try File.write(frame.bytes, to: folder("plain"))
    _ = try Command(["mkdir", "-p", "\(folder("in"))"]).run()
    let target = Argument(Array(folder("in/").utf8) + name)
    #expect(try Command(["cp", "--", "\(folder("plain"))", target]).run().status == 0)
  }

  static let odd: [[UInt8]] = [
    Array("with space.1001.exr".utf8), Array("-dash.1001.exr".utf8), Array("--to.1001.exr".utf8),
    Array("großes Haus 夜.1001.exr".utf8), Array("sh\u{E9}.1001.exr".utf8), Array("she\u{301}.1001.exr".utf8),
    [0x61, 0xFF, 0xFE, 0x62] + Array(".1001.exr".utf8), Array("line\nbreak.1001.exr".utf8),
    Array("tab\tand\u{1B}[31mred.1001.exr".utf8), Array(#"back\slash.1001.exr"#.utf8),
    Array(#"back\x41.1001.exr"#.utf8), Array("UPPER.1001.EXR".utf8), Array("Mixed.1001.Exr".utf8),
    Array("under_1001.exr".utf8), Array("plate_v003.1001.exr".utf8), Array("a'quote\"s.1001.exr".utf8),
    Array("$HOME;`id`.1001.exr".utf8), Array("percent%04d.1001.exr".utf8), Array("hash####x.1001.exr".utf8),
    Array("a.b.c.1001.exr".utf8), Array("1001.exr".utf8), Array("_1001.exr".utf8),
  ]

  @Test(arguments: odd) func everyNameIsConvertedInItsFolder(name: [UInt8]) throws {
    let folder = try Folder()
    try put(folder, name)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--json"])
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.tree("out") == [name])
    #expect(run.frames.first?.sourceFrame == 1001)
  }

  @Test(arguments: odd) func everyNameCanBeGivenAsAnArgument(name: [UInt8]) throws {
    let folder = try Folder()
    try put(folder, name)
    let run = try Turnover.convert(
      [Argument(name)], into: folder("out"), ["--start", "7"], in: folder("in"))
    #expect(run.status == 0, "\(run.err)")
    let renumbered = Array(String(decoding: name, as: UTF8.self).utf8) == name
    let wanted = try #require(name.firstRange(of: Array("1001".utf8)))
    #expect(
      try folder.tree("out") == [
        Array(name[..<wanted.lowerBound]) + Array("0007".utf8) + name[wanted.upperBound...]
      ])
    // The report says the name so that its bytes can be had back.
    let said = try #require(run.frames.first?.source)
    #expect(renumbered || said.contains(#"\xFF\xFE"#))
    #expect(!said.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func aVersionIsNoFrameNumber() throws {
    let folder = try Folder()
    for name in ["plate_v003.exr", "plate_v004.exr", "sh010.exr", "sh020.exr", "a-1001.exr", "still1001.exr"]
    {
      try put(folder, Array(name.utf8))
    }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    #expect(run.sequences.count == 6)
    #expect(run.frames.allSatisfy { $0.sourceFrame == nil })
  }

  @Test func twoSequencesInOneFolderStayTwo() throws {
    let folder = try Folder()
    try folder.sequence("in/beauty.", 1001...1003)
    try folder.sequence("in/matte.", 1...2)
    try folder.sequence("in/beauty_v002.", 1001...1002)
    try folder.sequence("in/beauty_", 5...6)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--start", "10"])
    #expect(run.status == 0, "\(run.err)")
    #expect(run.sequences.count == 4)
    #expect(
      try folder.names("out") == [
        "beauty.0010.exr", "beauty.0011.exr", "beauty.0012.exr", "beauty_0010.exr", "beauty_0011.exr",
        "beauty_v002.0010.exr", "beauty_v002.0011.exr", "matte.0010.exr", "matte.0011.exr",
      ])
  }

  @Test func otherFilesAreListedAsIgnoredWithTheReason() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    let others = [
      "._a.0001.exr", "._a.0003.exr", ".DS_Store", "Thumbs.db", "desktop.ini", ".a.0003.exr", "readme.txt",
      "a.0003.dpx", ".turnover-0123456789abcdef.tmp", "a.0003.exr.part", "a.0003.exr~", "exr", ".exr",
    ]
    for name in others { try File.write(PlainFrame().bytes, to: folder("in/\(name)")) }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == ["a.0001.exr", "a.0002.exr"])
    let ignored = run.report?.ignored ?? []
    #expect(Set(ignored.compactMap { $0.source?.split(separator: "/").last.map(String.init) }) == Set(others))
    for each in ignored {
      #expect(each.status == "ignored")
      #expect(each.reason?.isEmpty == false)
    }
    let scan = try Turnover.run("scan", Argument(folder("in"))).outText
    for name in others { #expect(scan.contains(name), "\(name)") }
  }

  @Test func extensionsOfOtherCaseAreSequencesOfTheirOwn() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2, suffix: ".EXR")
    let run = try Turnover.convert([Argument(folder("in/a.####.EXR"))], into: folder("out"))
    #expect(run.status == 0)
    #expect(try folder.names("out") == ["a.0001.EXR", "a.0002.EXR"])
  }

  @Test func aVersionTagIsBytes() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      ["--name", "{sequence}_{version}.####", "--version-tag", Argument([0x76, 0xFF])])
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.tree("out") == [Array("a_v".utf8) + [0xFF] + Array(".0001.exr".utf8)])
  }

  @Test func namesThatBecomeTooLongAreRefusedBeforeWork() throws {
    let folder = try Folder()
    let stem = String(repeating: "x", count: 249)
    try put(folder, Array("\(stem).1.exr".utf8))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--start", "1001"])
    #expect(run.status == 2, "\(run.err)")
    #expect(!File.exists(folder("out")))
  }

  @Test func foldersAreNamesToo() throws {
    let folder = try Folder()
    try folder.sequence("in/sh 010/-pl 01/a.", 1...2)
    let run = try Turnover.convert(["in"], into: "out/näch ste", in: folder.path)
    #expect(run.status == 0, "\(run.err)")
    #expect(
      try folder.names("out", files: true) == [
        "näch ste/sh 010/-pl 01/a.0001.exr", "näch ste/sh 010/-pl 01/a.0002.exr",
      ])
  }
}
