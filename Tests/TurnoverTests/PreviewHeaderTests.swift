import Testing

/// "Every field that can be known is filled from the source and the job, per frame; the rest carry the undefined
/// pattern."
@Suite(.needsBinary) struct PreviewHeaderTests {
  /// Frames 5, 6 and 8 of a shot that says much of itself.
  private func shot(_ attributes: [PlainFrame.Attribute] = []) throws -> Folder {
    let folder = try Folder()
    for number in [5, 6, 8] {
      var frame = PlainFrame()
      frame.attributes += [
        .timeCode(0x0102_0300 + UInt32(number)), .rational("framesPerSecond", 24000, 1001),
      ]
      frame.attributes += attributes
      try File.write(frame.bytes, to: folder("in/sh010_pl01_v003.000\(number).exr"))
    }
    return folder
  }

  private func previews(_ folder: Folder, _ extra: [Argument], epoch: String? = "1700000000") throws
    -> Outcome
  {
    var command = Turnover.command(["preview", "\(folder("in"))", "--out", "\(folder("out"))"] + extra)
    command.environment["SOURCE_DATE_EPOCH"] = epoch
    return try command.run()
  }

  @Test func theShapeOfTheFileIsFixed() throws {
    let folder = try shot()
    for (encoding, bits, low, high) in [("acesproxy10", 10, 64, 940), ("acesproxy12", 12, 256, 3760)] {
      let outcome = try previews(
        folder, ["--encoding", Argument(encoding), "--gaps", "keep", "--overwrite"])
      #expect(outcome.status == 0, "\(outcome.errText)")
      let file = try PreviewFile(folder("out/sh010_pl01_v003.0005.dpx"))
      #expect(file.text(0, 4) == "SDPX")
      #expect(file.text(8, 8) == "V2.0")
      #expect(
        [4, 16, 20, 24, 28, 32].map { file.word($0) } == [8192, UInt32(file.bytes.count), 1, 1664, 384, 0])
      #expect(file.bytes.count == 8192 + 7 * 5 * (bits == 10 ? 4 : 6))
      #expect([768, 770].map { file.half($0) } == [0, 1])
      #expect([772, 776, 780, 784, 792].map { file.word($0) } == [7, 5, 0, UInt32(low), UInt32(high)])
      // Descriptor RGB; transfer and colorimetric user defined.
      #expect([800, 801, 802, 803].map { file.byte($0) } == [50, 0, 0, UInt8(bits)])
      #expect([804, 806].map { file.half($0) } == [1, 0])
      #expect([808, 812, 816].map { file.word($0) } == [8192, 0, 0])
      #expect(file.text(820, 32).contains("ACESproxy\(bits)"))
      #expect(file.bytes[2048..<8192].allSatisfy { $0 == 0 })
    }
  }

  @Test func whatIsNotKnownIsUndefined() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    #expect(try previews(folder, []).status == 0)
    let file = try PreviewFile(folder("out/a.0001.dpx"))
    // Encryption key, reference quantities, centre, time code and user bits, rates, gamma and levels.
    for at in [
      660, 788, 796, 1416, 1420, 1724, 1728, 1920, 1932, 1936, 1940, 1944, 1948, 1952, 1956, 1960, 1964,
    ] {
      #expect(file.word(at) == PreviewFile.undefined, "at \(at)")
    }
    // The seven elements that are not there.
    for element in 1..<8 { #expect(file.word(780 + 72 * element) == PreviewFile.undefined) }
    // Text is empty, not ones.
    for at in [460, 1532, 1556, 1588] { #expect(file.byte(at) == 0, "at \(at)") }
  }

  @Test func televisionLevelsStayUndefinedWhateverIsKnown() throws {
    let folder = try shot()
    #expect(try previews(folder, ["--gaps", "keep"]).status == 0)
    let file = try PreviewFile(folder("out/sh010_pl01_v003.0006.dpx"))
    for at in [1948, 1952, 1964] { #expect(file.word(at) == PreviewFile.undefined, "at \(at)") }
  }

  @Test func everyFrameSaysWhichItIs() throws {
    let folder = try shot()
    let outcome = try previews(folder, ["--gaps", "keep", "--start", "1001"])
    #expect(outcome.status == 0, "\(outcome.errText)")
    for (source, output) in [(5, 1001), (6, 1002), (8, 1004)] {
      let name = "sh010_pl01_v003.\(output).dpx"
      let file = try PreviewFile(folder("out/\(name)"))
      #expect(file.name == name)
      #expect(file.sourceName == "sh010_pl01_v003.000\(source).exr")
      // Counts from 1, with the missing frame in it.
      #expect(file.position == UInt32(output - 1000))
      #expect(file.sequenceLength == 4)
      #expect(file.text(1732, 32) == "\(output)")
      #expect(file.timeCode == 0x0102_0300 + UInt32(source))
      #expect(abs(file.float(1724) - 23.976024) < 1e-5)
      #expect(abs(file.float(1940) - 23.976024) < 1e-5)
      #expect(file.slate.contains("sh010_pl01_v003") && file.slate.contains("1001-1004"))
      #expect(file.text(260, 200).contains("sh010"))
      #expect(file.text(160, 100).hasPrefix("Turnover"))
    }
  }

  @Test func timeCodeOfDropFrameAndFieldsIsItsDigits() throws {
    // DPX has no place for the flags; the digits must not take them for tens.
    for (word, digits) in [
      (0x2359_D969, 0x2359_5929), (0x0000_0040, 0), (0x8182_8304 as UInt32, 0x0102_0304),
    ]
      as [(UInt32, UInt32)]
    {
      let folder = try Folder()
      try folder.sequence(
        "in/a.", 1...1, frame: PlainFrame().tagged(.chromaticities(PlainFrame.ap0), .timeCode(word)))
      #expect(try previews(folder, []).status == 0)
      #expect(try PreviewFile(folder("out/a.0001.dpx")).timeCode == digits)
    }
    // What is no time code is none.
    let folder = try Folder()
    try folder.sequence(
      "in/a.", 1...1, frame: PlainFrame().tagged(.chromaticities(PlainFrame.ap0), .timeCode(0x0102_037A)))
    #expect(try previews(folder, []).status == 0)
    #expect(try PreviewFile(folder("out/a.0001.dpx")).timeCode == PreviewFile.undefined)
  }

  @Test func whatTheJobGivesIsInTheHeader() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    let outcome = try previews(
      folder, ["--fps", "25", "--start-tc", "10:00:00:24", "--start", "1001", "--name", "{shot}_look.####"])
    #expect(outcome.status == 0, "\(outcome.errText)")
    for (number, code) in [(1001, 0x1000_0024), (1002, 0x1000_0100), (1003, 0x1000_0101)] as [(Int, UInt32)] {
      let file = try PreviewFile(folder("out/a_look.\(number).dpx"))
      #expect(file.timeCode == code)
      #expect(file.float(1724) == 25)
      #expect(file.float(1940) == 25)
      #expect(file.name == "a_look.\(number).dpx")
    }
  }

  @Test(
    arguments: [
      (1, 1, 1), (2, 2, 1), (0.5, 1, 2), (1.5, 3, 2), (1.333333, 4, 3), (1.0666667, 16, 15), (0.9, 9, 10),
    ] as [(Float, UInt32, UInt32)])
  func pixelAspectIsAFraction(ratio: Float, horizontal: UInt32, vertical: UInt32) throws {
    let folder = try Folder()
    var frame = PlainFrame()
    frame.pixelAspectRatio = ratio
    try folder.sequence("in/a.", 1...1, frame: frame)
    #expect(try previews(folder, []).status == 0)
    let file = try PreviewFile(folder("out/a.0001.dpx"))
    // 1.333333 is no third in a Float of six digits; a fraction within its precision is right too.
    let found = Double(file.word(1628)) / Double(file.word(1632))
    #expect(abs(found - Double(horizontal) / Double(vertical)) < 1e-6)
    if ratio != 1.333333 { #expect([file.word(1628), file.word(1632)] == [horizontal, vertical]) }
  }

  @Test(arguments: [Float.nan, .infinity, -2, 0]) func anAspectThatIsNoneIsNotWritten(ratio: Float) throws {
    let folder = try Folder()
    var frame = PlainFrame()
    frame.pixelAspectRatio = ratio
    try folder.sequence("in/a.", 1...1, frame: frame)
    let outcome = try previews(folder, [])
    #expect(outcome.signal == nil)
    // A header that no reader takes may fail the frame; one that is taken says 1:1.
    if outcome.status == 0 {
      let file = try PreviewFile(folder("out/a.0001.dpx"))
      #expect([file.word(1628), file.word(1632)] == [1, 1])
    }
  }

  @Test func whatTheCameraSaysIsHandedOn() throws {
    let folder = try shot([
      .string("owner", "Studio Ä"), .string("capDate", "2026:01:02 03:04:05"), .string("cameraMake", "ARRI"),
      .string("cameraModel", "Alexa 35"), .string("cameraSerialNumber", "12345"),
      .init(name: "expTime", type: "float", bytes: PlainFrame.words([Float(0.02).bitPattern])),
      .init(name: "shutterAngle", type: "float", bytes: PlainFrame.words([Float(172.8).bitPattern])),
      .init(name: "keyCode", type: "keycode", bytes: PlainFrame.words([1, 2, 345_678, 1234, 5, 4, 64])),
    ])
    #expect(try previews(folder, ["--gaps", "keep"]).status == 0)
    let file = try PreviewFile(folder("out/sh010_pl01_v003.0005.dpx"))
    #expect(file.text(460, 200) == "Studio Ä")
    #expect(file.text(1532, 24) == "2026:01:02:03:04:05")
    #expect(file.float(1968) == 0.02)
    #expect(file.text(1556, 32) == "ARRI Alexa 35")
    #expect(file.text(1588, 32) == "12345")
    #expect(file.float(1728) == 172.8)
    #expect(file.text(1664, 16) == "0102053456781234")
    #expect([1424, 1428].map { file.word($0) } == [7, 5])
  }

  @Test func longNamesAreCutWhereTheFieldEnds() throws {
    let folder = try Folder()
    let long = String(repeating: "ä", count: 110)
    try folder.sequence("in/\(long).", 1...1)
    #expect(try previews(folder, []).status == 0)
    let file = try PreviewFile(folder("out/\(long).0001.dpx"))
    // No half of a letter at the end, and nothing beyond the field.
    #expect("\(long).0001.dpx".hasPrefix(file.name) && file.name.utf8.count >= 98)
    #expect("\(long).0001.exr".hasPrefix(file.sourceName) && file.sourceName.utf8.count >= 98)
    #expect(file.text(8, 8) == "V2.0" && file.byte(1532) == 0)
  }

  @Test(arguments: [
    ("0", "1970:01:01:00:00:00Z"), ("1700000000", "2023:11:14:22:13:20Z"),
    ("951782400", "2000:02:29:00:00:00Z"),
    ("253402300799", "9999:12:31:23:59:59Z"), ("-62135596801", "0000:12:31:23:59:59Z"),
  ]) func theTimeOfMakingIsThatOfTheEpoch(epoch: String, text: String) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    #expect(try previews(folder, [], epoch: epoch).status == 0)
    #expect(try PreviewFile(folder("out/a.0001.dpx")).text(136, 24) == text)
  }

  @Test(arguments: [
    "9223372036854775807", "-9223372036854775808", "253402300800", "-62167219201", "x", " ", "1e9", "1.5",
  ])
  func anEpochThatIsNoneIsWrongUsage(epoch: String) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    let outcome = try previews(folder, ["--slate", "render", "--start", "1001"], epoch: epoch)
    #expect(outcome.status == 64)
    #expect(outcome.errText.contains("SOURCE_DATE_EPOCH is '\(epoch)'"), "\(outcome.errText)")
    #expect(!File.exists(folder("out")))
  }

  @Test func theSameEpochGivesTheSameBytes() throws {
    let folder = try shot()
    #expect(try previews(folder, ["--gaps", "keep", "--threads", "1"]).status == 0)
    #expect(Tool.succeeds(["mv", "\(folder("out"))", "\(folder("first"))"]))
    #expect(try previews(folder, ["--gaps", "keep", "--threads", "3"]).status == 0)
    #expect(Tool.succeeds(["diff", "-r", "\(folder("first"))", "\(folder("out"))"]))
  }

  @Test func withoutAnEpochItIsNow() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    #expect(try previews(folder, [], epoch: nil).status == 0)
    let text = try PreviewFile(folder("out/a.0001.dpx")).text(136, 24)
    #expect(
      text.wholeMatch(of: /20[0-9]{2}:[01][0-9]:[0-3][0-9]:[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z/) != nil,
      "\(text)")
  }
}
