import FrameSequence
import Glibc
import SystemPackage

/// Gives a file another name, and does not take that name from another file.
enum ExclusiveRename {
  /// One system call where the file system knows how. Elsewhere, on NFS for one, it looks first, and a file that
  /// somebody puts there between look and rename is replaced.
  ///
  /// There is no instant at which the file has both names or none, as there would be with a link.
  /// - Parameters:
  ///   - old: A name in `folder`, or a path where `folder` is `AT_FDCWD`.
  ///   - new: A name in `newFolder`.
  /// - Throws: the error of the system call; `fileExists` if there is a file of the new name.
  static func rename(_ old: FilePath, in folder: CInt, to new: [UInt8], in newFolder: CInt) throws(Errno) {
    // Both paths are NUL-terminated.
    let result = unsafe old.withPlatformString { old in
      unsafe FilePath(bytes: new).withPlatformString { new in
        if unsafe renameat2(folder, old, newFolder, new, UInt32(RENAME_NOREPLACE)) == 0 { return CInt(0) }
        guard errno == EINVAL || errno == ENOSYS else { return errno }
        if unsafe faccessat(newFolder, new, F_OK, AT_SYMLINK_NOFOLLOW) == 0 { return EEXIST }
        return unsafe renameat(folder, old, newFolder, new) == 0 ? 0 : errno
      }
    }
    guard result == 0 else { throw Errno(rawValue: result) }
  }
}
