import FrameSequence
import Glibc
import SystemPackage

/// Whether a frame is on the disk before it gets its name.
public enum SyncPolicy: String, Sendable, Hashable, CaseIterable {
  /// Every frame is synced before it is renamed, and the folder after it.
  case frame
  /// The system writes when it likes; a power cut may leave frames without content.
  case none
}

/// A destination folder that cannot be made, opened or made durable.
public struct FolderFailure: Error, Sendable, Hashable {
  public let path: FilePath
  public let error: Errno
}

/// A folder that frames are delivered into: a temporary first, its final name when it is complete.
///
/// The folder is held open, so frames land where the plan looked even if the folder is moved meanwhile.
final class OutputFolder: Sendable {
  let path: FilePath
  private let descriptor: FileDescriptor

  /// Makes the folder and those above it where they are missing, and opens it.
  init(_ path: FilePath) throws(FolderFailure) {
    self.path = path
    do {
      try OutputFolder.make(path)
      descriptor = try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
    } catch {
      throw FolderFailure(path: path, error: error as? Errno ?? .ioError)
    }
  }

  deinit {
    // Nothing was written through the folder's own descriptor.
    try? descriptor.close()
  }

  /// Writes a file under its final name, whole or not at all.
  ///
  /// - Parameters:
  ///   - replaces: Whether a file of that name gives way. Otherwise it is left and the frame fails, even if
  ///     it appeared after the plan looked.
  func write(
    _ bytes: UnsafeRawBufferPointer, name: [UInt8], replaces: Bool, sync: SyncPolicy
  ) throws(FrameFailure) {
    let temporary = String(decoding: OwnNames.temporary(token: .random(in: 0...(.max))), as: UTF8.self)
    let file: FileDescriptor
    do {
      file = try open(temporary)
    } catch {
      throw FrameFailure(.write, error)
    }
    do throws(FrameFailure) {
      unsafe try fill(file, with: bytes, sync: sync)
      try rename(temporary, to: name, replaces: replaces)
    } catch {
      _ = unsafe unlinkat(descriptor.rawValue, temporary, 0)
      throw error
    }
  }

  /// Makes the names given so far durable.
  func sync() throws(FolderFailure) {
    guard fsync(descriptor.rawValue) == 0 else {
      throw FolderFailure(path: path, error: Errno(rawValue: errno))
    }
  }

  private func open(_ name: String) throws(Errno) -> FileDescriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let file = unsafe openat(descriptor.rawValue, name, flags, 0o666)
    guard file >= 0 else { throw Errno(rawValue: errno) }
    return FileDescriptor(rawValue: file)
  }

  private func fill(
    _ file: FileDescriptor, with bytes: UnsafeRawBufferPointer, sync: SyncPolicy
  ) throws(FrameFailure) {
    var failure: FrameFailure?
    do {
      _ = unsafe try file.writeAll(bytes)
    } catch {
      failure = FrameFailure(.write, error as? Errno ?? .ioError)
    }
    if failure == nil, sync == .frame, fsync(file.rawValue) != 0 {
      failure = FrameFailure(.sync, Errno(rawValue: errno))
    }
    do {
      // Some file systems report a failed write only here.
      try file.close()
    } catch {
      failure = failure ?? FrameFailure(.write, error as? Errno ?? .ioError)
    }
    if let failure { throw failure }
  }

  private func rename(
    _ temporary: String, to name: [UInt8], replaces: Bool
  ) throws(FrameFailure) {
    let folder = descriptor.rawValue
    let result = unsafe FilePath(bytes: name).withPlatformString { name in
      if !replaces {
        // A link fails where the name exists, in one step; rename would replace it.
        if unsafe linkat(folder, temporary, folder, name, 0) == 0 {
          _ = unsafe unlinkat(folder, temporary, 0)
          return CInt(0)
        }
        if errno == EEXIST { return errno }
        // A file system without hard links: look, then rename.
        if unsafe faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 { return EEXIST }
      }
      return unsafe renameat(folder, temporary, folder, name) == 0 ? 0 : errno
    }
    guard result == 0 else { throw FrameFailure(.rename, Errno(rawValue: result)) }
  }

  private static func make(_ path: FilePath) throws(Errno) {
    let result = unsafe path.withPlatformString { unsafe mkdir($0, 0o777) == 0 ? 0 : errno }
    switch result {
    case 0, EEXIST: return
    case ENOENT where path.lastComponent != nil:
      try make(path.removingLastComponent())
      let again = unsafe path.withPlatformString { unsafe mkdir($0, 0o777) == 0 ? 0 : errno }
      guard again == 0 || again == EEXIST else { throw Errno(rawValue: again) }
    default: throw Errno(rawValue: result)
    }
  }
}
