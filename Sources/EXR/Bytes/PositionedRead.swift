#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension ByteBuffer {
  /// Reads bytes of a file up to a count, which includes those that are there already.
  ///
  /// - Parameter start: Where in the file the buffer's first byte is.
  func read(from descriptor: Int32, at start: Int, count wanted: Int) throws(EXRError) {
    reserve(wanted)
    while count < wanted {
      let done = count
      // `reserve` has made room for `wanted` bytes.
      let result = unsafe pread(
        descriptor, memory.baseAddress! + done, wanted - done, off_t(start + done))
      if result < 0, errno == EINTR { continue }
      guard result >= 0 else { throw EXRError(.openFile, .io, unsafe String(cString: strerror(errno))) }
      guard result > 0 else {
        throw EXRError(.openFile, .io, "the file is shorter than its size said")
      }
      setCount(done + result)
    }
  }
}
