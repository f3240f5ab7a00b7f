import Glibc
import SystemPackage

/// A file of a source, open for reading only.
package struct SourceFile: ~Copyable {
  package let descriptor: FileDescriptor
  package let byteCount: Int
  private let stat: Stat

  /// Opens a regular file, or a link to one.
  ///
  /// `O_NONBLOCK` makes opening a FIFO return at once, so that the check for a regular file is reached.
  package init(_ path: FilePath) throws(FileFailure) {
    (descriptor, stat) = try SourceFile.open(path)
    byteCount = Int(stat.size)
  }

  deinit {
    SourceFile.close(descriptor)
  }

  /// Reads the whole file in one sequential pass.
  ///
  /// - Parameter memory: At least ``byteCount`` bytes.
  /// - Throws: ``FileFailure`` where the file is shorter than it was, or was written to meanwhile.
  package func readAll(into memory: UnsafeMutableRawBufferPointer) throws(FileFailure) {
    var done = 0
    while done < byteCount {
      let count: Int
      do {
        // The caller's memory holds `byteCount` bytes and more.
        count = unsafe try descriptor.read(
          into: UnsafeMutableRawBufferPointer(rebasing: memory[done..<byteCount]))
      } catch {
        throw FileFailure(.read, SourceFile.errno(error))
      }
      guard count > 0 else { throw SourceFile.changing }
      done += count
    }
    try checkUnchanged()
  }

  /// Reads the beginning of the file, up to a number of bytes.
  ///
  /// - Throws: ``FileFailure`` where the file is shorter than it was.
  package func beginning(upTo most: Int) throws(FileFailure) -> [UInt8] {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try descriptor.allBytes(at: 0, upTo: min(byteCount, most))
    } catch {
      throw FileFailure(.read, error)
    }
    guard bytes.count == min(byteCount, most) else { throw SourceFile.changing }
    return bytes
  }

  /// - Throws: ``FileFailure`` where the file was written to since it was opened.
  func checkUnchanged() throws(FileFailure) {
    let now: Stat
    do {
      now = try descriptor.stat()
    } catch {
      throw FileFailure(.read, SourceFile.errno(error))
    }
    guard now.size == stat.size, now.st_mtim.tv_sec == stat.st_mtim.tv_sec,
      now.st_mtim.tv_nsec == stat.st_mtim.tv_nsec
    else {
      throw SourceFile.changing
    }
  }

  private static func open(_ path: FilePath) throws(FileFailure) -> (FileDescriptor, Stat) {
    let descriptor: FileDescriptor
    do {
      descriptor = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
    } catch {
      throw FileFailure(.open, errno(error))
    }
    do {
      let stat = try descriptor.stat()
      guard stat.type == .regular else {
        throw FileFailure(.open, .notRegular)
      }
      return (descriptor, stat)
    } catch {
      close(descriptor)
      throw error as? FileFailure ?? FileFailure(.open, errno(error))
    }
  }

  package static var changing: FileFailure {
    FileFailure(.read, .changing)
  }

  private static func errno(_ error: any Error) -> Errno { error as? Errno ?? .ioError }

  private static func close(_ descriptor: FileDescriptor) {
    // Nothing was written through it, so a failing close loses nothing.
    try? descriptor.close()
  }
}
