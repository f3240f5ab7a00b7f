import TestSupport
import Testing
import Timecode

/// Drop-frame flags and field bits come back from digits.
@Suite struct TimeCodeDigitsTests {
  /// Frames with their codes in full, in words such as `7 01:00:00;21.1`, or `7` for one without.
  private static func frames(_ text: String) throws -> [(number: Int, timeCode: TimeCode?)] {
    try text.split(separator: ",").map { row in
      let words = row.split(separator: " ").map(String.init)
      return (try #require(Int(words[0])), words.count == 1 ? nil : try TimeCode(parsing: words[1]))
    }
  }

  private static func text(_ frames: [(number: Int, timeCode: TimeCode?)]) -> String {
    frames.map { "\($0.number)" + ($0.timeCode.map { " " + $0.text } ?? "") }.joined(separator: ", ")
  }

  /// What a header with digits alone keeps.
  private static func digits(
    _ frames: [(number: Int, timeCode: TimeCode?)]
  ) throws -> [(number: Int, timeCode: TimeCode?)] {
    try frames.map { ($0.number, try $0.timeCode.map { try TimeCode(dpxWord: $0.dpxWord) }) }
  }

  @Test(arguments: [
    // Up to 30 frames a second there is no pair.
    ("24", "1 01:00:00:22, 2 01:00:00:23, 3 01:00:01:00"),
    ("29.97df", "1 00:00:59;28, 2 00:00:59;29, 3 00:01:00;02"),
    ("25", "1 01:00:00:10, 2 01:00:00:10"),
    // Both parities, both ends, seconds and midnight.
    ("48", "1 01:00:00:21, 2 01:00:00:21.1, 3 01:00:00:22, 4 01:00:00:22.1"),
    ("48", "1 01:00:00:21.1, 2 01:00:00:22, 3 01:00:00:22.1, 4 01:00:00:23"),
    ("48", "-2 01:00:00:23.1, -1 01:00:01:00, 0 01:00:01:00.1, 1 01:00:01:01"),
    ("50", "7 23:59:59:24.1, 8 00:00:00:00, 9 00:00:00:00.1"),
    ("60", "1 01:00:00:29, 2 01:00:00:29.1, 3 01:00:01:00"),
    ("59.94df", "1 00:00:59;29, 2 00:00:59;29.1, 3 00:01:00;02, 4 00:01:00;02.1"),
    ("59.94df", "1 00:09:59;29.1, 2 00:10:00;00, 3 00:10:00;00.1, 4 00:10:00;01"),
    // Two frames are enough, whichever they are.
    ("48", "1 01:00:00:21, 2 01:00:00:21.1"), ("48", "1 01:00:00:21.1, 2 01:00:00:22"),
    // Frames without neighbours follow the others, before and behind them.
    ("48", "1 01:00:00:05.1, 5 01:00:00:07.1, 6 01:00:00:08, 7 01:00:00:08.1, 12 01:00:00:11"),
    ("48", "1 01:00:00:00.1, 4 01:00:00:02, 7 01:00:00:03.1, 10 01:00:00:05"),
    ("48", "1 01:00:00:21, 2, 3 01:00:00:22, 4 01:00:00:22.1"),
    // Behind a jump what comes next says it, for the first frame too; one alone goes on as before.
    ("48", "1 01:00:00:10, 2 01:00:00:10.1, 3 01:00:00:20.1, 4 01:00:00:21, 5 01:00:00:21.1"),
    ("48", "1 01:00:00:10, 2 01:00:00:10.1, 3 02:00:00:05, 8 03:00:00:05.1, 9 04:00:00:00, 10 04:00:00:00.1"),
    // Before the first that says anything.
    ("48", "1 09:00:00:00.1, 4 01:00:00:10, 5 01:00:00:10.1, 6 01:00:00:11"),
    // Nothing says it.
    ("48", "7 01:00:00:21"), ("48", "1 01:00:00:21, 3 01:00:00:22, 5 01:00:00:23"), ("60", "1, 2"),
    ("60", ""),
    // Every frame has its own digits, so that there is no pair.
    ("48", "1 01:00:00:20, 2 01:00:00:21, 3 01:00:00:22, 4 01:00:00:23, 5 01:00:00:24, 6 01:00:00:25"),
  ])
  func flagsComeBack(rate: String, codes: String) throws {
    let full = try Self.frames(codes)
    let completed = try TimeBase(parsing: rate).completed(Self.digits(full))
    #expect(Self.text(completed) == Self.text(full))
  }

  @Test(arguments: ["29.97df", "48", "50", "59.94df", "59.94ndf", "60"])
  func everyShotWithAPairComesBack(rate: String) throws {
    let base = try TimeBase(parsing: rate)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let first = Int.random(in: 0..<base.framesPerDay, using: &random)
      let offset = Int.random(in: -2000...2000, using: &random)
      let whole = Int.random(in: 0..<58, using: &random)
      let numbers = (0..<60).filter { (whole...whole + 2).contains($0) || Bool.random(using: &random) }
      let full = numbers.map { (offset + $0, TimeCode(frameCount: first + $0, base: base) as TimeCode?) }
      #expect(try Self.text(base.completed(Self.digits(full))) == Self.text(full))
    }
  }

  @Test(arguments: [
    ("30000/1001", "1 00:00:59:29, 2 00:01:00:02", true),
    ("30000/1001", "1 00:00:59:29, 2 00:01:00:00", false),
    ("2997/100", "1 00:00:59:29, 2 00:01:00:02", true), ("30", "1 00:00:59:29, 2 00:01:00:02", false),
    // Over a gap, and over one minute and a tenth one.
    ("30000/1001", "1 00:00:59:00, 61 00:01:01:02", true),
    ("30000/1001", "1 00:00:59:00, 61 00:01:01:00", false),
    ("30000/1001", "1 00:08:59:29, 1801 00:10:00:01", true),
    // No minute, and a tenth one, show nothing.
    ("30000/1001", "1 00:00:59:28, 2 00:00:59:29", false),
    ("30000/1001", "1 00:09:59:29, 2 00:10:00:00", false),
    ("30000/1001", "1 00:01:00:02", false), ("30000/1001", "1", false), ("30000/1001", "", false),
    // A jump elsewhere leaves no proof.
    ("30000/1001", "1 00:00:59:29, 2 00:01:00:02, 3 00:01:00:05", false),
    ("60000/1001", "1 00:00:59:29, 2 00:00:59:29, 3 00:01:00:02, 4 00:01:00:02", true),
    ("60000/1001", "1 00:00:59:29, 2 00:01:00:02, 3 00:01:00:02, 4 00:01:00:03", true),
    ("60000/1001", "1 00:00:59:29, 2 00:00:59:29, 3 00:01:00:00, 4 00:01:00:00", false),
    ("60000/1001", "1 00:00:59:28, 2 00:00:59:28, 3 00:00:59:29", false),
  ])
  func aMinuteShowsWhetherNumbersAreDropped(rate: String, codes: String, drops: Bool) throws {
    let base = try TimeBase(#require(FrameRate(parsing: rate)), digits: Self.frames(codes))
    #expect(base.dropFrame == drops)
  }

  @Test func aRateThatDoesNotCountIsRefused() throws {
    let rate = try #require(FrameRate(96))
    #expect(throws: TimeCodeError.unusableRate(rate: rate)) { try TimeBase(rate, digits: []) }
  }

  /// Digits that do not exist say nothing of the others.
  @Test func codesThatDoNotExistChangeNothing() throws {
    let codes = try Self.frames("1 00:00:59:28, 2 00:00:59:28, 3 00:00:59:30, 4 00:00:59:29")
    let completed = try TimeBase(parsing: "60").completed(codes)
    #expect(completed.map { $0.timeCode?.field } == [false, true, false, true])
    let dropped = try TimeBase(parsing: "29.97df").completed(Self.frames("1 00:00:59:29, 2 00:01:00:00"))
    #expect(Self.text(dropped) == "1 00:00:59;29, 2 00:01:00;00")
  }
}
