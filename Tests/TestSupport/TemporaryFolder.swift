import Files
import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A fresh folder, removed with all that is in it when the value goes away.
package struct TemporaryFolder: ~Copyable {
  package let path: FilePath

  /// - Parameter parent: Where it is made; among the system's temporary files where nil.
  package init(in parent: FilePath? = nil) throws(Errno) {
    let parent = parent ?? FilePath(FileManager.default.temporaryDirectory.path)
    var template = Array(parent.appending("turnover-XXXXXX").string.utf8CString)
    // The array is NUL-terminated and mkdtemp writes only over its six X.
    guard unsafe mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
    path = FilePath(platformString: template)
  }

  deinit {
    Self.remove(path)
  }

  /// Makes an empty file, with the folders above it. The name may be any bytes.
  package func file(_ name: [UInt8], in folder: FilePath = FilePath()) throws {
    try FileDescriptor.open(
      makeFolder(folder).appending(name: name), .writeOnly, options: [.create, .exclusiveCreate],
      permissions: .ownerReadWrite
    ).close()
  }

  package func files(_ names: String..., in folder: FilePath = FilePath()) throws {
    for name in names { try file(Array(name.utf8), in: folder) }
  }

  @discardableResult package func makeFolder(_ folder: FilePath) throws(Errno) -> FilePath {
    var below = path
    for component in folder.components {
      below.append(component)
      // The path is NUL-terminated.
      let status = unsafe below.withPlatformString { unsafe mkdir($0, 0o755) }
      guard status == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }
    return below
  }

  package func link(_ name: FilePath, to target: FilePath) throws(Errno) {
    let link = path.appending(name.components)
    // Both paths are NUL-terminated.
    let status = unsafe target.withPlatformString { t in
      unsafe link.withPlatformString { unsafe symlink(t, $0) }
    }
    guard status == 0 else { throw Errno(rawValue: errno) }
  }

  package func fifo(_ name: FilePath) throws(Errno) {
    // The path is NUL-terminated.
    let status = unsafe path.appending(name.components).withPlatformString { unsafe mkfifo($0, 0o644) }
    guard status == 0 else { throw Errno(rawValue: errno) }
  }

  package func socket(_ name: FilePath) throws(Errno) {
    // The path is NUL-terminated; mknod makes a socket without anybody listening.
    let status = unsafe path.appending(name.components).withPlatformString {
      unsafe mknod($0, S_IFSOCK | 0o644, 0)
    }
    guard status == 0 else { throw Errno(rawValue: errno) }
  }

  package func setPermissions(_ folder: FilePath, _ mode: UInt32) {
    // The path is NUL-terminated.
    _ = unsafe path.appending(folder.components).withPlatformString { unsafe chmod($0, mode) }
  }

  /// Removes what is at `path`, links themselves and not what they lead to.
  private static func remove(_ path: FilePath) {
    // All pointers here are NUL-terminated paths or live entries of the open stream.
    if (try? Stat(path, followTargetSymlink: false))?.type == .directory {
      if let stream = unsafe path.withPlatformString({ unsafe opendir($0) }) {
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(stream) {
          let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
          if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        unsafe closedir(stream)
        for name in names { remove(path.appending(name: name)) }
      }
      _ = unsafe path.withPlatformString { unsafe rmdir($0) }
    } else {
      _ = unsafe path.withPlatformString { unsafe unlink($0) }
    }
  }
}
