import Files
import FrameSequence
import SystemPackage

/// Finishes or undoes a renumbering in place that was interrupted.
public struct RenumberRecovery: Sendable {
  /// The folder whose renumbering was interrupted.
  public let folder: FilePath
  /// Whether it is finished or undone.
  public let goal: RecoveryGoal
  private let leavesLost: Bool
  private let interruption: Interruption

  /// - Parameter leavesLost: Whether files that are under none of their names any more are left out, each a
  ///   failure of the report, in place of a refusal.
  public init(
    folder: FilePath, goal: RecoveryGoal, leavesLost: Bool = false,
    interruption: Interruption = Interruption()
  ) {
    self.folder = folder
    self.goal = goal
    self.leavesLost = leavesLost
    self.interruption = interruption
  }

  /// What the journal says, as files that are not renamed yet. Changes nothing.
  ///
  /// - Throws: as ``run()``.
  public func survey() throws(RenumberRefused) -> RecoveredFolder {
    result(try prepared()) { _ in nil }
  }

  /// Brings all files to the names that the goal wants.
  ///
  /// An interruption of this is recovered from in the same way, to either goal.
  /// - Throws: ``RenumberRefused`` where there is nothing to recover, or the folder is not as the journal
  ///   says; nothing was touched then.
  public func run() throws(RenumberRefused) -> RecoveredFolder {
    let prepared = try prepared()
    let work = StepRun(folder: prepared.folder, interruption: interruption)
    guard let stop = work.perform(prepared.steps, isFresh: false) else {
      return result(prepared) { _ in .done(.renamed) }
    }
    let present = try prepared.folder.names()
    var result = result(prepared) { move in
      let names = [move.old, move.parked, move.new].filter(present.contains)
      return .notTried(.underOneOf(names: names))
    }
    result.end = RenumberEnd(interrupted: stop.reason, unfinished: [folder])
    return result
  }

  private struct Prepared {
    let folder: LockedFolder
    let moves: [RenameMove]
    /// Those of the moves whose files are not there any more.
    let lost: Set<RenameMove>
    let steps: [RenameStep]
  }

  private func prepared() throws(RenumberRefused) -> Prepared {
    let locked = try LockedFolder(folder)
    let present = try locked.names()
    guard let journal = try locked.journal() else {
      let parked = present.filter(OwnNames.isRenumbering).count
      guard parked > 0 else {
        throw RenumberRefused(folder, .nothingInterrupted)
      }
      throw RenumberRefused(folder, .journalGone(parked: parked))
    }
    let names = journal.moves.flatMap { [$0.old, $0.parked, $0.new] }
    if let name = names.first(where: { present.contains($0) && locked.isFolder($0) }) {
      throw RenumberRefused(folder, .journalOfFolder(name: PathText.encode(name)))
    }
    let lost = journal.lost(present: present)
    let wanted = leavesLost ? journal.without(lost) : journal
    do throws(RenameError) {
      return Prepared(
        folder: locked, moves: journal.moves, lost: Set(lost),
        steps: try wanted.steps(to: goal, present: present))
    } catch {
      let reasons = error.reasons + (lost.isEmpty || leavesLost ? [] : [.othersCanGoOn])
      throw RenumberRefused(reasons.map { RenumberRefusal(folder, $0) })
    }
  }

  private func result(
    _ prepared: Prepared, outcome: (RenameMove) -> RenumberOutcome?
  ) -> RecoveredFolder {
    RecoveredFolder(
      folder: folder,
      files: prepared.moves.map { move in
        RecoveredFolder.File(
          from: goal == .finish ? move.old : move.new, to: goal == .finish ? move.new : move.old,
          outcome: prepared.lost.contains(move) ? .notTried(.gone) : outcome(move))
      })
  }
}

/// What became of a folder whose renumbering was interrupted.
public struct RecoveredFolder: Sendable {
  /// The folder.
  public let folder: FilePath
  /// Every file of the journal.
  public let files: [File]
  /// Names the folder if it is left between old names and new once more.
  public internal(set) var end = RenumberEnd()

  /// One file of the journal.
  public struct File: Sendable {
    /// The name that it comes from, as bytes.
    public let from: [UInt8]
    /// The name that it goes to, as bytes.
    public let to: [UInt8]
    /// Nil where it is only planned.
    public let outcome: RenumberOutcome?
  }
}
