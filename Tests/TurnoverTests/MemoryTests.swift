import Foundation
import Testing

/// "Everything that depends on the input counts against --memory."
@Suite(.needsBinary) struct MemoryTests {
  /// What the program itself needs beside `--memory`: code, tables and what is kept of a small shot, in KiB.
  private static let constant = 64 << 10

  /// Runs the command and returns how it ended, and the most memory it had, in KiB.
  private func measured(_ words: [Argument]) throws -> (outcome: Outcome, peak: Int) {
    let script = """
      import resource, subprocess, sys
      status = subprocess.run(sys.argv[1:]).returncode
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
      sys.exit(status)
      """
    let outcome = try Command(
      [Argument(Python.interpreter), "-B", "-c", Argument(script), Argument(Turnover.binary)] + words
    ).run()
    return (outcome, try #require(outcome.outLines.last.flatMap { Int($0) }, "\(outcome.errText)"))
  }

  @Test func aFrameThatCannotFitIsRefusedBeforeAnythingIsWritten() throws {
    let folder = try Folder()
    var frame = PlainFrame()
    (frame.width, frame.height) = (1500, 1000)
    for number in 1...2 { try File.write(frame.bytes, to: folder(Folder.name("in/a.", number))) }
    try File.write(PlainFrame().bytes, to: folder("in/b.0001.exr"))
    let words: [Argument] = ["convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))"]
    let refused = try Turnover.command(words + ["--memory", "16M"]).run()
    #expect(refused.status == 2)
    #expect(
      refused.errText.contains("16 MiB are allowed; 2 frames need more than that"), "\(refused.errText)")
    #expect(try folder.names("out").isEmpty)
    // What is advised is enough.
    let advised = try #require(refused.errText.firstMatch(of: /--memory ([0-9]+M)/)?.1)
    let allowed = try Turnover.command(words + ["--memory", Argument(String(advised))]).run()
    #expect(allowed.status == 0, "\(allowed.errText)")
    #expect(try folder.names("out", files: true).count == 3)
  }

  @Test(.needsPython, arguments: ["64", "253", "1024"])
  func manyLanesTakeNoMoreThanIsAllowed(threads: String) throws {
    let folder = try Folder()
    var frame = PlainFrame()
    (frame.width, frame.height) = (1024, 512)
    let bytes = frame.bytes
    for number in 1...24 { try File.write(bytes, to: folder(Folder.name("in/a.", number))) }
    let (outcome, peak) = try measured([
      "convert", "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))", "--threads",
      Argument(threads),
      "--memory", "64M",
    ])
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(peak <= 64 << 10 + MemoryTests.constant, "\(peak) KiB")
  }

  /// The picture of a preview or a slate is as large as the display window, however little of it the file fills.
  @Test(
    .needsPython,
    arguments: [["preview"], ["convert", "--to", "acescg", "--slate", "render"]] as [[Argument]])
  func aLargeDisplayWindowCounts(command: [Argument]) throws {
    let folder = try Folder()
    for number in 1...2 {
      try Picture(.init(window: [0, 0, 3, 3], display: [0, 0, 4999, 3999]))
        .write(to: folder(Folder.name("in/a.", number)))
    }
    let words = command + ["\(folder("in"))", "--out", "\(folder("out"))", "--memory"]
    let refused = try Turnover.command(words + ["64M"]).run()
    #expect(refused.status == 2, "\(refused.errText)")
    let needed = try #require(refused.errText.firstMatch(of: /--memory ([0-9]+)M/)?.1)
    let (outcome, peak) = try measured(words + ["\(needed)M"])
    #expect(outcome.status == 0, "\(outcome.errText)")
    let allowed = try #require(Int(needed)) << 10
    #expect(peak <= allowed + MemoryTests.constant, "\(peak) KiB of \(allowed)")
  }

  @Test(.needsLimits, arguments: [95, 120, 150, 170, 180, 190, 200, 250, 300, 400, 700])
  func aLimitOfTheAddressSpaceIsObeyedOrSaid(megabytes: Int) throws {
    let folder = try Folder()
    var frame = PlainFrame()
    (frame.width, frame.height) = (1024, 512)
    let bytes = frame.bytes
    for number in 1...24 { try File.write(bytes, to: folder(Folder.name("in/a.", number))) }
    let outcome = try Command([
      "prlimit", "--as=\(megabytes << 20)", Argument(Turnover.binary), "convert", "\(folder("in"))", "--to",
      "acescg",
      "--out", "\(folder("out"))", "--threads", "16",
    ]).run()
    #expect(outcome.signal == nil, "\(outcome.errText)")
    if outcome.status == 0 {
      #expect(try folder.names("out").count == 24)
    } else {
      // Below some 85 MiB the system does not load the program at all.
      #expect(
        outcome.errText.contains("ulimit -v") || outcome.errText.contains("--memory"), "\(outcome.errText)")
    }
    if megabytes >= 250 { #expect(outcome.status == 0, "\(outcome.errText)") }
    if megabytes <= 120 { #expect(outcome.status == 2, "\(outcome.errText)") }
  }

  @Test(.needsLimits) func moreMemoryThanTheAddressSpaceHasIsWrongUsage() throws {
    let outcome = try Command([
      "prlimit", "--as=\(400 << 20)", Argument(Turnover.binary), "convert", "/nowhere", "--to", "acescg",
      "--out", "/tmp",
      "--memory", "1G",
    ]).run()
    #expect(outcome.status == 64)
    #expect(outcome.errText.contains("ulimit -v limits the address space"), "\(outcome.errText)")
  }
}
