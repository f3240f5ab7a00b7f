import Glibc
import SystemPackage

/// What is done to the names in an open folder.
extension OutputFolder {
  /// Stands for the process's current folder where a call takes a folder beside a path.
  package static let current = CInt(AT_FDCWD)

  /// Locks the folder against everybody else who does so.
  ///
  /// The lock is an advisory one of the open folder, so it ends with the process however that ends.
  /// - Returns: False where somebody else has it. True too where the file system has no locks.
  package func lock() -> Bool {
    flock(handle, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  /// Unlocks it. Closing alone would not do that as long as a process that was forked meanwhile has it open too.
  package func unlock() {
    flock(handle, LOCK_UN)
  }

  /// - Throws: the error for which no name can be made in it.
  package func checkWritable() throws(Errno) {
    guard unsafe faccessat(handle, ".", W_OK, 0) == 0 else { throw Errno(rawValue: errno) }
  }

  /// Removes a file. It may be gone already.
  package func remove(_ name: [UInt8]) throws(Errno) {
    // The path is NUL-terminated.
    let result = unsafe FilePath(bytes: name).withPlatformString {
      unsafe unlinkat(handle, $0, 0) == 0 ? 0 : errno
    }
    guard result == 0 || result == ENOENT else { throw Errno(rawValue: result) }
  }

  /// Gives a file a second name, in this folder; the file itself where `source` is a symbolic link.
  package func link(_ source: FilePath, as name: [UInt8]) throws(Errno) {
    // Both paths are NUL-terminated.
    let result = unsafe source.withPlatformString { source in
      unsafe FilePath(bytes: name).withPlatformString { name in
        unsafe linkat(AT_FDCWD, source, handle, name, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno
      }
    }
    guard result == 0 else { throw Errno(rawValue: result) }
  }
}
