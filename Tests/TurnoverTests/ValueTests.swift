import Testing

/// What happens to single samples: NaN, Inf, overflow, neutrals, vectors of known result.
@Suite(.needsPython) struct ValueTests {
  private func convert(
    _ channels: [Picture.Channel], width: Int, from: String = "ap0", to: String = "acescg",
    _ extra: [Argument] = []
  ) throws -> (run: Converted, samples: [String: Samples], problems: [String]) {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, width - 1, 0], channels: channels, attributes: .untagged))
      .write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--from", Argument(from), "--to", Argument(to)] + extra)
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judge(
      folder("in/a.0001.exr"), folder("out/a.0001.exr"), from: from, to: to,
      extra: extra.contains { $0.bytes == Array("--depth".utf8) } ? ["--depth", "keep"] : [])
    // A line of a dozen samples has no 99.9 %.
    let problems = verdict.problems.filter { !$0.contains("are identical") }
    return (run, try Samples.read(folder("out/a.0001.exr"))[0], problems)
  }

  private func channels(_ triples: [[String]], type: String = "half") -> [Picture.Channel] {
    ["R", "G", "B"].enumerated().map { index, name in
      Picture.Channel(name: name, type: type, values: triples.map { $0[index] })
    }
  }

  @Test func overflowFromFiniteInputIsClampedAndCounted() throws {
    let triples = [["60000", "0", "0"], ["65504", "0", "0"], ["-65504", "0", "0"], ["1", "1", "1"]]
    let (run, samples, problems) = try convert(channels(triples), width: 4)
    #expect(problems.isEmpty, "\(problems)")
    #expect(samples["R"]?.values.prefix(3) == [65504, 65504, -65504])
    #expect(run.sequences[0].counts?.clamped == 3)
    #expect(run.err.contains("clamped"))
  }

  @Test func aTripleWithNaNOrInfGivesTheIEEEResultAndIsCounted() throws {
    let triples = [
      ["nan", "1", "1"], ["1", "nan", "nan"], ["inf", "1", "1"], ["1", "-inf", "1"], ["inf", "inf", "1"],
      ["nan", "inf", "0"], ["1", "2", "3"], ["0", "0", "inf"],
    ]
    for to in ["acescg", "acescc", "acescct"] {
      let (run, _, problems) = try convert(channels(triples), width: triples.count, to: to)
      #expect(problems.isEmpty, "\(problems)")
      let counts = try #require(run.sequences[0].counts)
      #expect((counts.nan, counts.inf) == (4, 6))
    }
  }

  @Test func sourceSamplesOfEveryFrameAreCountedTogether() throws {
    let folder = try Folder()
    for number in 1...3 {
      try Picture(.init(window: [0, 0, 3, 0], channels: channels([["nan", "0", "0"], ["inf", "0", "0"]])))
        .write(to: folder("in/a.000\(number).exr"))
    }
    let run = try Turnover.convert([Argument(folder("in"))], into: folder("out"))
    let counts = try #require(run.sequences.first?.counts)
    #expect((counts.nan, counts.inf) == (6, 6))
    #expect(run.err.contains("6 NaN") && run.err.contains("6 Inf"))
  }

  @Test func negativeResultsAreCountedAndKept() throws {
    let (run, samples, problems) = try convert(
      channels([["0", "1", "0"], ["-0.5", "0.25", "0.25"], ["0.5", "0.5", "0.5"]]), width: 3)
    #expect(problems.isEmpty)
    let negative = ["R", "G", "B"].reduce(0) {
      $0 + (samples[$1]?.values.filter { ($0 ?? 0) < 0 }.count ?? 0)
    }
    #expect(negative > 1)
    #expect(run.sequences[0].counts?.negative == negative)
  }

  /// All half values are in this file, in every combination with neutrals.
  @Test(arguments: [("ap0", "acescg"), ("acescg", "ap0")])
  func everyNonNegativeNeutralMapsToItself(from: String, to: String) throws {
    let values = (0...UInt16(0x7BFF)).map { "\(Float(Float16(bitPattern: $0)))" }
    let (_, samples, problems) = try convert(
      channels(values.map { [$0, $0, $0] }), width: values.count, from: from, to: to)
    #expect(problems.isEmpty, "\(problems)")
    for name in ["R", "G", "B"] { #expect(samples[name]?.bits == (0...0x7BFF).map { UInt32($0) }) }
  }

  static let spaces = ["aces2065-1", "acescg", "acescc", "acescct"]

  @Test(arguments: spaces, spaces) func allPairsOfSpacesWork(from: String, to: String) throws {
    let folder = try Folder()
    let pattern = from.hasPrefix("acescc") ? "log" : "scene"
    for (name, type) in [("half", "half"), ("float", "float")] {
      try Picture(
        .init(
          window: [0, 0, 127, 95], compression: "piz",
          channels: ["R", "G", "B"].map { .init(name: $0, type: type, pattern: pattern) },
          attributes: .untagged)
      ).write(to: folder("in/\(name).0001.exr"))
    }
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--from", Argument(from), "--to", Argument(to)])
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judge(folder("in"), folder("out"), from: from, to: to)
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.samples == 2 * 3 * 128 * 96)
  }

  @Test(arguments: [("ap0", "acescg"), ("acescg", "ap0"), ("ap0", "acescc"), ("ap0", "acescct")])
  func theWholeRangeOfHalf(from: String, to: String) throws {
    let folder = try Folder()
    try Picture(
      .init(
        window: [0, 0, 299, 199], channels: ["R", "G", "B"].map { .init(name: $0, pattern: "wide") },
        attributes: .untagged)
    ).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--from", Argument(from), "--to", Argument(to)])
    #expect(run.status == 0)
    let verdict = try Python.judge(folder("in/a.0001.exr"), folder("out/a.0001.exr"), from: from, to: to)
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.clamped == run.sequences[0].counts?.clamped)
  }

  @Test(arguments: spaces) func floatStaysFloatWhereAsked(to: String) throws {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 127, 95], channels: StorageTests.channels("float"))).write(
      to: folder("in/a.0001.exr"))
    let kept = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--depth", "keep", "--to", Argument(to)])
    #expect(kept.status == 0, "\(kept.err)")
    #expect(!kept.err.contains("becomes half"))
    let verdict = try Python.judge(
      folder("in/a.0001.exr"), folder("out/a.0001.exr"), to: to, extra: ["--depth", "keep"])
    // In float a result is near the reference, not rounded like it.
    #expect(verdict.problems.filter { !$0.contains("are identical") } == [])

    let half = try Turnover.convert(
      [Argument(folder("in"))], into: folder("half"), ["--to", Argument(to), "--dry-run"])
    #expect(half.outcome.outText.contains("float") && half.outcome.outText.contains("half"))
  }

  @Test(arguments: ["aces2065-1", "acescg"]) func vectorsInHalf(from: String) throws {
    let vectors = ColourVectors.halves.filter { $0.from == from }
    let triples = vectors.map { $0.input.map { "\(Float(Float16(bitPattern: $0)))" } }
    let to = from == "acescg" ? "aces2065-1" : "acescg"
    let (run, samples, problems) = try convert(channels(triples), width: triples.count, from: from, to: to)
    #expect(problems.isEmpty, "\(problems)")
    var infinite = 0
    for (index, vector) in vectors.enumerated() {
      for (name, code) in zip(["R", "G", "B"], vector.result) {
        let value = try #require(samples[name]?.values[index] ?? nil, "\(vector.id)")
        let exact = Float16(bitPattern: code)
        if exact.isInfinite { infinite += 1 }
        let wanted = exact.isInfinite ? (exact < 0 ? -65504 : 65504) : Double(exact)
        // One half ulp of the largest input and the result.
        let scale = vector.input.map { abs(Float16(bitPattern: $0)) }.max() ?? 0
        let allowed = Double(max(scale, Float16(abs(wanted))).ulp)
        #expect(abs(value - wanted) <= allowed, "\(vector.id) \(name): \(value), not \(wanted)")
      }
    }
    #expect(run.sequences[0].counts?.clamped == infinite)
  }

  @Test(arguments: ColourVectors.singles.indices) func vectorsInFloat(index: Int) throws {
    let vector = ColourVectors.singles[index]
    let (_, samples, _) = try convert(
      channels([vector.input.map { "\($0)" }], type: "float"), width: 1, from: vector.from, to: vector.to,
      ["--depth", "keep"])
    let scale = (vector.input + vector.result).map(abs).max() ?? 0
    for (name, wanted) in zip(["R", "G", "B"], vector.result) {
      let value = try #require(samples[name]?.values.first ?? nil, "\(vector.id)")
      #expect(abs(value - wanted) <= 2e-6 * max(scale, 1e-3), "\(vector.id) \(name): \(value), not \(wanted)")
    }
  }

  @Test func alphaThatIsNotOneIsWarnedAboutForLogOnly() throws {
    let folder = try Folder()
    for number in 1...3 {
      try Picture(
        .init(channels: Picture.rgb + [.init(name: "A", pattern: number == 2 ? "unit" : "one")])
      ).write(to: folder("in/a.000\(number).exr"))
    }
    for (to, warns) in [("acescct", true), ("acescc", true), ("acescg", false)] {
      let run = try Turnover.convert([Argument(folder("in"))], into: folder(to), ["--to", Argument(to)])
      #expect(run.status == 0)
      #expect(run.err.contains("alpha") == warns)
      #expect(run.frames.map { $0.reason != nil } == [false, warns, false])
      let verdict = try Python.judge(folder("in"), folder(to), to: to)
      #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    }
  }
}
