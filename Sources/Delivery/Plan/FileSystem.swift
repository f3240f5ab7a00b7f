import FrameSequence
import SystemPackage

/// What the plan asks of the disk besides headers.
enum FileSystem {
  /// Whether anything has that name, a link to nowhere included.
  static func exists(_ path: FilePath) -> Bool {
    (try? path.stat(followTargetSymlink: false)) != nil
  }

  /// Whether that name is a folder, or leads to one.
  static func isDirectory(_ path: FilePath) -> Bool {
    (try? path.stat().type) == .directory
  }

  /// Which folder a path leads to; nil where there is none yet.
  static func identity(_ path: FilePath) -> DirectoryIdentity? {
    (try? path.stat()).map(DirectoryIdentity.init)
  }
}
