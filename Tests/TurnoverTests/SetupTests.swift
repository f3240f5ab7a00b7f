import Foundation
import Testing

/// What the scripts take for installed, and what they count as run.
struct SetupTests {
  /// A file of each package, as it lies on Debian.
  static let packages: [(list: String, file: String, package: String)] = [
    ("build", "/usr/bin/git", "git"), ("build", "/usr/bin/c++", "g++"),
    ("build", "/usr/include/OpenEXR/openexr.h", "libopenexr-dev"),
    ("build", "/usr/include/Imath/half.h", "libimath-dev"),
    ("build", "/usr/include/freetype2/ft2build.h", "libfreetype-dev"),
    ("build", "/usr/include/xxhash.h", "libxxhash-dev"),
    ("build", "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf", "fonts-open-sans"),
    ("test", "/usr/bin/python3", "python3"), ("test", "/usr/lib/python3.11/ensurepip", "python3-venv"),
    ("test", "/usr/bin/exrheader", "openexr"), ("test", "/usr/bin/oiiotool", "openimageio-tools"),
    ("test", "/usr/bin/ffmpeg", "ffmpeg"), ("test", "/usr/bin/gm", "graphicsmagick"),
    ("test", "/usr/bin/convert-im6.q16", "imagemagick"), ("test", "/usr/bin/strace", "strace"),
  ]
  static let foreign = [
    "convert", "gm", "git", "c++", "python3", "exrheader", "oiiotool", "ffmpeg", "strace",
  ]

  /// A folder that plays the whole system, with other programs of those names in `foreign`, first on PATH.
  private func system() throws -> Folder {
    let folder = try Folder()
    for name in SetupTests.foreign { try program(folder("foreign/\(name)"), "exit 0") }
    return folder
  }

  private func program(_ path: String, _ script: String) throws {
    try File.write(Array("#!/bin/sh\n\(script)\n".utf8), to: path)
    #expect(Tool.succeeds(["chmod", "+x", Argument(path)]))
  }

  private func setup(_ script: String, _ folder: Folder) throws -> Outcome {
    var command = Command(["bash", "-c", Argument(". '\(Turnover.root)/Scripts/setup'; \(script)")])
    command.environment = [
      "TURNOVER_SYSTEM": folder.path, "PATH": "\(folder("foreign")):\(Tool.systemPath)",
    ]
    return try command.run()
  }

  @Test(arguments: ["build", "test"]) func programsOfOtherPackagesDoNotCount(list: String) throws {
    let wanted = SetupTests.packages.filter { $0.list == list }.map(\.package)
    #expect(try setup("missing \(list)", system()).outLines == wanted)
  }

  @Test func theFileOfAPackageCounts() throws {
    let folder = try system()
    for (_, file, _) in SetupTests.packages { try File.write([], to: folder.path + file) }
    #expect(try setup("missing build; missing test", folder).outText == "")
    for (list, file, package) in SetupTests.packages {
      #expect(Tool.succeeds(["mv", Argument(folder.path + file), "\(folder("aside"))"]))
      // The folder of the fonts would still be there.
      if package == "fonts-open-sans" {
        #expect(Tool.succeeds(["rmdir", "\(folder("usr/share/fonts/truetype/open-sans"))"]))
      }
      #expect(try setup("missing \(list)", folder).outLines == [package])
      try File.write([], to: folder.path + file)
    }
  }

  @Test func toolsAreThoseOfThePackages() throws {
    let folder = try system()
    try program(folder("usr/bin/gm"), "exit 0")
    #expect(try setup("system_tool gm", folder).outText == "\(folder("usr/bin/gm"))\n")
    let code = """
      import sys; sys.path.append(sys.argv[1]); import tools
      for name in sys.argv[2:]: print(tools.path(name))
      """
    let names = ["imagemagick", "gm", "ffmpeg", "oiiotool"].filter { name in
      FileManager.default.isExecutableFile(
        atPath: name == "imagemagick" ? "/usr/bin/convert" : "/usr/bin/\(name)")
    }
    var judges = Command(
      ["/usr/bin/env", "python3", "-B", "-c", Argument(code), "\(Turnover.root)/Tests/Judges"]
        + names.map { Argument($0) })
    judges.environment = ["PATH": "\(folder("foreign")):\(Tool.systemPath)"]
    // Not the interpreter of that PATH, which is another program.
    judges.arguments[0...1] = [Tool.located("python3")]
    let found = try judges.run()
    #expect(found.outLines.count == names.count, "\(found.errText)")
    #expect(found.outLines.allSatisfy { $0.hasPrefix("/usr/bin/") }, "\(found.outText)")
  }

  @Test func anotherProgramCalledSwiftIsNotTheCompiler() throws {
    let folder = try system()
    try program(folder("foreign/swift"), "exit 0")
    let refused = try setup("swift_is_there", folder)
    #expect(refused.status == 1)
    #expect(refused.errText.contains("\(folder("foreign/swift")) is not the Swift compiler"))
    #expect(refused.errText.contains("before \(folder("foreign")) on PATH"))

    try program(folder("toolchain/swift"), "exit 0")
    try program(folder("toolchain/swiftc"), "exit 0")
    #expect(
      Tool.succeeds(["ln", "-sf", "\(folder("toolchain/swift"))", "\(folder("foreign/swift"))"]))
    #expect(try setup("swift_is_there", folder).status == 0)
  }

  @Test func anEnvironmentThatCouldNotBeFinishedIsRemoved() throws {
    let folder = try system()
    // Makes an environment whose pip reaches nothing.
    try program(
      folder("usr/bin/python3"),
      #"mkdir -p "$3/bin" && printf '#!/bin/sh\nexit 1\n' >"$3/bin/pip" && chmod +x "$3/bin/pip" && : >"$3/bin/python""#
    )
    try File.write(Array("numpy==2\n".utf8), to: folder("wanted"))
    let outcome = try setup("require_python '\(folder("wanted"))' '\(folder("venv"))'", folder)
    #expect(outcome.status == 1)
    #expect(outcome.errText.contains("installing Python packages"))
    #expect(!File.exists(folder("venv")))
  }

  struct Run: Sendable {
    let lines: [String]
    let minimum: Int
    var isCI = false
    let status: Int32
  }
  static let closing = "✔ Test run with 5 tests in 2 suites passed after 0.1 seconds."
  static let skips = (1...2).map { "➜ Test \"of number \($0)\" skipped: \"no Python\"" }
  static let runs: [Run] = [
    Run(lines: [closing], minimum: 5, status: 0), Run(lines: [closing], minimum: 6, status: 1),
    Run(lines: skips + [closing], minimum: 5, status: 0),
    Run(lines: skips + [closing], minimum: 6, status: 1),
    Run(lines: skips + [closing], minimum: 5, isCI: true, status: 1),
    Run(lines: skips + [closing], minimum: 3, isCI: true, status: 0),
    // One that does not say why, and one that ran and has the word in its name.
    Run(lines: ["➜ Test quiet() skipped."] + [closing], minimum: 5, status: 1),
    Run(lines: ["✔ Test skipped() passed after 0.1 seconds."] + [closing], minimum: 5, status: 0),
    Run(lines: [], minimum: 1, status: 1),
    Run(lines: ["✔ Test run with 0 tests in 0 suites passed after 0.001 seconds."], minimum: 1, status: 1),
  ]

  @Test(arguments: runs.indices) func skippedTestsCountIfTheySayWhy(index: Int) throws {
    let run = SetupTests.runs[index]
    let folder = try Folder()
    try File.write(Array((run.lines.joined(separator: "\n") + "\n").utf8), to: folder("log"))
    var command = Command([
      "\(Turnover.root)/Scripts/test.d/count", "\(folder("log"))", "\(run.minimum)",
    ])
    command.environment = ["CI": run.isCI ? "1" : nil]
    let outcome = try command.run()
    #expect(outcome.status == run.status, "\(outcome.errText)")
    #expect(outcome.errText.contains("no Python") == run.lines.contains { $0.contains("no Python") })
  }
}
