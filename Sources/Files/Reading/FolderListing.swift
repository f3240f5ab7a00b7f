import SystemPackage

/// What names there are in a folder.
public enum FolderListing {
  /// All names in the folder but `.` and `..`, whatever they name.
  ///
  /// - Throws: the error of `opendir` or `readdir`.
  public static func names(in folder: FilePath) throws(Errno) -> Set<[UInt8]> {
    Set(try DirectoryReader.names(in: folder).map(\.name))
  }
}
