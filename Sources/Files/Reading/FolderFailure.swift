import SystemPackage

/// A folder that cannot be made, opened or made durable.
public struct FolderFailure: Error, Sendable, Hashable {
  /// The folder.
  public let path: FilePath
  /// The error of the system call.
  public let error: Errno

  package init(path: FilePath, error: Errno) {
    self.path = path
    self.error = error
  }
}
