import FrameSequence
import SystemPackage
import Testing

/// A sequence of these names, all of one prefix and suffix.
func sequence(_ names: [String], prefix: String = "f.", suffix: String = ".exr") -> ImageSequence {
  let frames = names.map { SequenceFrame(number: FrameName(Array($0.utf8)).number, name: Array($0.utf8)) }
  return ImageSequence(
    directory: "shots", prefix: Array(prefix.utf8), suffix: Array(suffix.utf8), frames: frames)
}

@Suite struct ImageSequenceTests {
  @Test(arguments: [
    (["f.1001.exr", "f.1002.exr"], "f.####.exr", []),
    (["f.1.exr", "f.10.exr", "f.100.exr"], "f.#.exr", []),
    (["f.9999.exr", "f.10000.exr"], "f.####.exr", []),
    (["f.998.exr", "f.1000.exr"], "f.###.exr", []),
    (["f.0001.exr", "f.10000.exr"], "f.####.exr", []),
    (["f.00000001.exr"], "f.########.exr", []),
    (["f.-0002.exr", "f.-0001.exr", "f.0000.exr"], "f.####.exr", []),
    (["f.-002.exr", "f.-001.exr", "f.0000.exr"], "f.%04d.exr", []),
    (["f.-100.exr", "f.0000.exr"], "f.%04d.exr", []),
    (["f.-1000.exr", "f.0000.exr"], "f.####.exr", []),
    (["f.-2.exr", "f.1.exr"], "f.#.exr", []),
    (["f.001.exr", "f.0002.exr"], "f.###.exr", [3, 4]),
    (["f.1.exr", "f.0002.exr"], "f.####.exr", [1, 4]),
    (["f.01.exr", "f.002.exr", "f.0003.exr"], "f.##.exr", [2, 3, 4]),
  ])
  func padding(names: [String], pattern: String, mixed: [Int]) {
    for names in [names, names.reversed()] {
      let sequence = sequence(names)
      #expect(sequence.pattern.text == pattern)
      #expect(sequence.mixedPadding == mixed)
      if mixed.isEmpty {
        for frame in sequence.frames { #expect(sequence.pattern.name(for: frame.number ?? 0) == frame.name) }
      }
    }
  }

  @Test func gapsAreRanges() {
    let sequence = sequence(["f.1.exr", "f.3.exr", "f.4.exr", "f.1000000000.exr"])
    #expect(sequence.gaps == [2...2, 5...999_999_999])
    #expect(sequence.range == 1...1_000_000_000)
    #expect(sequence.frame(4)?.name == Array("f.4.exr".utf8))
    #expect(sequence.frame(2) == nil && sequence.frame(0) == nil && sequence.frame(2_000_000_000) == nil)
  }

  @Test func duplicatesAreListedShortestFirst() {
    let sequence = sequence(["f.0001.exr", "f.1.exr", "f.001.exr", "f.2.exr"])
    #expect(sequence.frames.map(\.number) == [1, 2])
    #expect(sequence.duplicates.map(\.number) == [1])
    #expect(sequence.duplicates[0].names == ["f.1.exr", "f.001.exr", "f.0001.exr"].map { Array($0.utf8) })
    #expect(sequence.mixedPadding == [1, 3, 4])
  }

  @Test func aFileWithoutNumber() {
    let single = sequence(["chart.exr"], prefix: "chart")
    #expect(single.range == nil && single.gaps.isEmpty && single.pattern.text == "chart.exr")
    #expect(!single.pattern.isNumbered && single.frames[0].number == nil)
    #expect(single.frame(0) == nil)
  }
}
