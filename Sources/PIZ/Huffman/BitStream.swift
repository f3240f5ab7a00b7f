/// Bits of a stream, high bits first, from any position; beyond its end they are zero.
@unsafe struct BitStream {
  let base: UnsafeRawPointer
  /// Bytes from `base` on that may be read.
  let byteCount: Int

  /// The 64 bits from `position` on, which is not negative.
  @inline(__always) func window(_ position: Int) -> UInt64 {
    let byte = position &>> 3
    let shift = UInt64(truncatingIfNeeded: position & 7)
    if unsafe byte &+ 9 <= byteCount {
      // Nine bytes from `byte` on are in the stream.
      let word = unsafe UInt64(bigEndian: base.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
      let next = unsafe UInt64(base.load(fromByteOffset: byte &+ 8, as: UInt8.self))
      return word &<< shift | next &>> (8 &- shift)
    }
    return unsafe lastWindow(byte, shift)
  }

  /// As ``window(_:)``, near the end.
  private func lastWindow(_ byte: Int, _ shift: UInt64) -> UInt64 {
    var word: UInt64 = 0
    var next: UInt64 = 0
    for index in 0..<9 where unsafe byte + index < byteCount {
      // The condition says that the byte is in the stream.
      let bits = unsafe UInt64(base.load(fromByteOffset: byte + index, as: UInt8.self))
      if index < 8 { word |= bits << UInt64(56 - 8 * index) } else { next = bits }
    }
    return word << shift | next >> (8 - shift)
  }
}
