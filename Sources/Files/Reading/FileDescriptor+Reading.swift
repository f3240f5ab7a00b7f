import SystemPackage

extension FileDescriptor {
  /// Reads all bytes of a range, or those before the file's end.
  package func allBytes(at offset: Int, upTo count: Int) throws(Errno) -> [UInt8] {
    var all = try bytes(at: offset, upTo: count)
    while all.count < count {
      let piece = try bytes(at: offset + all.count, upTo: count - all.count)
      if piece.isEmpty { break }
      all += piece
    }
    return all
  }

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
