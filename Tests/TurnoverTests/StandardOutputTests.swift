import Testing

/// A result that cannot be printed is no success.
@Suite(.needsBinary) struct StandardOutputTests {
  private func shell(_ folder: Folder, _ line: String) throws -> Outcome {
    var command = Command([
      "bash", "-c", Argument("turnover() { '\(Turnover.binary)' \"$@\"; }; \(line)"),
    ])
    command.folder = folder.path
    return try command.run()
  }

  private func shot() throws -> Folder {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    return folder
  }

  @Test(arguments: [
    "scan in", "scan in --json", "convert in --to acescg --out out --dry-run", "--version", "--help",
    "help convert", "convert --help", "convert in --to acescg --out out --dry-run --json",
    "renumber in --out out --start 5 --dry-run", "preview in --out out --dry-run",
  ])
  func aFullDiskIsAnError(words: String) throws {
    let folder = try shot()
    for (place, reason) in [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")] {
      let outcome = try shell(folder, "turnover \(words) \(place)")
      #expect(outcome.status == 1, "\(place): \(outcome.errText)")
      #expect(outcome.errText == "Standard output cannot be written: \(reason)\n")
    }
  }

  /// Frames are delivered and reported all the same, and it is said once.
  @Test(arguments: ["convert in --to acescg --out out", "renumber in --out out --start 1"])
  func aRunGoesOnWithoutIt(words: String) throws {
    let folder = try shot()
    let outcome = try shell(folder, "turnover \(words) --json --report r.json >/dev/full")
    #expect(outcome.status == 1)
    let said = outcome.errText.split(separator: "\n").filter { $0.hasPrefix("Standard output") }
    #expect(said.count == 1, "\(outcome.errText)")
    #expect(try folder.names("out") == ["a.0001.exr", "a.0002.exr", "a.0003.exr"])
    #expect(File.exists(folder("r.json")))
  }

  @Test func aRefusalStaysOne() throws {
    let folder = try shot()
    let outcome = try shell(folder, "turnover convert in/none.exr --to acescg --out out --json >/dev/full")
    #expect(outcome.status == 2, "\(outcome.errText)")
  }

  /// Whoever closes the pipe has read enough.
  @Test func aClosedPipeIsQuiet() throws {
    let folder = try shot()
    for words in ["scan in --json", "--help", "convert in --to acescg --out out --dry-run --json"] {
      let outcome = try shell(folder, "turnover \(words) | true; echo ${PIPESTATUS[0]}")
      // The signal of a closed pipe, or nothing at all where the reader was slower.
      #expect(["141\n", "0\n"].contains(outcome.outText), "\(words): \(outcome.outText)")
      #expect(outcome.err.isEmpty, "\(outcome.errText)")
    }
    let run = try shell(
      folder, "turnover convert in --to acescg --out out --json | true; echo ${PIPESTATUS[0]}")
    #expect(run.outText == "0\n", "\(run.errText)")
    #expect(!run.errText.contains("Standard output"))
    #expect(try folder.names("out").count == 3)
  }
}
