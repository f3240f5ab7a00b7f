import FrameSequence
import Glibc

/// What killed runs leave behind in a destination folder.
extension OutputFolder {
  /// Removes temporaries of runs that are no more: those that nobody has locked and that nobody has written to
  /// for a minute.
  ///
  /// A run locks its temporary as long as it is open, and the lock ends with the process however that ends. The
  /// minute is for file systems without locks, and for the instants between opening, locking and renaming.
  /// Links are left: their content is elsewhere. What cannot be looked at or removed stays, and harms nobody.
  func clearStaleTemporaries() {
    // A folder that cannot be listed can be written into all the same.
    guard let names = try? FolderListing.names(in: path) else { return }
    let newest = time(nil) - 60
    for name in names where OwnNames.isTemporary(name) && !OwnNames.isJournalTemporary(name) {
      let name = String(decoding: name, as: UTF8.self)
      // The string is NUL-terminated, and ASCII.
      let file = unsafe openat(handle, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      var status = stat()
      // The structure lives to the end of the call.
      guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1,
        status.st_mtim.tv_sec < newest, flock(file, LOCK_EX | LOCK_NB) == 0
      else { continue }
      _ = unsafe unlinkat(handle, name, 0)
    }
  }
}
