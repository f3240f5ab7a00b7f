import SystemPackage

/// A file to be made.
public struct Destination: Sendable, Hashable {
  /// The folder that the file is made in.
  public let folder: FilePath
  /// Its name in the folder, as bytes.
  public let name: [UInt8]

  package init(folder: FilePath, name: [UInt8]) {
    self.folder = folder
    self.name = name
  }

  /// The folder and the name together.
  public var path: FilePath { folder.appending(name: name) }
}
