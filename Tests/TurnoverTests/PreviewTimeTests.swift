import Foundation
import Testing

/// "Time code goes with the frame": through a DPX too, whose header has its digits alone.
@Suite(.needsBinary) struct PreviewTimeTests {
  struct Shot: CustomTestStringConvertible {
    var rate: (numerator: Int32, denominator: UInt32)
    /// The code of frame 1001.
    var start: String
    /// For the way back.
    var extra: [Argument] = []
    var testDescription: String { "\(rate.numerator)/\(rate.denominator) from \(start)" }

    /// The words of so many frames, counted one after the other: above 30 frames a second a code stands for
    /// two, and with `;` numbers 0 and 1 do not exist at a minute that is no tenth.
    func words(_ count: Int) -> [UInt32] {
      let nominal = Int((Double(rate.numerator) / Double(rate.denominator)).rounded(.up))
      let (pairs, drops) = (nominal > 30, start.contains(";"))
      let counted = pairs ? nominal / 2 : nominal
      var values = start.split { ":;.".contains($0) }.prefix(4).compactMap { Int($0) }
      var isSecond = start.hasSuffix(".1")
      return (0..<count).map { _ in
        defer {
          if !pairs || isSecond {
            values[3] += 1
            if values[3] == counted { (values[3], values[2]) = (0, values[2] + 1) }
            if values[2] == 60 { (values[2], values[1]) = (0, values[1] + 1) }
            if values[1] == 60 { (values[1], values[0]) = (0, (values[0] + 1) % 24) }
            if drops, values[3] == 0, values[2] == 0, values[1] % 10 != 0 { values[3] = 2 }
          }
          isSecond = pairs && !isSecond
        }
        let digits = values.reduce(0) { $0 << 8 | UInt32($1 / 10) << 4 | UInt32($1 % 10) }
        return digits | (drops ? 1 << 6 : 0) | (isSecond ? 1 << 15 : 0)
      }
    }
  }

  static let shots = [
    Shot(rate: (24, 1), start: "01:00:00:20"), Shot(rate: (24, 1), start: "23:59:59:20"),
    Shot(rate: (30000, 1001), start: "00:00:59;20"), Shot(rate: (30000, 1001), start: "00:00:59:20"),
    // A tenth minute alone shows nothing of drop-frame.
    Shot(rate: (30000, 1001), start: "00:09:59;20", extra: ["--fps", "29.97 DF"]),
    Shot(rate: (30000, 1001), start: "01:00:00;02", extra: ["--fps", "29.97 DF"]),
    Shot(rate: (48, 1), start: "01:00:00:20"), Shot(rate: (48, 1), start: "01:00:00:20.1"),
    Shot(rate: (50, 1), start: "01:00:00:22.1"), Shot(rate: (50, 1), start: "23:59:59:22"),
    Shot(rate: (60000, 1001), start: "00:00:59;27"), Shot(rate: (60000, 1001), start: "00:00:59;26.1"),
    Shot(rate: (60000, 1001), start: "00:09:59;26.1", extra: ["--fps", "59.94 DF"]),
    Shot(rate: (60000, 1001), start: "00:00:59:27"), Shot(rate: (60, 1), start: "00:00:59:26.1"),
  ]

  /// Frames 1001 and on with these codes and user bits.
  private func previews(of shot: Shot, _ words: [UInt32]) throws -> Folder {
    let folder = try Folder()
    for (index, word) in words.enumerated() {
      var frame = PlainFrame()
      (frame.width, frame.height) = (4, 3)
      let code = PlainFrame.words([word, 0x0123_4500 + UInt32(index)])
      frame.attributes += [
        PlainFrame.Attribute(name: "timeCode", type: "timecode", bytes: code),
        .rational("framesPerSecond", shot.rate.numerator, shot.rate.denominator),
      ]
      try File.write(frame.bytes, to: folder("in/a.\(1001 + index).exr"))
    }
    let made = try Turnover.preview([Argument(folder("in"))], into: folder("pre"))
    #expect(made.status == 0, "\(made.err)")
    return folder
  }

  @Test(arguments: shots) func aShotComesBack(_ shot: Shot) throws {
    let words = shot.words(16)
    let folder = try previews(of: shot, words)
    let run = try Turnover.convert([Argument(folder("pre/a.####.dpx"))], into: folder("out"), shot.extra)
    #expect(run.status == 0 && !run.err.contains("time code"), "\(run.err)")
    #expect(run.sequences.first?.warnings == [])
    for (index, word) in words.enumerated() {
      let file = try NumberedFile(folder("out/a.\(1001 + index).exr"))
      #expect(file.timeCode == word && file.userBits == 0x0123_4500 + UInt32(index), "\(index)")
      #expect(run.frames[index].timeCode.map(NumberingTimeTests.word) == word, "\(index)")
    }
    let scan = try Turnover.command(["scan", Argument(folder("pre/a.####.dpx"))] + shot.extra).run()
    #expect(!scan.outText.contains("jump") && !scan.outText.contains("exist"), "\(scan.outText)")
    #expect(scan.outText.contains(";") == shot.start.contains(";"), "\(scan.outText)")
  }

  @Test(arguments: shots) func fillersSlatesAndCutsGoByTheCodesThatCameBack(_ shot: Shot) throws {
    let words = shot.words(16)
    let folder = try previews(of: shot, words)
    for number in [1001, 1003, 1006, 1007, 1008, 1015] {
      try FileManager.default.removeItem(atPath: folder("pre/a.\(number).dpx"))
    }
    let extra = shot.extra + ["--gaps", "hold"]
    let run = try Turnover.convert(
      [Argument(folder("pre/a.####.dpx"))], into: folder("out"), extra + ["--slate", "render"])
    #expect(run.status == 0 && !run.err.contains("time code"), "\(run.err)")
    #expect(run.sequences.first?.slate?.timeCode.map(NumberingTimeTests.word) == words[0])
    // The slate, and the picture from 1002.
    for (index, word) in words.enumerated() {
      #expect(try NumberedFile(folder("out/a.\(1001 + index).exr")).timeCode == word, "\(index)")
    }
    let (first, last) = (run.frames[2].timeCode ?? "", run.frames[9].timeCode ?? "")
    let cut = try Turnover.convert(
      [Argument(folder("pre/a.####.dpx"))], into: folder("cut"), extra + ["--cut-tc", "\(first)-\(last)"])
    #expect(cut.status == 0, "\(cut.err)")
    #expect(try folder.names("cut") == (1004...1011).map { "a.\($0).exr" })
  }

  /// An EXR has its flags, and what they are is the file's business.
  @Test func codesOfEXRsStayWhatTheyAre() throws {
    let folder = try Folder()
    let words = [0x0000_5928, 0x0000_5928, 0x0000_5929, 0x0000_5929, 0x0001_0002] as [UInt32]
    for (index, word) in words.enumerated() {
      let frame = PlainFrame().tagged(
        .chromaticities(PlainFrame.ap0), .timeCode(word | 0x80), .rational("framesPerSecond", 60000, 1001))
      try File.write(frame.bytes, to: folder("in/a.\(1001 + index).exr"))
    }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0 && run.err.contains("jumps"), "\(run.err)")
    for (index, word) in words.enumerated() {
      #expect(try NumberedFile(folder("out/a.\(1001 + index).exr")).timeCode == word | 0x80)
    }
  }

  /// One frame, and a shot within a minute, show nothing: the digits stay as they are.
  @Test func whatNothingShowsIsNotMadeUp() throws {
    for (rate, word) in [(48, 0x0100_8021), (30000, 0x0100_1040)] as [(Int32, UInt32)] {
      let shot = Shot(rate: (rate, rate == 48 ? 1 : 1001), start: "")
      let folder = try previews(of: shot, [word])
      let run = try Turnover.convert([Argument(folder("pre/a.####.dpx"))], into: folder("out"))
      #expect(run.status == 0, "\(run.err)")
      #expect(try NumberedFile(folder("out/a.1001.exr")).timeCode == word & 0x3F7F_7F3F)
    }
  }
}
