/// Writes bits, high bits first.
@unsafe struct BitWriter {
  private let base: UnsafeMutableRawPointer
  private var byte = 0
  /// Bits not yet a whole byte, at the top.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// - Parameter base: room for all bits that will be put and eight bytes more.
  init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

  /// Bits so far.
  var bitCount: Int { unsafe 8 * byte + pendingCount }

  /// Appends up to 57 bits, the low ones of `bits`, the others being zero.
  @inline(__always) mutating func put(_ bits: UInt64, bits count: Int) {
    // The maker of the writer promised eight bytes from here on.
    unsafe pendingCount &+= count
    // Nothing put leaves nothing to shift: 64 − 0 would be no shift at all.
    unsafe pending |= bits &<< UInt64(truncatingIfNeeded: 64 &- pendingCount)
    unsafe base.storeBytes(of: pending.bigEndian, toByteOffset: byte, as: UInt64.self)
    unsafe byte &+= pendingCount &>> 3
    // 64 pending bits are all whole bytes, and none of them stays.
    unsafe pending = pendingCount == 64 ? 0 : pending &<< UInt64(truncatingIfNeeded: pendingCount & 56)
    unsafe pendingCount &= 7
  }

  /// The bytes that hold the bits, the last filled with zeros.
  func finish() -> Int { unsafe byte + (pendingCount > 0 ? 1 : 0) }
}
