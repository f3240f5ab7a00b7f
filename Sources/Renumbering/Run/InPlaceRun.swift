import Files
import FrameSequence
import SystemPackage

/// Renames frames in their own folders, each folder by a journal of its own.
struct InPlaceRun {
  let plan: RenumberPlan
  let interruption: Interruption

  /// - Parameter ended: Told of every frame, folder by folder.
  /// - Throws: ``RenumberRefused`` where a folder is not as the plan saw it or is being renumbered. All are
  ///   locked and looked at before the first is touched.
  func run(ended: (RenumberPlan.Place, RenumberOutcome) -> Void) throws(RenumberRefused) -> RenumberEnd {
    var end = RenumberEnd()
    for (lock, folder) in try lockedFolders() {
      if end.interrupted == nil { end.interrupted = interruption.reason }
      if let reason = end.interrupted {
        for place in folder.places { ended(place, .notTried(.folderNotBegun(reason: reason))) }
        continue
      }
      let work = StepRun(folder: lock, interruption: interruption)
      let stop = work.perform(folder.rename.steps, isFresh: true)
      for (place, move) in zip(folder.places, folder.rename.moves) {
        ended(place, stop?.outcome(of: move) ?? .done(.renamed))
      }
      guard let stop else { continue }
      end.interrupted = "\(PathText.encode(folder.path.bytes)): \(stop.reason)"
      if stop.leavesJournal { end.unfinished.append(folder.path) }
    }
    return end
  }

  private func lockedFolders() throws(RenumberRefused) -> [(LockedFolder, RenumberedFolder)] {
    var locked: [(LockedFolder, RenumberedFolder)] = []
    var refusals: [RenumberRefusal] = []
    for folder in plan.folders {
      do throws(RenumberRefused) {
        let lock = try LockedFolder(folder.path)
        try InPlaceRun.check(folder, in: lock)
        locked.append((lock, folder))
      } catch {
        refusals += error.refusals
      }
    }
    guard refusals.isEmpty else { throw RenumberRefused(refusals) }
    return locked
  }

  /// - Throws: ``RenumberRefused`` where the folder is not as the plan saw it.
  private static func check(_ folder: RenumberedFolder, in lock: LockedFolder) throws(RenumberRefused) {
    let present = try lock.names()
    do throws(RenameError) {
      try folder.rename.check(present: present)
    } catch {
      throw RenumberRefused(folder.path, error)
    }
    // Names alone would not tell that another renumbering came in between.
    for (name, file) in folder.files where !lock.holds(file, as: name) {
      throw RenumberRefused(folder.path, .changed(name: PathText.encode(name)))
    }
  }
}
