import Files
import FrameSequence
import SystemPackage

/// Finishes or undoes a renumbering in place that was interrupted.
public struct RenumberRecovery: Sendable {
  public let folder: FilePath
  public let goal: RenameJournal.Goal
  private let leavesLost: Bool
  private let interruption: Interruption

  /// - Parameter leavesLost: Whether files that are under none of their names any more are left out, each a
  ///   failure of the report, in place of a refusal.
  public init(
    folder: FilePath, goal: RenameJournal.Goal, leavesLost: Bool = false,
    interruption: Interruption = Interruption()
  ) {
    self.folder = folder
    self.goal = goal
    self.leavesLost = leavesLost
    self.interruption = interruption
  }

  /// What the journal says, as a report of frames that are not renamed yet. Changes nothing.
  ///
  /// - Throws: as ``run()``.
  public func survey() throws(RenumberRefused) -> Report {
    let prepared = try prepared()
    return report(prepared) { _ in nil }
  }

  /// Brings all files to the names that the goal wants.
  ///
  /// An interruption of this is recovered from in the same way, to either goal.
  /// - Returns: One entry for every file of the journal. ``Report/unfinished`` names the folder if it is left
  ///   between old names and new once more.
  /// - Throws: ``RenumberRefused`` where there is nothing to recover, or the folder is not as the journal
  ///   says; nothing was touched then.
  public func run() throws(RenumberRefused) -> Report {
    let prepared = try prepared()
    let work = StepRun(folder: prepared.folder, interruption: interruption)
    guard let stop = work.perform(prepared.steps, isFresh: false) else {
      return report(prepared) { _ in .done(.renamed) }
    }
    let present = try prepared.folder.names()
    var report = report(prepared) { move in
      let names = [move.old, move.parked, move.new].filter(present.contains)
      return .notTried("it may be \(names.map(PathText.encode).joined(separator: " or ")) now")
    }
    report.interrupted = stop.reason
    report.unfinished = [PathText.encode(folder.bytes)]
    return report
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
        throw RenumberRefused(
          folder, "no renumbering was interrupted here: all names are as before it, or all are as after it")
      }
      throw RenumberRefused(
        folder,
        "the journal is gone, but \(parked) files are parked: their names begin with "
          + "\(PathText.encode(OwnNames.parked([]))), and their old names stand behind that")
    }
    let names = journal.moves.flatMap { [$0.old, $0.parked, $0.new] }
    if let name = names.first(where: { present.contains($0) && locked.isFolder($0) }) {
      throw RenumberRefused(folder, "\(PathText.encode(name)) is a folder, and the journal speaks of files")
    }
    let lost = journal.lost(present: present)
    let wanted = leavesLost ? journal.without(lost) : journal
    do throws(RenameError) {
      return Prepared(
        folder: locked, moves: journal.moves, lost: Set(lost),
        steps: try wanted.steps(to: goal, present: present))
    } catch {
      var sentences = error.sentences
      if !lost.isEmpty, !leavesLost { sentences.append("--keep-going brings the other files to their names") }
      let subject = PathText.encode(folder.bytes)
      throw RenumberRefused(sentences.map { Refusal(subject: subject, reason: .destination($0)) })
    }
  }

  private func report(_ prepared: Prepared, outcome: (RenameMove) -> RenumberOutcome?) -> Report {
    let path = PathText.encode(folder.bytes)
    let frames = prepared.moves.map { move in
      let (from, to) = goal == .finish ? (move.old, move.new) : (move.new, move.old)
      var frame = Report.Frame(
        source: PathText.encode(folder.appending(name: from).bytes),
        destination: PathText.encode(folder.appending(name: to).bytes), sourceFrame: FrameName(from).number,
        outputFrame: FrameName(to).number, status: .planned)
      switch prepared.lost.contains(move) ? .notTried("it is not there any more") : outcome(move) {
      case .done(let method):
        frame.status = .done
        frame.method = method
      case .failed(let failure):
        frame.status = .failed
        frame.reason = failure.text
      case .notTried(let words):
        frame.status = .failed
        frame.reason = words
      case .skipped, nil: break
      }
      return frame
    }
    return Report(
      sequences: [Report.Sequence(source: path, output: path, warnings: [], frames: frames)], ignored: [],
      problems: [], refusals: [])
  }
}
