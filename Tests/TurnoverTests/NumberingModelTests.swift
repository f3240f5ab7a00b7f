import Foundation
import Testing

/// Combinations that nobody would write down, against the rules in their shortest form.
@Suite(.needsBinary) struct NumberingModelTests {
  enum Anchor { case keep, start, cutIn, offset }
  enum Policy: String, CaseIterable { case error, keep, hold, black }

  struct Wish: CustomTestStringConvertible {
    var anchor: Anchor
    var cut: ClosedRange<Int>?
    var range: ClosedRange<Int>?
    var handles: (Int, Int)
    var gaps: Policy
    var short: Policy
    var slate: String

    var words: [Argument] {
      var words: [String] =
        switch anchor {
        case .keep: []
        case .start: ["--start=1001"]
        case .cutIn: ["--cut-in=1001"]
        case .offset: ["--offset=-7"]
        }
      if let cut { words.append("--cut=\(cut.lowerBound)-\(cut.upperBound)") }
      if let range { words.append("--range=\(range.lowerBound)-\(range.upperBound)") }
      if handles != (0, 0) { words.append("--handles=\(handles.0),\(handles.1)") }
      if handles != (0, 0) { words.append("--short-handles=\(short.rawValue)") }
      // What is below 0 is counted in the same way.
      words += ["--gaps=\(gaps.rawValue)", "--slate=\(slate)", "--allow-negative"]
      return words.map { Argument($0) }
    }

    var testDescription: String {
      words.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: " ")
    }
  }

  /// What has to come of it: output number, role and content of every frame; nil where it is refused.
  static func expected(_ wish: Wish, of source: [Int]) -> [String]? {
    let picture = wish.slate == "first" ? Array(source.dropFirst()) : source
    let (first, last) = (picture[0], picture[picture.count - 1])
    let (head, tail) = wish.handles
    let whole = wish.cut.map { $0.lowerBound - head...$0.upperBound + tail } ?? wish.range ?? first...last
    let (cutIn, cutOut) = (whole.lowerBound + head, whole.upperBound - tail)
    guard cutIn <= cutOut, picture.contains(where: whole.contains) else { return nil }
    let offset =
      switch wish.anchor {
      case .keep: 0
      case .start: 1001 - whole.lowerBound
      case .cutIn: 1001 - cutIn
      case .offset: -7
      }
    var rows: [String] = []
    if wish.slate != "none" {
      rows.append("slate \(whole.lowerBound + offset - 1) \(wish.slate == "render" ? "drawn" : "source")")
    }
    for number in whole {
      let role = number < cutIn ? "headHandle" : number > cutOut ? "tailHandle" : "cut"
      let isShort = role == "headHandle" && number < first || role == "tailHandle" && number > last
      let content: String
      if picture.contains(number) {
        content = "source \(number)"
      } else {
        switch isShort ? wish.short : wish.gaps {
        case .error: return nil
        case .keep: content = "missing"
        case .hold: content = "held \(picture.last { $0 < number } ?? first)"
        case .black: content = "black"
        }
      }
      rows.append("\(role) \(number + offset) \(content)")
    }
    return rows
  }

  static func found(_ sequence: Report.Sequence) -> [String] {
    (sequence.slate.map { [$0] } ?? []).map { "slate \($0.outputFrame ?? 0) \($0.content ?? "")" }
      + sequence.frames.map { frame in
        let content = frame.content ?? ""
        let which = ["source", "held"].contains(content) ? " \(NumberingRows.number(of: frame.source))" : ""
        return "\(frame.role ?? "") \(frame.outputFrame ?? 0) \(content)\(which)"
      }
  }

  static let sources = [
    Array(1...12), [1, 2, 4, 5, 6, 9, 12], [-3, -2, 0, 1, 2, 7], [1000] + Array(1005...1012),
  ]

  /// Of all combinations, every so manieth; the step shares no factor with the number of choices.
  static let wishes: [(source: Int, wish: Wish)] = {
    var all: [(Int, Wish)] = []
    for (index, source) in sources.enumerated() {
      let (low, high) = (source[0], source[source.count - 1])
      let cuts: [ClosedRange<Int>?] = [
        nil, low + 3...high - 3, low - 2...low + 2, high - 1...high + 3, low - 4...high + 4,
      ]
      let ranges: [ClosedRange<Int>?] = [nil, low + 2...high - 1, low - 1...high + 1]
      for anchor in [Anchor.keep, .start, .cutIn, .offset] {
        for place in cuts.map({ ($0, nil) }) + ranges.dropFirst().map({ (nil, $0) }) {
          for handles in [(0, 0), (2, 2), (4, 0), (1, 5)] {
            for gaps in Policy.allCases {
              for short in Policy.allCases {
                for slate in ["none", "render", "first"] {
                  all.append(
                    (
                      index,
                      Wish(
                        anchor: anchor, cut: place.0, range: place.1, handles: handles, gaps: gaps,
                        short: short,
                        slate: slate)
                    ))
                }
              }
            }
          }
        }
      }
    }
    return stride(from: 0, to: all.count, by: 61).map { all[$0] }
  }()

  @Test(arguments: 0..<sources.count) func everyCombinationFollowsTheRules(source: Int) throws {
    let folder = try Folder()
    try folder.numberedShot(NumberingModelTests.sources[source])
    var (refused, planned) = (0, 0)
    let wishes = NumberingModelTests.wishes.filter { $0.source == source }
    for (index, (_, wish)) in wishes.enumerated() {
      let (words, path) = (wish.words + ["--dry-run", "--json"], Argument(folder("in")))
      let run =
        try index.isMultiple(of: 2)
        ? Turnover.convert([path], into: folder("out"), words)
        : Turnover.preview([path], into: folder("out"), words)
      let plan = try JSONDecoder().decode(Report.self, from: Data(run.outcome.out))
      guard let rows = NumberingModelTests.expected(wish, of: NumberingModelTests.sources[source]) else {
        refused += 1
        #expect(run.status == 2, "\(wish.testDescription) should be refused")
        #expect(plan.sequences.isEmpty && !plan.refusals.isEmpty)
        continue
      }
      planned += 1
      #expect(run.status == 0, "\(wish.testDescription): \(run.err)")
      let sequence = try #require(plan.sequences.first, "\(wish.testDescription)")
      #expect(NumberingModelTests.found(sequence) == rows, "\(wish.testDescription)")
    }
    #expect(refused > 10 && planned > 20, "\(refused) refused, \(planned) planned: no fair choice")
    #expect(!File.exists(folder("out")))
  }
}
