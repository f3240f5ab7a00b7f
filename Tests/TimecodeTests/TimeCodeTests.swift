import TestSupport
import Testing

@testable import Timecode

private func base(_ text: String) throws -> TimeBase { try TimeBase(parsing: text) }
private func code(_ text: String) throws -> TimeCode { try TimeCode(parsing: text) }

@Suite struct FrameRateTests {
  @Test(arguments: [
    ("24", 24, 1), ("25.0", 25, 1), ("23.976", 24000, 1001), ("23.98", 24000, 1001), ("29.97", 30000, 1001),
    ("59.94", 60000, 1001), ("47.952", 48000, 1001), ("24000/1001", 24000, 1001), ("48/2", 24, 1),
    ("12.5", 25, 2),
    ("60", 60, 1), ("23.976024", 24000, 1001), ("23976/1000", 2997, 125), ("1.0", 1, 1),
    ("30000/1000", 30, 1), ("0.5", 1, 2),
  ])
  func parsing(text: String, numerator: Int, denominator: Int) {
    let rate = FrameRate(parsing: text)
    #expect(rate?.numerator == numerator && rate?.denominator == denominator)
    #expect(rate.flatMap { FrameRate(parsing: $0.text) } == rate)
  }

  @Test(arguments: [
    "", "0", "24/0", "0/1", "-24", "24.", ".5", "1/2/3", "24fps", "99999999999", "1e3", "24.0000000", "+24",
  ])
  func refused(text: String) { #expect(FrameRate(parsing: text) == nil) }

  @Test func roundingsInHeaders() throws {
    #expect(FrameRate(23976, 1000)?.customary == FrameRate(24000, 1001))
    #expect(FrameRate(5994, 100)?.customary == FrameRate(60000, 1001))
    #expect(FrameRate(25, 2)?.customary == FrameRate(25, 2))
    #expect(FrameRate(24, 1)?.customary == FrameRate(24, 1))
    #expect(try TimeBase(#require(FrameRate(2997, 100)), dropFrame: true) == base("29.97df"))
  }

  @Test func nominal() {
    #expect(FrameRate(24000, 1001)?.nominal == 24)
    #expect(FrameRate(30, 1)?.nominal == 30)
    #expect(FrameRate(25, 2)?.nominal == nil)
    #expect(FrameRate(24001, 1001)?.nominal == nil)
    #expect(FrameRate(2997, 100)?.nominal == nil)
  }
}

@Suite struct TimeBaseTests {
  @Test(arguments: [
    ("23.976", 24, false, 24 * 86400), ("24", 24, false, 24 * 86400), ("25", 25, false, 25 * 86400),
    ("29.97 DF", 30, false, 2_589_408), ("29.97ndf", 30, false, 30 * 86400), ("29.97", 30, false, 30 * 86400),
    ("30", 30, false, 30 * 86400), ("48", 24, true, 48 * 86400), ("50", 25, true, 50 * 86400),
    ("59.94df", 30, true, 2 * 2_589_408), ("59.94 NDF", 30, true, 60 * 86400), ("60", 30, true, 60 * 86400),
  ])
  func rates(text: String, counted: Int, pairs: Bool, day: Int) throws {
    let base = try base(text)
    #expect(base.counted == counted && base.countsPairs == pairs && base.framesPerDay == day)
  }

  @Test(arguments: ["30 DF", "24df", "23.976df", "60 df", "25df"])
  func noDropFrame(text: String) {
    #expect { _ = try base(text) } throws: { if case TimeCodeError.noDropFrame = $0 { true } else { false } }
  }

  @Test(arguments: ["12.5", "61", "96", "120", "31", "59"])
  func unusable(text: String) {
    #expect { _ = try base(text) } throws: { if case TimeCodeError.unusableRate = $0 { true } else { false } }
  }

  @Test(arguments: ["", "df", "24 x", "29.97 drop"])
  func malformed(text: String) { #expect(throws: TimeCodeError.malformed(text: text)) { try base(text) } }
}

@Suite struct TimeCodeTests {
  private static let bases = [
    "23.976", "24", "25", "29.97df", "29.97ndf", "30", "48", "50", "59.94df", "59.94ndf", "60",
  ]

  @Test(arguments: [
    ("01:02:03:04", 1, 2, 3, 4, false, false), ("00:00:00;00", 0, 0, 0, 0, true, false),
    ("23:59:59;29", 23, 59, 59, 29, true, false), ("10:00:00:23.1", 10, 0, 0, 23, false, true),
    ("10:00:00;23.1", 10, 0, 0, 23, true, true),
  ])
  func text(text: String, h: Int, m: Int, s: Int, f: Int, drop: Bool, field: Bool) throws {
    let value = TimeCode(hours: h, minutes: m, seconds: s, frames: f, dropFrame: drop, field: field)
    #expect(try code(text) == value)
    #expect(value.text == text)
  }

  @Test func otherSpellings() throws {
    #expect(try code("01;02;03;04") == code("01:02:03;04"))
    #expect(try code("01:02:03:04.0") == code("01:02:03:04"))
  }

  @Test(arguments: [
    "", "1:02:03:04", "01:02:03", "01:02:03:04.2", "01;02:03:04", "01:02;03:04", "0a:02:03:04",
    "01:02:03:04 ", "01.02.03.04",
  ])
  func malformed(text: String) { #expect(throws: TimeCodeError.malformed(text: text)) { try code(text) } }

  /// The rule itself, one frame after the other: at each minute that is no multiple of ten, 00 and 01
  /// do not exist.
  @Test(arguments: [("29.97df", 1), ("59.94df", 2), ("29.97ndf", 1), ("25", 1), ("48", 2)])
  func countingFrameByFrame(rate: String, framesPerValue: Int) throws {
    let base = try base(rate)
    var (m, s, f) = (0, 0, 0)
    for count in 0..<(framesPerValue * base.counted * 60 * 21) {
      let expected = TimeCode(
        hours: 0, minutes: m, seconds: s, frames: f, dropFrame: base.dropFrame,
        field: count % framesPerValue == 1)
      let value = TimeCode(frameCount: count, base: base)
      guard value == expected, try value.frameCount(base) == count else {
        Issue.record("\(count): \(value.text), expected \(expected.text)")
        return
      }
      guard count % framesPerValue == framesPerValue - 1 else { continue }
      f += 1
      if f == base.counted { (f, s) = (0, s + 1) }
      if s == 60 { (s, m) = (0, m + 1) }
      if base.dropFrame, f == 0, s == 0, m % 10 != 0 { f = 2 }
    }
  }

  @Test(arguments: [
    ("29.97df", "00:00:59;29", "00:01:00;02"), ("29.97df", "00:09:59;29", "00:10:00;00"),
    ("29.97df", "00:10:59;29", "00:11:00;02"), ("29.97df", "23:59:59;29", "00:00:00;00"),
    ("29.97ndf", "00:00:59:29", "00:01:00:00"), ("24", "23:59:59:23", "00:00:00:00"),
    ("59.94df", "00:00:59;29", "00:00:59;29.1"), ("59.94df", "00:00:59;29.1", "00:01:00;02"),
    ("60", "00:00:00:29.1", "00:00:01:00"), ("50", "01:00:00:24.1", "01:00:01:00"),
    ("48", "01:00:00:23", "01:00:00:23.1"),
    ("25", "01:00:00:24.1", "01:00:01:00.1"),  // an interlaced field is carried along
  ])
  func nextFrame(rate: String, from: String, to: String) throws {
    let base = try base(rate)
    #expect(try code(from).advanced(by: 1, base: base) == code(to))
    #expect(try code(to).advanced(by: -1, base: base) == code(from))
  }

  @Test func anHourOfDropFrameIsAnHour() throws {
    // 29.97 frames a second for an hour: 107892 frames.
    let base = try base("29.97df")
    #expect(try code("01:00:00;00").frameCount(base) == 107_892)
    #expect(try code("00:00:00;00").advanced(by: 107_892, base: base) == code("01:00:00;00"))
  }

  @Test(arguments: bases)
  func countsAreInverseAndWrap(rate: String) throws {
    let base = try base(rate)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<3000 {
      let count = Int.random(in: 0..<base.framesPerDay, using: &random)
      let value = TimeCode(frameCount: count, base: base)
      #expect(try value.frameCount(base) == count)
      #expect(TimeCode(frameCount: count - base.framesPerDay, base: base) == value)
      #expect(TimeCode(frameCount: count + 3 * base.framesPerDay, base: base) == value)
      let step = Int.random(in: -4_000_000...4_000_000, using: &random)
      #expect(try value.advanced(by: step, base: base).advanced(by: -step, base: base) == value)
      #expect(try TimeCode(parsing: value.text) == value)
      #expect(try TimeCode(openEXRWord: value.openEXRWord()) == value)
    }
  }

  @Test(arguments: [
    ("29.97df", "00:01:00;00"), ("29.97df", "00:01:00;01"), ("29.97df", "00:10:00:00"),
    ("29.97ndf", "00:10:00;00"),
    ("24", "00:00:00:24"), ("24", "24:00:00:00"), ("24", "00:60:00:00"), ("24", "00:00:60:00"),
    ("60", "00:00:00:30"),
  ])
  func invalid(rate: String, text: String) throws {
    let value = try code(text)
    let base = try base(rate)
    #expect(throws: TimeCodeError.invalid(timeCode: value)) { try value.frameCount(base) }
    #expect(throws: TimeCodeError.invalid(timeCode: value)) { try value.advanced(by: 1, base: base) }
  }

  /// A file's field bit is carried along at any rate, but nobody counts to it where there are no pairs.
  @Test(arguments: ["24", "25", "29.97", "29.97 DF", "48", "59.94 DF"])
  func aFieldMarkIsGivenWherePairsAreCounted(rate: String) throws {
    let base = try base(rate)
    let plain = try code(base.dropFrame ? "01:00:00;05" : "01:00:00:05")
    var marked = plain
    marked.field = true
    #expect(try plain.givenFrameCount(base) == plain.frameCount(base))
    if base.countsPairs {
      #expect(try marked.givenFrameCount(base) == plain.frameCount(base) + 1)
    } else {
      #expect(try marked.frameCount(base) == plain.frameCount(base))
      #expect(throws: TimeCodeError.invalid(timeCode: marked)) { try marked.givenFrameCount(base) }
    }
    let track = TimeCodeTrack([(1, marked), (2, nil)], base: base)
    #expect(try track.numbers(from: plain, through: plain) == (base.countsPairs ? 0...0 : 1...1))
    guard !base.countsPairs else { return }
    #expect(throws: TimeCodeError.invalid(timeCode: marked)) {
      try track.numbers(from: marked, through: marked)
    }
  }
}

@Suite struct TimeCodeWordTests {
  @Test(arguments: [
    ("01:02:03:04", 0x0102_0304 as UInt32), ("00:00:00:00", 0), ("23:59:59:29", 0x2359_5929),
    ("01:02:03;04", 0x0102_0344), ("01:02:03:04.1", 0x0102_8304), ("10:20:30;29.1", 0x1020_B069),
  ])
  func openEXR(text: String, word: UInt32) throws {
    let value = try TimeCode(parsing: text)
    #expect(value.openEXRWord() == word)
    #expect(try TimeCode(openEXRWord: word) == value)
    // Flags that are not this type's are ignored in reading.
    #expect(try TimeCode(openEXRWord: word | 0xC080_0080) == value)
  }

  @Test(arguments: [
    0x0000_000A as UInt32, 0x0000_0A00, 0x000A_0000, 0x0A00_0000, 0x2400_0000, 0x0060_0000, 0x0000_6000,
  ])
  func noOpenEXRWord(word: UInt32) {
    #expect(throws: TimeCodeError.invalidWord(word: word)) { try TimeCode(openEXRWord: word) }
  }

  @Test func dpx() throws {
    #expect(try TimeCode(parsing: "01:02:03:04").dpxWord == 0x0102_0304)
    #expect(try TimeCode(parsing: "23:59:59;29").dpxWord == 0x2359_5929)
    #expect(try TimeCode(dpxWord: 0x2359_5929) == TimeCode(parsing: "23:59:59:29"))
    for word in [0xFFFF_FFFF as UInt32, 0x2400_0000, 0x0000_0A00, 0x0060_0000] {
      #expect(throws: TimeCodeError.invalidWord(word: word)) { try TimeCode(dpxWord: word) }
    }
  }
}

@Suite struct TimeCodeTrackTests {
  private func track(_ rows: [(Int, String?)], _ rate: String = "24") throws -> TimeCodeTrack {
    TimeCodeTrack(try rows.map { ($0.0, try $0.1.map { try TimeCode(parsing: $0) }) }, base: try base(rate))
  }

  @Test func continuous() throws {
    let track = try track([
      (1001, "01:00:00:22"), (1002, "01:00:00:23"), (1003, "01:00:01:00"), (1006, "01:00:01:03"),
    ])
    #expect(
      track.jumps.isEmpty && track.contradicting.isEmpty && track.missing.isEmpty && track.invalid.isEmpty)
    #expect(track.segments.map(\.numbers) == [1001...1006])
    #expect(track.timeCode(of: 1000) == (try code("01:00:00:21")))
    #expect(track.timeCode(of: 1004) == (try code("01:00:01:01")))
  }

  @Test func overMidnightAndDroppedNumbers() throws {
    let midnight = try track([(1, "23:59:59:23"), (2, "00:00:00:00")])
    #expect(midnight.jumps.isEmpty)
    let drop = try track([(1, "00:00:59;29"), (2, "00:01:00;02")], "29.97df")
    #expect(drop.jumps.isEmpty)
    let pairs = try track([(1, "00:00:00:00"), (2, "00:00:00:00.1"), (3, "00:00:00:01")], "48")
    #expect(pairs.jumps.isEmpty)
  }

  @Test func jumpsAndContradictions() throws {
    let track = try track([
      (1, "01:00:00:00"), (2, "01:00:00:01"), (3, "01:00:00:02"), (4, "01:00:00:02"), (5, "01:00:00:04"),
      (6, nil), (8, nil),
      (9, "01:00:00:24"), (10, "01:00:00;09"),
    ])
    #expect(track.segments.map(\.numbers) == [1...3, 4...4, 5...5])
    #expect(
      track.jumps == [
        TimeCodeTrack.Jump(number: 4, expected: try code("01:00:00:03"), found: try code("01:00:00:02")),
        TimeCodeTrack.Jump(number: 5, expected: try code("01:00:00:03"), found: try code("01:00:00:04")),
      ])
    #expect(track.contradicting == [4...4, 5...5])
    #expect(track.missing == [6, 8])
    #expect(track.invalid == [9, 10])
  }

  @Test func withoutTimeCode() throws {
    let track = try track([(1, nil), (2, nil)])
    #expect(track.segments.isEmpty && track.contradicting.isEmpty && track.timeCode(of: 1) == nil)
    #expect(track.missing == [1, 2])
    let value = try code("01:00:00:00")
    #expect(throws: TimeCodeError.notInSource(timeCode: value)) {
      try track.numbers(from: value, through: value)
    }
  }

  @Test func cutByTimeCode() throws {
    let one = try track([(86400, "01:00:00:00"), (86401, "01:00:00:01"), (86500, "01:00:04:04")])
    #expect(try one.numbers(from: code("01:00:01:00"), through: code("01:00:02:00")) == 86424...86448)
    #expect(try one.numbers(from: code("00:59:59:23"), through: code("01:00:00:00")) == 86399...86400)
    let (a, b) = (try code("01:00:01:00"), try code("01:00:00:23"))
    #expect(throws: TimeCodeError.reversed(first: a, last: b)) { try one.numbers(from: a, through: b) }
    let wrong = try code("01:00:00:24")
    #expect(throws: TimeCodeError.invalid(timeCode: wrong)) { try one.numbers(from: wrong, through: wrong) }
    let night = try track([(1, "23:59:59:22"), (4, "00:00:00:01")])
    #expect(try night.numbers(from: code("23:59:59:23"), through: code("00:00:00:00")) == 2...3)

    let jumping = try track([
      (1, "01:00:00:00"), (2, "01:00:00:01"), (3, "02:00:00:00"), (4, "02:00:00:01"), (5, "01:00:00:01"),
    ])
    #expect(try jumping.numbers(from: code("01:00:00:00"), through: code("02:00:00:01")) == 1...4)
    let twice = try code("01:00:00:01")
    let never = try code("03:00:00:00")
    #expect(throws: TimeCodeError.ambiguous(timeCode: twice)) {
      try jumping.numbers(from: twice, through: twice)
    }
    #expect(throws: TimeCodeError.notInSource(timeCode: never)) {
      try jumping.numbers(from: never, through: never)
    }
  }
}
