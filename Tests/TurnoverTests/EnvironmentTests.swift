import Foundation
import Testing

/// The machine around the run: locale, home, umask, standard streams, threads.
@Suite(.needsBinary) struct EnvironmentTests {
  private func shot() throws -> Folder {
    let folder = try Folder()
    try folder.sequence("in/großes İstanbul.", 1...3)
    return folder
  }

  static let surroundings: [[String: String?]] = [
    ["LC_ALL": "C"], ["LC_ALL": "tr_TR.UTF-8"], ["LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"],
    ["LC_ALL": "nowhere"], ["HOME": nil], ["HOME": "/nowhere"], ["PATH": nil], ["TMPDIR": "/nowhere"],
    ["LANG": nil, "LC_ALL": nil, "USER": nil, "SHELL": nil], ["TERM": nil], ["COLUMNS": "0"],
  ]

  @Test(arguments: surroundings) func changesNothing(environment: [String: String?]) throws {
    let folder = try shot()
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("plain")).status == 0)
    var command = Turnover.command([
      "convert", "\(folder("in"))", "--to", "ACESCG", "--compression", "PIZ", "--out", "\(folder("out"))",
      "--report",
      "\(folder("report.json"))",
    ])
    command.environment = environment
    let outcome = try command.run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    #expect(Tool.succeeds(["diff", "-r", "\(folder("plain"))", "\(folder("out"))"]))
    let report = try JSONDecoder().decode(Report.self, from: Data(File.read(folder("report.json"))))
    #expect(report.sequences.first?.frames.first?.source == folder("in/großes İstanbul.0001.exr"))
    // A number with a decimal comma would be no number to a reader of the line.
    #expect(outcome.errText.contains(/in [0-9]+\.[0-9] s/))
  }

  @Test(
    arguments: [("077", 0o600, 0o700), ("022", 0o644, 0o755), ("002", 0o664, 0o775), ("000", 0o666, 0o777)]
      as [(String, UInt32, UInt32)])
  func theUserSaysWhoMayRead(umask: String, file: UInt32, place: UInt32) throws {
    let folder = try shot()
    #expect(Tool.succeeds(["chmod", "600", "\(folder("in/großes İstanbul.0001.exr"))"]))
    let script =
      #"umask \#(umask); exec "$0" convert "$1/in" --to acescg --out "$1/out/below" --report "$1/report.json""#
    let outcome = try Command([
      "sh", "-c", Argument(script), Argument(Turnover.binary), Argument(folder.path),
    ]).run()
    #expect(outcome.status == 0, "\(outcome.errText)")
    for number in 1...3 {
      #expect(try File.about(folder("out/below/großes İstanbul.000\(number).exr")).st_mode & 0o7777 == file)
    }
    #expect(try File.about(folder("out/below")).st_mode & 0o7777 == place)
    #expect(try File.about(folder("out")).st_mode & 0o7777 == place)
    #expect(try File.about(folder("report.json")).st_mode & 0o7777 == file)
  }

  @Test func theWorkingFolderMayBeAnything() throws {
    let folder = try shot()
    for place in ["/", "/proc", folder("in")] {
      let run = try Turnover.convert(
        [Argument(folder("in"))], into: folder("out"), ["--overwrite"], in: place)
      #expect(run.status == 0, "\(place): \(run.err)")
    }
  }

  @Test func aWorkingFolderThatIsGoneIsNoCrash() throws {
    let folder = try shot()
    let script =
      #"mkdir "$1/gone" && cd "$1/gone" && rmdir "$1/gone" && exec "$0" convert "$1/in" --to ap1 --out "$1/out""#
    let outcome = try Command([
      "sh", "-c", Argument(script), Argument(Turnover.binary), Argument(folder.path),
    ]).run()
    #expect(outcome.status == 0, "\(outcome.errText)")
  }
}
