import Files
import TestSupport
import Testing

@testable import Renumbering

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A folder as its names, each with the number of the file behind it. A rename never replaces.
private struct Folder: Equatable {
  var files: [[UInt8]: Int]
  var journal: RenameJournal?

  var present: Set<[UInt8]> { Set(files.keys).union(journal == nil ? [] : [OwnNames.journal]) }

  mutating func perform(_ step: RenameStep) throws {
    switch step {
    case .writeJournal(let journal): self.journal = try RenameJournal(parsing: journal.encoded)
    case .rename(let from, let to):
      try #require(files[to] == nil, "\(PathText.encode(to)) would be replaced")
      let removed = files.removeValue(forKey: from)
      let file: Int = try #require(removed, "\(PathText.encode(from)) is not there")
      files[to] = file
    case .syncFolder: break
    case .removeJournal: journal = nil
    }
  }
}

private func moves(_ numbers: ClosedRange<Int>, by offset: Int) -> [RenameMove] {
  numbers.map { RenameMove(from: bytes("f.\($0).exr"), to: bytes("f.\($0 + offset).exr")) }
}

private func folder(_ numbers: ClosedRange<Int>) -> Folder {
  var files: [[UInt8]: Int] = [bytes("notes.txt"): -1, bytes("g.1001.exr"): -2]
  for number in numbers { files[bytes("f.\(number).exr")] = number }
  return Folder(files: files)
}

@Suite struct RenamePlanTests {
  @Test(arguments: [1, -1, 3, -3, 5, 100, -100])
  func planThenUndoIsTheIdentity(offset: Int) throws {
    let before = folder(1000...1005)
    var now = before
    let plan = try RenamePlan(moves(1000...1005, by: offset), present: now.present)
    for step in plan.steps { try now.perform(step) }
    for number in 1000...1005 { #expect(now.files[bytes("f.\(number + offset).exr")] == number) }
    #expect(now.files.count == before.files.count && now.journal == nil)
    let undo = try RenamePlan(
      plan.moves.map { RenameMove(from: $0.new, to: $0.old) }, present: now.present)
    for step in undo.steps { try now.perform(step) }
    #expect(now == before)
  }

  /// Stopped before any step, then stopped again in the recovery, with either goal each time: in the end
  /// all files have their new names or all their old ones, and nobody else's file was touched.
  @Test(arguments: [1, -2, 100])
  func everyInterruptionIsRecovered(offset: Int) throws {
    let numbers = 1000...1003
    let before = folder(numbers)
    let plan = try RenamePlan(moves(numbers, by: offset), present: before.present)
    var after = before
    for step in plan.steps { try after.perform(step) }

    var recoveries = 0
    func recover(_ start: Folder, _ depth: Int) throws {
      guard let journal = start.journal else {
        #expect(start == before || start == after)
        return
      }
      for goal in [RecoveryGoal.finish, .undo] {
        var now = start
        let steps = try journal.steps(to: goal, present: now.present)
        for step in steps {
          if depth > 0 { try recover(now, depth - 1) }
          try now.perform(step)
        }
        #expect(now == (goal == .finish ? after : before))
        recoveries += 1
      }
    }
    var now = before
    for step in plan.steps {
      try recover(now, 2)
      try now.perform(step)
    }
    #expect(now == after)
    #expect(recoveries > 1000)
  }

  @Test func aSwapIsPossible() throws {
    var now = folder(1000...1001)
    let swap = [
      RenameMove(from: bytes("f.1000.exr"), to: bytes("f.1001.exr")),
      RenameMove(from: bytes("f.1001.exr"), to: bytes("f.1000.exr")),
    ]
    for step in try RenamePlan(swap, present: now.present).steps { try now.perform(step) }
    #expect(now.files[bytes("f.1001.exr")] == 1000 && now.files[bytes("f.1000.exr")] == 1001)
  }

  @Test func refusals() throws {
    func problems(_ moves: [RenameMove], _ names: [String]) -> Set<RenameError.Problem> {
      do throws(RenameError) {
        _ = try RenamePlan(moves, present: Set(names.map(bytes)))
        return []
      } catch { return Set(error.problems) }
    }
    let a = bytes("a")
    let b = bytes("b")
    let c = bytes("c")
    #expect(problems([RenameMove(from: a, to: b)], ["a", "b"]) == [.occupied(b)])
    #expect(problems([RenameMove(from: a, to: b), RenameMove(from: b, to: c)], ["a", "b"]) == [])
    #expect(
      problems([RenameMove(from: a, to: c), RenameMove(from: b, to: c)], ["a", "b"]) == [.twiceNew(c)])
    #expect(problems([RenameMove(from: a, to: b), RenameMove(from: a, to: c)], ["a"]) == [.twiceOld(a)])
    #expect(problems([RenameMove(from: a, to: b)], []) == [.lost(a)])
    #expect(problems([RenameMove(from: a, to: bytes("../b"))], ["a"]) == [.unusableName(bytes("../b"))])
    #expect(problems([RenameMove(from: a, to: bytes(".."))], ["a"]) == [.unusableName(bytes(".."))])
    #expect(problems([RenameMove(from: a, to: b)], ["a", ".turnover-renumber"]) == [.interrupted])
    #expect(problems([RenameMove(from: a, to: b)], ["a", ".turnover-renumber.x"]) == [.interrupted])
    // A file that keeps its name is in the way of others, though it is not renamed itself.
    #expect(
      problems([RenameMove(from: a, to: a), RenameMove(from: b, to: a)], ["a", "b"]) == [.twiceNew(a)])
    let long = String(repeating: "x", count: 240)
    #expect(
      problems([RenameMove(from: bytes(long), to: b)], [long]) == [.tooLong(OwnNames.parked(bytes(long)))])
    #expect(try RenamePlan([RenameMove(from: a, to: a)], present: [a]).steps.isEmpty)
  }

  @Test func foreignFilesAndLostOnesStopARecovery() throws {
    let before = folder(1000...1001)
    let plan = try RenamePlan(moves(1000...1001, by: 1), present: before.present)
    var now = before
    for step in plan.steps.prefix(2) { try now.perform(step) }  // 1000 is parked
    let journal = try #require(now.journal)

    var foreign = now
    foreign.files[bytes("f.1002.exr")] = 99
    #expect(throws: RenameError(problems: [.occupied(bytes("f.1002.exr"))])) {
      try journal.steps(to: .finish, present: foreign.present)
    }
    for step in try journal.steps(to: .undo, present: foreign.present) { try foreign.perform(step) }
    #expect(foreign.files[bytes("f.1000.exr")] == 1000)

    var back = now
    back.files[bytes("f.1000.exr")] = 99
    #expect(throws: RenameError(problems: [.occupied(bytes("f.1000.exr"))])) {
      try journal.steps(to: .undo, present: back.present)
    }

    var lost = now
    lost.files[bytes("f.1001.exr")] = nil
    for goal in [RecoveryGoal.finish, .undo] {
      #expect(throws: RenameError(problems: [.lost(bytes("f.1001.exr"))])) {
        try journal.steps(to: goal, present: lost.present)
      }
    }
  }
}

@Suite struct RenameJournalTests {
  @Test func roundTripOfAnyNames() throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<300 {
      func name() -> [UInt8] {
        [0x61] + (0..<6).map { _ in UInt8.random(in: 1...255, using: &random) }.filter { $0 != 0x2F }
      }
      let moves = (0..<Int.random(in: 0...5, using: &random)).map { _ in RenameMove(from: name(), to: name())
      }
      let journal = RenameJournal(phase: Bool.random(using: &random) ? .gather : .scatter, moves: moves)
      #expect(try RenameJournal(parsing: journal.encoded) == journal)
    }
  }

  @Test func theTextIsReadable() {
    let journal = RenameJournal(
      phase: .gather, moves: [RenameMove(from: bytes("f.1000.exr"), to: [0xE9, 0x09])])
    let lines = String(decoding: journal.encoded, as: UTF8.self).split(separator: "\n")
    #expect(lines.dropLast() == ["turnover renumber 1", "phase gather", "move f.1000.exr\t\\xE9\\x09"])
    #expect(lines.last?.hasPrefix("end 1 ") == true)
  }

  @Test func everyCutAndEveryFlippedBitIsNoticed() {
    let journal = RenameJournal(phase: .scatter, moves: moves(1...3, by: 1))
    let whole = journal.encoded
    for length in 0..<whole.count {
      #expect(throws: RenameJournalError.self) { try RenameJournal(parsing: Array(whole[..<length])) }
    }
    for bit in 0..<(8 * whole.count) {
      var damaged = whole
      damaged[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: RenameJournalError.self) { try RenameJournal(parsing: damaged) }
    }
    #expect(throws: RenameJournalError.self) { try RenameJournal(parsing: whole + whole) }
  }

  @Test func namesThatLeaveTheFolderAreRefused() {
    for name in ["../x", "a/b", "..", ".", ""] {
      let journal = RenameJournal(phase: .gather, moves: [RenameMove(from: bytes("a"), to: bytes(name))])
      #expect(throws: RenameJournalError.malformed(line: 3)) { try RenameJournal(parsing: journal.encoded) }
    }
  }

  @Test func movesThatNoPlanWouldMakeAreRefused() {
    let pairs: [[(String, String)]] = [
      [("a", "b"), ("a", "c")], [("a", "c"), ("b", "c")], [("b", "d"), ("a", ".turnover-renumber.b")],
      [("b", "d"), (".turnover-renumber", "z")],
    ]
    for pairs in pairs {
      let moves = pairs.map { RenameMove(from: bytes($0.0), to: bytes($0.1)) }
      let journal = RenameJournal(phase: .gather, moves: moves)
      #expect(throws: RenameJournalError.malformed(line: 4)) { try RenameJournal(parsing: journal.encoded) }
    }
  }

  @Test func junkIsKnownByItsEnds() {
    let whole = RenameJournal(phase: .gather, moves: moves(1...40, by: 1)).encoded
    func isPossible(_ bytes: [UInt8]) -> Bool {
      let edge = RenameJournal.edgeByteCount
      return RenameJournal.isPossible(beginning: Array(bytes.prefix(edge)), end: Array(bytes.suffix(edge)))
    }
    #expect(isPossible(whole))
    #expect(!isPossible([0x78] + whole))
    #expect(!isPossible(whole + [UInt8](repeating: 0, count: 100)))
    #expect(!isPossible([]))
  }
}
