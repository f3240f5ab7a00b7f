import Files
import Foundation
import FrameSequence
import Synchronization
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

@Suite struct RenumberFolderTests {
  @Test(arguments: RenumberMode.allCases) func namesChangeAndBytesStay(mode: RenumberMode) throws {
    let shot = try RenumberShot()
    try shot.frames(-2...3, name: "in/a/f.")
    try shot.frames(1...2, name: "in/b/g_", suffix: ".dpx")
    let inode = try shot.inode("in/a/f.0001.exr")
    let report = try shot.run(shot.request(.out(shot, mode), .start(1001)), sync: .frame)
    #expect(report.count(.done) == 8 && report.problems.isEmpty)
    #expect(
      try shot.contents("out/a") == [
        "f.1001.exr": "in/a/f.-0002.exr", "f.1002.exr": "in/a/f.-0001.exr", "f.1003.exr": "in/a/f.0000.exr",
        "f.1004.exr": "in/a/f.0001.exr", "f.1005.exr": "in/a/f.0002.exr", "f.1006.exr": "in/a/f.0003.exr",
      ])
    #expect(try shot.contents("out/b").keys.sorted() == ["g_1001.dpx", "g_1002.dpx"])
    let left = try shot.contents("in/a")
    let isSame = try shot.inode("out/a/f.1004.exr") == inode
    switch mode {
    case .clone, .copy:
      #expect(report.methods == [.copied] || (mode == .clone && report.methods == [.cloned]))
      #expect(left.count == 6 && !isSame)
    case .hardlink: #expect(report.methods == [.linked] && left.count == 6 && isSame)
    case .move: #expect(report.methods == [.moved] && left.isEmpty && isSame)
    }
    for (name, content) in left { #expect(content == "in/a/\(name)") }
  }

  @Test(arguments: RenumberMode.allCases) func filesThatAreThereAreRefusedSkippedOrReplaced(
    mode: RenumberMode
  ) throws {
    let shot = try RenumberShot()
    try shot.frames(1...3)
    try shot.write("out/f.1002.exr", "precious")
    var request = shot.request(.out(shot, mode), .start(1001))
    #expect(shot.refusals(request).contains { $0.contains("out/f.1002.exr is there already") })
    #expect(try shot.contents("out") == ["f.1002.exr": "out/f.1002.exr"])

    request.existing = .skip
    #expect(shot.refusals(request).contains { $0.contains("cannot be kept: it is not f.0002.exr") })
    try FileManager.default.removeItem(atPath: "\(shot.root)/out/f.1002.exr")
    try FileManager.default.copyItem(
      atPath: "\(shot.root)/in/f.0002.exr", toPath: "\(shot.root)/out/f.1002.exr")
    #expect(try shot.run(request).count(.skipped) == 1)
    #expect(try shot.contents("out")["f.1002.exr"] == "in/f.0002.exr")
    #expect(try shot.contents("out").count == 3)

    // A link of that name is replaced, and what it leads to is not written to.
    for name in try shot.contents("out").keys {
      try FileManager.default.removeItem(atPath: "\(shot.root)/out/\(name)")
    }
    try shot.frames(1...3)
    try FileManager.default.createSymbolicLink(
      atPath: "\(shot.root)/out/f.1002.exr", withDestinationPath: "../precious")
    request.existing = .overwrite
    let report = try shot.run(request)
    #expect(report.count(.done) == 3)
    #expect(try shot.contents("out").values.sorted() == ["in/f.0001.exr", "in/f.0002.exr", "in/f.0003.exr"])
    #expect(try String(contentsOfFile: "\(shot.root)/precious", encoding: .utf8) == "precious")
  }

  /// Renaming one name of a file to another name of it does nothing, and must leave no temporary.
  @Test func aLinkReplacesALinkToTheSameFile() throws {
    let shot = try RenumberShot()
    try shot.frames(1...2)
    var request = shot.request(.out(shot, .hardlink), .start(1001))
    _ = try shot.run(request)
    request.existing = .overwrite
    #expect(try shot.run(request).count(.done) == 2)
    #expect(try shot.contents("out").keys.sorted() == ["f.1001.exr", "f.1002.exr"])
  }

  @Test func placesThatCannotBeAreRefused() throws {
    let shot = try RenumberShot()
    try shot.frames(1...2, name: "in/a/f.")
    try shot.frames(1...2, name: "in/b/f.")
    try FileManager.default.createSymbolicLink(atPath: "\(shot.root)/link", withDestinationPath: "in/b")
    var request = shot.request(.folder(shot.path("link"), .copy), .offset(5))
    request.inputs = ["in/a/f.####.exr", "in/b/f.####.exr"].map(shot.path)
    #expect(shot.refusals(request).filter { $0.contains("say --in-place") }.count == 2)

    request.place = .out(shot)
    #expect(shot.refusals(request).contains { $0.contains("out/f.0006.exr: it would be written by") })

    try FileManager.default.createDirectory(
      atPath: "\(shot.root)/out/f.0006.exr", withIntermediateDirectories: true)
    request.inputs = [shot.path("in/a")]
    for policy in ExistingPolicy.allCases where policy != .refuse {
      request.existing = policy
      #expect(shot.refusals(request).contains { $0.contains("f.0006.exr is a folder") })
    }
    try shot.write("file")
    request.place = .folder(shot.path("file/out"), .copy)
    #expect(shot.refusals(request).contains { $0.contains("cannot write into") })
  }

  @Test func anObstacleFailsAloneAndALinkIsFollowed() throws {
    let shot = try RenumberShot()
    try shot.frames(1...2)
    try shot.write("elsewhere.exr")
    #expect(unsafe mkfifo("\(shot.root)/in/f.0003.exr", 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: "\(shot.root)/in/f.0004.exr", withDestinationPath: "../elsewhere.exr")
    try FileManager.default.createSymbolicLink(
      atPath: "\(shot.root)/in/f.0005.exr", withDestinationPath: "nowhere")
    for mode in [RenumberMode.copy, .hardlink] {
      let report = try shot.run(.folder(shot.path("out-\(mode)"), mode), .start(1001))
      #expect(report.count(.done) == 3 && report.count(.failed) == 2)
      #expect(report.frames[2].reason == "cannot open: it is a named pipe")
      #expect(try shot.contents("out-\(mode)")["f.1004.exr"] == "elsewhere.exr")
      #expect(
        try shot.path("out-\(mode)/f.1004.exr").stat(followTargetSymlink: false).type == .regular)
      #expect(ExitStatus(report: report) == .incomplete)
    }
    let refusals = shot.refusals(shot.request(.out(shot, .move), .start(1001)))
    #expect(refusals.contains { $0.contains("f.0003.exr is a named pipe") })
    #expect(refusals.contains { $0.contains("f.0004.exr is a link") })
  }

  /// `/dev/shm` has no clones and is another file system than the temporary folder mostly is.
  static let hasAnotherFileSystem: Bool = {
    // A folder that cannot be looked at is none to write into.
    let devices = [NSTemporaryDirectory(), "/dev/shm"].map { try? FilePath($0).stat().deviceID }
    return FileManager.default.isWritableFile(atPath: "/dev/shm") && devices[0] != devices[1]
  }()

  @Test(
    .enabled(if: hasAnotherFileSystem, "no /dev/shm, or it is the file system of the temporary folder"))
  func anotherFileSystemIsReachedByCopiesAlone() throws {
    let shot = try RenumberShot()
    let other = try RenumberShot(in: "/dev/shm")
    try shot.frames(1...3)
    for mode in [RenumberMode.hardlink, .move] {
      let refusals = shot.refusals(shot.request(.folder(other.path("deep/out"), mode), .start(5)))
      #expect(refusals.contains { $0.contains("another file system: say --mode clone") })
    }
    let report = try shot.run(.folder(other.path("deep/out"), .clone), .start(5))
    #expect(report.count(.done) == 3 && report.methods == [.copied])
    #expect(
      try other.contents("deep/out") == [
        "f.0005.exr": "in/f.0001.exr", "f.0006.exr": "in/f.0002.exr", "f.0007.exr": "in/f.0003.exr",
      ])
    try other.frames(1...2)
    #expect(try other.run(.out(other, .clone), .start(5)).methods == [.copied])
  }

  @Test func aMoveThatWasStoppedIsFinishedByTheSameRequest() throws {
    for stop in 0...6 {
      let shot = try RenumberShot()
      try shot.frames(1...6)
      var request = shot.request(.out(shot, .move), .start(1001))
      request.numbering.handles = Handles(head: 1, tail: 1)
      let interruption = Interruption()
      let seen = Mutex(0)
      let job = RenumberJob(request)
      if stop == 0 { interruption.interrupt(because: "interrupted") }
      // Without a sync each frame is told before the next is moved.
      let options = RunOptions(sync: .none)
      let report = try job.run(options: options, interruption: interruption) { _ in
        let count = seen.withLock { seen in
          seen += 1
          return seen
        }
        if count == stop { interruption.interrupt(because: "interrupted") }
      }
      #expect(report.count(.done) == stop && seen.withLock { $0 } == stop)
      #expect(try shot.contents().count == 6 - stop)
      if stop < 6 {
        #expect(
          report.frames.filter { $0.status == .failed }.allSatisfy {
            $0.reason?.contains("not tried") == true
          })
        // Handles have to fit what is left.
        if stop > 3 { request.numbering.handles = .none }
        _ = try shot.run(request)
      }
      #expect(try shot.contents().isEmpty)
      for number in 1...6 {
        #expect(try shot.contents("out")["f.\(1000 + number).exr"] == "in/f.000\(number).exr")
      }
    }
  }

  @Test func largeFilesAreCopiedWhole() throws {
    let shot = try RenumberShot()
    try shot.write("in/f.0001.exr", "in/f.0002.exr")
    let piece = Data((0..<997).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ $0 >> 3) })
    let bytes = Data(repeatElement(piece, count: 3200).joined())
    try bytes.write(to: URL(filePath: "\(shot.root)/in/f.0001.exr"))
    try Data().write(to: URL(filePath: "\(shot.root)/in/f.0002.exr"))
    for mode in [RenumberMode.clone, .copy] {
      #expect(try shot.run(.folder(shot.path("\(mode)"), mode), .start(7)).count(.done) == 2)
      #expect(try Data(contentsOf: URL(filePath: "\(shot.root)/\(mode)/f.0007.exr")) == bytes)
      #expect(try Data(contentsOf: URL(filePath: "\(shot.root)/\(mode)/f.0008.exr")).isEmpty)
    }
  }

  @Test func whatMakesNoSenseIsSaid() {
    var request = RenumberRequest(inputs: [], place: .inPlace)
    #expect(request.contradictions.isEmpty)
    request.numbering.gaps = .hold
    request.numbering.shortHandles = .black
    request.numbering.slate = .render
    request.existing = .overwrite
    #expect(request.contradictions.count == 4)
    #expect(RenumberPlanner(request).plan().refusals.count == 4)
    request.numbering = NumberingRequest(gaps: .keep, slate: .first)
    request.existing = .refuse
    #expect(request.contradictions.isEmpty)
  }

  @Test func namesFollowATemplate() throws {
    let shot = try RenumberShot()
    try shot.frames(1...2, name: "in/sh010_pl01_v003.", suffix: ".EXR")
    var request = shot.request(.out(shot), .start(1001))
    request.naming.template = try NameTemplate(parsing: Array("{shot}_{plate}_{version}_final.#####".utf8))
    request.naming.versionTag = Array("v007".utf8)
    _ = try shot.run(request)
    #expect(
      try shot.contents("out").keys.sorted() == [
        "sh010_pl01_v007_final.01001.EXR", "sh010_pl01_v007_final.01002.EXR",
      ])
    request.naming.template = try NameTemplate(parsing: Array("{colorspace}.####".utf8))
    #expect(shot.refusals(request).contains { $0.contains("{colorspace}") })
  }
}
