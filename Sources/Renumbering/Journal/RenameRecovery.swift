/// What is to be made of an interrupted renumbering.
public enum RecoveryGoal: Hashable, Sendable {
  /// All files get their new names.
  case finish
  /// All files get their old names back.
  case undo
}

extension RenameJournal {
  /// What is left to do after an interruption.
  ///
  /// The steps go through the states of ``RenamePlan`` only, so that an interruption of them is
  /// recovered from in the same way, to either goal.
  /// - Parameters:
  ///   - goal: whether to finish or to undo.
  ///   - present: all names in the folder now.
  /// - Throws: ``RenameError`` if a file is under none of its names, or a foreign file under one that is
  ///   needed; nothing should be done then but to look, or to go on ``without(_:)`` those that are lost.
  func steps(to goal: RecoveryGoal, present: Set<[UInt8]>) throws(RenameError) -> [RenameStep] {
    let target: (RenameMove) -> [UInt8] = goal == .undo ? { $0.old } : { $0.new }
    let staysInPhase = (phase == .gather) == (goal == .undo)

    let unparked = moves.filter { !present.contains($0.parked) }
    var problems = lost(present: present).map { RenameError.Problem.lost($0.old) }
    // Names that are taken now by files of this renaming, and free once these are where they should be.
    let ours = Set(unparked.map(outer))
    for move in moves where present.contains(target(move)) && !ours.contains(target(move)) {
      problems.append(.occupied(target(move)))
    }
    guard problems.isEmpty else { throw RenameError(problems: problems) }

    let parking: [RenameStep] =
      staysInPhase ? [] : unparked.map { .rename(from: outer($0), to: $0.parked) } + [.syncFolder, change]
    let leaving = staysInPhase ? moves.filter { present.contains($0.parked) } : moves
    return parking + leaving.map { .rename(from: $0.parked, to: target($0)) } + [.syncFolder, .removeJournal]
  }

  /// The moves whose files are under none of the names that they can have.
  func lost(present: Set<[UInt8]>) -> [RenameMove] {
    moves.filter { !present.contains($0.parked) && !present.contains(outer($0)) }
  }

  /// The journal as if some of its moves had never been asked for.
  func without(_ others: [RenameMove]) -> RenameJournal {
    let others = Set(others)
    return RenameJournal(phase: phase, moves: moves.filter { !others.contains($0) })
  }

  /// The name of a file of a move that is not parked.
  private func outer(_ move: RenameMove) -> [UInt8] { phase == .gather ? move.old : move.new }

  /// The change to the other phase. All files must be parked.
  private var change: RenameStep {
    .writeJournal(RenameJournal(phase: phase == .gather ? .scatter : .gather, moves: moves))
  }
}
