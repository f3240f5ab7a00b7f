import SystemPackage

/// Which object of the file system a file or directory is, whatever path led there. Two paths to one
/// directory have one identity, through links and bind mounts too.
package struct FileIdentity: Hashable, Sendable {
  /// The device's number, as `st_dev`.
  package let device: UInt64
  /// The inode's number on it.
  let inode: UInt64

  /// The identity of what `status` describes.
  package init(_ status: Stat) {
    device = UInt64(truncatingIfNeeded: status.deviceID.rawValue)
    inode = UInt64(truncatingIfNeeded: status.inode.rawValue)
  }
}
