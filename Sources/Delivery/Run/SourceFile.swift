import DPX
import EXR
import Glibc
import SystemPackage

/// A source frame's file, open for reading only.
struct SourceFile: ~Copyable {
  let descriptor: FileDescriptor
  let byteCount: Int
  private let stat: Stat

  /// Opens a regular file, or a link to one.
  ///
  /// `O_NONBLOCK` makes opening a FIFO return at once, so that the check for a regular file is reached.
  init(_ path: FilePath) throws(FrameFailure) {
    (descriptor, stat) = try SourceFile.open(path)
    byteCount = Int(stat.size)
  }

  deinit {
    SourceFile.close(descriptor)
  }

  /// Reads the whole file in one sequential pass.
  ///
  /// - Throws: ``FrameFailure`` where the file is shorter than it was, or was written to meanwhile.
  func read(into buffer: ByteBuffer) throws(FrameFailure) {
    buffer.reserve(byteCount)
    var done = 0
    while done < byteCount {
      do {
        // The buffer holds `byteCount` bytes and more.
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer.memory[done..<byteCount])
        let count = unsafe try descriptor.read(into: rest)
        guard count > 0 else { throw SourceFile.changing }
        done += count
      } catch {
        throw error as? FrameFailure ?? FrameFailure(.read, SourceFile.errno(error))
      }
    }
    buffer.setCount(byteCount)
    try checkUnchanged()
  }

  /// - Throws: ``FrameFailure`` where the file was written to since it was opened.
  func checkUnchanged() throws(FrameFailure) {
    let now: Stat
    do {
      now = try descriptor.stat()
    } catch {
      throw FrameFailure(.read, SourceFile.errno(error))
    }
    guard now.size == stat.size, now.st_mtim.tv_sec == stat.st_mtim.tv_sec,
      now.st_mtim.tv_nsec == stat.st_mtim.tv_nsec
    else {
      throw SourceFile.changing
    }
  }

  /// The header alone, through positioned reads.
  func header(limits: Limits) throws(FrameFailure) -> Header {
    do throws(EXRError) {
      return try Source(
        descriptor: descriptor.rawValue, byteCount: byteCount, limits: limits
      ).header
    } catch {
      throw FrameFailure(error, during: .read)
    }
  }

  /// The header of a DPX alone, through positioned reads, and where its codes lie.
  func proxyImage() throws(FrameFailure) -> DPXImage {
    var bytes = [UInt8](repeating: 0, count: min(byteCount, DPXImage.headerByteCount))
    var done = 0
    while done < bytes.count {
      let count: Int
      do {
        // The array outlives the call.
        count = unsafe try bytes.withUnsafeMutableBytes { bytes in
          unsafe try descriptor.read(
            fromAbsoluteOffset: Int64(done), into: UnsafeMutableRawBufferPointer(rebasing: bytes[done...]))
        }
      } catch {
        throw FrameFailure(.read, SourceFile.errno(error))
      }
      guard count > 0 else { throw SourceFile.changing }
      done += count
    }
    guard done > 0 else { throw FrameFailure(operation: .read, reason: "the file is empty") }
    do throws(DPXError) {
      return try DPXImage(parsingHeader: bytes.span, byteCount: byteCount)
    } catch {
      throw FrameFailure(operation: .read, reason: "\(error)")
    }
  }

  private static func open(_ path: FilePath) throws(FrameFailure) -> (FileDescriptor, Stat) {
    let descriptor: FileDescriptor
    do {
      descriptor = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
    } catch {
      throw FrameFailure(.open, errno(error))
    }
    do {
      let stat = try descriptor.stat()
      guard stat.type == .regular else {
        throw FrameFailure(operation: .open, reason: "it is no regular file")
      }
      return (descriptor, stat)
    } catch {
      close(descriptor)
      throw error as? FrameFailure ?? FrameFailure(.open, errno(error))
    }
  }

  static var changing: FrameFailure {
    FrameFailure(operation: .read, reason: "it is being written to: wait until it is complete")
  }

  private static func errno(_ error: any Error) -> Errno { error as? Errno ?? .ioError }

  private static func close(_ descriptor: FileDescriptor) {
    // Nothing was written through it, so a failing close loses nothing.
    try? descriptor.close()
  }
}
