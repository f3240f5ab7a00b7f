import Foundation
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

@Suite struct RenumberInPlaceTests {
  /// Old and new ranges overlap, touch, or are apart, upwards and downwards and below zero.
  @Test(arguments: [1, -1, 3, -3, 12, -12, 500, -500, 9_999, -20_000])
  func everyFrameComesToItsNumber(offset: Int) throws {
    let shot = try RenumberShot()
    try shot.frames(1...12)
    try shot.write("in/notes.txt", "in/g.7.dpx")
    var request = shot.request(.inPlace, .offset(offset))
    request.inputs = [shot.path("in/f.####.exr")]
    let report = try shot.run(request)
    #expect(report.count(.done) == 12 && report.methods == [.renamed])
    #expect(report.unfinished == nil && ExitStatus(report: report) == .done)

    let pattern = SequencePattern(prefix: Array("f.".utf8), pad: 4, suffix: Array(".exr".utf8))
    var expected = ["notes.txt": "in/notes.txt", "g.7.dpx": "in/g.7.dpx"]
    for number in 1...12 {
      let name = String(decoding: pattern.name(for: number + offset), as: UTF8.self)
      expected[name] = "in/" + String(decoding: pattern.name(for: number), as: UTF8.self)
    }
    #expect(try shot.contents() == expected)

    // And back.
    request.numbering.anchor = .offset(-offset)
    _ = try shot.run(request)
    for (name, content) in try shot.contents() { #expect(content == "in/\(name)") }
  }

  @Test func paddingChangesAloneToo() throws {
    let shot = try RenumberShot()
    try shot.frames(8...12, pad: 1)
    var request = shot.request(.inPlace, .keepNumbers)
    request.numbering.pad = 6
    _ = try shot.run(request)
    #expect(
      try shot.contents() == [
        "f.000008.exr": "in/f.8.exr", "f.000009.exr": "in/f.9.exr", "f.000010.exr": "in/f.10.exr",
        "f.000011.exr": "in/f.11.exr", "f.000012.exr": "in/f.12.exr",
      ])
    let again = try shot.run(request)
    #expect(again.count(.skipped) == 5 && again.count(.done) == 0)
  }

  @Test func gapsStayGapsAndTheSlateGoesBeforeHeadIn() throws {
    let shot = try RenumberShot()
    try shot.frames(1...3)
    try shot.frames(6...7)
    var request = shot.request(.inPlace, .offset(999))
    #expect(shot.refusals(request).contains { $0.contains("numbers are missing: 4-5") })
    request.numbering.gaps = .keep
    request.numbering.slate = .first
    let report = try shot.run(request)
    #expect(report.sequences[0].slate?.outputFrame == 1000 && report.sequences[0].slate?.role == "slate")
    #expect(report.sequences[0].frames.map(\.outputFrame) == [1001, 1002, 1003, 1004, 1005, 1006])
    #expect(report.count(.missing) == 2 && report.count(.done) == 5)
    #expect(
      try shot.contents() == [
        "f.1000.exr": "in/f.0001.exr", "f.1001.exr": "in/f.0002.exr", "f.1002.exr": "in/f.0003.exr",
        "f.1005.exr": "in/f.0006.exr", "f.1006.exr": "in/f.0007.exr",
      ])
  }

  @Test func aFolderWithSeveralSequencesHasOneJournal() throws {
    let shot = try RenumberShot()
    try shot.frames(1...3)
    try shot.frames(1...3, name: "in/g_", suffix: ".DPX")
    let report = try shot.run(.inPlace, .start(2))
    #expect(report.sequences.count == 2 && report.count(.done) == 6)
    #expect(try shot.contents()["g_0004.DPX"] == "in/g_0003.DPX")
    #expect(try shot.contents().count == 6)
  }

  @Test func collisionsAreRefusedBeforeAnythingIsTouched() throws {
    let shot = try RenumberShot()
    try shot.frames(1...6)
    try shot.frames(1...2, name: "in/g.")
    let before = try shot.contents()

    var some = shot.request(.inPlace, .offset(2))
    some.inputs = [shot.path("in/f.####.exr")]
    some.numbering.range = 1...3
    #expect(
      shot.refusals(some).contains { $0.contains("f.0004.exr (and 1 more): another file has this name") })

    var named = shot.request(.inPlace, .keepNumbers)
    named.naming.template = try NameTemplate(parsing: Array("h.####".utf8))
    #expect(shot.refusals(named).contains { $0.contains("it would be the new name of two files") })

    try shot.write("in/h.0003.exr")
    named.inputs = [shot.path("in/f.####.exr")]
    #expect(shot.refusals(named).contains { $0.contains("h.0003.exr: another file has this name") })

    try shot.write("in/" + String(repeating: "x", count: 240) + ".0001.exr")
    #expect(
      shot.refusals(shot.request(.inPlace, .offset(1))).contains { $0.contains("the name is too long") })
    for (name, content) in before { #expect(try shot.contents()[name] == content) }
    #expect(throws: RenumberRefused.self) { try shot.run(some) }
  }

  @Test func aFolderThatWasInterruptedIsRefusedOnce() throws {
    let shot = try RenumberShot()
    try shot.frames(1...2)
    try shot.write("in/.turnover-renumber")
    let refusals = shot.refusals(shot.request(.inPlace, .offset(2)))
    #expect(refusals.count == 1 && refusals[0].contains("--resume"), "\(refusals)")
  }

  @Test func whatIsNoFrameStopsAllAndLinksAreRenamedThemselves() throws {
    let shot = try RenumberShot()
    try shot.frames(1...2)
    try shot.write("elsewhere.exr")
    try FileManager.default.createSymbolicLink(
      atPath: "\(shot.root)/in/f.0003.exr", withDestinationPath: "../elsewhere.exr")
    _ = try shot.run(.inPlace, .offset(10))
    #expect(try shot.contents()["f.0013.exr"] == "elsewhere.exr")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(shot.root)/in/f.0013.exr")
        == "../elsewhere.exr")

    try FileManager.default.createDirectory(
      atPath: "\(shot.root)/in/f.0014.exr", withIntermediateDirectories: false)
    #expect(
      shot.refusals(shot.request(.inPlace, .offset(1))).contains { $0.contains("f.0014.exr is a folder") })
    #expect(try shot.contents().keys.sorted() == ["f.0011.exr", "f.0012.exr", "f.0013.exr", "f.0014.exr"])
  }

  // MARK: Two at once

  @Test func aFolderIsRenumberedByOneAtATime() throws {
    let shot = try RenumberShot()
    try shot.frames(1...3)
    let job = RenumberJob(shot.request(.inPlace, .offset(1)))
    do {
      let other = try LockedFolder(shot.path("in"))
      let error = #expect(throws: RenumberRefused.self) { try job.run(options: RunOptions()) { _ in } }
      #expect(error?.refusals.first?.reason.text.contains("under way") == true)
      withExtendedLifetime(other) {}
    }
    for (name, content) in try shot.contents() { #expect(content == "in/\(name)") }
    _ = try job.run(options: RunOptions()) { _ in }
    #expect(try shot.contents()["f.0004.exr"] == "in/f.0003.exr")
  }

  /// The names are all there after the other run, but they are other files.
  @Test func aPlanThatIsOutOfDateIsNotCarriedOut() throws {
    let shot = try RenumberShot()
    try shot.frames(1...4)
    var request = shot.request(.inPlace, .offset(10))
    request.numbering.range = 2...3
    let job = RenumberJob(request)
    _ = try shot.run(.inPlace, .offset(1))
    try FileManager.default.moveItem(
      atPath: "\(shot.root)/in/f.0005.exr", toPath: "\(shot.root)/in/f.0001.exr")
    let before = try shot.contents()
    let error = #expect(throws: RenumberRefused.self) {
      try job.run(options: RunOptions()) { _ in }
    }
    #expect(error?.refusals.first?.reason.text.contains("has changed since") == true)
    #expect(try shot.contents() == before)
  }

  @Test func aBusyFolderLeavesTheOthersAloneToo() throws {
    let shot = try RenumberShot()
    try shot.frames(1...2, name: "in/a/f.")
    try shot.frames(1...2, name: "in/b/f.")
    let other = try LockedFolder(shot.path("in/b"))
    #expect(throws: RenumberRefused.self) { try shot.run(.inPlace, .offset(1)) }
    withExtendedLifetime(other) {}
    #expect(try shot.contents("in/a").keys.sorted() == ["f.0001.exr", "f.0002.exr"])
  }
}
