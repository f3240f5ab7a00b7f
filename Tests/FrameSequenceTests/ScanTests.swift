import Files
import SystemPackage
import TestSupport
import Testing

@testable import FrameSequence

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One line for each sequence: folder, pattern, range, count.
private func summary(_ result: ScanResult) -> [String] {
  result.found.map { found in
    let sequence = found.sequence
    let range = sequence.range.map { "\($0.lowerBound)..\($0.upperBound)" } ?? "-"
    return "\(found.relativeFolder)|\(sequence.pattern.text)|\(range)|\(sequence.frames.count)"
  }
}

private func ignored(_ result: ScanResult, below folder: FilePath) -> [String: IgnoreReason] {
  var names: [String: IgnoreReason] = [:]
  for entry in result.ignored {
    names[PathText.encode(Array(entry.path.bytes.dropFirst(folder.bytes.count + 1)))] = entry.reason
  }
  return names
}

@Suite struct ScanTests {
  @Test func treeKeepsItsFolders() throws {
    let folder = try TemporaryFolder()
    try folder.files("x.1001.exr", "x.1002.exr", in: "a/b")
    try folder.files("x.1001.exr", "y_v002.0001.exr", in: "sh10")
    try folder.files("x.1001.exr", in: "sh2")
    try folder.files("top.7.exr")
    let result = ScanRequest(paths: [folder.path]).run()
    #expect(
      summary(result) == [
        "|top.#.exr|7..7|1", "a/b|x.####.exr|1001..1002|2", "sh2|x.####.exr|1001..1001|1",
        "sh10|x.####.exr|1001..1001|1", "sh10|y_v002.####.exr|1..1|1",
      ])
    #expect(result.problems.isEmpty && result.ignored.isEmpty)
    #expect(result.found[1].sequence.directory == folder.path.appending("a/b"))
  }

  @Test func theFolderOfASequenceHasNoRelativeFolder() throws {
    let folder = try TemporaryFolder()
    try folder.files("x.1001.exr", in: "a/b")
    for path in ["a/b", "a/b/", "a/b/x.####.exr", "a/b/x.1001.exr", "a/./b"] {
      let result = ScanRequest(paths: [FilePath("\(folder.path)/\(path)")]).run()
      #expect(summary(result) == ["|x.####.exr|1001..1001|1"], "\(path)")
    }
  }

  @Test func twoSequencesInOneFolder() throws {
    let folder = try TemporaryFolder()
    try folder.files(
      "beauty.1001.exr", "beauty.1002.exr", "matte.1001.exr", "plate_v003.exr", "plate_v004.exr")
    #expect(
      summary(ScanRequest(paths: [folder.path]).run()) == [
        "|beauty.####.exr|1001..1002|2", "|matte.####.exr|1001..1001|1", "|plate_v003.exr|-|1",
        "|plate_v004.exr|-|1",
      ])
  }

  @Test func droppingsAreListed() throws {
    let folder = try TemporaryFolder()
    try folder.files(
      "f.1001.exr", "._f.1001.exr", ".DS_Store", "Thumbs.db", "notes.txt", ".f.1002.exr", "f.1001.dpx",
      "f.1001.exr~")
    try folder.file(OwnNames.temporary(token: 7))
    try folder.files("x.1.exr", in: ".snapshot")
    let result = ScanRequest(paths: [folder.path]).run()
    #expect(summary(result) == ["|f.####.exr|1001..1001|1"])
    #expect(
      ignored(result, below: folder.path) == [
        "._f.1001.exr": .appleDouble, ".DS_Store": .systemFile, "Thumbs.db": .systemFile,
        "notes.txt": .otherExtension, ".f.1002.exr": .hidden, "f.1001.dpx": .otherExtension,
        "f.1001.exr~": .otherExtension, ".turnover-0000000000000007.tmp": .temporary, ".snapshot": .hidden,
      ])
  }

  @Test func extensionsInAnyCaseAndOnRequest() throws {
    let folder = try TemporaryFolder()
    try folder.files("f.1001.EXR", "f.1002.EXR", "g.1001.Dpx")
    #expect(summary(ScanRequest(paths: [folder.path]).run()) == ["|f.####.EXR|1001..1002|2"])
    #expect(
      summary(ScanRequest(paths: [folder.path], extensions: ["exr", "dpx"]).run()) == [
        "|f.####.EXR|1001..1002|2", "|g.####.Dpx|1001..1001|1",
      ])
  }

  @Test func namesAreBytes() throws {
    let folder = try TemporaryFolder()
    let latin: [UInt8] = [0xE9, 0xFF] + Array(".1001.exr".utf8)
    try folder.file(latin)
    try folder.files(
      "two words.0001.exr", "-dash.0001.exr", "new\nline.0001.exr", "e\u{301}.1.exr", "\u{E9}.1.exr")
    let result = ScanRequest(paths: [folder.path]).run()
    #expect(
      summary(result) == [
        "|-dash.####.exr|1..1|1", "|e\u{301}.#.exr|1..1|1", "|new\\x0Aline.####.exr|1..1|1",
        "|two words.####.exr|1..1|1", "|\u{E9}.#.exr|1..1|1", "|\\xE9\\xFF.####.exr|1001..1001|1",
      ])
    let last = try #require(result.found.last)
    #expect(last.sequence.frames[0].name == latin)
    #expect(last.sequence.path(of: last.sequence.frames[0]).bytes == folder.path.bytes + [0x2F] + latin)
  }

  @Test func aNameThatIsNoUTF8AsPath() throws {
    let folder = try TemporaryFolder()
    let name: [UInt8] = [0xE9] + Array(".1001.exr".utf8)
    try folder.file(name, in: "x")
    let pattern: [UInt8] = [0xE9] + Array(".####.exr".utf8)
    for last in [name, pattern] {
      let result = ScanRequest(paths: [folder.path.appending("x").appending(name: last)]).run()
      #expect(summary(result) == ["|\\xE9.####.exr|1001..1001|1"])
    }
  }

  @Test func linksToFilesAreFollowedAndObstaclesKeepTheirNumber() throws {
    let folder = try TemporaryFolder()
    try folder.files("real.exr", in: "store")
    try folder.files("f.1001.exr", in: "shot")
    try folder.link("shot/f.1002.exr", to: "../store/real.exr")
    try folder.link("shot/f.1003.exr", to: "nowhere")
    try folder.link("shot/f.1004.exr", to: "f.1004.exr")
    try folder.fifo("shot/f.1005.exr")
    try folder.makeFolder("shot/f.1006.exr")
    try folder.socket("shot/f.1007.exr")
    try folder.link("shot/f.1008.exr", to: "../store")
    try folder.link("shot/f.1009.exr", to: "/dev/null")
    let result = ScanRequest(paths: [folder.path.appending("shot")]).run()
    #expect(summary(result) == ["|f.####.exr|1001..1009|9"])
    let sequence = try #require(result.found.first?.sequence)
    #expect(
      sequence.frames.map(\.obstacle) == [
        nil, nil, .danglingLink, .linkLoop, .fifo, .directory, .socket, .directory, .device,
      ])
    #expect(sequence.gaps.isEmpty && result.ignored.isEmpty && result.problems.isEmpty)
  }

  @Test func obstaclesOutsideSequencesAreIgnoredWithTheReason() throws {
    let folder = try TemporaryFolder()
    try folder.files("f.1001.exr")
    try folder.fifo("g.1001.exr")
    try folder.link("h.exr", to: "nowhere")
    try folder.makeFolder("old.exr")
    try folder.files("x.1.exr", in: "old.exr")
    try folder.fifo("pipe")
    try folder.link("loop", to: "loop")
    let result = ScanRequest(paths: [folder.path]).run()
    #expect(summary(result) == ["|f.####.exr|1001..1001|1"])
    #expect(
      ignored(result, below: folder.path) == [
        "g.1001.exr": .obstacle(entry: .fifo), "h.exr": .obstacle(entry: .danglingLink),
        "old.exr": .obstacle(entry: .directory),
        "pipe": .obstacle(entry: .fifo), "loop": .obstacle(entry: .linkLoop),
      ])
  }

  @Test func linkedFoldersAreFollowedOnceAndAfterRealOnes() throws {
    let folder = try TemporaryFolder()
    try folder.files("x.1.exr", in: "z/real")
    try folder.link("a", to: "z")  // read under its real name, though `a` sorts before `z`
    try folder.link("z/up", to: "..")  // a cycle
    let outside = try TemporaryFolder()
    try outside.files("y.1.exr", in: "plates")
    try folder.link("link", to: outside.path)
    try folder.link("link2", to: outside.path)
    let result = ScanRequest(paths: [folder.path]).run()
    #expect(summary(result) == ["link/plates|y.#.exr|1..1|1", "z/real|x.#.exr|1..1|1"])
    #expect(
      ignored(result, below: folder.path) == [
        "a": .alreadyRead(as: folder.path.appending("z")), "z/up": .alreadyRead(as: folder.path),
        "link2": .alreadyRead(as: folder.path.appending("link")),
      ])
    #expect(result.problems.isEmpty)
  }

  @Test func oneDirectoryHasOneIdentity() throws {
    let folder = try TemporaryFolder()
    try folder.files("x.1.exr", in: "a")
    try folder.link("b", to: "a")
    let direct = ScanRequest(paths: [folder.path.appending("a")]).run()
    let linked = ScanRequest(paths: [folder.path.appending("b/x.#.exr")]).run()
    #expect(direct.found[0].directoryIdentity == linked.found[0].directoryIdentity)
    #expect(direct.found[0].directoryIdentity == FileIdentity(try Stat(folder.path.appending("a"))))
  }

  @Test func overlappingPathsFindNothingTwice() throws {
    let folder = try TemporaryFolder()
    try folder.files("x.1.exr", in: "a")
    let (tree, below) = (folder.path, folder.path.appending("a"))
    let name = try #require(tree.lastComponent?.string)
    #expect(summary(ScanRequest(paths: [tree, below]).run()) == ["\(name)/a|x.#.exr|1..1|1"])
    #expect(summary(ScanRequest(paths: [below, tree]).run()) == ["a|x.#.exr|1..1|1"])
    #expect(ScanRequest(paths: [tree, below]).run().problems.isEmpty)
    #expect(ScanRequest(paths: [below, tree]).run().problems.isEmpty)
  }

  @Test func aFileIsTakenAloneAndSeveralTogether() throws {
    let folder = try TemporaryFolder()
    try folder.files("f.1001.exr", "f.1002.exr", "f.1003.exr", "g.0001.exr", ".h.1.exr", "._f.1001.exr")
    let path = folder.path
    let one = ScanRequest(paths: [path.appending("f.1002.exr")]).run()
    #expect(summary(one) == ["|f.####.exr|1002..1002|1"])
    let several = ScanRequest(
      paths: ["f.1003.exr", "g.0001.exr", "f.1001.exr", "f.1001.exr", ".h.1.exr", "._f.1001.exr"].map {
        path.appending($0)
      }
    ).run()
    #expect(
      summary(several) == ["|.h.#.exr|1..1|1", "|f.####.exr|1001..1003|2", "|g.####.exr|1..1|1"])
    #expect(several.ignored.map(\.reason) == [.appleDouble])
  }

  @Test func patternsTakeWhatFollowsThem() throws {
    let folder = try TemporaryFolder()
    try folder.files(
      "f.1.exr", "f.0001.exr", "f.0002.exr", "f.10000.exr", "f.00003.exr", "shot010.exr", "f.-002.exr")
    let path = folder.path
    func scan(_ name: String) -> [String] { summary(ScanRequest(paths: [path.appending(name)]).run()) }
    #expect(scan("f.####.exr") == ["|f.%04d.exr|-2..10000|4"])
    #expect(scan("f.@@@@.exr") == scan("f.####.exr"))
    #expect(scan("f.%04d.exr") == scan("f.####.exr"))
    #expect(scan("f.#.exr") == ["|f.#.exr|1..10000|2"])
    #expect(scan("shot###.exr") == ["|shot###.exr|10..10|1"])
  }

  @Test func wrongPathsSayWhatIsThere() throws {
    let folder = try TemporaryFolder()
    try folder.files("f.00001.exr", "g.exr", "notes.txt")
    try folder.makeFolder("empty")
    try folder.fifo("pipe.1.exr")
    try folder.link("gone.1.exr", to: "nowhere")
    func reason(_ name: String) -> ScanProblem.Reason? {
      let result = ScanRequest(paths: [folder.path.appending(name)]).run()
      #expect(result.found.isEmpty && result.problems.count == 1, "\(name)")
      return result.problems.first?.reason
    }
    let five = SequencePattern(prefix: Array("f.".utf8), pad: 5, suffix: Array(".exr".utf8))
    let gone = SequencePattern(prefix: Array("gone.".utf8), pad: 1, suffix: Array(".exr".utf8))
    let single = SequencePattern(prefix: Array("g".utf8), pad: 0, suffix: Array(".exr".utf8))
    #expect(reason("f.####.exr") == .noMatch(similar: [five, single, gone]))
    #expect(reason("h.exr") == .notFound(similar: [five, single, gone]))
    #expect(reason("nofolder/h.exr") == .notFound(similar: []))
    #expect(reason("nofolder/h.####.exr") == .notFound(similar: []))
    #expect(reason("empty") == .nothingFound)
    #expect(reason("notes.txt") == .otherExtension)
    #expect(reason("pipe.1.exr") == .obstacle(entry: .fifo))
    #expect(reason("gone.1.exr") == .obstacle(entry: .danglingLink))
    #expect(reason("g.exr/x") == .unreadable(error: .notDirectory))
  }

  @Test(.enabled(if: geteuid() != 0, "root may read every folder"))
  func aFolderThatCannotBeReadIsAProblemAndTheRestIsFound() throws {
    let folder = try TemporaryFolder()
    try folder.files("x.1.exr", in: "open")
    try folder.makeFolder("shut")
    folder.setPermissions("shut", 0)
    let result = ScanRequest(paths: [folder.path]).run()
    folder.setPermissions("shut", 0o755)
    #expect(summary(result) == ["open|x.#.exr|1..1|1"])
    #expect(
      result.problems == [
        ScanProblem(path: folder.path.appending("shut"), reason: .unreadable(error: .permissionDenied))
      ])
  }

  @Test func aPathLongerThanTheSystemTakesIsAProblem() throws {
    let path = FilePath("/tmp/" + String(repeating: "x", count: 300))
    let result = ScanRequest(paths: [path]).run()
    #expect(result.problems.map(\.reason) == [.unreadable(error: .fileNameTooLong)])
  }

  @Test func depthIsBounded() throws {
    let folder = try TemporaryFolder()
    try folder.files("x.1.exr", in: "a")
    try folder.files("y.1.exr", in: "a/b")
    let result = ScanRequest(paths: [folder.path], maximumDepth: 1).run()
    #expect(summary(result) == ["a|x.#.exr|1..1|1"])
    #expect(result.problems.map(\.reason) == [.tooDeep(limit: 1)])
  }

  @Test func anInterruptedRenumberingIsAProblem() throws {
    let folder = try TemporaryFolder()
    try folder.files("f.1001.exr")
    try folder.file(OwnNames.parked(Array("f.1002.exr".utf8)))
    try folder.file(OwnNames.journal)
    let result = ScanRequest(paths: [folder.path]).run()
    let expected = [ScanProblem(path: folder.path, reason: .interruptedRenumbering)]
    #expect(result.problems == expected)
    #expect(result.ignored.isEmpty)
    for path in ["f.####.exr", "f.1001.exr"] {
      let named = ScanRequest(paths: [folder.path.appending(path), folder.path.appending(path)]).run()
      #expect(named.problems == expected, "\(path)")
    }
  }

  @Test func aBareNameIsBelowTheCurrentFolder() throws {
    let result = ScanRequest(paths: ["no such file.exr"]).run()
    guard case .notFound = result.problems.first?.reason else {
      Issue.record("\(result)")
      return
    }
  }

  @Test func theOrderOfPathsIsTheOrderOfResults() throws {
    let folder = try TemporaryFolder()
    try folder.files("b.1.exr", in: "two")
    try folder.files("a.1.exr", in: "one")
    let paths: [FilePath] = [folder.path.appending("two"), folder.path.appending("one/a.1.exr")]
    #expect(ScanRequest(paths: paths).run().found.map(\.pathIndex) == [0, 1])
    #expect(summary(ScanRequest(paths: paths).run()) == ["|b.#.exr|1..1|1", "|a.#.exr|1..1|1"])
  }
}

extension ScanTests {
  @Test(arguments: ["in/out", "link", "in/to out", "in/../in/out"])
  func whatIsExcludedIsNotSearchedByWhateverName(excluded: String) throws {
    let folder = try TemporaryFolder()
    try folder.files("a.1.exr", in: "in/shot")
    try folder.files("a.1.exr", in: "in/out/shot")
    try folder.link("link", to: "in/out")
    try folder.link("in/to out", to: "out")
    try folder.link("in/below out", to: "out/shot")
    try folder.link("in/back", to: "..")
    var request = ScanRequest(paths: [folder.path.appending("in")])
    request.excluded = [FilePath("\(folder.path)/\(excluded)"), folder.path.appending("nowhere")]
    let result = request.run()
    #expect(summary(result) == ["shot|a.#.exr|1..1|1"])
    let ignored = result.ignored.filter { $0.reason == .excluded }.map { $0.path.lastComponent?.string }
    #expect(ignored == ["link", "below out", "out", "to out"])
  }

  @Test func aPathAskedForIsSearchedEvenIfItIsExcluded() throws {
    let folder = try TemporaryFolder()
    try folder.files("a.1.exr", in: "in/out")
    for path in ["in/out", "in/out/a.#.exr", "in/out/a.1.exr"] {
      var request = ScanRequest(paths: [FilePath("\(folder.path)/\(path)")])
      request.excluded = [folder.path.appending("in/out")]
      #expect(request.run().found.count == 1, "\(path)")
    }
  }
}
