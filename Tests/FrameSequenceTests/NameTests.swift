import TestSupport
import Testing

@testable import FrameSequence

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite struct FrameNameTests {
  @Test(arguments: [
    ("name.1001.exr", "name.", 1001, 4, ".exr"),
    ("name_1001.exr", "name_", 1001, 4, ".exr"),
    ("1001.exr", "", 1001, 4, ".exr"),
    ("plate_v003.1001.exr", "plate_v003.", 1001, 4, ".exr"),
    ("2048x1080_1001.EXR", "2048x1080_", 1001, 4, ".EXR"),
    ("f.-0002.exr", "f.", -2, 4, ".exr"),
    ("f_-2.exr", "f_", -2, 1, ".exr"),
    ("-0002.exr", "", -2, 4, ".exr"),
    ("f.1.exr", "f.", 1, 1, ".exr"),
    ("f.00000001.exr", "f.", 1, 8, ".exr"),
    ("f.0.exr", "f.", 0, 1, ".exr"),
    ("f.10000.exr", "f.", 10000, 5, ".exr"),
    ("f.2147483647.exr", "f.", 2_147_483_647, 10, ".exr"),
    ("f.-2147483647.exr", "f.", -2_147_483_647, 10, ".exr"),
    ("a b\n.7.exr", "a b\n.", 7, 1, ".exr"),
    ("name.1001.25.exr", "name.1001.", 25, 2, ".exr"),
    ("shot_010.exr", "shot_", 10, 3, ".exr"),
    ("._5.exr", "._", 5, 1, ".exr"),
    ("name.1001.dpx", "name.", 1001, 4, ".dpx"),
  ])
  func numbered(name: String, prefix: String, number: Int, digits: Int, suffix: String) {
    let parsed = FrameName(bytes(name))
    #expect(parsed.prefix == bytes(prefix))
    #expect(parsed.number == number)
    #expect(parsed.digits == digits)
    #expect(parsed.suffix == bytes(suffix))
    #expect(!parsed.isNumberTooLarge)
  }

  @Test(arguments: [
    "plate_v003.exr", "shot010.exr", "plate_1920x1080.exr", "sh_v2.exr", "sh.v003.exr", "a-1001.exr",
    "render_2024-05-01.exr", "name.1001.v2.exr", "name.1001.left.exr", "f.--5.exr", "f.+5.exr",
    "f.-0000.exr", "f.-.exr", "f..exr", "chart.exr", ".exr", "noextension", "", "é1.exr", "f.1001x.exr",
  ])
  func single(name: String) {
    let parsed = FrameName(bytes(name))
    #expect(parsed.number == nil)
    #expect(parsed.digits == 0)
    #expect(parsed.prefix + parsed.suffix == bytes(name))
    #expect(!parsed.isNumberTooLarge)
  }

  @Test(arguments: [
    "f.2147483648.exr", "f.-2147483648.exr", "f.12345678901234567890.exr", "f.00000001001.exr",
    "f.99999999999999999999999999999999999999999999.exr",
  ])
  func tooLarge(name: String) {
    let parsed = FrameName(bytes(name))
    #expect(parsed.number == nil)
    #expect(parsed.isNumberTooLarge)
    #expect(parsed.prefix + parsed.suffix == bytes(name))
  }

  @Test func bytesThatAreNotUTF8() {
    let parsed = FrameName([0xFF, 0xE9, 0x2E] + bytes("0007.exr"))
    #expect(parsed.prefix == [0xFF, 0xE9, 0x2E])
    #expect(parsed.number == 7)
  }
}

@Suite struct SequencePatternTests {
  @Test(arguments: [
    ("sh010.####.exr", "sh010.", 4, ".exr", false),
    ("sh010.@@@@.exr", "sh010.", 4, ".exr", false),
    ("sh010.%04d.exr", "sh010.", 4, ".exr", true),
    ("sh010.%d.exr", "sh010.", 1, ".exr", false),
    ("sh010.%010d.exr", "sh010.", 10, ".exr", true),
    ("#.exr", "", 1, ".exr", false),
    ("a#b.####.exr", "a#b.", 4, ".exr", false),
    ("####", "", 4, "", false),
    ("plate_####.v2.exr", "plate_", 4, ".v2.exr", false),
    ("%d%04d", "%d", 4, "", true),
  ])
  func parsing(text: String, prefix: String, pad: Int, suffix: String, countsSign: Bool) throws {
    let pattern = try #require(SequencePattern(parsing: bytes(text)))
    #expect(pattern.prefix == bytes(prefix))
    #expect(pattern.pad == pad)
    #expect(pattern.suffix == bytes(suffix))
    #expect(pattern.countsSign == countsSign)
  }

  @Test(arguments: [
    ("sh010.####.left.exr", ".exr"), ("a.####.EXR", ".EXR"), ("a####b.dpx", ".dpx"), ("a.####", ""),
    ("a.####b", ""), ("a.####.", "."),
  ])
  func theExtensionIsTheLast(text: String, expected: String) throws {
    let pattern = try #require(SequencePattern(parsing: bytes(text)))
    #expect(pattern.fileExtension == bytes(expected))
  }

  @Test(arguments: [
    "sh010.exr", "f.%4d.exr", "f.%0d.exr", "f.%011d.exr", "f.###########.exr", "d", "f.%00d.exr", "",
  ])
  func noPattern(text: String) {
    #expect(SequencePattern(parsing: bytes(text)) == nil)
  }

  @Test(arguments: [
    ("f.####.exr", 1, "f.0001.exr"),
    ("f.####.exr", 9999, "f.9999.exr"),
    ("f.####.exr", 10000, "f.10000.exr"),
    ("f.####.exr", -2, "f.-0002.exr"),
    ("f.%04d.exr", -2, "f.-002.exr"),
    ("f.%04d.exr", -2000, "f.-2000.exr"),
    ("f.#.exr", -2, "f.-2.exr"),
    ("f.########.exr", 86400, "f.00086400.exr"),
    ("f.####.exr", 0, "f.0000.exr"),
    ("f.####.exr", 2_147_483_647, "f.2147483647.exr"),
  ])
  func names(text: String, number: Int, name: String) throws {
    let pattern = try #require(SequencePattern(parsing: bytes(text)))
    #expect(pattern.name(for: number) == bytes(name))
    #expect(pattern.number(of: bytes(name)) == number)
  }

  @Test(arguments: [
    ("f.####.exr", "f.1.exr"), ("f.####.exr", "f.00001.exr"), ("f.####.exr", "f.0001.EXR"),
    ("f.####.exr", "g.0001.exr"), ("f.####.exr", "f.exr"), ("f.####.exr", "f..exr"),
    ("f.####.exr", "f.-.exr"),
    ("f.#.exr", "f.01.exr"), ("f.####.exr", "f.99999999999.exr"), ("f.####.exr", "f.-0000.exr"),
    ("f.####.exr", "f.00x1.exr"), ("f.####.exr", "f.-00002.exr"),
  ])
  func noMatch(text: String, name: String) throws {
    let pattern = try #require(SequencePattern(parsing: bytes(text)))
    #expect(pattern.number(of: bytes(name)) == nil)
  }

  @Test func aPatternFindsNumbersWithoutSeparator() throws {
    let pattern = try #require(SequencePattern(parsing: bytes("shot###.exr")))
    #expect(pattern.number(of: bytes("shot010.exr")) == 10)
  }

  @Test func nameAndNumberAreInverse() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<5000 {
      let pattern = SequencePattern(
        prefix: bytes("f."), pad: .random(in: 1...10, using: &random), suffix: bytes(".exr"),
        countsSign: .random(using: &random))
      let magnitude = Int.random(in: 0...31, using: &random)
      let number = Int.random(in: -(1 << magnitude) + 1...(1 << magnitude) - 1, using: &random)
      let name = pattern.name(for: number)
      #expect(pattern.number(of: name) == number)
      #expect(FrameName(name).number == number)
      #expect(SequencePattern(parsing: pattern.name) == pattern)
    }
  }

  @Test func stems() {
    #expect(SequencePattern(parsing: bytes("sh010_pl01.####.exr"))?.stem == bytes("sh010_pl01"))
    #expect(SequencePattern(parsing: bytes("####.exr"))?.stem == [])
    #expect(SequencePattern(prefix: bytes("chart"), pad: 0, suffix: bytes(".exr")).stem == bytes("chart"))
  }

  @Test func textEscapesWhatIsNotUTF8() {
    #expect(SequencePattern(prefix: [0xE9, 0x2E], pad: 4, suffix: bytes(".exr")).text == "\\xE9.####.exr")
  }
}

@Suite struct NaturalOrderTests {
  @Test func numbersByValue() {
    let sorted = ["sh", "sh1", "sh2", "sh02", "sh10", "sh10a", "shot", "t"]
    // sh02 and sh2 have one value; bytes decide.
    let expected = ["sh", "sh1", "sh02", "sh2", "sh10", "sh10a", "shot", "t"]
    #expect(sorted.sorted { NaturalOrder.precedes(bytes($0), bytes($1)) } == expected)
  }

  @Test func isATotalOrder() {
    var random = SeededGenerator(seed: 3)
    let names = (0..<60).map { _ in
      (0..<Int.random(in: 0...5, using: &random)).map { _ in bytes("019a.").randomElement(using: &random)! }
    }
    for a in names {
      for b in names {
        let less = NaturalOrder.precedes(a, b)
        let greater = NaturalOrder.precedes(b, a)
        #expect(a == b ? !less && !greater : less != greater)
        for c in names where less && NaturalOrder.precedes(b, c) { #expect(NaturalOrder.precedes(a, c)) }
      }
    }
  }
}
