import Glibc
import SystemPackage

/// Brings the bytes of a source into a new file, by the cheapest way there is.
package enum FileCopy {
  /// `FICLONE` of <linux/fs.h>: `_IOW(0x94, 9, int)`.
  private static let clone: UInt = 0x4004_9409
  /// How much is asked of the system at once, in bytes.
  private static let stride = 64 << 20
  private static let bufferSize = 1 << 20

  /// Fills an empty file.
  ///
  /// A faster way that fails, for whatever reason, is followed by a slower one, which says why if it fails
  /// as well. Only the last, reading and writing, has errors that count.
  /// - Parameter clones: Whether the two may share their bytes on the disk.
  /// - Returns: Whether they do.
  /// - Throws: ``FileFailure``, also where the source was written to meanwhile.
  package static func fill(
    _ file: FileDescriptor, from source: borrowing SourceFile, clones: Bool
  ) throws(FileFailure) -> Bool {
    let isCloned = clones && ioctl(file.rawValue, clone, source.descriptor.rawValue) == 0
    if !isCloned { try copy(source, to: file, from: copyInKernel(source, to: file)) }
    try source.checkUnchanged()
    return isCloned
  }

  /// - Returns: How many bytes were copied, all of them or fewer.
  private static func copyInKernel(_ source: borrowing SourceFile, to file: FileDescriptor) -> Int {
    var done = 0
    while done < source.byteCount {
      let wanted = min(stride, source.byteCount - done)
      // Without offsets both files' own positions are used and moved.
      let count = copy_file_range(source.descriptor.rawValue, nil, file.rawValue, nil, wanted, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      done += count
    }
    return done
  }

  /// Copies the rest from where both files' positions are.
  private static func copy(
    _ source: borrowing SourceFile, to file: FileDescriptor, from start: Int
  ) throws(FileFailure) {
    guard start < source.byteCount else { return }
    var done = start
    let size = min(bufferSize, source.byteCount - start)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    // Nothing keeps the memory beyond this function.
    defer { unsafe buffer.deallocate() }
    while done < source.byteCount {
      let count: Int
      do {
        let wanted = min(size, source.byteCount - done)
        // No more than the buffer holds.
        count = unsafe try source.descriptor.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      } catch {
        throw FileFailure(.read, error as? Errno ?? .ioError)
      }
      guard count > 0 else { throw SourceFile.changing }
      do throws(Errno) {
        // What was read just now.
        unsafe try file.writeWhole(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      } catch {
        throw FileFailure(.write, error)
      }
      done += count
    }
  }
}
