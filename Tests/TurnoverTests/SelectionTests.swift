import Testing

/// `--base`, `--only` and `--exclude`, and folders that are named together.
@Suite(.needsBinary) struct SelectionTests {
  private func plates() throws -> Folder {
    let folder = try Folder()
    try folder.sequence("plates/sh050/bg.", 1...2)
    try folder.sequence("plates/sh050/fg.", 1...1)
    try folder.sequence("plates/sh060/bg.", 1...1)
    return folder
  }

  private func run(_ words: Argument..., in folder: Folder) throws -> Outcome {
    var command = Turnover.command(words)
    command.folder = folder.path
    return try command.run()
  }

  @Test(arguments: ["convert", "preview", "renumber", "retag"])
  func theTreeBelowTheBaseIsKept(command: String) throws {
    let folder = try plates()
    let words: [Argument] =
      switch command {
      case "convert": ["convert", "--to", "acescg"]
      case "retag": ["renumber", "--retag"]
      default: [Argument(command)]
      }
    var run = Turnover.command(
      words + ["--base", "plates", "--out", "out", "plates/sh050", "plates/sh060/bg.####.exr"])
    run.folder = folder.path
    let outcome = try run.run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    let suffix = command == "preview" ? "dpx" : "exr"
    #expect(
      try folder.names("out", files: true)
        == ["sh050/bg.0001", "sh050/bg.0002", "sh050/fg.0001", "sh060/bg.0001"].map { "\($0).\(suffix)" })
  }

  @Test func aPathOutsideTheBaseIsRefused() throws {
    let folder = try plates()
    let converted = try Turnover.convert(
      ["plates/sh060", "plates/sh050"], into: "out", ["--base", "plates/sh050"], in: folder.path)
    #expect(converted.status == 2)
    #expect(
      converted.err.contains(
        "refused: plates/sh060: it is not below plates/sh050, and --base is for PATHs that all are"),
      "\(converted.err)")
    let renumbered = try run("renumber", "plates/sh060", "--base", "plates/sh050", "--out", "out", in: folder)
    #expect(renumbered.status == 2 && renumbered.errText.contains("is not below plates/sh050"))
    let nowhere = try Turnover.convert(["plates"], into: "out", ["--base", "nowhere"], in: folder.path)
    #expect(
      nowhere.status == 2 && nowhere.err.contains("refused: nowhere: it is no folder"), "\(nowhere.err)")
    #expect(!File.exists(folder("out")))
    let inPlace = try run("renumber", "plates", "--in-place", "--offset", "1", "--base", "plates", in: folder)
    #expect(inPlace.status == 64 && inPlace.errText.contains("--base is for --out"))
  }

  @Test func severalFoldersKeepTheirNames() throws {
    let folder = try plates()
    let run = try Turnover.convert(["plates/sh050", "plates/sh060"], into: "out", in: folder.path)
    #expect(run.status == 0, "\(run.err)")
    #expect(
      try folder.names("out", files: true)
        == ["sh050/bg.0001.exr", "sh050/bg.0002.exr", "sh050/fg.0001.exr", "sh060/bg.0001.exr"])
  }

  @Test(arguments: ["convert", "preview", "renumber"]) func onlyWhatIsNamedIsDelivered(command: String) throws
  {
    let folder = try plates()
    let to: [Argument] = command == "convert" ? ["--to", "acescg"] : []
    var run = Turnover.command(
      [Argument(command)] + to
        + ["plates", "--out", "out", "--only", "plates/sh050/*", "--only", "*/*/fg*", "--exclude", "*/*/fg*"])
    run.folder = folder.path
    let outcome = try run.run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(try folder.names("out", files: true).map { $0.prefix(13) } == ["sh050/bg.0001", "sh050/bg.0002"])
  }

  @Test func scanShowsOnlyWhatIsNamed() throws {
    let folder = try plates()
    let only = try run("scan", "plates", "--only", "plates/*/fg.####.exr", in: folder)
    #expect(only.status == 0 && only.outText.contains("plates/sh050/fg.####.exr"))
    #expect(!only.outText.contains("plates/sh060/bg.####.exr\n  "), "\(only.outText)")
    let nothing = try run("scan", "plates", "--exclude", "sh060", in: folder)
    #expect(nothing.status == 2)
    #expect(
      nothing.errText.contains("refused: sh060: --exclude names no sequence by it"), "\(nothing.errText)")
    #expect(nothing.errText.contains("there is plates/sh050/bg.####.exr, plates/sh050/fg.####.exr"))
  }

  @Test func aGlobThatNamesNothingRefusesWithWhatThereIs() throws {
    let folder = try plates()
    let converted = try Turnover.convert(["plates"], into: "out", ["--only", "sh050/*"], in: folder.path)
    #expect(converted.status == 2)
    #expect(converted.err.contains("refused: sh050/*: --only names no sequence by it"), "\(converted.err)")
    #expect(
      converted.err.contains("say the name as turnover scan prints it: there is plates/sh050/bg.####.exr"))
    let renumbered = try run("renumber", "plates", "--out", "out", "--only", "x", in: folder)
    #expect(renumbered.status == 2)
    #expect(renumbered.errText.contains("there is plates/sh050/bg.####.exr"), "\(renumbered.errText)")
    let all = try Turnover.convert(["plates"], into: "out", ["--exclude", "*/*/*"], in: folder.path)
    #expect(
      all.status == 2 && all.err.contains("refused: plates: --only and --exclude leave none"), "\(all.err)")
    #expect(!File.exists(folder("out")))
  }

  @Test func oneDeliveryHasOnePadding() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", [1], pad: 7)
    try folder.sequence("in/b.", [1], pad: 1)
    try folder.sequence("in/c.", [1001], pad: 7)
    let run = try Turnover.convert(["in"], into: "out", ["--start", "1001"], in: folder.path)
    #expect(run.status == 0, "\(run.err)")
    #expect(try folder.names("out") == ["a.1001.exr", "b.1001.exr", "c.1001.exr"])
  }

  @Test func anInterruptedFolderIsNamedInCommandsToPaste() throws {
    let scene = try RenumberScene()
    try File.write([], to: scene.folder("in/it's here/.turnover-renumber"))
    try File.write([1], to: scene.folder("in/it's here/f.0001.exr"))
    let outcome = try scene.run(["in", "--in-place", "--offset", "1"])
    #expect(outcome.status == 2)
    for goal in ["--resume", "--undo"] {
      #expect(
        outcome.errText.contains(#"turnover renumber \#(goal) 'in/it'\''s here'"#), "\(outcome.errText)")
    }
  }
}
