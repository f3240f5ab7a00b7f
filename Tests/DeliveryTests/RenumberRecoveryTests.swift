import Files
import Foundation
import FrameSequence
import SystemPackage
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

@Suite struct RenumberRecoveryTests {
  /// A folder in which a renumbering by one stopped after so many steps of 1 + 3 + 2 + 3 + 2.
  private func stopped(after steps: Int) throws -> RenumberShot {
    let shot = try RenumberShot()
    try shot.frames(1...3)
    let folder = try LockedFolder(shot.path("in"))
    let moves = (1...3).map {
      RenameMove(from: Array("f.000\($0).exr".utf8), to: Array("f.000\($0 + 1).exr".utf8))
    }
    for step in try RenamePlan(moves, present: folder.names()).steps.prefix(steps) {
      try folder.perform(step)
    }
    return shot
  }

  private static let old = [
    "f.0001.exr": "in/f.0001.exr", "f.0002.exr": "in/f.0002.exr", "f.0003.exr": "in/f.0003.exr",
  ]
  private static let new = [
    "f.0002.exr": "in/f.0001.exr", "f.0003.exr": "in/f.0002.exr", "f.0004.exr": "in/f.0003.exr",
  ]

  @Test(arguments: 1...10) func everyStopIsFinishedOrUndone(steps: Int) throws {
    for (goal, expected) in [(RecoveryGoal.finish, Self.new), (.undo, Self.old)] {
      let shot = try stopped(after: steps)
      let recovery = RenumberRecovery(folder: shot.path("in"), goal: goal)
      let survey = Report(try recovery.survey())
      #expect(survey.count(.planned) == 3)
      let before = try shot.contents()
      #expect(before.keys.contains(".turnover-renumber"))
      let report = Report(try recovery.run())
      #expect(report.count(.done) == 3 && report.unfinished == nil && report.methods == [.renamed])
      #expect(report.frames.map(\.outputFrame) == (goal == .finish ? [2, 3, 4] : [1, 2, 3]))
      #expect(try shot.contents() == expected)
      let error = #expect(throws: RenumberRefused.self) { try recovery.run() }
      #expect(error?.refusals.first?.reason.text.contains("no renumbering was interrupted") == true)
    }
  }

  @Test func anInterruptedFolderIsRefusedByEverybodyElse() throws {
    let shot = try stopped(after: 3)
    for request in [shot.request(.inPlace, .offset(1)), shot.request(.out(shot), .offset(1))] {
      #expect(shot.refusals(request).contains { $0.contains("--resume") && $0.contains("--undo") })
    }
    let convert = Request(inputs: [shot.path("in")])
    #expect(Planner(convert).plan().refusals.contains { $0.reason.text.contains("--resume") })
  }

  @Test func aRecoveryCanBeStoppedAndRecoveredFrom() throws {
    let shot = try stopped(after: 3)
    let interruption = Interruption()
    interruption.interrupt(because: "interrupted")
    let report = Report(
      try RenumberRecovery(folder: shot.path("in"), goal: .undo, interruption: interruption).run())
    #expect(report.unfinished == ["\(shot.root)/in"] && report.interrupted == "interrupted")
    #expect(ExitStatus(report: report) == .incomplete)
    _ = try RenumberRecovery(folder: shot.path("in"), goal: .finish).run()
    #expect(try shot.contents() == Self.new)
  }

  @Test func foreignFilesAndLostOnesAreLeftAlone() throws {
    let shot = try stopped(after: 4)
    try shot.write("in/f.0004.exr")
    let error = #expect(throws: RenumberRefused.self) {
      try RenumberRecovery(folder: shot.path("in"), goal: .finish).run()
    }
    #expect(error?.refusals.first?.reason.text.contains("f.0004.exr: another file has this name") == true)
    _ = try RenumberRecovery(folder: shot.path("in"), goal: .undo).run()
    #expect(try shot.contents() == Self.old.merging(["f.0004.exr": "in/f.0004.exr"]) { $1 })

    let lossy = try stopped(after: 4)
    try FileManager.default.removeItem(atPath: "\(lossy.root)/in/.turnover-renumber.f.0002.exr")
    let before = try lossy.contents()
    for goal in [RecoveryGoal.finish, .undo] {
      let error = #expect(throws: RenumberRefused.self) {
        try RenumberRecovery(folder: lossy.path("in"), goal: goal).run()
      }
      #expect(error?.refusals.first?.reason.text.contains("f.0002.exr: it is not there") == true)
    }
    #expect(try lossy.contents() == before)
  }

  @Test(arguments: 2...9) func theOthersOfALostFileGetTheirNamesWhereThatIsSaid(steps: Int) throws {
    for (goal, expected) in [(RecoveryGoal.finish, Self.new), (.undo, Self.old)] {
      let shot = try stopped(after: steps)
      let gone = try #require(try shot.contents().first { $0.value == "in/f.0002.exr" }?.key)
      try FileManager.default.removeItem(atPath: "\(shot.root)/in/\(gone)")
      let report = Report(
        try RenumberRecovery(folder: shot.path("in"), goal: goal, leavesLost: true).run())
      #expect(report.count(.done) == 2 && report.count(.failed) == 1)
      #expect(report.frames.first { $0.status == .failed }?.reason == "it is not there any more")
      #expect(ExitStatus(report: report) == .incomplete)
      #expect(try shot.contents() == expected.filter { $0.value != "in/f.0002.exr" })
    }
  }

  @Test func aJournalThatSpeaksOfFoldersIsNotActedOn() throws {
    let shot = try stopped(after: 4)
    try FileManager.default.removeItem(atPath: "\(shot.root)/in/.turnover-renumber.f.0002.exr")
    try FileManager.default.createDirectory(
      atPath: "\(shot.root)/in/.turnover-renumber.f.0002.exr", withIntermediateDirectories: false)
    let error = #expect(throws: RenumberRefused.self) {
      try RenumberRecovery(folder: shot.path("in"), goal: .undo).run()
    }
    #expect(error?.refusals.first?.reason.text.contains("is a folder") == true)
  }

  @Test func aJournalThatIsDamagedOrGoneStopsEverything() throws {
    let shot = try stopped(after: 4)
    let journal = "\(shot.root)/in/.turnover-renumber"
    let bytes = try Data(contentsOf: URL(filePath: journal))
    let zeros = Data(count: 1 << 20)
    for damaged in [
      Data(), bytes.dropLast(), Data("x".utf8) + bytes.dropFirst(), bytes + bytes, zeros, bytes + zeros,
    ] {
      try Data(damaged).write(to: URL(filePath: journal))
      let before = try shot.contents()
      for goal in [RecoveryGoal.finish, .undo] {
        let error = #expect(throws: RenumberRefused.self) {
          try RenumberRecovery(folder: shot.path("in"), goal: goal).run()
        }
        #expect(error?.refusals.first?.reason.text.contains("cannot be used") == true)
      }
      #expect(try shot.contents() == before)
    }
    try FileManager.default.removeItem(atPath: journal)
    let error = #expect(throws: RenumberRefused.self) {
      try RenumberRecovery(folder: shot.path("in"), goal: .undo).run()
    }
    #expect(error?.refusals.first?.reason.text.contains("3 files are parked") == true)
    try bytes.write(to: URL(filePath: journal))
    _ = try RenumberRecovery(folder: shot.path("in"), goal: .undo).run()
    #expect(try shot.contents() == Self.old)
  }

  /// A journal is read where it lies, never through a link that somebody put there.
  @Test func aLinkIsNoJournal() throws {
    let shot = try stopped(after: 4)
    let journal = "\(shot.root)/in/.turnover-renumber"
    try FileManager.default.moveItem(atPath: journal, toPath: "\(shot.root)/journal")
    try FileManager.default.createSymbolicLink(atPath: journal, withDestinationPath: "../journal")
    #expect(throws: RenumberRefused.self) {
      try RenumberRecovery(folder: shot.path("in"), goal: .undo).run()
    }
  }

  @Test func whatNobodyFinishedIsClearedAway() throws {
    let shot = try RenumberShot()
    try shot.frames(1...1)
    try shot.write("in/\(String(decoding: OwnNames.temporary(token: 7), as: UTF8.self))")
    _ = try shot.run(.inPlace, .offset(1))
    #expect(try shot.contents().keys.sorted() == ["f.0002.exr"])
  }

  /// Where locks do not reach another machine, both may believe that they have the folder.
  @Test func theJournalOfAnotherRunIsNeitherReplacedNorRemoved() throws {
    let shot = try RenumberShot()
    try shot.frames(1...1)
    let move = RenameMove(from: Array("f.0001.exr".utf8), to: Array("f.0002.exr".utf8))
    let folder = try LockedFolder(shot.path("in"))
    try folder.perform(.writeJournal(RenameJournal(phase: .gather, moves: [move])), replacesJournal: false)
    let journal = "\(shot.root)/in/.turnover-renumber"
    try FileManager.default.removeItem(atPath: journal)
    try shot.write("in/.turnover-renumber")
    let before = try shot.contents()
    #expect(throws: RenumberFailure.self) {
      try folder.perform(.writeJournal(RenameJournal(phase: .scatter, moves: [move])))
    }
    #expect(throws: RenumberFailure.self) { try folder.perform(.removeJournal) }
    #expect(try shot.contents() == before)
  }

  @Test func aFolderThatIsNotThereIsNotMade() throws {
    let shot = try RenumberShot()
    #expect(throws: RenumberRefused.self) {
      try RenumberRecovery(folder: shot.path("nowhere"), goal: .undo).run()
    }
    #expect(!FileManager.default.fileExists(atPath: "\(shot.root)/nowhere"))
  }
}
