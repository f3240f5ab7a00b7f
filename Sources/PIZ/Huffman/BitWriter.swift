/// Writes bits, high bits first.
@unsafe struct BitWriter {
  private let base: UnsafeMutableRawPointer
  private var next: UnsafeMutableRawPointer
  /// Bits put last, at the low end; the last `pendingCount`, fewer than eight, are not yet a whole byte.
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// - Parameter base: room for all bits that will be put and eight bytes more.
  init(_ base: UnsafeMutableRawPointer) { unsafe (self.base, next) = unsafe (base, base) }

  /// Bits so far.
  var bitCount: Int { unsafe 8 * (next - base) + pendingCount }

  /// Appends 1 ... 57 bits: the low ones, the others being zero.
  @inline(__always) mutating func put(_ bits: UInt64, bits count: Int) {
    unsafe pending = pending &<< UInt64(truncatingIfNeeded: count) | bits
    unsafe pendingCount &+= count
    // At least one bit and no more than 64 are pending; older ones are shifted out.
    let word = unsafe pending &<< UInt64(truncatingIfNeeded: 0 &- pendingCount)
    // The maker of the writer promised eight bytes from here on.
    unsafe next.storeBytes(of: word.bigEndian, as: UInt64.self)
    unsafe next += pendingCount &>> 3
    unsafe pendingCount &= 7
  }

  /// The bytes that hold the bits, the last filled with zeros.
  func finish() -> Int { unsafe (bitCount + 7) / 8 }
}
