import FrameSequence
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
}
