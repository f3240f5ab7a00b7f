import Foundation
import Testing

/// A tree of shots with their own tags: what is said of some is not said of the others.
@Suite(.needsBinary) struct SaidSpaceTests {
  private func tree() throws -> Folder {
    let folder = try Folder()
    let plain = PlainFrame()
    try folder.sequence("in/ap0/a.", 1...2)
    try folder.sequence("in/ap1/b.", 1...2, frame: plain.tagged(.interopID("lin_ap1_scene")))
    try folder.sequence("in/bare/c.", 1...2, frame: plain.tagged(.interopID("unknown")))
    return folder
  }

  private func plan(_ folder: Folder, _ extra: [Argument]) throws -> [Substring] {
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--to", "acescct", "--dry-run"] + extra)
    #expect(run.status == 0, "\(run.err)")
    return run.outcome.outText.split(separator: "\n")
  }

  @Test func thePlanShowsWhoseWordItIs() throws {
    let folder = try tree()
    let said = try plan(folder, ["--from", "acescc"]).filter { $0.hasPrefix("  colour ") }
    #expect(
      said == [
        "  colour     aces2065-1 (tags: chromaticities) -> acescct",
        "  colour     acescg (tags: colorInteropID = lin_ap1_scene) -> acescct",
        "  colour     acescc (--from) -> acescct",
      ])
  }

  @Test func anOverrideIsTheFirstThingOfItsShot() throws {
    let folder = try tree()
    let pattern = folder("in/ap1/b.####.exr")
    let lines = try plan(folder, ["--from", "acescc", "--assume", Argument("\(pattern)=ap0")])
    let place = try #require(lines.firstIndex { $0.hasPrefix("\(pattern) -> ") })
    #expect(
      lines[place + 1]
        == "  override   --assume says aces2065-1, and the tags say acescg (colorInteropID = lin_ap1_scene)")
    #expect(lines.filter { $0.hasPrefix("  override") }.count == 1)
    #expect(lines.contains("  colour     aces2065-1 (--assume) -> acescct"))
  }

  /// The trap: one untagged shot, and what is said of it reaches a shot that is tagged.
  @Test func whatIsSaidOfOneShotReachesNoOther() throws {
    let folder = try tree()
    let refused = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    #expect(refused.status == 2)
    #expect(!refused.err.contains("turnover convert"), "\(refused.err)")
    for space in ["ap0", "aces2065-1", "acescg"] { #expect(!refused.err.contains(space)) }
    let assumed = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--assume", "ap0", "--keep-going"])
    #expect(assumed.status == 2 && !File.exists(folder("out")))
    #expect(assumed.err.contains("a.0001.exr") && assumed.err.contains("b.0001.exr"))
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"), ["--from", "ap0"])
    #expect(run.status == 0, "\(run.err)")
    #expect(run.sequences.map(\.colour.from) == ["aces2065-1", "acescg", "aces2065-1"])
  }

  /// What is offered can be pasted: only the space is left to fill in.
  @Test func theNameInTheAdviceIsTheOneThatIsTaken() throws {
    let folder = try Folder()
    let foreign = PlainFrame().tagged(.chromaticities(PlainFrame.rec709))
    try File.write(foreign.bytes, to: folder("frame"))
    try folder.sequence("in/none.", 1...1)
    for number in 1...2 {
      let name = Array("\(folder("in"))/it's \\ ".utf8) + [0xFF] + Array("=.000\(number).exr".utf8)
      #expect(try Command(["cp", Argument(folder("frame")), Argument(name)]).run().status == 0)
    }
    let command = "turnover convert '\(folder("in"))' --to acescg --out '\(folder("out"))'"
    func shell(_ line: String) throws -> Outcome {
      try Command(["bash", "-c", Argument("turnover() { '\(Turnover.binary)' \"$@\"; }; \(line)")]).run()
    }
    let refused = try shell(command)
    let start = try #require(refused.errText.range(of: "--assume "))
    let offer = try #require(refused.errText[start.lowerBound...].split(separator: ": it overrides").first)
    let run = try shell("\(command) \(offer)".replacing("=SPACE", with: "=ap0"))
    #expect(run.status == 0, "\(offer): \(run.errText)")
    #expect(try folder.tree("out").count == 3)
  }

  @Test func spacesOfNobodyAreWrongUsage() throws {
    for words in [
      ["--assume", "ap0", "--assume", "ap1"], ["--assume", "ap0", "--assume", "x.exr=ap1"],
      ["--assume", "x.exr="], ["--assume", "x.exr=rec709"], ["--assume", "x.exr"],
    ] as [[Argument]] {
      let outcome = try Turnover.command(["convert", "x", "--out", "y", "--to", "acescg"] + words).run()
      #expect(outcome.status == 64, "\(outcome.errText)")
    }
  }
}
