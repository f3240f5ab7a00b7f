import Testing

/// Numbers below 0 are made by intent only: few programs read them.
@Suite(.needsBinary) struct NegativeNumberTests {
  struct Case: CustomTestStringConvertible {
    let words: [String]
    /// The lowest number that would result.
    let lowest: Int
    var testDescription: String { words.joined(separator: " ") }
  }

  static let unintended = [
    Case(words: ["--start", "-5"], lowest: -5), Case(words: ["--cut-in", "-5"], lowest: -5),
    Case(words: ["--cut-in", "5", "--handles", "8,0"], lowest: -3),
    Case(words: ["--cut-in=5", "--handles", "8,0"], lowest: -3),
    Case(words: ["--offset", "-3"], lowest: -2),
    Case(words: ["--start", "0", "--slate", "render"], lowest: -1),
    Case(words: ["--start", "-1", "--slate", "render"], lowest: -2),
    Case(words: ["--offset", "-1", "--slate", "render"], lowest: -1),
  ]

  private func shot() throws -> Folder {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...10)
    return folder
  }

  private func run(_ folder: Folder, _ words: [String], _ command: String = "convert") throws -> Outcome {
    let to: [Argument] = command == "convert" ? ["--to", "acescg"] : []
    return try Turnover.command(
      [Argument(command), Argument(folder("in")), "--out", Argument(folder("out"))] + to
        + words.map { Argument($0) }
    ).run()
  }

  @Test(arguments: unintended) func theyAreRefusedWithTheOption(_ each: Case) throws {
    let folder = try shot()
    for command in ["convert", "preview", "renumber"]
    where command != "renumber" || !each.words.contains("render") {
      let refused = try run(folder, each.words, command)
      #expect(refused.status == 2, "\(command): \(refused.errText)")
      #expect(refused.errText.contains("below 0, down to \(each.lowest)"), "\(refused.errText)")
      #expect(refused.errText.contains("turnover \(command) --allow-negative "))
      #expect(!File.exists(folder("out")))
    }
    let allowed = try run(folder, each.words + ["--allow-negative"])
    #expect(allowed.status == 0, "\(allowed.errText)")
    let name = "a.-\(String(repeating: "0", count: 3))\(-each.lowest).exr"
    #expect(try folder.names("out").contains(name))
  }

  @Test(arguments: [["--start=-5"], ["--cut-in=-5"], ["--offset=-6"]])
  func aSignBehindAnEqualsSignIsIntent(words: [String]) throws {
    let folder = try shot()
    let outcome = try run(folder, words)
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(try folder.names("out").contains("a.-0005.exr"))
  }

  /// Behind `--` words are paths, whatever they look like.
  @Test func aPathIsNoIntent() throws {
    let folder = try shot()
    let outcome = try run(folder, ["--start", "-5", "--", "--start=-5"])
    #expect(outcome.status == 2 && outcome.errText.contains("below 0"), "\(outcome.errText)")
  }

  @Test func zeroAndTheSourcesOwnNumbersAreNoQuestion() throws {
    let folder = try shot()
    #expect(try run(folder, ["--start", "0"]).status == 0)
    let own = try Folder()
    try own.sequence("in/a.", -3...3)
    let outcome = try run(own, ["--slate", "first"])
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(try own.names("out").contains("a.-0003.exr"))
  }
}
