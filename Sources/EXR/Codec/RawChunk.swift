/// Samples of a chunk as they are without compression: line by line, in each line channel by channel.
enum RawChunk {
  /// Writes the samples to the planes. `bytes` has as many as the planes together.
  static func unpack(_ bytes: UnsafeRawBufferPointer, into planes: [Plane]) {
    unsafe precondition(bytes.count == byteCount(planes), "the chunk has another size than its planes")
    guard var source = bytes.baseAddress else { return }
    for line in unsafe 0..<planes[0].height {
      for index in unsafe planes.indices {
        let rowBytes = unsafe planes[index].width * planes[index].type.byteCount
        // Rows of all planes together are `bytes`, as just checked.
        unsafe planes[index].base.advanced(by: line * rowBytes).copyMemory(from: source, byteCount: rowBytes)
        unsafe source += rowBytes
      }
    }
  }

  /// Writes the samples of the planes to `bytes`, which has room for all.
  static func pack(_ planes: [Plane], into bytes: UnsafeMutableRawBufferPointer) {
    unsafe precondition(bytes.count == byteCount(planes), "the chunk has another size than its planes")
    guard var target = bytes.baseAddress else { return }
    for line in unsafe 0..<planes[0].height {
      for index in unsafe planes.indices {
        let rowBytes = unsafe planes[index].width * planes[index].type.byteCount
        // Rows of all planes together are `bytes`, as just checked.
        unsafe target.copyMemory(from: planes[index].base.advanced(by: line * rowBytes), byteCount: rowBytes)
        unsafe target += rowBytes
      }
    }
  }

  static func byteCount(_ planes: [Plane]) -> Int {
    var count = 0
    for index in unsafe planes.indices { unsafe count += planes[index].byteCount }
    return count
  }
}
