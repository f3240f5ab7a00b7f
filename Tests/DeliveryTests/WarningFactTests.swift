import DPX
import EXR
import Files
import Foundation
import Slate
import Testing
import Timecode

@testable import Conversion
@testable import Delivery
@testable import FrameSequence
@testable import Planning
@testable import Renumbering

/// Warnings are data in reports, as refusals are; see ``FactTests``.
@Suite struct WarningFactTests {
  // The text is a time code; the test requires it.
  private static let code = try? Timecode.TimeCode(parsing: "01:00:00:00")
  private static let frames = FrameList([1...3, 4...4, 7...7])
  private static let part = PartName(index: 0, name: nil)

  /// Kind and names of values, of the fact and of the facts among its values, none without a label.
  private func names(_ fact: SaidFact) -> String {
    func isLabelled(_ value: FactValue) -> Bool {
      switch value {
      case .object(let fields): fields.allSatisfy { !$0.key.hasPrefix("_") && isLabelled($0.value) }
      case .array(let values): values.allSatisfy(isLabelled)
      default: true
      }
    }
    #expect(isLabelled(.object(fact.values)), "\(fact)")
    return ([fact.kind] + fact.values.keys.sorted()).joined(separator: " ")
  }

  @Test func warningsHaveTheirNames() throws {
    let code = try #require(WarningFactTests.code)
    let rate = try #require(FrameRate(25))
    let (frames, part) = (WarningFactTests.frames, WarningFactTests.part)
    let folder = try Frames()
    try folder.write([], to: "a.exr")
    let file = try #require(
      SlateReplacement(of: folder.path("a.exr"), before: folder.path("b.exr"), isSlate: nil))
    let warnings: [(Warning, String)] = [
      (.numbering(.possibleSlate(frame: 1000)), "possibleSlate frame"),
      (.numbering(.outgrowsPadding(pad: 4)), "outgrowsPadding pad"),
      (.numbering(.mixedPadding(widths: [1, 4])), "mixedPadding widths"),
      (.numbering(.keepsName), "keepsName"),
      (.numbering(.shortHead(requested: 8, available: 2)), "shortHead available requested"),
      (.numbering(.shortTail(requested: 8, available: 2)), "shortTail available requested"),
      (
        .contrast(.changes(property: "x", frames: frames, found: "a", others: "b")),
        "changes found frames others property"
      ),
      (.contrast(.lackingChannels(channels: ["Z"], frames: frames)), "lackingChannels channels frames"),
      (.contrast(.additionalChannels(channels: ["Z"], frames: frames)), "additionalChannels channels frames"),
      (.nothingReadable, "nothingReadable"),
      (.oddHeader(oddity: .version(stated: "V7.0"), frames: frames), "oddHeader frames oddity"),
      (.becomesHalf(layer: "", part: part), "becomesHalf layer part"),
      (.copiedLayer(layer: "N"), "copiedLayer layer"),
      (.lossySource(part: part, compression: "dwaa"), "lossySource compression part"),
      (.timeCodeJump(frame: 2, found: code, expected: code), "timeCodeJump expected found frame"),
      (.moreTimeCodeJumps(count: 2), "moreTimeCodeJumps count"),
      (.timeCodeOffNumbers(frames: frames), "timeCodeOffNumbers frames"),
      (
        .timeCodeOffRate(frames: frames, rate: rate, dropFrame: true), "timeCodeOffRate dropFrame frames rate"
      ),
      (.unreadableTimeCode(frames: frames), "unreadableTimeCode frames"),
      (.missingTimeCode(frames: frames, isCounted: true), "missingTimeCode frames isCounted"),
      (.unusedStartTimeCode, "unusedStartTimeCode"),
      (.uncountedTimeCode(frames: [.fillers], reason: .noRate), "uncountedTimeCode frames reason"),
      (.drawnSlateLeftOut(frame: 1000), "drawnSlateLeftOut frame"),
      (.slateReplaces(file: file), "slateReplaces file"),
      (.foreignSlate(path: "a"), "foreignSlate path"),
      (.slateNotDrawn(error: .badSize(width: 0, height: 0)), "slateNotDrawn error"),
      (.slateLacksCharacters(label: "show", characters: ["x"]), "slateLacksCharacters characters label"),
      (.slateShortened(labels: ["show"]), "slateShortened labels"),
      (
        .keptUncompared(first: "a", count: 2, property: "encoding"), "keptUncompared count first property"
      ),
    ]
    for (warning, expected) in warnings {
      let fact = SaidFact(warning, text: warning.text)
      #expect(names(fact) == expected)
      #expect(!fact.text.isEmpty && fact.text == warning.text)
    }
    #expect(names(SaidFact(RenumberWarning.numbering(.keepsName), text: "")) == "keepsName")
    #expect(names(SaidFact(RenumberWarning.slateReplaces(file: file), text: "")) == "slateReplaces file")
    let inconsistencies: [(Inconsistency, String)] = [
      (.warning(.unreadableTimeCode(frames: frames)), "unreadableTimeCode frames"),
      (.refusal(.otherRate(frame: 1, given: rate, found: rate)), "otherRate found frame given"),
      (.mixedPadding(widths: [1, 4]), "mixedPadding widths"),
    ]
    for (inconsistency, expected) in inconsistencies {
      #expect(names(SaidFact(inconsistency, text: inconsistency.text)) == expected)
    }
  }

  @Test func valuesOfWarningsAreData() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ warning: Warning) throws -> String {
      String(decoding: try encoder.encode(SaidFact(warning, text: warning.text)), as: UTF8.self)
    }
    #expect(
      try json(.missingTimeCode(frames: WarningFactTests.frames, isCounted: false))
        == #"{"kind":"missingTimeCode","text":"frames 1-4, 7 have no time code","#
        + #""values":{"frames":{"count":5,"ranges":[[1,4],[7,7]]},"isCounted":false}}"#)
    let frames = FrameList([0, 1], of: [nil, nil])
    #expect(
      try json(.oddHeader(oddity: .version(stated: "V7.0"), frames: frames))
        == #"{"kind":"oddHeader","text":"unknown version \"V7.0\", read as V2.0","#
        + #""values":{"frames":{"count":2,"ranges":[]},"#
        + #""oddity":{"kind":"version","values":{"stated":"V7.0"}}}}"#)
    let rate = try #require(FrameRate(24))
    #expect(
      try json(.uncountedTimeCode(frames: [.slate], reason: .rate(.noDropFrame(rate: rate))))
        .contains(#""reason":{"kind":"noDropFrame","values":{"rate":"24"}}"#))
  }

  /// A line stays readable however many frames it is about, and the data has them all.
  @Test func manyFramesAreCut() {
    let frames = FrameList((0..<100).map { 2 * $0...2 * $0 })
    #expect(frames.count == 100 && frames.ranges.count == 100)
    #expect(Warning.timeCodeOffNumbers(frames: frames).text.hasSuffix(" 44, 46, …"))
  }
}
