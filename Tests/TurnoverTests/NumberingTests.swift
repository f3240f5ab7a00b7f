import Testing

/// Arithmetic of frame numbers, gaps, padding.
@Suite(.needsBinary) struct NumberingTests {
  /// Source numbers, `--start`, what is delivered.
  struct Case: CustomTestStringConvertible {
    var numbers: [Int]
    var pad = 4
    var start: Int?
    var names: [String]
    var testDescription: String { "\(numbers) --start \(start.map(String.init) ?? "none")" }
  }

  static let cases = [
    Case(numbers: [7, 8, 9], start: nil, names: ["a.0007.exr", "a.0008.exr", "a.0009.exr"]),
    Case(numbers: [7, 8], pad: 6, start: nil, names: ["a.000007.exr", "a.000008.exr"]),
    Case(numbers: [7, 8], pad: 6, start: 1001, names: ["a.1001.exr", "a.1002.exr"]),
    Case(numbers: [86400, 86401], pad: 5, start: 1001, names: ["a.1001.exr", "a.1002.exr"]),
    Case(numbers: [7, 8], pad: 1, start: nil, names: ["a.7.exr", "a.8.exr"]),
    Case(numbers: [7, 8], pad: 1, start: 1, names: ["a.0001.exr", "a.0002.exr"]),
    Case(
      numbers: [8, 9, 10, 11], pad: 1, start: nil, names: ["a.10.exr", "a.11.exr", "a.8.exr", "a.9.exr"]),
    Case(numbers: [9999, 10000], start: nil, names: ["a.10000.exr", "a.9999.exr"]),
    Case(numbers: [1, 2], start: 9999, names: ["a.10000.exr", "a.9999.exr"]),
    Case(
      numbers: [-2, -1, 0, 1], start: nil, names: ["a.-0001.exr", "a.-0002.exr", "a.0000.exr", "a.0001.exr"]),
    Case(numbers: [-2, -1, 0], start: 1001, names: ["a.1001.exr", "a.1002.exr", "a.1003.exr"]),
    Case(numbers: [1, 2, 3], start: -1, names: ["a.-0001.exr", "a.0000.exr", "a.0001.exr"]),
    Case(numbers: [1001, 1002], start: 1001, names: ["a.1001.exr", "a.1002.exr"]),
    Case(numbers: [5], start: 0, names: ["a.0000.exr"]),
    Case(
      numbers: [12_345_678, 12_345_679], pad: 8, start: nil, names: ["a.12345678.exr", "a.12345679.exr"]),
  ]

  @Test(arguments: cases) func numbersAreDelivered(_ each: Case) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", each.numbers, pad: each.pad)
    let start: [Argument] = each.start.map { ["--start=\($0)"] } ?? []
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), start)
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == each.names.sorted())
    let offset = each.start.map { $0 - each.numbers[0] } ?? 0
    #expect(run.frames.map(\.sourceFrame) == each.numbers)
    #expect(run.frames.map(\.outputFrame) == each.numbers.map { $0 + offset })
    for frame in run.frames {
      let name = try #require(frame.destination?.split(separator: "/").last)
      #expect(Int(name.dropFirst(2).dropLast(4)) == frame.outputFrame)
    }
  }

  @Test(arguments: 1...8) func everyPaddingIsKeptWhenNumbersStay(pad: Int) throws {
    let folder = try Folder()
    let written = try folder.sequence("in/a.", [0, 1, 2], pad: pad)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == written.compactMap { $0.split(separator: "/").last.map(String.init) })
    #expect(run.sequences[0].source.hasSuffix("a.\(String(repeating: "#", count: pad)).exr"))
  }

  @Test func everyFrameGoesUnderItsOwnNumber() throws {
    // The content says which frame it was: one attribute per number.
    let folder = try Folder()
    for number in [990, 991, 993] {
      var frame = PlainFrame()
      frame.attributes.append(.string("number", "no. \(number)"))
      try File.write(frame.bytes, to: folder("in/a.0\(number).exr"))
    }
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--start", "1001", "--gaps", "keep"])
    #expect(run.status == 0)
    #expect(try folder.names("out") == ["a.1001.exr", "a.1002.exr", "a.1004.exr"])
    for (source, output) in [(990, 1001), (991, 1002), (993, 1004)] {
      let bytes = try File.read(folder("out/a.\(output).exr"))
      #expect(String(decoding: bytes, as: UTF8.self).contains("no. \(source)"))
    }
    #expect(run.frames.map(\.status) == ["done", "done", "missing", "done"])
    let missing = try #require(run.frames("missing").first)
    #expect(missing.source == nil)
    #expect(missing.sourceFrame == 992)
    #expect(missing.outputFrame == 1003)
    #expect(missing.reason != nil)
  }

  @Test(arguments: [[], ["--start", "1001"], ["--gaps", "error"]])
  func aGapIsRefusedAndNamed(words: [String]) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", [1, 2, 5, 6, 8])
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), words.map { Argument($0) })
    #expect(run.status == 2)
    #expect(run.err.contains("3-4, 7"))
    #expect(run.err.contains("--gaps keep"))
    #expect(!File.exists(folder("out")))
  }

  @Test func aKeptGapIsDoneWithEveryMissingNumberListed() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", [1, 2, 5, 6, 8])
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--gaps", "keep"])
    #expect(run.status == 0)
    #expect(run.frames("missing").map(\.sourceFrame) == [3, 4, 7])
    #expect(run.frames.map(\.sourceFrame) == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(try folder.names("out").count == 5)
  }

  @Test func aSourceFromOneThousandIsWarnedAboutBecauseOfTheSlate() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1000...1002)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--start", "1001"])
    #expect(run.status == 0)
    #expect(run.err.contains("slate") && run.err.contains("1000"))
    #expect(run.sequences.first?.warnings.contains { $0.contains("slate") } == true)
    #expect(try folder.names("out") == ["a.1001.exr", "a.1002.exr", "a.1003.exr"])

    let kept = try Turnover.convert([Argument(folder("in"))], into: folder("kept"))
    #expect(!kept.err.contains("slate"))
    try folder.sequence("other/a.", 1001...1002)
    let other = try Turnover.convert([Argument(folder("other"))], into: folder("out2"), ["--start", "1001"])
    #expect(!other.err.contains("slate"))
  }

  @Test func aFileWithoutNumberKeepsItsName() throws {
    let folder = try Folder()
    try File.write(PlainFrame().bytes, to: folder("in/plate_v003.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--start", "1001"])
    #expect(run.status == 0)
    #expect(run.err.contains("no frame number"))
    #expect(try folder.names("out") == ["plate_v003.exr"])
    #expect(run.frames.first?.sourceFrame == nil)
  }

  @Test func numbersDoNotLeaveTheirRange() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...2)
    for start in ["2147483647", "9223372036854775807", "-9223372036854775808"] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--start=\(start)"])
      #expect(run.status == 2, "\(start): \(run.err)")
      #expect(!File.exists(folder("out")))
    }
  }

  @Test func numbersTooLargeForFramesAreNoCrash() throws {
    let folder = try Folder()
    for digits in ["99999999999", "2147483648", "18446744073709551617", String(repeating: "9", count: 200)] {
      try File.write(PlainFrame().bytes, to: folder("in/a.\(digits).exr"))
    }
    let outcome = try Turnover.run("scan", Argument(folder("in")))
    #expect(outcome.signal == nil)
    for digits in ["99999999999", "2147483648", "18446744073709551617"] {
      #expect(outcome.outText.contains(digits))
    }
  }

  @Test func theSameNumberTwiceIsRefused() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    try folder.sequence("in/a.", [2], pad: 2)
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 2)
    #expect(run.err.contains("a.02.exr") && run.err.contains("a.0002.exr"))
    #expect(!File.exists(folder("out")))
  }

  @Test func aPatternTakesOnlyItsFrames() throws {
    for pattern in ["a.####.exr", "a.%04d.exr", "a.@@@@.exr", "a.#.exr"] {
      let folder = try Folder()
      try folder.sequence("in/a.", 9999...10001)
      try folder.sequence("in/b.", 1...2)
      let run = try Turnover.convert([Argument(folder("in/\(pattern)"))], into: folder("out"))
      #expect(run.status == 0, "\(pattern): \(run.err)")
      #expect(try folder.names("out") == ["a.10000.exr", "a.10001.exr", "a.9999.exr"], "\(pattern)")
    }
  }
}
