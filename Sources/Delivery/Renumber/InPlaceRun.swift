import Files
import FrameSequence
import SystemPackage

/// Renames frames in their own folders, each folder by a journal of its own.
struct InPlaceRun {
  let plan: RenumberPlan
  let interruption: Interruption

  /// How it went.
  struct Result {
    /// By folder and by the name that a file had.
    var outcomes: [Key: RenumberOutcome] = [:]
    /// Folders that are left between old names and new.
    var unfinished: [FilePath] = []
    /// Why it stopped.
    var stopped: String?
  }

  struct Key: Hashable {
    let folder: FileIdentity
    let name: [UInt8]
  }

  /// - Parameter ended: Told of every folder that was done or given up.
  /// - Throws: ``RenumberRefused`` where a folder is not as the plan saw it or is being renumbered. All are
  ///   locked and looked at before the first is touched.
  func run(ended: (FileIdentity, Result) -> Void) throws(RenumberRefused) -> Result {
    var result = Result()
    for (folder, moves, steps) in try lockedFolders() {
      if result.stopped == nil, let reason = interruption.reason { result.stopped = reason }
      let moved = moves.moves.filter { $0.old != $0.new }
      if let reason = result.stopped {
        for move in moved {
          result.outcomes[Key(folder: moves.identity, name: move.old)] = .notTried(reason)
        }
      } else {
        let work = StepRun(folder: folder, interruption: interruption)
        let stop = work.perform(steps, isFresh: true)
        for move in moved {
          let outcome = stop?.outcome(of: move) ?? .done(.renamed)
          result.outcomes[Key(folder: moves.identity, name: move.old)] = outcome
        }
        if let stop {
          result.stopped = "\(PathText.encode(moves.path.bytes)): \(stop.reason)"
          if stop.leavesJournal { result.unfinished.append(moves.path) }
        }
      }
      ended(moves.identity, result)
    }
    return result
  }

  private typealias Prepared = (folder: LockedFolder, moves: RenumberPlan.FolderMoves, steps: [RenameStep])

  private func lockedFolders() throws(RenumberRefused) -> [Prepared] {
    var prepared: [Prepared] = []
    var refusals: [Refusal] = []
    for moves in plan.folders {
      do throws(RenumberRefused) {
        let folder = try LockedFolder(moves.path)
        prepared.append((folder, moves, try InPlaceRun.steps(of: moves, in: folder)))
      } catch {
        refusals += error.refusals
      }
    }
    guard refusals.isEmpty else { throw RenumberRefused(refusals) }
    return prepared
  }

  private static func steps(
    of moves: RenumberPlan.FolderMoves, in folder: LockedFolder
  ) throws(RenumberRefused) -> [RenameStep] {
    let present = try folder.names()
    let steps: [RenameStep]
    do throws(RenameError) {
      steps = try RenamePlan(moves.moves, present: present).steps
    } catch {
      let subject = PathText.encode(moves.path.bytes)
      throw RenumberRefused(
        error.sentences.map { Refusal(subject: subject, reason: .destination($0)) })
    }
    // Names alone would not tell that another renumbering came in between.
    for (name, file) in moves.files where !folder.holds(file, as: name) {
      throw RenumberRefused(moves.path, "\(PathText.encode(name)) has changed since it was looked at")
    }
    return steps
  }
}
