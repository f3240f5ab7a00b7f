import Files
import FrameSequence
import SystemPackage

/// A folder whose files get other names in it. Nobody else can renumber it as long as this lives.
final class LockedFolder {
  let path: FilePath
  private let folder: OutputFolder
  /// The journal that was read or written here. Where locks do not reach another machine, that may have put its own in
  /// the same place since.
  private var ownJournal: RenameJournal?

  /// Opens and locks a folder that is there, and clears away what killed runs did not finish writing.
  ///
  /// The lock is an advisory one of the open folder, so it ends with the process however that ends. Where
  /// the file system has none (some network ones), the journal alone keeps two runs apart: it is made
  /// only where none is, in one step.
  init(_ path: FilePath) throws(RenumberRefused) {
    self.path = path
    do throws(FolderFailure) {
      folder = try OutputFolder(path)
    } catch {
      throw RenumberRefused(path, .folderNotOpened(error: error.error))
    }
    guard folder.lock() else { throw RenumberRefused(path, .underWay) }
    do throws(Errno) {
      try folder.checkWritable()
    } catch {
      throw RenumberRefused(path, .lockedFolder(error: error))
    }
    folder.clearStaleTemporaries()
    try clearNamesOfJournal()
  }

  deinit {
    folder.unlock()
  }

  /// Removes the temporary name of a journal that has its own name too: a run was killed between the two. Other
  /// unfinished files may be those of a run on another machine.
  private func clearNamesOfJournal() throws(RenumberRefused) {
    func identity(_ name: [UInt8]) -> FileIdentity? {
      FileSystem.identity(path.appending(name: name), followingLinks: false)
    }
    guard let journal = identity(OwnNames.journal) else { return }
    for name in try names() where OwnNames.isTemporary(name) && identity(name) == journal {
      // One that stays is rubbish and no harm.
      try? folder.remove(name)
    }
  }

  /// All names in the folder.
  func names() throws(RenumberRefused) -> Set<[UInt8]> {
    do throws(Errno) {
      return try FolderListing.names(in: path)
    } catch {
      throw RenumberRefused(path, .unreadableFolder(error: error))
    }
  }

  /// Whether the file of this name is the one that the plan saw.
  func holds(_ file: FileIdentity, as name: [UInt8]) -> Bool {
    FileSystem.identity(path.appending(name: name), followingLinks: false) == file
  }

  /// The journal that lies in the folder, or nil. It is one's own from now on.
  func journal() throws(RenumberRefused) -> RenameJournal? {
    ownJournal = try readJournal()
    return ownJournal
  }

  private func readJournal() throws(RenumberRefused) -> RenameJournal? {
    // A journal of the largest plan there can be, all its names as long as they get and all escaped.
    let limit = 2 << 30
    do {
      let file = try FileDescriptor.open(
        path.appending(name: OwnNames.journal), .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
      return try file.closeAfter {
        let status = try file.stat()
        guard status.type == .regular, status.size <= limit else { throw RenameJournalError.notAJournal }
        let size = Int(status.size)
        let edge = min(size, RenameJournal.edgeByteCount)
        guard
          RenameJournal.isPossible(
            beginning: try LockedFolder.read(file, 0..<edge),
            end: try LockedFolder.read(file, size - edge..<size))
        else { throw RenameJournalError.notAJournal }
        return try RenameJournal(parsing: LockedFolder.read(file, 0..<size))
      }
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch let error as RenameJournalError {
      throw RenumberRefused(path, .unusableJournal(error: error))
    } catch {
      throw RenumberRefused(path, .unreadableJournal(error: error as? Errno ?? .ioError))
    }
  }

  private static func read(_ file: FileDescriptor, _ range: Range<Int>) throws -> [UInt8] {
    let bytes = try file.allBytes(at: range.lowerBound, upTo: range.count)
    guard bytes.count == range.count else { throw RenameJournalError.incomplete }
    return bytes
  }

  /// Whether a name is that of a folder.
  func isFolder(_ name: [UInt8]) -> Bool {
    // A file that cannot be looked at is no folder that could be renamed.
    (try? path.appending(name: name).stat(followTargetSymlink: false))?.type == .directory
  }

  /// Does one step.
  ///
  /// - Parameter replacesJournal: Whether a journal that is there is replaced by the one to write. The first
  ///   of a renumbering replaces none.
  func perform(_ step: RenameStep, replacesJournal: Bool = true) throws(RenumberFailure) {
    switch step {
    case .writeJournal(let journal):
      if replacesJournal { try checkOwnJournal() }
      // The bytes live to the end of the call.
      let written = unsafe journal.encoded.withUnsafeBytes { bytes in
        Result { () throws(FileFailure) in
          unsafe try folder.write(
            bytes, name: OwnNames.journal, replaces: replacesJournal, sync: .frame)
        }
      }
      try renumbering { () throws(FileFailure) in try written.get() }
      ownJournal = journal
      try sync()
    case .rename(let old, let new):
      do throws(Errno) {
        try FileRename.exclusively(FilePath(bytes: old), in: folder.handle, to: new, in: folder.handle)
      } catch {
        throw RenumberFailure(.rename, .step(old: old, new: new, error: error))
      }
    case .syncFolder: try sync()
    case .removeJournal:
      try checkOwnJournal()
      do throws(Errno) {
        try folder.remove(OwnNames.journal)
      } catch {
        throw RenumberFailure(.rename, .journal(error: error))
      }
      try sync()
    }
  }

  /// Refuses to replace or remove the journal of another run.
  private func checkOwnJournal() throws(RenumberFailure) {
    do throws(RenumberRefused) {
      guard let there = try readJournal(), there != ownJournal else { return }
    } catch {
      // What cannot be read, or is no journal, is none of this run.
    }
    throw RenumberFailure(.rename, .otherJournal)
  }

  private func sync() throws(RenumberFailure) {
    do throws(FolderFailure) { try folder.sync() } catch { throw RenumberFailure(.sync, error.error) }
  }
}
