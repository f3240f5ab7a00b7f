import SystemPackage

extension FileDescriptor {
  /// Reads bytes from a position on: as many as asked for or fewer, and none behind the file's end.
  package func bytes(at offset: Int, upTo count: Int) throws(Errno) -> [UInt8] {
    do {
      // The memory is the array's and has room for `count` bytes, of which `filled` are written.
      return unsafe try [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
        filled = unsafe try read(
          fromAbsoluteOffset: Int64(offset), into: UnsafeMutableRawBufferPointer(memory))
      }
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}
