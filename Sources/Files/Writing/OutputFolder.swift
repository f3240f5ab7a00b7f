import Glibc
import SystemPackage

/// An open folder that frames are delivered into: a temporary first, its final name when it is complete.
package final class OutputFolder: Sendable {
  package let path: FilePath
  private let descriptor: FileDescriptor

  /// Opens a folder that is there.
  package init(_ path: FilePath) throws(FolderFailure) {
    self.path = path
    do {
      descriptor = try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
    } catch {
      throw FolderFailure(path: path, error: error as? Errno ?? .ioError)
    }
  }

  deinit {
    // Nothing was written through the folder's own descriptor.
    try? descriptor.close()
  }

  /// The folder for calls that take one; valid as long as this is.
  package var handle: CInt { descriptor.rawValue }

  /// Which folder it is, whatever its path leads to by now.
  var identity: FileIdentity {
    get throws(FolderFailure) {
      do throws(Errno) {
        return FileIdentity(try descriptor.stat())
      } catch {
        throw FolderFailure(path: path, error: error)
      }
    }
  }

  /// Writes a file under its final name, whole or not at all.
  ///
  /// - Parameters:
  ///   - temporary: Its name until it is complete.
  ///   - replaces: Whether a file of that name gives way. Otherwise it is left and the frame fails, even if
  ///     it appeared after the plan looked.
  package func write(
    _ bytes: UnsafeRawBufferPointer, name: [UInt8], temporary: [UInt8] = OutputFolder.temporary(),
    replaces: Bool, sync: SyncPolicy
  ) throws(FileFailure) {
    try make(name, temporary: temporary, replaces: replaces, sync: sync) { file throws(FileFailure) in
      do throws(Errno) {
        // The caller lends the bytes for the call.
        unsafe try file.writeWhole(bytes)
      } catch {
        throw FileFailure(.write, error)
      }
    }
  }

  /// Makes a file under a temporary name, has it filled, and gives it its final name.
  ///
  /// - Parameter fill: Writes the content; the file is synced and closed afterwards.
  package func make<Filled>(
    _ name: [UInt8], temporary: [UInt8] = OutputFolder.temporary(), replaces: Bool, sync: SyncPolicy,
    fill: (FileDescriptor) throws(FileFailure) -> Filled
  ) throws(FileFailure) -> Filled {
    let temporary = String(decoding: temporary, as: UTF8.self)
    let file: FileDescriptor
    do {
      file = try open(temporary)
    } catch {
      throw FileFailure(.write, error)
    }
    var lock: CInt = -1
    defer { if lock >= 0 { Glibc.close(lock) } }
    do throws(FileFailure) {
      let filled = try complete(file, sync: sync, lock: &lock, fill: fill)
      try rename(temporary, to: name, replaces: replaces)
      return filled
    } catch {
      _ = unsafe unlinkat(descriptor.rawValue, temporary, 0)
      throw error
    }
  }

  /// A name for a file that is not complete yet, unlike that of any other.
  package static func temporary() -> [UInt8] { OwnNames.temporary(token: .random(in: 0...(.max))) }

  /// Makes the names given so far durable.
  package func sync() throws(FolderFailure) {
    guard fsync(descriptor.rawValue) == 0 else {
      throw FolderFailure(path: path, error: Errno(rawValue: errno))
    }
  }

  private func open(_ name: String) throws(Errno) -> FileDescriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    while true {
      let file = unsafe openat(descriptor.rawValue, name, flags, 0o666)
      guard file >= 0 else { throw Errno(rawValue: errno) }
      // Tells other runs that somebody is at work on it. Where there are no locks nothing is told. A run that
      // clears up here can have taken the file for rubbish before it was locked: then it waits to be made again.
      _ = flock(file, LOCK_EX)
      var status = stat()
      // The structure lives to the end of the call.
      if unsafe fstat(file, &status) != 0 || status.st_nlink > 0 { return FileDescriptor(rawValue: file) }
      Glibc.close(file)
    }
  }

  /// - Parameter lock: Set to a descriptor that keeps the lock of the file, which has no name yet, after it is closed.
  private func complete<Filled>(
    _ file: FileDescriptor, sync: SyncPolicy, lock: inout CInt,
    fill: (FileDescriptor) throws(FileFailure) -> Filled
  ) throws(FileFailure) -> Filled {
    let filled = Result { () throws(FileFailure) in
      let filled = try fill(file)
      if sync == .frame, fsync(file.rawValue) != 0 { throw FileFailure(.sync, Errno(rawValue: errno)) }
      return filled
    }
    lock = fcntl(file.rawValue, F_DUPFD_CLOEXEC, 0)
    do {
      // Some file systems report a failed write only here.
      try file.close()
    } catch {
      // The first failure is the cause.
      _ = try filled.get()
      throw FileFailure(.write, error as? Errno ?? .ioError)
    }
    return try filled.get()
  }

  private func rename(
    _ temporary: String, to name: [UInt8], replaces: Bool
  ) throws(FileFailure) {
    let temporary = FilePath(temporary)
    do throws(Errno) {
      if replaces {
        try FileRename.replacing(temporary, in: handle, to: name, in: handle)
      } else {
        // A second name for an instant harms nobody where the first is a temporary's.
        try FileRename.exclusively(temporary, in: handle, to: name, in: handle, mayLink: true)
      }
    } catch {
      throw FileFailure(.rename, error)
    }
  }

  /// Makes a folder and those above it, where they are missing.
  ///
  /// - Returns: The folders that got a new one, which are to be synced.
  package static func make(_ path: FilePath) throws(FolderFailure) -> Set<FilePath> {
    do throws(Errno) {
      return try makeAll(path)
    } catch {
      throw FolderFailure(path: path, error: error)
    }
  }

  private static func makeAll(_ path: FilePath) throws(Errno) -> Set<FilePath> {
    let parent = path.removingLastComponent()
    var grown: Set<FilePath> = []
    var result = makeLast(path)
    if result == .noSuchFileOrDirectory, !parent.isEmpty, path.lastComponent != nil {
      grown = try makeAll(parent)
      result = makeLast(path)
    }
    switch result {
    case nil: grown.insert(parent.isEmpty ? "." : parent)
    case .fileExists: break
    case let error?: throw error
    }
    return grown
  }

  /// - Returns: The error of the system call, if there is one.
  private static func makeLast(_ path: FilePath) -> Errno? {
    // The path is NUL-terminated.
    let result = unsafe path.withPlatformString { unsafe mkdir($0, 0o777) == 0 ? 0 : errno }
    return result == 0 ? nil : Errno(rawValue: result)
  }
}
