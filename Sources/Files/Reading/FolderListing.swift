import SystemPackage

/// What names there are in a folder.
package enum FolderListing {
  /// All names in the folder but `.` and `..`, whatever they name.
  ///
  /// - Throws: the error of `opendir` or `readdir`.
  package static func names(in folder: FilePath) throws(Errno) -> Set<[UInt8]> {
    Set(try DirectoryReader.names(in: folder).map(\.name))
  }
}
