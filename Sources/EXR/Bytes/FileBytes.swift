/// A file in memory, read at any position.
@safe struct FileBytes {
  private let bytes: UnsafeRawBufferPointer

  /// `bytes` must outlive the value.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = unsafe bytes
  }

  var count: Int { unsafe bytes.count }

  /// A little-endian number. Traps beyond the end.
  func uint64(at offset: Int) -> UInt64 {
    unsafe precondition(offset >= 0 && offset <= bytes.count - 8, "beyond the end of the file")
    // The eight bytes lie within the file, as just checked.
    return unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// A little-endian number. Traps beyond the end.
  func int32(at offset: Int) -> Int {
    unsafe precondition(offset >= 0 && offset <= bytes.count - 4, "beyond the end of the file")
    // The four bytes lie within the file, as just checked.
    return unsafe Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
  }
}
