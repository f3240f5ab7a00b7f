import Files
import FrameSequence
import SystemPackage

/// Copies, links or moves single files to their new names in other folders.
struct FileTransfer: Sendable {
  let mode: RenumberMode
  /// What becomes of a file of the new name.
  let existing: ExistingPolicy
  let sync: SyncPolicy
  let folders: DestinationFolders

  private var replaces: Bool { existing == .overwrite }

  /// - Returns: How the frame got its name, the folder of that, and the folder in which it has none any more.
  func transfer(
    _ frame: RenumberedFrame
  ) throws(RenumberFailure) -> (method: RenumberMethod, folder: OutputFolder, oldFolder: OutputFolder?) {
    guard let source = frame.source else {
      preconditionFailure("a frame to be renumbered has a source")
    }
    let folder = try renumbering { () throws(FileFailure) in try folders.open(frame.destination.folder) }
    let name = frame.destination.name
    switch mode {
    case .clone, .copy: return (try copy(source.path, to: name, in: folder), folder, nil)
    case .hardlink:
      try link(source.path, to: name, in: folder)
      return (.linked, folder, nil)
    case .move:
      let oldFolder = sync == .frame ? try parent(of: source.path) : nil
      try move(source.path, seen: frame.identity, to: name, in: folder)
      return (.moved, folder, oldFolder)
    }
  }

  private func parent(of path: FilePath) throws(RenumberFailure) -> OutputFolder {
    let parent = path.removingLastComponent()
    do throws(FolderFailure) {
      return try OutputFolder(parent.isEmpty ? "." : parent)
    } catch {
      throw RenumberFailure(.open, error.error)
    }
  }

  private func copy(
    _ source: FilePath, to name: [UInt8], in folder: OutputFolder
  ) throws(RenumberFailure) -> RenumberMethod {
    let isCloned = try renumbering { () throws(FileFailure) in
      let file = try SourceFile(source)
      return try folder.make(name, replaces: replaces, sync: sync) { output throws(FileFailure) in
        try FileCopy.fill(output, from: file, clones: mode == .clone)
      }
    }
    return isCloned ? .cloned : .copied
  }

  /// Links to the file itself where the source is a symbolic link.
  private func link(_ source: FilePath, to name: [UInt8], in folder: OutputFolder) throws(RenumberFailure) {
    guard replaces else { return try link(source, as: name, in: folder) }
    let temporary = OutputFolder.temporary()
    try link(source, as: temporary, in: folder)
    // Renaming one name of a file to another name of the same file does nothing, so the temporary can be
    // there still after a success too. One that stays is rubbish and no harm.
    defer { try? folder.remove(temporary) }
    do throws(Errno) {
      try FileRename.replacing(FilePath(bytes: temporary), in: folder.handle, to: name, in: folder.handle)
    } catch {
      throw RenumberFailure(.rename, error)
    }
  }

  private func link(_ source: FilePath, as name: [UInt8], in folder: OutputFolder) throws(RenumberFailure) {
    do throws(Errno) {
      try folder.link(source, as: name)
    } catch {
      throw RenumberFailure(.link, error)
    }
  }

  /// Moves the file that the plan saw, and no other that has its name by now.
  ///
  /// No system call renames a file by its identity, so what was moved is looked at again: a file that came in
  /// between look and rename goes back.
  private func move(
    _ source: FilePath, seen identity: FileIdentity?, to name: [UInt8], in folder: OutputFolder
  ) throws(RenumberFailure) {
    guard FileTransfer.identity(source, in: OutputFolder.current) == identity else {
      throw FileTransfer.changed
    }
    do throws(Errno) {
      if replaces {
        try FileRename.replacing(source, in: OutputFolder.current, to: name, in: folder.handle)
      } else {
        try FileRename.exclusively(source, in: OutputFolder.current, to: name, in: folder.handle)
      }
    } catch {
      throw RenumberFailure(.rename, error)
    }
    let new = FilePath(bytes: name)
    guard FileTransfer.identity(new, in: folder.handle) != identity else { return }
    do throws(Errno) {
      try FileRename.exclusively(new, in: folder.handle, to: source.bytes, in: OutputFolder.current)
    } catch {
      throw RenumberFailure(.rename, .movedOtherFile(error: error))
    }
    throw FileTransfer.changed
  }

  private static var changed: RenumberFailure {
    RenumberFailure(.rename, .otherFile)
  }

  /// Which file has that name; nil where none has.
  private static func identity(_ path: FilePath, in folder: CInt) -> FileIdentity? {
    // A file that cannot be looked at is not the one.
    (try? path.stat(relativeTo: FileDescriptor(rawValue: folder), flags: .symlinkNoFollow))
      .map(FileIdentity.init)
  }
}
