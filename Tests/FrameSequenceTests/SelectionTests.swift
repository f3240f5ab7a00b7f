import Files
import SystemPackage
import TestSupport
import Testing

@testable import FrameSequence

/// Which sequences are meant, and what of their folders is kept.
@Suite struct SelectionTests {
  /// Two shots, one of two plates, and a link into them.
  private func shots() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.files("bg.1.exr", "fg.1.exr", in: "plates/sh010")
    try folder.files("bg.1.exr", in: "plates/sh020/v1")
    try folder.link("link", to: "plates")
    return folder
  }

  private func kept(_ request: ScanRequest) -> [String] {
    request.run().found.map { "\($0.relativeFolder)|\($0.sequence.pattern.text)" }
  }

  // MARK: The base

  @Test(arguments: ["plates/sh020", "link/sh020", "plates/../plates/sh020", "plates/sh020/"])
  func theTreeBelowTheBaseIsKept(path: String) throws {
    let folder = try shots()
    for base in ["plates", "link", "plates/sh010/.."] {
      var request = ScanRequest(paths: [FilePath("\(folder.path)/\(path)")])
      request.base = FilePath("\(folder.path)/\(base)")
      #expect(kept(request) == ["sh020/v1|bg.#.exr"], "\(base)")
    }
  }

  @Test func patternsFilesAndTheBaseItselfKeepTheirFolders() throws {
    let folder = try shots()
    for (path, lines) in [
      ("plates/sh010/fg.#.exr", ["sh010|fg.#.exr"]), ("plates/sh010/fg.1.exr", ["sh010|fg.#.exr"]),
      ("plates", ["sh010|bg.#.exr", "sh010|fg.#.exr", "sh020/v1|bg.#.exr"]),
    ] {
      var request = ScanRequest(paths: [FilePath("\(folder.path)/\(path)")])
      request.base = folder.path.appending("plates")
      #expect(kept(request) == lines, "\(path)")
    }
  }

  @Test(arguments: ["plates", "plates/sh010/bg.#.exr", "plates/sh010/bg.1.exr"])
  func whatIsNotBelowTheBaseIsRefused(path: String) throws {
    let folder = try shots()
    var request = ScanRequest(paths: [FilePath("\(folder.path)/\(path)")])
    request.base = folder.path.appending("plates/sh020")
    let result = request.run()
    #expect(result.found.isEmpty)
    let problem = try #require(result.problems.first { $0.reason != .nothingFound })
    #expect(problem.reason == .outsideBase(base: folder.path.appending("plates/sh020")))
    #expect(
      problem.words(extensions: ["exr"], instead: nil).contains("is not below \(folder.path)/plates/sh020"))
  }

  @Test(arguments: ["nowhere", "plates/sh010/bg.1.exr"])
  func aBaseThatIsNoFolderIsRefused(base: String) throws {
    let folder = try shots()
    var request = ScanRequest(paths: [folder.path.appending("plates")])
    request.base = folder.path.appending(FilePath(base).components)
    let result = request.run()
    #expect(result.problems.map(\.reason) == [.noBase] && result.found.isEmpty)
  }

  @Test func severalFoldersKeepTheirNames() throws {
    let folder = try shots()
    let paths = ["plates/sh010", "plates/sh020/v1/..", "link/sh010/../../extra"]
    try folder.files("x.1.exr", in: "extra")
    #expect(
      kept(ScanRequest(paths: paths.map { FilePath("\(folder.path)/\($0)") }))
        == ["sh010|bg.#.exr", "sh010|fg.#.exr", "sh020/v1|bg.#.exr", "extra|x.#.exr"])
    #expect(
      kept(ScanRequest(paths: [folder.path.appending("plates/sh010")])) == ["|bg.#.exr", "|fg.#.exr"])
  }

  // MARK: Only some

  private func selected(
    _ folder: borrowing TemporaryFolder, only: [String] = [], exclude: [String] = []
  ) -> ScanResult {
    func globs(_ texts: [String]) -> [SequenceGlob] {
      texts.map { SequenceGlob(Array("\(folder.path)/\($0)".utf8)) }
    }
    var request = ScanRequest(paths: [folder.path.appending("plates")])
    (request.selection.only, request.selection.excluded) = (globs(only), globs(exclude))
    return request.run()
  }

  @Test func aGlobSelectsSequencesByTheirWholeName() throws {
    let folder = try shots()
    func names(_ only: [String], _ exclude: [String] = []) -> [String] {
      let result = selected(folder, only: only, exclude: exclude)
      #expect(result.problems.isEmpty, "\(only) \(exclude)")
      return result.found.map { "\($0.relativeFolder)/\($0.sequence.pattern.text)" }
    }
    let (one, two, three) = ("sh010/bg.#.exr", "sh010/fg.#.exr", "sh020/v1/bg.#.exr")
    #expect(names([]) == [one, two, three])
    #expect(names(["plates/sh010/*"]) == [one, two])
    #expect(names(["plates/sh010/fg.#.exr", "plates/*/v?/*"]) == [two, three])
    #expect(names([], ["plates/*/bg.*"]) == [two, three])
    #expect(names(["plates/sh010/*"], ["plates/*/fg.*"]) == [one])
    #expect(names(["plates/sh010/bg*"], ["plates/sh020/*/*"]) == [one])
  }

  @Test func whatIsLeftOutIsNamed() throws {
    let folder = try shots()
    let result = selected(folder, only: ["plates/sh010/bg.*"])
    #expect(
      result.ignored.map(\.path)
        == ["plates/sh010/fg.#.exr", "plates/sh020/v1/bg.#.exr"].map {
          folder.path.appending(FilePath($0).components)
        })
    #expect(result.ignored.allSatisfy { $0.reason == .notSelected })
  }

  @Test func aGlobThatNamesNothingIsRefusedWithWhatThereIs() throws {
    let folder = try shots()
    for (only, exclude, option) in [
      (["plates/sh010/*", "plates/*.exr"], [], SequenceSelection.Option.only), ([], ["sh010/*"], .exclude),
    ] {
      let result = selected(folder, only: only, exclude: exclude)
      let problem = try #require(result.problems.first)
      #expect(result.problems.count == 1)
      guard case .namesNothing(option, let sequences) = problem.reason else {
        Issue.record("\(problem)")
        continue
      }
      #expect(sequences.count == 3)
      #expect(problem.path.string == "\(folder.path)/\(only.last ?? exclude[0])")
    }
  }

  @Test func aSelectionThatLeavesNothingIsRefused() throws {
    let folder = try shots()
    let result = selected(folder, only: ["plates/sh010/*"], exclude: ["plates/sh010/*"])
    #expect(result.found.isEmpty)
    #expect(result.problems.map(\.reason) == [.nothingSelected])
  }
}
