import SystemPackage

/// A folder that cannot be made, opened or made durable.
public struct FolderFailure: Error, Sendable, Hashable {
  public let path: FilePath
  public let error: Errno

  public init(path: FilePath, error: Errno) {
    self.path = path
    self.error = error
  }
}
