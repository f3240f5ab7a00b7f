import Dispatch
import Synchronization
import SystemPackage

/// Holds back the news of frames that have their names until the folders of these names are on the disk too.
///
/// One sync of a folder stands for all frames that got names in it before, so they are told in batches: soon
/// enough for somebody who watches, and seldom enough that the syncs cost nothing.
package final class FolderSync: Sendable {
  private let policy: SyncPolicy
  private let batch = Mutex(Batch())
  /// Held by the one thread that syncs: with several, too many folders would be open.
  private let turn = DispatchSemaphore(value: 1)

  /// How long a frame waits for others. A sync is a turn of the disk, and ten in a second are seldom felt.
  package static let patience = Duration.milliseconds(100)
  /// Each folder of a batch is held open, and the limit of open files must never be near.
  package static let mostFolders = 32

  private struct Batch {
    /// Where names came to be, and after them where names went; each path once.
    var folders: [OutputFolder] = []
    var oldFolders: [OutputFolder] = []
    var frames: [(folders: [FilePath], tell: @Sendable (FolderFailure?) -> Void)] = []
    var since: ContinuousClock.Instant?

    /// Holds no folder twice: another of the same path is closed.
    static func insert(_ folder: OutputFolder, into folders: inout [OutputFolder]) {
      if !folders.contains(where: { $0.path == folder.path }) { folders.append(folder) }
    }
  }

  package init(_ policy: SyncPolicy) {
    self.policy = policy
  }

  /// Takes a frame that has its names.
  ///
  /// - Parameters:
  ///   - folders: Where it has names now.
  ///   - oldFolder: Where it had a name, to be synced after all those, so that every frame has a name at any time.
  ///   - tell: Called when they are synced, on any thread, or with the reason why they are not.
  package func add(
    _ folders: [OutputFolder], from oldFolder: OutputFolder? = nil,
    tell: @escaping @Sendable (FolderFailure?) -> Void
  ) {
    guard policy == .frame else { return tell(nil) }
    batch.withLock { batch in
      for folder in folders { Batch.insert(folder, into: &batch.folders) }
      if let oldFolder { Batch.insert(oldFolder, into: &batch.oldFolders) }
      batch.frames.append((folders.map(\.path) + [oldFolder?.path].compactMap(\.self), tell))
      batch.since = batch.since ?? .now
    }
  }

  /// How long until ``syncIfDue()`` has something to do; nil while no frame waits.
  package var wait: Duration? {
    batch.withLock { batch in
      batch.since.map { max(.zero, $0 + FolderSync.patience - .now) }
    }
  }

  /// Syncs the folders and tells the frames, where the oldest has waited long enough or too many folders are open.
  package func syncIfDue() {
    if isDue { takeTurn { if isDue { syncAll() } } }
  }

  /// Syncs the folders of all frames that wait, and tells them.
  package func sync() { takeTurn(syncAll) }

  private var isDue: Bool {
    batch.withLock { batch in
      guard let since = batch.since else { return false }
      return batch.folders.count + batch.oldFolders.count >= FolderSync.mostFolders
        || since.duration(to: .now) >= FolderSync.patience
    }
  }

  private func takeTurn(_ work: () -> Void) {
    turn.wait()
    work()
    turn.signal()
  }

  private func syncAll() {
    let batch = batch.withLock { batch in
      defer { batch = Batch() }
      return batch
    }
    var failures: [FilePath: FolderFailure] = [:]
    for folder in batch.folders + batch.oldFolders {
      do throws(FolderFailure) {
        try folder.sync()
      } catch {
        failures[folder.path] = error
      }
    }
    for frame in batch.frames { frame.tell(frame.folders.lazy.compactMap { failures[$0] }.first) }
  }
}
