import Foundation
import Testing

/// "The same input gives the same pixels, counts and messages with 1, 2, 3 and 16 threads."
@Suite(.needsBinary) struct ThreadTests {
  /// What a run said and made, without what may differ: how long it took, in which order frames ended.
  private func result(_ folder: Folder, threads: String, _ extra: [Argument] = []) throws -> [String] {
    let out = folder("out")
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: out,
      ["--threads", Argument(threads), "--overwrite", "--keep-going"] + extra)
    let counts = run.sequences.map { "\($0.source) \(String(describing: $0.counts)) \($0.warnings)" }
    let frames = run.frames.map { "\($0)" }
    let said = run.err.split(separator: "\n").map { String($0.replacing(/in [0-9.]+ s \(.*\)/, with: "")) }
      .sorted()
    let sums = try Command(["sh", "-c", "cd '\(out)' && find . -type f -exec sha256sum {} + | sort"]).run()
      .outText
    #expect(Tool.succeeds(["rm", "-rf", Argument(out)]))
    return ["status \(String(describing: run.status))", sums] + counts + frames + said
  }

  @Test func theFixtureShots() throws {
    let folder = try Folder()
    #expect(Tool.succeeds(["ln", "-s", "\(Turnover.root)/Fixtures/shots", "\(folder("in"))"]))
    let one = try result(folder, threads: "1", ["--start", "1001"])
    #expect(one[0] == "status Optional(0)")
    for threads in ["2", "3", "16"] {
      #expect(try result(folder, threads: threads, ["--start", "1001"]) == one, "\(threads)")
    }
  }

  @Test(.needsPython) func framesWithSeveralFaults() throws {
    // Two chunks of one frame are damaged; the lower is the one that is named, however many lanes there are.
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 199, 511], compression: "piz")).write(to: folder("in/a.0001.exr"))
    let whole = try File.read(folder("in/a.0001.exr"))
    for number in 2...6 {
      var bytes = whole
      for place in [number, number + 7] {
        let at = bytes.count * place / 16
        for index in at..<at + 64 { bytes[index] = 0xFF }
      }
      try File.write(bytes, to: folder("in/a.000\(number).exr"))
    }
    let one = try result(folder, threads: "1")
    for threads in ["2", "3", "16"] {
      for _ in 0..<3 { #expect(try result(folder, threads: threads) == one, "\(threads)") }
    }
  }

  @Test func moreThreadsThanFramesAndBandsIsFine() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    let one = try result(folder, threads: "1")
    #expect(try result(folder, threads: "1024") == one)
  }

  @Test func aSmallMemoryBudgetChangesNothing() throws {
    let folder = try Folder()
    #expect(Tool.succeeds(["ln", "-s", "\(Turnover.root)/Fixtures/shots", "\(folder("in"))"]))
    let one = try result(folder, threads: "2")
    #expect(try result(folder, threads: "16", ["--memory", "16M"]) == one)
    #expect(try result(folder, threads: "2", ["--sync", "none"]) == one)
  }

  @Test func bothCodecsGiveTheSamePixels() throws {
    let folder = try Folder()
    #expect(Tool.succeeds(["ln", "-s", "\(Turnover.root)/Fixtures/shots", "\(folder("in"))"]))
    for codec in ["own", "openexr"] {
      let run = try Turnover.convert(
        [Argument(folder("in/"))], into: folder(codec), ["--codec", Argument(codec), "--compression", "none"])
      #expect(run.status == 0)
    }
    #expect(Tool.succeeds(["diff", "-r", "\(folder("own"))", "\(folder("openexr"))"]))
  }
}
