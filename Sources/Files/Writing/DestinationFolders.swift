import SystemPackage

/// The folders that a run delivers into. All are made and known before the first frame; a folder is open only
/// while frames get their names in it, because a show has more shots than a process may have open files.
package struct DestinationFolders: Sendable {
  private let identities: [FilePath: FileIdentity]

  /// Makes those that are not there.
  ///
  /// - Parameter sync: Whether folders that are made are on the disk afterwards.
  package init(_ paths: some Sequence<FilePath>, sync: SyncPolicy) throws(FolderFailure) {
    var identities: [FilePath: FileIdentity] = [:]
    var parents: Set<FilePath> = []
    for path in paths where identities[path] == nil {
      parents.formUnion(try OutputFolder.make(path))
      let folder = try OutputFolder(path)
      identities[path] = try folder.identity
    }
    if sync == .frame {
      for parent in parents { try OutputFolder(parent).sync() }
    }
    self.identities = identities
  }

  /// Opens one of them.
  ///
  /// - Throws: ``FileFailure`` also where another folder has taken its place: frames land where the plan looked,
  ///   or nowhere.
  package func open(_ path: FilePath) throws(FileFailure) -> OutputFolder {
    let folder: OutputFolder
    let identity: FileIdentity
    do throws(FolderFailure) {
      folder = try OutputFolder(path)
      identity = try folder.identity
    } catch {
      throw FileFailure(.write, error.error)
    }
    guard identity == identities[path] else {
      throw FileFailure(.write, .folderReplaced)
    }
    return folder
  }
}
