import Glibc
import SystemPackage

/// Gives files other names.
///
/// In both ways `old` is a name in `folder`, or a path where `folder` is `AT_FDCWD`, and `new` a name in
/// `newFolder`.
package enum FileRename {
  /// Renames, and does not take the name from another file.
  ///
  /// One system call where the file system knows how. Elsewhere, on NFS for one, it looks first, and a file that
  /// somebody puts there between look and rename is replaced.
  ///
  /// - Parameter mayLink: Whether a file system that does not know how may be asked for a link, which no name that
  ///   is taken gets either. There is an instant then at which the file has both names.
  /// - Throws: the error of the system call; `fileExists` if there is a file of the new name.
  package static func exclusively(
    _ old: FilePath, in folder: CInt, to new: [UInt8], in newFolder: CInt, mayLink: Bool = false
  ) throws(Errno) {
    // Both paths are NUL-terminated.
    let result = unsafe old.withPlatformString { old in
      unsafe FilePath(bytes: new).withPlatformString { new in
        if unsafe renameat2(folder, old, newFolder, new, UInt32(RENAME_NOREPLACE)) == 0 { return CInt(0) }
        guard errno == EINVAL || errno == ENOSYS else { return errno }
        if mayLink {
          if unsafe linkat(folder, old, newFolder, new, 0) == 0 {
            _ = unsafe unlinkat(folder, old, 0)
            return 0
          }
          if errno == EEXIST { return errno }
        }
        if unsafe faccessat(newFolder, new, F_OK, AT_SYMLINK_NOFOLLOW) == 0 { return EEXIST }
        // Whoever cannot look, because of a disk or a server that fails, does not know that the name is free.
        guard errno == ENOENT else { return errno }
        return unsafe renameat(folder, old, newFolder, new) == 0 ? 0 : errno
      }
    }
    guard result == 0 else { throw Errno(rawValue: result) }
  }

  /// Renames, and replaces a file of the new name.
  package static func replacing(_ old: FilePath, in folder: CInt, to new: [UInt8], in newFolder: CInt)
    throws(Errno)
  {
    // Both paths are NUL-terminated.
    let result = unsafe old.withPlatformString { old in
      unsafe FilePath(bytes: new).withPlatformString { new in
        unsafe renameat(folder, old, newFolder, new) == 0 ? 0 : errno
      }
    }
    guard result == 0 else { throw Errno(rawValue: result) }
  }
}
