import Files
import FrameSequence
import SystemPackage

/// Does the steps of a renumbering in place, or of its recovery, one after the other.
struct StepRun {
  let folder: LockedFolder
  let interruption: Interruption

  /// Where and why the steps were left off.
  struct Stop {
    let reason: String
    /// Whether the folder is left between old names and new, to be finished or undone.
    let leavesJournal: Bool
    /// Where files are that were renamed, by the names they had.
    private let names: [[UInt8]: [UInt8]]

    init(reason: String, leavesJournal: Bool, done: ArraySlice<RenameStep>) {
      self.reason = reason
      self.leavesJournal = leavesJournal
      var names: [[UInt8]: [UInt8]] = [:]
      var olds: [[UInt8]: [UInt8]] = [:]
      for case .rename(let from, let to) in done {
        let old = olds.removeValue(forKey: from) ?? from
        olds[to] = old
        names[old] = to
      }
      self.names = names
    }

    /// How a file that was under way ended.
    func outcome(of move: RenameMove) -> RenumberOutcome {
      let name = names[move.old] ?? move.old
      return name == move.new ? .done(.renamed) : .notTried(.underName(name: name))
    }
  }

  /// - Parameter isFresh: Whether the first step writes the first journal; if that fails, nothing has begun.
  /// - Returns: Nil when all steps were done.
  func perform(_ steps: [RenameStep], isFresh: Bool) -> Stop? {
    for (index, step) in steps.enumerated() {
      if let reason = interruption.reason {
        return Stop(reason: reason, leavesJournal: index > 0 || !isFresh, done: steps[..<index])
      }
      do throws(RenumberFailure) {
        try folder.perform(step, replacesJournal: !isFresh || index > 0)
      } catch {
        return Stop(
          reason: error.text, leavesJournal: index > 0 || !isFresh || keepsJournal(after: error),
          done: steps[..<index])
      }
    }
    return nil
  }

  /// After the first journal could not be written and synced: whether it lies there all the same.
  private func keepsJournal(after failure: RenumberFailure) -> Bool {
    // Another run's journal, which was there first, is not ours to remove.
    guard failure.system != .fileExists else { return false }
    do throws(RenumberFailure) {
      try folder.perform(.removeJournal)
      return false
    } catch {
      return FileSystem.exists(folder.path.appending(name: OwnNames.journal))
    }
  }
}
