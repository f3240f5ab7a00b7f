import Foundation
import Testing

/// What is said to be done is on the disk: the file, its name, and the folders above it.
@Suite(.needsBinary) struct DurabilityTests {
  /// The system calls of a run that write, name, sync or say something, in their order, with the paths of files.
  private func calls(_ folder: Folder, _ words: [Argument]) throws -> [Substring] {
    let log = folder("calls")
    let outcome = try Command(
      [
        "strace", "-f", "-qq", "-y", "-s", "4096", "-o", Argument(log), "-e",
        "trace=write,fsync,fdatasync,mkdir,linkat,rename,renameat,renameat2", Argument(Turnover.binary),
      ] + words
    ).run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    // Lines that only go on with a call of another thread are named as that call.
    return String(decoding: try File.read(log), as: UTF8.self).split(separator: "\n")
  }

  /// Where the first call ends that has all these words in it.
  private func end(of calls: [Substring], after start: Int = 0, _ words: String...) throws -> Int {
    let found = calls.indices.dropFirst(start).first { index in words.allSatisfy { calls[index].contains($0) }
    }
    let first = try #require(found, "no call \(words) after line \(start)")
    guard calls[first].contains("<unfinished") else { return first }
    let thread = calls[first].prefix { $0 != " " }
    return try #require(
      calls.indices.dropFirst(first + 1).first {
        calls[$0].hasPrefix(thread) && calls[$0].contains("resumed>")
      })
  }

  private func expectOrder(_ calls: [Substring], folder: String, name: String) throws {
    let named = try end(of: calls, "\(name)\"")
    let temporary = try #require(
      calls[...named].last { $0.contains("\(name)\"") }?.firstMatch(of: /\.turnover-[0-9a-f]+\.tmp/)?.output)
    let synced = try end(of: calls, "sync(", String(temporary))
    let folderSynced = try end(of: calls, after: named, "sync(", "<\(folder)>")
    let told = try end(of: calls, "write(1<", #"\"status\":\"done\""#, "/\(name)")
    #expect(synced < named)
    #expect(named < folderSynced)
    #expect(folderSynced < told)
  }

  @Test(.needsStrace) func aFrameIsDoneAfterItsFileAndItsFolderAreSynced() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...20)
    let calls = try calls(
      folder,
      [
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--json", "--preview",
        "\(folder("preview"))",
      ])
    for number in 1...20 {
      try expectOrder(calls, folder: folder("out"), name: Folder.name("a.", number))
      let told = try end(of: calls, "write(1<", #"\"status\":\"done\""#, Folder.name("/a.", number))
      let named = try end(of: calls, Folder.name("a.", number, suffix: ".dpx\""))
      #expect(try end(of: calls, after: named, "sync(", "<\(folder("preview"))>") < told)
    }
  }

  @Test(.needsStrace) func aCopyIsDoneAfterItsFileAndItsFolderAreSynced() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...20)
    let calls = try calls(
      folder,
      [
        "renumber", "\(folder("in"))", "--offset", "100", "--out", "\(folder("out"))", "--mode", "copy",
        "--json",
      ])
    for number in 101...120 {
      try expectOrder(calls, folder: folder("out"), name: Folder.name("a.", number))
    }
  }

  @Test(.needsStrace) func aMovedFrameHasANameOnTheDiskAtAnyTime() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...5)
    let calls = try calls(
      folder,
      [
        "renumber", "\(folder("in"))", "--offset", "100", "--out", "\(folder("out"))", "--mode", "move",
        "--json",
      ])
    for number in 101...105 {
      let name = Folder.name("a.", number)
      let named = try end(of: calls, "\(name)\"")
      let new = try end(of: calls, after: named, "sync(", "<\(folder("out"))>")
      let old = try end(of: calls, after: named, "sync(", "<\(folder("in"))>")
      #expect(named < new && new < old)
      #expect(try old < end(of: calls, "write(1<", #"\"status\":\"done\""#, "/\(name)"))
    }
  }

  @Test(.needsStrace) func foldersThatAreMadeAreSyncedInTheirParentsAndTheReportInItsFolder() throws {
    let folder = try Folder()
    try folder.sequence("in/sh010/a.", 1...2)
    try folder.sequence("in/sh020/a.", 1...2)
    let calls = try calls(
      folder,
      [
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("new/out"))", "--report",
        "\(folder("reports/report.json"))",
      ])
    let firstNamed = try end(of: calls, ".0001.exr\"")
    for (parent, child) in [
      (folder.path, folder("new")), (folder("new"), folder("new/out")),
      (folder("new/out"), folder("new/out/sh010")), (folder("new/out"), folder("new/out/sh020")),
    ] {
      let made = try end(of: calls, "mkdir(\"\(child)\"", "= 0")
      let synced = try end(of: calls, after: made, "sync(", "<\(parent)>")
      #expect(synced < firstNamed, "\(child)")
    }
    let reported = try end(of: calls, "report.json\"")
    _ = try end(of: calls, after: reported, "sync(", "<\(folder("reports"))>")
    _ = try end(of: calls, after: reported, "sync(", "<\(folder.path)>")
  }

  @Test(.needsStrace) func withoutSyncNothingIsSynced() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    let converted = try calls(
      folder,
      [
        "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--sync", "none",
        "--report",
        "\(folder("report.json"))",
      ])
    let moved = try calls(
      folder,
      [
        "renumber", "\(folder("in"))", "--offset", "100", "--out", "\(folder("new/out"))", "--mode", "move",
        "--sync", "none",
      ])
    #expect(!(converted + moved).contains { $0.contains("sync(") })
    #expect(try folder.names("new/out").count == 3)
  }

  /// The command and its options, and whether the frames are then under their names.
  @Test(.needsStrace, arguments: ["convert", "renumber"])
  func framesInAFolderThatCannotBeSyncedFail(word: String) throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    #expect(Tool.succeeds(["mkdir", "\(folder("out"))"]))
    let wish: [Argument] = word == "convert" ? ["--to", "acescg"] : ["--start", "1"]
    let outcome = try Command(
      [
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-P", "\(folder("out"))", "-e",
        "inject=fsync:error=EIO", Argument(Turnover.binary), Argument(word), "\(folder("in"))", "--out",
        "\(folder("out"))", "--json",
      ] + wish
    ).run()
    #expect(outcome.status == 1)
    let told = outcome.outLines.filter { $0.contains(#""event":"frame""#) }
    #expect(told.count == 3)
    for line in told {
      #expect(
        line.contains(#""status":"failed""#) && line.contains("cannot sync: \(folder("out")): "), "\(line)")
    }
    #expect(try folder.names("out").count == 3)
  }

  @Test(.needsStrace) func aWriteThatTakesNothingFailsTheFrameAndDoesNotGoOnForEver() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    for word: [Argument] in [["convert", "--to", "acescg", "--threads", "1"], ["renumber", "--start", "1"]] {
      // The copy is made by the kernel unless that fails. Each thread's first writes take nothing.
      let outcome = try Command(
        [
          "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=write,copy_file_range", "-e",
          "inject=copy_file_range:error=EXDEV", "-e", "inject=write:retval=0:when=1..2",
          Argument(Turnover.binary),
        ] + word + ["\(folder("in"))", "--out", "\(folder("out"))", "--existing", "overwrite"]
      ).run()
      #expect(outcome.status == 1, "\(outcome.errText)")
      let names = try folder.names("out")
      #expect(names.count < 3 && names.allSatisfy { $0.hasSuffix(".exr") })
    }
  }

  @Test(.needsStrace) func anInterruptedWriteIsMadeAgain() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("whole")).status == 0)
    let outcome = try Command([
      "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=write", "-e",
      "inject=write:error=EINTR:when=1..3", Argument(Turnover.binary), "convert", "\(folder("in"))", "--to",
      "acescg", "--out", "\(folder("out"))",
    ]).run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(Tool.succeeds(["diff", "-r", "\(folder("whole"))", "\(folder("out"))"]))
  }
}
