import ACES
import DPX
import EXR
import Files
import Foundation
import Slate
import SystemPackage
import Testing
import Timecode

@testable import Conversion
@testable import Delivery
@testable import FrameSequence
@testable import Planning

/// The kinds and values of refusals and failures are fields of reports: scripts know them by these names.
@Suite struct FactTests {
  // The text is a time code; the test requires it.
  private static let code = try? Timecode.TimeCode(parsing: "01:00:00:00")
  private static let pal = FrameRate(25)

  @Test func refusalsHaveTheirNames() throws {
    let code = try #require(FactTests.code)
    let pal = try #require(FactTests.pal)
    let problem = ScanProblem(path: "in", reason: .nothingFound)
    let reasons: [(Refusal.Reason, String)] = [
      (.colour(.untagged), "untagged"),
      (.colour(.foreignSpace(tags: "x")), "foreignSpace tags"),
      (.colour(.unknownLayers(layers: [])), "unknownLayers layers"),
      (.numbering(.gaps(ranges: [2...3])), "gaps ranges"),
      (.numbering(.cutAndRange), "cutAndRange"),
      (.shotList(.tooLarge(limit: 1)), "tooLarge limit"),
      (.shotList(.malformed(line: 1, column: 2, problem: .openQuote)), "malformed column line problem"),
      (
        .shotList(.unusableField(line: 1, column: 2, name: "cut", text: "x")),
        "unusableField column line name text"
      ),
      (.report(.frameName), "frameName"),
      (.report(.unwritable(cause: .notADirectory)), "unwritable cause"),
      (.untaggedProxy(encoding: .acesproxy10), "untaggedProxy encoding"),
      (
        .otherCodes(option: "--from", said: "acescg", encoding: .acesproxy10),
        "otherCodes encoding option said"
      ),
      (.changingTags(frame: 2, tags: "x", firstTags: "y"), "changingTags firstTags frame tags"),
      (.changingTags(frame: nil, tags: "x", firstTags: "y"), "changingTags firstTags tags"),
      (.changingCodes(frame: 2, bits: 12, firstBits: 10), "changingCodes bits firstBits frame"),
      (.assumedTwice(first: "acescg", second: "acescc"), "assumedTwice first second"),
      (.assumedNothing(pattern: "x", sequences: []), "assumedNothing pattern sequences"),
      (
        .disagreeingTags(first: "a", firstTags: "x", second: "b", secondTags: "y"),
        "disagreeingTags first firstTags second secondTags"
      ),
      (.slateTagsDisagree(tags: "x", shotTags: "y"), "slateTagsDisagree shotTags tags"),
      (.proxyForEXR(option: "--from", encoding: "acesproxy10"), "proxyForEXR encoding option"),
      (.previewOfDPX, "previewOfDPX"), (.headerOfDPX, "headerOfDPX"),
      (.deepBlack(options: ["--gaps"]), "deepBlack options"), (.mixed(reasons: []), "mixed reasons"),
      (.cutWithoutTimeCode, "cutWithoutTimeCode"), (.cutWithoutRate, "cutWithoutRate"),
      (
        .cutNotInSource(first: code, last: code, error: .notInSource(timeCode: code)),
        "cutNotInSource error first last"
      ),
      (
        .cutNotInSource(first: code, last: nil, error: .invalid(timeCode: code)), "cutNotInSource error first"
      ),
      (
        .cutOutsideSource(first: code, last: code, sourceFirst: code, sourceLast: code),
        "cutOutsideSource first last sourceFirst sourceLast"
      ),
      (
        .cutBeyondSource(first: code, last: code, sourceFirst: code, sourceLast: code),
        "cutBeyondSource first last sourceFirst sourceLast"
      ),
      (.otherRate(frame: 1, given: pal, found: pal), "otherRate found frame given"),
      (.otherDropFrame(frame: 1, given: true, timeCode: code), "otherDropFrame frame given timeCode"),
      (
        .rateWithoutDropFrame(frame: 1, given: pal, timeCode: code),
        "rateWithoutDropFrame frame given timeCode"
      ),
      (.slateFile(path: "s.exr", reason: .colour(.untagged)), "slateFile path reason"),
      (
        .slateUnreadable(path: "s.exr", failure: FrameFailure(.read, .file(.empty))),
        "slateUnreadable failure path"
      ),
      (.slateIsDPX(path: "s.dpx"), "slateIsDPX path"),
      (.slateResolution(path: "s.exr"), "slateResolution path"),
      (
        .slatePixelAspect(path: "s.exr", aspect: 2, shotAspect: 1),
        "slatePixelAspect aspect path shotAspect"
      ),
      (.deepSlate, "deepSlate"), (.slateTooLarge(width: 1, height: 2), "slateTooLarge height width"),
      (.slateNotDrawn(error: .badSize(width: 0, height: 0)), "slateNotDrawn error"),
      (.name(error: .noNumber), "name error"),
      (.place(.nameTooLong(name: "x", byteCount: 300)), "nameTooLong byteCount name"),
      (.outputIsSource(folder: "in"), "outputIsSource folder"),
      (
        .place(.unwritableFolder(folder: "out", obstacle: .notADirectory)), "unwritableFolder folder obstacle"
      ),
      (.folderFailure(error: .noSpace), "folderFailure error"),
      (.place(.outputIsFolder(path: "out/a.1.exr")), "outputIsFolder path"),
      (.place(.collision(writers: ["a", "b"])), "collision writers"),
      (.place(.existingOutput(first: "a", count: 2)), "existingOutput count first"),
      (.keptDiffers(first: "a", count: 2, reason: .otherKind), "keptDiffers count first reason"),
      (
        .replacedFrame(first: "a", count: 1, found: "b", ordered: "c"),
        "replacedFrame count first found ordered"
      ),
      (
        .replacedPreview(first: "a", count: 1, found: "b", ordered: "c"),
        "replacedPreview count first found ordered"
      ),
      (.tooLarge(largest: "a", count: 2, need: 3, limit: 2), "tooLarge count largest limit need"),
      (.search(problem: problem, extensions: ["exr"], instead: nil), "search extensions problem"),
      (.wishesOfNoSequence(path: "a"), "wishesOfNoSequence path"), (.onlyEXRs, "onlyEXRs"),
      (.onlyDPX(example: "a.####.dpx", access: .named), "onlyDPX access example"),
    ]
    for (reason, names) in reasons {
      let fact = Fact(reason)
      #expect(([fact.kind] + fact.values.keys.sorted()).joined(separator: " ") == names)
    }
  }

  @Test func failuresHaveTheirNames() {
    let failures: [(FrameFailure, String)] = [
      (FrameFailure(.read, .file(.system(error: .ioError))), "system error operation"),
      (FrameFailure(.read, .file(.empty)), "empty operation"),
      (FrameFailure(.open, .file(.obstacle(entry: .fifo)), path: "a"), "obstacle entry operation path"),
      (FrameFailure(EXRError(.openFile, .truncated, "x")), "exr error operation"),
      (FrameFailure(.read, .dpx(.notDPX)), "notDPX operation"),
      (FrameFailure(.read, .codes(bits: 12, encoding: .acesproxy10)), "codes bits encoding operation"),
      (FrameFailure(.plan, .changedClaim(claim: .nothing)), "changedClaim claim operation"),
      (FrameFailure(.plan, .unplanned(objection: .untagged)), "unplanned objection operation"),
      (FrameFailure(.convert, .tooLarge(need: 2, limit: 1)), "tooLarge limit need operation"),
      (FrameFailure(.plan, .otherOutput(difference: .otherKind)), "otherOutput difference operation"),
    ]
    for (failure, names) in failures {
      var frame = Report.Frame(status: .planned)
      frame.settle(failure.fate)
      #expect(frame.status == .failed && frame.reason == failure.text)
      #expect(([frame.kind ?? ""] + (frame.values ?? [:]).keys.sorted()).joined(separator: " ") == names)
    }
  }

  @Test func valuesAreTextsNumbersAndNestedFacts() throws {
    let name: FilePath = FilePath("in/\u{1}a")
    let problem = ScanProblem(path: "in", reason: .nothingFound)
    let refusal = Refusal.Reason.search(
      problem: problem, extensions: ["exr"],
      instead: IgnoredEntry(path: name, reason: .obstacle(entry: .fifo)))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ reason: Refusal.Reason) throws -> String {
      String(decoding: try encoder.encode(Fact(reason).values), as: UTF8.self)
    }
    let path = String(decoding: try encoder.encode(PathText.encode(name.bytes)), as: UTF8.self)
    #expect(
      try json(refusal) == #"{"extensions":["exr"],"instead":{"path":\#(path),"#
        + #""reason":{"kind":"obstacle","values":{"entry":"fifo"}}},"#
        + #""problem":{"path":"in","reason":{"kind":"nothingFound","values":{}}}}"#)
    #expect(
      try json(.keptDiffers(first: "a", count: 2, reason: .bitDepth(found: 10, ordered: 12)))
        == #"{"count":2,"first":"a","reason":{"kind":"bitDepth","values":{"found":10,"ordered":12}}}"#)
    let duplicates = [DuplicateNumber(number: 1, names: [Array("a.1".utf8), [0x61, 0xFF]])]
    #expect(
      Fact(Refusal.Reason.numbering(.duplicateNumbers(duplicates: duplicates))).values["duplicates"]
        == .array([
          .object([
            "number": .integer(1), "names": .array([.text("a.1"), .text(PathText.encode([0x61, 0xFF]))]),
          ])
        ]))
    let aspect = Fact(Refusal.Reason.slatePixelAspect(path: "s", aspect: .infinity, shotAspect: 2)).values
    #expect(aspect["aspect"] == .text("inf") && aspect["shotAspect"] == .number(2))
    #expect(Fact(Refusal.Reason.mixed(reasons: [])).values == ["reasons": .array([])])
  }
}
