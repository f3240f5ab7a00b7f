import DPX
import Foundation
import TestSupport
import Testing

@Suite struct HeaderValueTests {
  /// The bytes of the 32-byte description field.
  private func field(_ text: DPXText) throws -> [UInt8] {
    var header = DPXHeader()
    header.element.description = text
    let file = try encoded([[0], [0], [0]], width: 1, height: 1, .ten, header: header)
    return Array(file[820..<852])
  }

  @Test func textIsFilledUpWithNul() throws {
    #expect(try field("ACESproxy10") == Array("ACESproxy10".utf8) + Array(repeating: 0, count: 21))
    #expect(try field("") == Array(repeating: 0, count: 32))
  }

  @Test func fullTextHasNoTerminator() throws {
    let text = String(repeating: "x", count: 32)
    #expect(try field(DPXText(text)) == Array(text.utf8))
    #expect(try field(DPXText(text + "y")) == Array(text.utf8))
  }

  @Test(arguments: ["é", "語", "🎞"]) func textIsNotCutInsideACharacter(character: String) throws {
    let length = character.utf8.count
    for lead in 32 - length...32 {
      let text = String(repeating: "a", count: lead) + character + "tail"
      let kept = lead + length <= 32 ? lead + length : lead
      let expected = Array(text.utf8.prefix(kept))
      #expect(Array(try field(DPXText(text)).prefix(max(kept, 0))) == expected)
      if kept < 32, lead + length > 32 {
        #expect(try field(DPXText(text))[kept...].allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func bytesThatAreNotUTF8AreKept() throws {
    let bytes = (0..<40).map { UInt8(0x80 + $0 % 0x40) }
    #expect(try field(DPXText(bytes: bytes)) == Array(bytes.prefix(32)))
    let latin = Array("caf".utf8) + [0xE9]
    #expect(try field(DPXText(bytes: latin)).prefix(5) == latin + [0])
    #expect(DPXText(bytes: latin).string == "caf\u{FFFD}")
  }

  @Test func textEndsAtNul() {
    #expect(DPXText("ab\0cd").bytes == Array("ab".utf8))
    #expect(DPXText("\0ab").isEmpty)
  }

  @Test func creationTimeAgreesWithFoundation() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0)!
    var noise = SeededGenerator(seed: 5)
    // 1600 to 9999, and the days around the turns of months and centuries.
    var seconds = (0..<2000).map { _ in Int.random(in: -11_676_096_000...253_402_300_799, using: &noise) }
    seconds += [0, -1, 86399, 86400, 951_782_399, 951_782_400, 951_868_800, 4_107_542_400, 253_402_300_799]
    for second in seconds {
      let date = Date(timeIntervalSince1970: TimeInterval(second))
      let part = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
      let expected =
        String(format: "%04d:%02d:%02d:", part.year!, part.month!, part.day!)
        + String(format: "%02d:%02d:%02dZ", part.hour!, part.minute!, part.second!)
      #expect(DPXText(creationTime: second).string == expected)
    }
  }

  @Test func creationTimeBeyondFourDigitsIsUndefined() {
    for second in [253_402_300_800, -62_167_219_201, Int.max, Int.min] {
      #expect(DPXText(creationTime: second).isEmpty)
    }
    #expect(DPXText(creationTime: -62_167_219_200).string == "0000:01:01:00:00:00Z")
  }

  @Test(arguments: DPXEncoding.allCases) func encodingNamesComeBack(encoding: DPXEncoding) throws {
    var header = DPXHeader()
    header.name(encoding)
    let file = try encoded([[0], [0], [0]], width: 1, height: 1, encoding.bitDepth, header: header)
    let image = try parsed(file)
    #expect(image.encoding == encoding)
    #expect(image.header.film.format == DPXText(encoding.name))
  }

  @Test(arguments: [
    "ACESproxy", "acesproxy", "ACESPRXY", "ACSPX", " ACESproxy10 ", "ACESproxy10", "ACESproxy10i",
  ]) func encodingIsRecognised(text: String) {
    #expect(DPXEncoding(description: DPXText(text), bitDepth: .ten) == .acesproxy10)
  }

  @Test(arguments: ["", "ACES", "ACESproxy12", "ACESproxy12i", "not ACESproxy", "ACEScct", "ACESproxy 10"])
  func otherDescriptionsAreNot(text: String) {
    #expect(DPXEncoding(description: DPXText(text), bitDepth: .ten) == nil)
  }
}
