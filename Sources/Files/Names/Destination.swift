import SystemPackage

/// A file to be made.
public struct Destination: Sendable, Hashable {
  public let folder: FilePath
  /// Its name in the folder, as bytes.
  public let name: [UInt8]

  public init(folder: FilePath, name: [UInt8]) {
    self.folder = folder
    self.name = name
  }

  public var path: FilePath { folder.appending(name: name) }
}
