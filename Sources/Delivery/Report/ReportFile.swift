import SystemPackage

/// Writes a report where the user wants it, replacing an older one.
public enum ReportFile {
  /// Why nothing can be written under `path`, in words; nil where nothing is known against it.
  public static func obstacle(to path: FilePath) -> String? {
    if FileSystem.isDirectory(path) { return Errno.isDirectory.description }
    return FileSystem.obstacleToWriting(path.removingLastComponent())
  }

  /// Writes `bytes` under `path`, whole or not at all. The folder is made where it is missing.
  public static func write(_ bytes: [UInt8], to path: FilePath) throws(FolderFailure) {
    guard let name = path.lastComponent else { throw FolderFailure(path: path, error: .isDirectory) }
    let parent = path.removingLastComponent()
    let folder = try OutputFolder(parent.isEmpty ? "." : parent)
    do {
      unsafe try bytes.withUnsafeBytes { bytes in
        unsafe try folder.write(bytes, name: FilePath(root: nil, [name]).bytes, replaces: true, sync: .frame)
      }
    } catch {
      throw FolderFailure(path: path, error: (error as? FrameFailure)?.system ?? .ioError)
    }
  }
}
