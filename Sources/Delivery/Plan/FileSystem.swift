import FrameSequence
import Glibc
import SystemPackage

/// What the plan asks of the disk besides headers.
enum FileSystem {
  /// Whether anything has that name, a link to nowhere included.
  static func exists(_ path: FilePath) -> Bool {
    // What cannot be looked at cannot be there for us; writing to it says why.
    (try? path.stat(followTargetSymlink: false)) != nil
  }

  /// Whether that name is a folder, or leads to one.
  static func isDirectory(_ path: FilePath) -> Bool {
    // As above.
    (try? path.stat().type) == .directory
  }

  /// Which folder a path leads to; nil where there is none yet.
  static func identity(_ path: FilePath) -> DirectoryIdentity? {
    // A folder that is not there yet is nobody's.
    (try? path.stat()).map(DirectoryIdentity.init)
  }

  /// Why no file can be made in a folder that is there or is still to be made; nil where nothing is known
  /// against it.
  static func obstacleToWriting(_ folder: FilePath) -> Errno? {
    var path = folder
    while true {
      let here = path.isEmpty ? FilePath(".") : path
      let result = unsafe here.withPlatformString {
        unsafe faccessat(AT_FDCWD, $0, W_OK | X_OK, AT_EACCESS) == 0 ? 0 : errno
      }
      switch result {
      case 0: return isDirectory(here) ? nil : .notDirectory
      case ENOENT where !path.isEmpty && path.lastComponent != nil: path.removeLastComponent()
      default: return Errno(rawValue: result)
      }
    }
  }
}
