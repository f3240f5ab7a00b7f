import SystemPackage

extension FileDescriptor {
  /// Writes all bytes at the file's position.
  ///
  /// Unlike `writeAll`, which tries again for ever, it throws where the system takes no bytes and names no error.
  func writeWhole(_ bytes: UnsafeRawBufferPointer) throws(Errno) {
    var done = 0
    while done < bytes.count {
      let count: Int
      do {
        // The bytes are the caller's, and the range is within them. An interrupted call is made again.
        count = unsafe try write(UnsafeRawBufferPointer(rebasing: bytes[done...]))
      } catch {
        throw error as? Errno ?? .ioError
      }
      guard count > 0 else { throw .ioError }
      done += count
    }
  }
}
