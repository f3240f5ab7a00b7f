import Files
import SystemPackage

/// The folders that sources are in. Nothing is ever delivered into one.
package struct SourceFolders: Sendable {
  private var identities: Set<FileIdentity> = []

  /// Besides the folders that were searched, those in which the files of linked frames are: what takes the
  /// name of such a file takes the frame.
  init(of found: [FoundSequence]) {
    for found in found {
      identities.insert(found.directoryIdentity)
      for frame in found.sequence.frames {
        guard let file = FileSystem.linkedFile(found.sequence.path(of: frame)),
          let identity = FileSystem.identity(file.removingLastComponent())
        else { continue }
        identities.insert(identity)
      }
    }
  }

  /// Whether a path leads to one of them.
  package func contains(_ folder: FilePath) -> Bool {
    FileSystem.identity(folder).map(identities.contains) ?? false
  }
}
