import Foundation
import TestSupport
import Testing

extension Corpus {
  /// What is wrong with files of the whole ones' folders that are not whole.
  static let broken: Set = [
    "exr-multipart-deep/invalid_shared_attrs_multipart.exr", "exr-multipart-deep/unfinished_multipart.exr",
    "exr-values/oiio_partial_tiles.exr",
  ]

  static let good = files { isPicture($0) && !$0.hasPrefix("exr-damaged") && !broken.contains($0) }
  static let damaged = files { isPicture($0) && ($0.hasPrefix("exr-damaged") || broken.contains($0)) }

  private static func isPicture(_ path: String) -> Bool {
    path.hasSuffix(".exr") && (path.hasPrefix("exr-") || path.hasPrefix("seq-"))
  }
}

/// "Every good file converts or is refused for a stated reason, every damaged one fails cleanly."
@Suite(.needsPython, .enabled(if: Corpus.isThere, "no corpus at \(Corpus.folder)"))
struct CorpusTests {
  @Test(arguments: Corpus.good) func everyGoodFileConvertsOrIsRefusedForAReason(name: String) throws {
    let folder = try Folder()
    let source = "\(Corpus.folder)/\(name)"
    var from = "aces2065-1"
    // Nobody says what the layers of a paint program or the second of two parts hold.
    let settled: [Argument] = ["--unknown-layers", "colour"]
    var run = try Turnover.convert([Argument(source)], into: folder("out"), settled)
    if run.status == 2, run.err.contains("--from") || run.err.contains("--assume") {
      run = try Turnover.convert([Argument(source)], into: folder("out"), ["--assume", "ap0"] + settled)
    } else {
      from = run.sequences.first?.colour.from ?? from
    }
    guard run.status == 0 else {
      #expect(run.status == 2, "\(run.err)")
      let reasons = ["red, green and blue", "luminance-chroma", "subsampled", "deep", "types", "uint"]
      #expect(reasons.contains { run.err.contains($0) }, "\(run.err)")
      #expect(!File.exists(folder("out")))
      return
    }
    let output = folder("out/\(try #require(source.split(separator: "/").last))")
    let verdict = try Python.judge(source, output, from: from)
    // Small files have no 99.9 %, and synthetic ones are chosen to be hard.
    let problems = verdict.problems.filter { !$0.contains("are identical") }
    #expect(problems.isEmpty, "\(problems)")
    #expect(Tool.succeeds(["exrheader", Argument(output)]))
  }

  @Test func everyDamagedFileFailsCleanlyInLittleTimeAndMemory() throws {
    struct Measure: Decodable {
      let status: Int
      let seconds: Double
      let cpu: Double
      let kilobytes: Int
      let said: String
    }
    let folder = try Folder()
    let commands = Corpus.damaged.enumerated().flatMap { index, name in
      [
        [
          Turnover.binary, "convert", "\(Corpus.folder)/\(name)", "--to", "acescg", "--assume", "ap0",
          "--out",
          folder("out/\(index)"),
        ], [Turnover.binary, "scan", "\(Corpus.folder)/\(name)"],
      ]
    }
    try File.write([UInt8](JSONEncoder().encode(commands)), to: folder("commands.json"))
    let said = try Command([
      "python3", "-B", "\(Turnover.root)/Tests/Makers/measure.py", "\(folder("commands.json"))",
    ]).start().wait(seconds: 600)
    let measures = try JSONDecoder().decode([Measure].self, from: Data(said.out))
    #expect(measures.count == 2 * Corpus.damaged.count)
    for (index, measure) in measures.enumerated() {
      let name = Corpus.damaged[index / 2]
      // 0: what is damaged in it is nothing that a conversion reads. Never a signal.
      #expect([0, 1, 2].contains(measure.status), "\(name): \(measure)")
      #expect(measure.status == 0 || !measure.said.isEmpty, "\(name)")
      #expect(measure.cpu <= 2, "\(name): \(measure)")
      #expect(measure.kilobytes <= 200 << 10, "\(name): \(measure)")
      #expect(!measure.said.contains("Fatal error"), "\(name)")
    }
    // What was converted is whole and can be read.
    for (index, name) in Corpus.damaged.enumerated() {
      let converted = measures[index * 2].status == 0
      let names = try folder.names("out/\(index)")
      #expect(converted ? names.count == 1 : names.isEmpty, "\(name): \(names)")
      for file in names {
        #expect(Tool.succeeds(["exrheader", "\(folder("out/\(index)/\(file)"))"]), "\(name)")
      }
    }
  }

  @Test func theCorpusIsScannedAsATree() throws {
    let outcome = try Turnover.run("scan", "--json", "\(Corpus.folder)")
    #expect(outcome.signal == nil && (outcome.status == 0 || outcome.status == 1))
    for line in outcome.outLines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
    let beachball = try #require(outcome.outLines.first { $0.contains("seq-beachball") })
    #expect(beachball.contains(#""count":"#))
  }
}
