import ACES
import Conversion
import FrameSequence
import SystemPackage
import Testing

@testable import Planning

/// A shot list makes wishes of single sequences.
@Suite struct ShotListTests {
  private static let shots: [FilePath] = [
    "p/sh010/sh010_bg01_v1.####.exr", "p/sh020/sh020_bg01.####.exr", "p/sh020/sh020_fg01.####.exr",
  ]

  private func wishes(
    _ text: String, leftOut: [FilePath] = [], _ common: SequenceWishes = SequenceWishes()
  ) throws -> [FilePath: SequenceWishes] {
    try ShotList(parsing: Array(text.utf8)).wishes(common, for: ShotListTests.shots, leftOut: leftOut)
  }

  private func problems(_ text: String, leftOut: [FilePath] = []) -> [ShotListProblem] {
    do throws(Reasons<ShotListProblem>) {
      _ = try ShotList(parsing: Array(text.utf8)).wishes(
        SequenceWishes(), for: ShotListTests.shots, leftOut: leftOut)
      return []
    } catch {
      return error.reasons
    }
  }

  @Test func aRowChangesWhatIsWantedOfAll() throws {
    var common = SequenceWishes()
    common.slate.notes = "for all"
    common.slate.texts = [("show", "Show")]
    common.numbering.handles = Handles(head: 4, tail: 4)
    common.numbering.anchor = .start(1001)
    let found = try wishes(
      """
      Sequence, cut ,handles,space,notes,shot,date\r
      p/sh010/*.exr,1009-1040,"8,12",acescg,"Cut 3,\r\n\"\"final\"\"\",SH 10,today\r
      p/sh020/sh020_fg01.####.exr,01:00:00:00+48,,,,,\r

      """, common)
    #expect(found.count == 2)
    let first = try #require(found[ShotListTests.shots[0]])
    #expect(first.numbering.cut == 1009...1040 && first.cutTimeCode == nil)
    #expect(first.numbering.handles == Handles(head: 8, tail: 12) && first.numbering.anchor == .start(1001))
    #expect(first.assume == .space(.acescg) && first.from == nil)
    #expect(first.slate.notes == "Cut 3, \"final\"")
    #expect(first.slate.texts.map(\.name) == ["show", "shot", "date"])
    #expect(first.slate.texts.map(\.text) == ["Show", "SH 10", "today"])
    let second = try #require(found[ShotListTests.shots[2]])
    #expect(second.numbering.cut == nil && second.cutTimeCode != nil && second.assume == nil)
    #expect(second.numbering.handles == Handles(head: 4, tail: 4) && second.slate.notes == "for all")
  }

  @Test func aShotIsNamedAsItsFilesAre() throws {
    #expect(try wishes("shot,cut\nsh010,5-6\n").keys.map(\.self) == [ShotListTests.shots[0]])
    #expect(
      problems("shot,cut\nsh020,5-6\n") == [
        .severalSequences(
          line: 2, column: 1, name: "sh020", sequences: ShotListTests.shots.dropFirst().map(\.string))
      ])
  }

  @Test func aRowIsAboutOneSequenceThatIsThere() {
    let all = ShotListTests.shots.map(\.string)
    #expect(
      problems("cut,sequence\n,nothing\n,p/sh010/*\n\n,\"p/*/sh010*\"\n,p/*/*\n") == [
        .noSequence(line: 2, column: 2, name: "nothing", sequences: all),
        .repeatedSequence(line: 5, column: 2, sequence: all[0], firstLine: 3),
        .severalSequences(line: 6, column: 2, name: "p/*/*", sequences: all),
      ])
    // What is not meant this time has a row all the same.
    #expect(problems("sequence\np/sh030/*\n", leftOut: ["p/sh030/a.####.exr"]) == [])
  }

  @Test(arguments: [
    ("", ShotListProblem.noColumns), ("\n\n", .noColumns), ("cut,handles\n", .noNameColumn(line: 1)),
    ("sequence,nope\n", .unknownColumn(line: 1, column: 2, name: "nope", known: ShotColumns.known)),
    ("sequence,cut,Cut\n", .repeatedColumn(line: 1, column: 3, name: "cut")),
    ("sequence,cut\nx\n", .otherFieldCount(line: 2, found: 1, expected: 2)),
    ("sequence,cut\nx,1,2\n", .otherFieldCount(line: 2, found: 3, expected: 2)),
    ("sequence,cut\n\nx,9-5\n", .unusableField(line: 3, column: 2, name: "cut", text: "9-5")),
    ("sequence,handles\nx,-1\n", .unusableField(line: 2, column: 2, name: "handles", text: "-1")),
    ("sequence,space\nx,srgb\n", .unusableField(line: 2, column: 2, name: "space", text: "srgb")),
    ("sequence,show\nx,\"a\nb\"\n", .unusableField(line: 2, column: 2, name: "show", text: "a\\x0Ab")),
    ("sequence,cut\n,1-2\n", .unusableField(line: 2, column: 1, name: "sequence", text: "")),
    ("sequence\n\"x\n", .malformed(line: 2, column: 1, problem: .openQuote)),
  ])
  func whatIsWrongSaysWhereAndWhatToDo(text: String, problem: ShotListProblem) {
    #expect(problems(text) == [problem])
    #expect(problem.words.hasPrefix("line ") && problem.words.contains(": "))
  }

  @Test func allThatIsWrongIsSaidTogether() {
    #expect(problems("sequence,cut,handles\nx,a,b\ny,1,c\n").count == 3)
  }

  @Test func aFileThatIsNotThereOrTooLargeIsRefused() throws {
    let frames = try Frames()
    for (name, bytes) in [("large.csv", [UInt8](repeating: 0x61, count: ShotList.limit + 1)), ("ok.csv", [])]
    {
      try frames.write(bytes, to: name)
    }
    func problem(_ name: String) -> ShotListProblem? {
      do throws(Reasons<ShotListProblem>) {
        _ = try ShotList(frames.path(name))
        return nil
      } catch {
        return error.reasons.first
      }
    }
    #expect(problem("large.csv") == .tooLarge(limit: ShotList.limit))
    #expect(problem("ok.csv") == .noColumns)
    #expect(problem("nowhere.csv") == .unreadable(error: .noSuchFileOrDirectory))
    #expect(problem("") == .unreadable(error: .notPermitted))
  }
}
