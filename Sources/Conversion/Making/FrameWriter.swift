import EXR
import Files
import FrameSequence
import SystemPackage

/// Writes the files of frames under their names.
struct FrameWriter: Sendable {
  private let folders: DestinationFolders
  private let existing: ExistingPolicy
  private let sync: SyncPolicy
  private let limits: Limits
  /// Frames that have their names, until their folders are synced.
  private let named: FolderSync

  init(folders: DestinationFolders, existing: ExistingPolicy, sync: SyncPolicy, limits: Limits) {
    self.folders = folders
    self.existing = existing
    self.sync = sync
    self.limits = limits
    named = FolderSync(sync)
  }

  var patience: Duration? { named.wait }
  func settle() { named.syncIfDue() }
  func settleAll() { named.sync() }

  /// Writes what was made of a frame.
  ///
  /// - Parameter end: Called once, on any thread: with what became of the frame, and with a reason to end the run where
  ///   every further frame would fail the same way.
  func write(
    _ made: FrameFiles, of order: FrameOrder,
    end: @escaping @Sendable (FrameOutcome, _ stop: String?) -> Void
  ) {
    var files: [(ByteBuffer, Destination)] = []
    if let exr = made.exr, let product = order.exr { files.append((exr, product.file)) }
    if let preview = made.preview, let product = order.preview { files.append((preview, product.file)) }
    var used: [OutputFolder] = []
    var failure: FrameFailure?
    var stop: String?
    var isKept = true
    for (file, destination) in files {
      do throws(FrameFailure) {
        let folder = try onFiles { () throws(FileFailure) in try folders.open(destination.folder) }
        used.append(folder)
        if try put(file, at: destination, in: folder, of: order) { isKept = false }
      } catch {
        failure = error.of(destination)
        stop = error.endingTheRun(at: destination.name)
        if stop != nil { break }
      }
    }
    if let failure { return end(.failed(failure), stop) }
    let outcome = isKept ? FrameOutcome.kept : .done(made.findings)
    named.add(used) { unsynced in
      guard let unsynced else { return end(outcome, nil) }
      let failure = FrameFailure(FileFailure(unsynced))
      end(.failed(failure), failure.endingTheRun(at: unsynced.path.bytes))
    }
  }

  /// Writes a file under its name.
  ///
  /// - Returns: False where another run was faster, and the user chose to leave what is there: it fits.
  private func put(
    _ file: ByteBuffer, at destination: Destination, in folder: OutputFolder, of order: FrameOrder
  ) throws(FrameFailure) -> Bool {
    do throws(FrameFailure) {
      try onFiles { () throws(FileFailure) in
        unsafe try folder.write(file.bytes, name: destination.name, replaces: order.replaces, sync: sync)
      }
      return true
    } catch {
      guard existing == .skip, error.operation == .rename, error.system == .fileExists else { throw error }
      try OutputFacts.checkKept(
        destination.path, insteadOf: file, limits: limits, rules: order.layers)
      return false
    }
  }
}

extension FrameFailure {
  /// Why the run ends with it, where every further frame would fail the same way.
  fileprivate func endingTheRun(at name: [UInt8]) -> String? {
    endsTheRun ? "the run ended at \(PathText.encode(name)): \(text)" : nil
  }
}
