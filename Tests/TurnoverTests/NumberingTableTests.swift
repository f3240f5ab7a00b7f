import Testing

/// "`--dry-run` prints one table per shot: slate, head handle, cut, tail handle, with source and delivered numbers,
/// time codes, destination names and everything that is short, missing, held or black."
@Suite(.needsBinary) struct NumberingTableTests {
  /// The rows of the table, with single spaces.
  private func rows(_ folder: Folder, _ words: String, into: String = "out", status: Int32 = 0) throws
    -> [String]
  {
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder(into),
      ["--dry-run"] + words.split(separator: " ").map { Argument(String($0)) })
    #expect(run.status == status, "\(run.err)")
    #expect(run.err.isEmpty)
    return run.outcome.outLines.map { $0.split(separator: " ").joined(separator: " ") }
      .filter { line in ["slate ", "head ", "cut ", "tail ", "warning "].contains { line.hasPrefix($0) } }
      // These frames are too small for what a slate says.
      .filter { !$0.hasPrefix("warning the slate has no room") }
  }

  @Test func everyPartOfADeliveryHasItsRow() throws {
    let folder = try Folder()
    try folder.numberedShot(1...24)
    #expect(
      try rows(folder, "--start 1001 --handles 8 --slate render") == [
        "slate 0 -> 1000 1 frame 01:00:00:00 a.1000.exr drawn",
        "head 1-8 -> 1001-1008 8 frames 01:00:00:01 to 01:00:00:08 a.1001.exr … a.1008.exr",
        "cut 9-16 -> 1009-1016 8 frames 01:00:00:09 to 01:00:00:16 a.1009.exr … a.1016.exr",
        "tail 17-24 -> 1017-1024 8 frames 01:00:00:17 to 01:00:01:00 a.1017.exr … a.1024.exr",
      ])
    #expect(!File.exists(folder("out")))
  }

  @Test func whatIsShortMissingHeldOrBlackIsSaid() throws {
    let folder = try Folder()
    try folder.numberedShot([3, 4, 5, 6, 8, 9, 10])
    #expect(
      try rows(folder, "--start 1001 --cut 5-9 --handles 4 --gaps hold") == [
        "head 1-2 -> 1001-1002 2 frames missing, and stays missing",
        "head 3-4 -> 1003-1004 2 frames 01:00:00:03 to 01:00:00:04 a.1003.exr … a.1004.exr",
        "cut 5-6 -> 1005-1006 2 frames 01:00:00:05 to 01:00:00:06 a.1005.exr … a.1006.exr",
        "cut 7 -> 1007 1 frame 01:00:00:07 a.1007.exr held: shows source frame 6",
        "cut 8-9 -> 1008-1009 2 frames 01:00:00:08 to 01:00:00:09 a.1008.exr … a.1009.exr",
        "tail 10 -> 1010 1 frame 01:00:00:10 a.1010.exr",
        "tail 11-13 -> 1011-1013 3 frames missing, and stays missing",
        "warning Head handle is short: 2 of 4 frames", "warning Tail handle is short: 1 of 4 frames",
      ])
    let black = try rows(folder, "--start 1001 --cut 5-9 --handles 4 --gaps black --short-handles black")
    #expect(
      black[0] == "head 1-2 -> 1001-1002 2 frames 01:00:00:01 to 01:00:00:02 a.1001.exr … a.1002.exr black")
    #expect(black.contains("cut 7 -> 1007 1 frame 01:00:00:07 a.1007.exr black"))
  }

  @Test func framesThatAreSkippedOrWillFailAreSaid() throws {
    let folder = try Folder()
    try folder.numberedShot(1...4)
    #expect(
      try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--range", "4-4", "--start", "1004"]
      ).status == 0)
    try File.write([0], to: folder("in/a.0002.exr"))
    let found = try rows(folder, "--start 1001 --existing skip", status: 1)
    #expect(found.contains { $0.hasPrefix("cut 2 -> 1002") && $0.contains("will fail") }, "\(found)")
    #expect(found.contains { $0.hasPrefix("cut 4 -> 1004") && $0.contains("skipped") }, "\(found)")
  }

  @Test func aTimeCodeThatGoesBackBeginsANewRow() throws {
    let folder = try Folder()
    for number in 1...4 {
      var frame = PlainFrame()
      frame.attributes += [
        .timeCode(Folder.timeCode(number < 3 ? number + 10 : number)), .rational("framesPerSecond", 24, 1),
      ]
      try File.write(frame.bytes, to: folder(Folder.name("in/a.", number)))
    }
    let found = try rows(folder, "")
    #expect(
      found.contains("cut 1-2 -> 1-2 2 frames 01:00:00:11 to 01:00:00:12 a.0001.exr … a.0002.exr"), "\(found)"
    )
    #expect(
      found.contains("cut 3-4 -> 3-4 2 frames 01:00:00:03 to 01:00:00:04 a.0003.exr … a.0004.exr"), "\(found)"
    )
  }

  @Test func midnightIsNoJump() throws {
    let folder = try Folder()
    try folder.numberedShot(1...4, hasTimeCode: false)
    let found = try rows(folder, "--fps 24 --start-tc 23:59:59:22")
    #expect(
      found == ["cut 1-4 -> 1-4 4 frames 23:59:59:22 to 00:00:00:01 a.0001.exr … a.0004.exr"], "\(found)")
  }

  @Test func previewsAreInTheTableToo() throws {
    let folder = try Folder()
    try folder.numberedShot(1...4)
    let run = try Turnover.preview(
      [Argument(folder("in"))], into: folder("out"), ["--dry-run", "--start", "1001", "--slate", "render"])
    #expect(run.status == 0)
    #expect(run.outcome.outText.contains("a.1000.dpx") && run.outcome.outText.contains("a.1004.dpx"))
    // What is made is codes, of nothing but colour.
    #expect(run.outcome.outText.contains("aces2065-1 (tags: chromaticities) -> acesproxy10"))
    #expect(run.outcome.outText.contains("for monitoring"))
    #expect(run.outcome.outText.contains("acesproxy10 of R, G, B: the display window"))
    #expect(!run.outcome.outText.contains("copied"))
    let both = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--dry-run", "--preview", "\(folder("pre"))"])
    #expect(
      both.outcome.outText.contains(folder("out/a.####.exr"))
        && both.outcome.outText.contains(folder("pre/a.####.dpx")))
    #expect(both.outcome.outText.contains("-> acescg") && both.outcome.outText.contains("for monitoring"))
    #expect(try folder.names() == ["in"] + (1...4).map { "in/a.000\($0).exr" })
  }

  @Test func theSlateIsCountedAmongWhatIsDelivered() throws {
    let folder = try Folder()
    try folder.numberedShot(1...4)
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--dry-run", "--slate", "render", "--start", "1001"])
    #expect(run.outcome.outText.contains("5 frames to deliver"))
    let done = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--slate", "render", "--start", "1001"])
    #expect(done.err.contains("4 of 4 frames"))
    #expect(done.err.contains("5 done"))
    // Never in the frames of the report.
    #expect(done.frames.compactMap(\.outputFrame) == [1001, 1002, 1003, 1004])
    #expect(done.sequences.first?.slate?.outputFrame == 1000)
    #expect(done.sequences.first?.slate?.role == "slate")
    #expect(done.frames.allSatisfy { $0.role != "slate" })
  }
}
