import Files
import FrameSequence

/// One file of a folder that gets another name in it.
struct RenameMove: Hashable, Sendable {
  /// The name before.
  let old: [UInt8]
  /// The name after.
  let new: [UInt8]

  /// A move from one name to another.
  init(from old: [UInt8], to new: [UInt8]) {
    self.old = old
    self.new = new
  }

  /// The name between the two phases.
  var parked: [UInt8] { OwnNames.parked(old) }
}

/// One thing to do in the folder. Steps are done strictly in order, and each is finished before the next
/// begins.
enum RenameStep: Hashable, Sendable {
  /// Make this the journal, whole or not at all: write it under a temporary name, sync it, rename it to
  /// ``OwnNames/journal``, sync the folder.
  case writeJournal(RenameJournal)
  /// Rename, and fail rather than replace a file of the new name.
  case rename(from: [UInt8], to: [UInt8])
  /// Sync the folder.
  case syncFolder
  /// Remove the journal and sync the folder. It may be gone already.
  case removeJournal
}

/// A renumbering in place: many files of one folder change their names at once, and new names may be old
/// names of others (1000–1099 → 1001–1100).
///
/// It goes in two phases, so that no order has to be found and no file is ever replaced. In the first,
/// all files are *gathered*: renamed to parked names. In the second they are *scattered* to their new
/// names. A journal lies in the folder all the while and names the phase:
///
/// | journal | a file is under its | because |
/// |---|---|---|
/// | none | old name (not begun) or new name (finished) | it is written first and removed last |
/// | gather | old or parked name | no file is scattered while the journal says so |
/// | scatter | parked or new name | it says so only after all are parked and the folder is synced |
///
/// So after a stop at any instant journal and folder together say where each file is, and
/// ``RenameJournal/steps(to:present:)`` finishes or undoes. That holds for stops in the recovery too,
/// since it goes through the same states.
struct RenamePlan: Hashable, Sendable {
  /// The moves; no name is old in two or new in two, and none moves to itself.
  let moves: [RenameMove]
  /// The moves with those of a name to itself.
  private let all: [RenameMove]

  /// Plans moves in a folder. Moves of a name to itself are left out.
  ///
  /// - Parameters:
  ///   - moves: in the order in which they are to be done.
  ///   - present: all names in the folder.
  /// - Throws: ``RenameError`` with every reason against it.
  init(_ moves: [RenameMove], present: Set<[UInt8]>) throws(RenameError) {
    let real = moves.filter { $0.old != $0.new }
    var problems: [RenameError.Problem] = []
    var olds: Set<[UInt8]> = []
    var news: Set<[UInt8]> = []
    if present.contains(where: OwnNames.isRenumbering) { problems.append(.interrupted) }
    for move in moves {
      for name in [move.old, move.new] where !Self.isName(name) { problems.append(.unusableName(name)) }
      if !olds.insert(move.old).inserted { problems.append(.twiceOld(move.old)) }
      if !news.insert(move.new).inserted { problems.append(.twiceNew(move.new)) }
      if !present.contains(move.old) { problems.append(.lost(move.old)) }
    }
    for move in real {
      if present.contains(move.new), !olds.contains(move.new) { problems.append(.occupied(move.new)) }
      for name in [move.parked, move.new] where name.count > OutputName.maximumLength {
        problems.append(.tooLong(name))
      }
    }
    guard problems.isEmpty else { throw RenameError(problems: problems) }
    self.moves = real
    all = moves
  }

  /// Looks at the folder again, which others may have changed since.
  ///
  /// - Parameter present: all names in the folder now.
  /// - Throws: ``RenameError`` with every reason why the moves cannot be done any more.
  func check(present: Set<[UInt8]>) throws(RenameError) {
    _ = try RenamePlan(all, present: present)
  }

  /// All steps from the beginning; none if nothing moves.
  var steps: [RenameStep] {
    guard !moves.isEmpty else { return [] }
    return [.writeJournal(RenameJournal(phase: .gather, moves: moves))]
      + moves.map { .rename(from: $0.old, to: $0.parked) }
      + [.syncFolder, .writeJournal(RenameJournal(phase: .scatter, moves: moves))]
      + moves.map { .rename(from: $0.parked, to: $0.new) }
      + [.syncFolder, .removeJournal]
  }

  /// Whether `name` can be a file's name.
  static func isName(_ name: [UInt8]) -> Bool {
    !name.isEmpty && name != [Byte.dot] && name != [Byte.dot, Byte.dot] && !name.contains(Byte.slash)
      && !name.contains(0)
  }
}

/// Why files cannot be renamed, or a renaming cannot be finished or undone: all reasons, never empty.
struct RenameError: Error, Hashable, Sendable {
  /// One reason.
  enum Problem: Hashable, Sendable {
    /// One file would be renamed twice.
    case twiceOld([UInt8])
    /// Two files would get this name.
    case twiceNew([UInt8])
    /// A file that is not part of the renaming has this name.
    case occupied([UInt8])
    /// The file is under none of the names that it can have.
    case lost([UInt8])
    /// The name, or its parked form, is longer than ``OutputName/maximumLength``.
    case tooLong([UInt8])
    /// Not a file's name: empty, `.`, `..`, or with `/` or NUL in it.
    case unusableName([UInt8])
    /// An earlier renumbering of this folder was interrupted and has to be finished or undone first.
    case interrupted
  }

  /// The reasons.
  let problems: [Problem]
}

/// What stands against renaming in a folder, whichever name it is about.
public enum RenameProblem: String, Hashable, Sendable, Encodable {
  /// One file would be renamed twice.
  case twiceOld
  /// Two files would get one name.
  case twiceNew
  /// A file that is not part of the renaming has a name that is needed.
  case occupied
  /// A file is under none of the names that it can have.
  case lost
  /// A name, or the hidden one that a file has meanwhile, is longer than file systems take.
  case tooLong
  /// Not a file's name: empty, `.`, `..`, or with `/` or NUL in it.
  case unusableName
  /// An earlier renumbering of the folder was interrupted and has to be finished or undone first.
  case interrupted
}

extension RenameError.Problem {
  /// What it is.
  var kind: RenameProblem {
    switch self {
    case .twiceOld: .twiceOld
    case .twiceNew: .twiceNew
    case .occupied: .occupied
    case .lost: .lost
    case .tooLong: .tooLong
    case .unusableName: .unusableName
    case .interrupted: .interrupted
    }
  }

  /// The name that it is about; nil where it is about the folder.
  var name: [UInt8]? {
    switch self {
    case .twiceOld(let name), .twiceNew(let name), .occupied(let name), .lost(let name), .tooLong(let name),
      .unusableName(let name):
      name
    case .interrupted: nil
    }
  }
}
