import Foundation
import Testing

/// "The source is opened read-only and never written."
@Suite(.needsBinary) struct SourceSafetyTests {
  @Test func sourcesAreAsTheyWereAfterAnyRun() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", [1, 2, 4])
    try File.write([1, 2], to: folder("in/b.0001.exr"))
    let before = try folder.fingerprint("in")
    for extra: [Argument] in [
      [], ["--gaps", "keep"], ["--gaps", "keep", "--overwrite", "--start", "1001"],
      ["--to", "ap0", "--gaps", "keep"],
      ["--dry-run"], ["--keep-going"],
    ] {
      _ = try Turnover.convert([Argument(folder("in"))], into: folder("out"), extra)
      #expect(try folder.fingerprint("in") == before)
    }
  }

  @Test(.needsStrace) func sourcesAreOpenedForReadingOnly() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    let log = folder("calls")
    let outcome = try Command([
      "strace", "-f", "-qq", "-o", Argument(log), "-e", "trace=%file", Argument(Turnover.binary), "convert",
      "\(folder("in"))", "--to", "acescg", "--out", "\(folder("out"))",
    ]).run()
    #expect(outcome.status == 0)
    let calls = String(decoding: try File.read(log), as: UTF8.self).split(separator: "\n")
    let onSource = calls.filter { $0.contains("/in/") && !$0.contains("execve(") }
    #expect(onSource.contains { $0.contains("a.0002.exr") && $0.contains("open") })
    for call in onSource {
      #expect(
        !call.contains(/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|unlink|rename|link|chmod|chown|utime|truncate/),
        "\(call)")
    }
  }

  @Test(.needsAnotherUser) func aSourceOnAReadOnlyPlaceIsEnough() throws {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...3)
    #expect(Tool.succeeds(["mkdir", "\(folder("out"))"]))
    #expect(Tool.succeeds(["chmod", "-R", "a-w,a+rX", "\(folder("in"))"]))
    #expect(Tool.succeeds(["chmod", "a+rwx", Argument(folder.path), "\(folder("out"))"]))
    let outcome = try Command(
      Tool.asNobody([
        Argument(Turnover.binary), "convert", "\(folder("in"))", "--to", "acescg", "--out",
        "\(folder("out"))",
      ])
    ).run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(try folder.names("out").count == 3)
  }
}
