import Foundation
import Testing

/// The tree of `Scripts/make-tree`, fourteen shots as a new user would send them, from the scan to the delivery.
@Suite(.needsBinary) struct TreeTests {
  /// The shots that `--to acescg` refuses, each with words of the reason, and how many files it has.
  static let refused: [(shot: String, reason: String, count: Int)] = [
    ("sh040/sh040_pl01_v001", "no colour tag", 8), ("sh050/sh050_pl01_v001", "contradict each other", 8),
    ("sh060/sh060_pl01_v001", "1005-1006", 10), ("sh090/sh090_pl01_v001", "1005-1008 are 64×36", 8),
    ("sh120/sh120_comp_v012", "extra07", 8),
  ]
  /// The frames that the others deliver.
  static let delivered: [(shot: String, numbers: ClosedRange<Int>)] = [
    ("sh010/sh010_pl01_v001", 1001...1012), ("sh020 night ext/sh020 main plate v002", 1001...1012),
    ("sh030/sh030_cg01_v004", 1001...1012), ("sh070/sh070_pl01_v001", 1001...1003),
    ("sh080/sh080_pl01_v003", 1000...1008), ("sh100/sh100_pl01_v001", 1001...1008),
    ("sh110/sh110_pl01_v001", 1001...1008), ("sh140/sh140_pl01_v001", 1001...1012),
  ]
  /// The frame that is cut short.
  static let damaged = "sh110/sh110_pl01_v001.1004.exr"

  private func tree() throws -> Folder {
    let folder = try Folder()
    let made = try Command(["\(Turnover.root)/Scripts/make-tree", "\(folder("in"))"]).run()
    #expect(made.status == 0, "\(made.errText)")
    return folder
  }

  private var deliveredNames: Set<String> {
    Set(TreeTests.delivered.flatMap { each in each.numbers.map { "\(each.shot).\($0).exr" } })
      .union(["reference/lookdev_v003.exr"])
  }

  @Test func theTreeIsTheSameEachTime() throws {
    let (folder, again) = (try tree(), try tree())
    #expect(Tool.succeeds(["diff", "-r", "\(folder("in"))", "\(again("in"))"]))
    let refused = try Command(["\(Turnover.root)/Scripts/make-tree", "\(folder("in"))"]).run()
    #expect(refused.status == 2 && refused.errText.contains("nothing was written"))
    #expect(Tool.succeeds(["diff", "-r", "\(folder("in"))", "\(again("in"))"]))
  }

  @Test func otherProgramsReadItsFrames() throws {
    let folder = try tree()
    let frames = try folder.names("in", files: true).filter { $0.hasSuffix(".exr") || $0.hasSuffix(".dpx") }
    for frame in frames {
      let whole = Tool.succeeds(["oiiotool", "--hash", "\(folder("in/\(frame)"))"])
      #expect(whole == (frame != TreeTests.damaged), "\(frame)")
    }
  }

  @Test func aScanSaysWhatEachShotHas() throws {
    let folder = try tree()
    let scan = try Turnover.run("scan", "\(folder("in"))")
    // The frame that is cut short.
    #expect(scan.status == 1, "\(scan.errText)")
    let shots = scan.outText.split(separator: "\n\n").map(String.init)
    for (shot, words) in [
      ("sh010", ["1001-1012, 12 there", "none, scan lines", "acesImageContainerFlag = 1", "10:00:00:11"]),
      ("sh020 night ext", ["aces2065-1 (chromaticities)"]), ("sh030", ["acescg (colorInteropID"]),
      ("sh040", ["nothing of colour"]), ("sh050", ["but chromaticities of acescg"]),
      ("sh060", ["10 there", "1005-1006"]), ("sh070", ["3 there"]), ("sh080", ["1000-1008, 9 there"]),
      ("sh090", ["resolution changes at frames 1005-1008"]),
      ("sh100", ["compression changes at frames 1002, 1005, 1008"]),
      ("sh110", ["8 there", "sh110_pl01_v001.1004.exr: cannot read: the file is cut short"]),
      (
        "sh120",
        ["CryptoObject00.A float", "N.X half", "Z float", "worldPos.R float", "unknown       extra07.B half"]
      ),
      ("sh140", ["time code jumps at frame 1007", "10:00:02:11"]), ("reference", ["without a number"]),
    ] {
      let said = try #require(shots.first { $0.contains("/\(shot)/") }, "\(shot)")
      for each in words { #expect(said.contains(each), "\(each): \(said)") }
    }
    for ignored in [".DS_Store", "notes to editorial.txt", "shotlist.csv", "sh130_scan_v001.0001001.dpx"] {
      #expect(scan.outText.contains(ignored), "\(ignored)")
    }
    #expect(scan.outText.contains("14 sequences, 119 frames"))
  }

  @Test(arguments: [false, true]) func whatIsDoubtfulIsRefusedAndNothingWritten(dry: Bool) throws {
    let folder = try tree()
    let before = try folder.fingerprint("in")
    let run = try Turnover.run(
      "convert", "\(folder("in"))", "--to", "acescg", "--start", "1001", "--out", "\(folder("out"))",
      dry ? "--dry-run" : "--sync=none")
    #expect(run.status == 2)
    let refusals = run.errText.split(separator: "\n").filter { $0.hasPrefix("refused: ") }
    #expect(refusals.count == TreeTests.refused.count, "\(run.errText)")
    for (shot, reason, _) in TreeTests.refused {
      #expect(refusals.contains { $0.contains("\(shot).####.exr") && $0.contains(reason) }, "\(shot)")
    }
    #expect(try folder.names("out").isEmpty)
    #expect(try folder.fingerprint("in") == before)
  }

  @Test func theOthersAreDeliveredWhereThatIsAskedFor() throws {
    let folder = try tree()
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--keep-going"])
    #expect(run.status == 1, "\(run.err)")
    #expect(try Set(folder.names("out", files: true)) == deliveredNames.subtracting([TreeTests.damaged]))
    #expect(run.frames("failed").compactMap(\.source) == [folder("in/\(TreeTests.damaged)")])
  }

  @Test func theAnswersThatAreOfferedDeliverTheRest() throws {
    let folder = try tree()
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"),
      [
        "--from", "aces2065-1", "--assume", "\(folder("in/sh050/sh050_pl01_v001.####.exr"))=acescg", "--gaps",
        "keep", "--mixed", "keep", "--data-layer", "extra07",
      ])
    #expect(run.status == 1, "\(run.err)")
    let names = try folder.names("out", files: true)
    for (shot, _, count) in TreeTests.refused {
      #expect(names.count { $0.hasPrefix(shot) } == count, "\(shot)")
    }
    #expect(names.count == deliveredNames.count - 1 + TreeTests.refused.reduce(0) { $0 + $1.count })
    #expect(run.frames("failed").compactMap(\.source) == [folder("in/\(TreeTests.damaged)")])
  }

  @Test func aScanIsAskedForByItsPattern() throws {
    let folder = try tree()
    let pattern: Argument = "\(folder("in/sh130/sh130_scan_v001.#######.dpx"))"
    let refused = try Turnover.convert([pattern], into: folder("out"))
    #expect(refused.status == 2 && refused.err.contains("acesproxy10"), "\(refused.err)")
    let run = try Turnover.convert([pattern], into: folder("out"), ["--from", "acesproxy10"])
    #expect(run.status == 0, "\(run.err)")
    #expect(run.frames("done").count == 8)
  }
}
