/// Reads a header's bytes from the start, never beyond the end.
@safe struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  /// `bytes` must outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = unsafe bytes
  }

  /// Takes so many bytes.
  ///
  /// - Throws: `.truncated` where there are fewer.
  mutating func bytes(_ count: Int) throws(EXRError) -> [UInt8] {
    guard count >= 0, unsafe count <= bytes.count - position else {
      throw EXRError(.openFile, .truncated, "the file ends inside its header")
    }
    defer { position += count }
    // The range lies within `bytes`, as just checked.
    return unsafe Array(bytes[position..<position + count])
  }

  mutating func uint32() throws(EXRError) -> UInt32 {
    try bytes(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func int32() throws(EXRError) -> Int {
    Int(Int32(bitPattern: try uint32()))
  }

  /// Takes the bytes before the next NUL, and the NUL.
  ///
  /// - Throws: `.damaged` where the text is longer than `limit`.
  mutating func text(limit: Int) throws(EXRError) -> [UInt8] {
    var length = 0
    while true {
      guard unsafe position + length < bytes.count else {
        throw EXRError(.openFile, .truncated, "the file ends inside its header")
      }
      // `position + length` is below the count, as just checked.
      if unsafe bytes[position + length] == 0 { break }
      length += 1
      guard length <= limit else {
        throw EXRError(.openFile, .damaged, "a name in the header has more than \(limit) bytes")
      }
    }
    let text = try bytes(length)
    position += 1
    return text
  }
}
