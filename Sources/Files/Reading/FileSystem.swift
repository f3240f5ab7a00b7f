import Glibc
import SystemPackage

/// What the plan asks of the disk besides headers.
package enum FileSystem {
  /// Whether anything has that name, a link to nowhere included.
  package static func exists(_ path: FilePath) -> Bool {
    // A path that cannot be examined (no permission, I/O error) counts as absent; writing to it fails and says why.
    (try? path.stat(followTargetSymlink: false)) != nil
  }

  /// Whether that name is a folder, or leads to one.
  package static func isDirectory(_ path: FilePath) -> Bool {
    // A path that cannot be examined counts as no folder.
    (try? path.stat().type) == .directory
  }

  /// Which file or folder a path leads to, or is where links are not followed; nil where there is none yet.
  package static func identity(_ path: FilePath, followingLinks: Bool = true) -> FileIdentity? {
    // What is missing or cannot be examined has no identity to compare.
    (try? path.stat(followTargetSymlink: followingLinks)).map(FileIdentity.init)
  }

  /// The file that a link leads to, by a path without links; nil for what is no link or leads nowhere.
  package static func linkedFile(_ path: FilePath) -> FilePath? {
    // A file that cannot be examined counts as no link here; reading it fails, and its frame with it.
    guard (try? path.stat(followTargetSymlink: false).type) == .symbolicLink else { return nil }
    return realPath(path)
  }

  /// The absolute path without links, `.` and `..` that leads to the same; nil where nothing is there.
  static func realPath(_ path: FilePath) -> FilePath? {
    // The path is NUL-terminated.
    guard let real = unsafe path.withPlatformString({ unsafe realpath($0, nil) }) else { return nil }
    // `realpath` allocated the text, NUL-terminated, and leaves it to us to free.
    defer { unsafe free(real) }
    return unsafe FilePath(platformString: real)
  }

  /// Why no file can be made in a folder that is there or is still to be made, nil where nothing is known against
  /// it.
  ///
  /// Where a folder is still to be made, what its path will lead to has to be known now: making the missing
  /// ones must not turn it into a folder that the plan has never seen.
  package static func obstacleToWriting(_ folder: FilePath) -> FolderObstacle? {
    var path = folder
    while true {
      let here = path.isEmpty ? FilePath(".") : path
      do {
        guard try here.stat().type == .directory else { return .notADirectory }
        return obstacleToAccess(here)
      } catch {
        guard error == .noSuchFileOrDirectory, let last = path.lastComponent else {
          return .system(error: error)
        }
        // The name is there but leads nowhere: a link. Making its target later would turn it into a folder.
        if exists(here) { return .linkToNowhere(path: here) }
        path.removeLastComponent()
        if last.kind == .parentDirectory { return .missingParent(path: path) }
      }
    }
  }

  /// How many files this process may have open.
  package static var openFileLimit: UInt {
    var limit = rlimit()
    // The structure lives to the end of the call, which fails for no resource that there is.
    return unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 ? limit.rlim_cur : .max
  }

  private static func obstacleToAccess(_ folder: FilePath) -> FolderObstacle? {
    // The path is NUL-terminated.
    let result = unsafe folder.withPlatformString {
      unsafe faccessat(AT_FDCWD, $0, W_OK | X_OK, AT_EACCESS) == 0 ? 0 : errno
    }
    return result == 0 ? nil : .system(error: Errno(rawValue: result))
  }
}
