/// Bytes of a file in memory, all of them or a stretch, read by their position in the file.
@safe struct FileBytes {
  private let bytes: UnsafeRawBufferPointer
  /// Where the stretch begins.
  private let start: Int
  /// Bytes of the whole file.
  let count: Int

  /// A whole file. `bytes` must outlive the value.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.init(bytes, at: 0, ofFileWith: bytes.count)
  }

  /// A stretch of a file. `bytes` must outlive the value.
  init(_ bytes: UnsafeRawBufferPointer, at start: Int, ofFileWith count: Int) {
    unsafe self.bytes = unsafe bytes
    self.start = start
    self.count = count
  }

  /// A little-endian number. Traps outside the bytes that are there.
  func uint64(at offset: Int) -> UInt64 {
    let offset = offset - start
    unsafe precondition(offset >= 0 && offset <= bytes.count - 8, "beyond the bytes of the file")
    // The eight bytes are there, as just checked.
    return unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// A little-endian number. Traps outside the bytes that are there.
  func int32(at offset: Int) -> Int {
    let offset = offset - start
    unsafe precondition(offset >= 0 && offset <= bytes.count - 4, "beyond the bytes of the file")
    // The four bytes are there, as just checked.
    return unsafe Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
  }
}
