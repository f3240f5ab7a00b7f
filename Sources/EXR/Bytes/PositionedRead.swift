/// Reads bytes of a file from a position on: as many as asked for or fewer, and none behind its end.
///
/// - Throws: ``EXRError`` of the kind `io`.
public typealias PositionedRead = (_ offset: Int, _ count: Int) throws(EXRError) -> [UInt8]

extension ByteBuffer {
  /// Reads bytes of a file up to a count, which includes those that are there already.
  ///
  /// - Parameter start: Where in the file the buffer's first byte is.
  func fill(at start: Int, count wanted: Int, reading: PositionedRead) throws(EXRError) {
    reserve(wanted)
    while count < wanted {
      let bytes = try reading(start + count, wanted - count).prefix(wanted - count)
      guard !bytes.isEmpty else {
        throw EXRError(.openFile, .io, "the file is shorter than its size said")
      }
      // `reserve` has made room for `wanted` bytes.
      unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyBytes(from: bytes)
      setCount(count + bytes.count)
    }
  }
}
