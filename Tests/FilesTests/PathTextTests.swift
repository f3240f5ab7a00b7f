import Files
import TestSupport
import Testing

@Suite struct PathTextTests {
  @Test(arguments: [
    ("plain.1001.exr", "plain.1001.exr"),
    ("with space", "with space"),
    ("-dash", "-dash"),
    ("tür_é", "tür_é"),
    ("back\\slash", "back\\x5Cslash"),
    ("new\nline", "new\\x0Aline"),
    ("\u{1B}[2J", "\\x1B[2J"),
    ("rtl\u{202E}exr", "rtl\\xE2\\x80\\xAEexr"),
    ("c1\u{85}", "c1\\xC2\\x85"),
  ])
  func valid(name: String, text: String) {
    #expect(PathText.encode(Array(name.utf8)).utf8.elementsEqual(text.utf8))
  }

  @Test(arguments: [
    ([0x61, 0xE9, 0x62], "a\\xE9b"),  // Latin-1
    ([0xC0, 0x80], "\\xC0\\x80"),  // overlong NUL
    ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"),  // surrogate
    ([0xF4, 0x90, 0x80, 0x80], "\\xF4\\x90\\x80\\x80"),  // above U+10FFFF
    ([0xE2, 0x82], "\\xE2\\x82"),  // cut short
    ([0x00, 0x7F], "\\x00\\x7F"),
    ([], ""),
  ])
  func invalid(bytes: [UInt8], text: String) throws {
    #expect(PathText.encode(bytes) == text)
    #expect(try PathText.decode(text) == bytes)
  }

  @Test func roundTripOfRandomBytes() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      // Half of the bytes come from the set that the escape and UTF-8 are made of.
      let special: [UInt8] = [0x5C, 0x78, 0x41, 0x30, 0xC3, 0xA9, 0xE2, 0x80, 0xAE, 0xF0, 0x9F, 0x8E, 0x0A]
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        Bool.random(using: &random)
          ? special.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
      }
      let text = PathText.encode(bytes)
      #expect(try PathText.decode(text) == bytes)
      #expect(!text.utf8.contains { $0 < 0x20 || $0 == 0x7F })
    }
  }

  @Test func everyPairOfBytes() throws {
    for high in UInt8.min...UInt8.max {
      for low in UInt8.min...UInt8.max {
        guard try PathText.decode(PathText.encode([high, low])) == [high, low] else {
          Issue.record("\(high) \(low)")
          return
        }
      }
    }
  }

  @Test(arguments: [("a\\", 1), ("\\n", 0), ("\\x4", 0), ("ok\\xG0", 2), ("\\X41", 0)])
  func malformed(text: String, offset: Int) {
    #expect { try PathText.decode(text) } throws: { ($0 as? PathTextError)?.offset == offset }
  }

  @Test(arguments: [
    ("a/b.exr", "a/b.exr"),
    ("two words", "'two words'"),
    ("it's", "'it'\\''s'"),
    ("", "''"),
    ("$HOME", "'$HOME'"),
    ("a\nb's", "$'a\\x0Ab\\'s'"),
  ])
  func shellWords(name: String, word: String) {
    #expect(PathText.shellWord(Array(name.utf8)) == word)
  }
}
