// The values that occur in a chunk, and their ranks.
//
// A chunk starts with a bitmap of the 65536 values a word can have: u16 first, u16 last, then bytes
// first ... last of the bitmap (none, and first > last, where only zeros occur). The words are replaced by their
// ranks among the values that are used, which makes sparse values dense and their differences small. Zero always has
// rank 0; whether it occurs is not recorded, so bit 0 is clear when written and ignored when read.

/// The table from ranks back to values, for decoding.
@safe struct RankedValues: ~Copyable {
  /// Ranks beyond ``largestRank`` give 0, as OpenEXR has it: only damaged chunks contain them.
  private let values = UnsafeMutablePointer<UInt16>.allocate(capacity: 1 << 16)
  /// The highest rank of the current chunk, which also chooses the wavelet.
  private(set) var largestRank = 0

  init() {
    // The memory was allocated for these words.
    unsafe values.initialize(repeating: 0, count: 1 << 16)
  }

  deinit {
    // Allocated at birth, words need no destruction.
    unsafe values.deallocate()
  }

  /// Reads the bitmap at the start of a chunk.
  /// - Returns: the bytes it takes.
  mutating func read(_ chunk: UnsafeRawBufferPointer) throws(PIZError) -> Int {
    guard chunk.count >= 4 else { throw .truncated(.valueBitmap) }
    // Bytes 0 ..< 4 are in the chunk.
    let first = unsafe Int(UInt16(littleEndian: chunk.loadUnaligned(fromByteOffset: 0, as: UInt16.self)))
    let last = unsafe Int(UInt16(littleEndian: chunk.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
    guard last < 8192 else { throw .valueRange(first: first, last: last) }
    let byteCount = max(0, last - first + 1)
    guard chunk.count >= 4 + byteCount else { throw .truncated(.valueBitmap) }

    var rank = 1
    for index in 0..<byteCount {
      // 4 + index is below 4 + byteCount, hence in the chunk.
      var bits = unsafe chunk[4 + index]
      if first + index == 0 { bits &= ~1 }
      while bits != 0 {
        // At most 65535 bits are set beside that of zero, so the rank stays below 65536.
        unsafe values[rank] = UInt16(truncatingIfNeeded: (first + index) << 3 + bits.trailingZeroBitCount)
        rank += 1
        bits &= bits &- 1
      }
    }
    // Ranks of the chunk before are cleared; all beyond them are zero already.
    if rank <= largestRank { unsafe (values + rank).update(repeating: 0, count: largestRank + 1 - rank) }
    largestRank = rank - 1
    return 4 + byteCount
  }

  /// Replaces `count` ranks by their values, in place.
  func expand(_ words: UnsafeMutablePointer<UInt16>, count: Int) {
    unsafe look(words, count: count, up: values, words)
  }
}

/// Looks `count` words up in a table of all words; the results may go where the words are.
private func look(
  _ words: UnsafePointer<UInt16>, count: Int, up table: UnsafePointer<UInt16>,
  _ results: UnsafeMutablePointer<UInt16>
) {
  var index = 0
  while index &+ 8 <= count {
    // There are `count` words in both places, and any word is an index into the table.
    let next = unsafe words + index
    let found = unsafe SIMD8(
      table[Int(next[0])], table[Int(next[1])], table[Int(next[2])], table[Int(next[3])],
      table[Int(next[4])], table[Int(next[5])], table[Int(next[6])], table[Int(next[7])])
    unsafe UnsafeMutableRawPointer(results + index).storeBytes(of: found, as: SIMD8<UInt16>.self)
    index &+= 8
  }
  while index < count {
    // As above.
    unsafe results[index] = table[Int(words[index])]
    index &+= 1
  }
}

/// The table from values to ranks, for encoding.
@safe struct ValueRanks: ~Copyable {
  /// One byte a value: not zero where it occurs.
  private let occurs = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
  private let ranks = UnsafeMutablePointer<UInt16>.allocate(capacity: 1 << 16)
  /// The highest rank of the current chunk, which also chooses the wavelet.
  private(set) var largestRank = 0
  /// First and last byte of the bitmap that are not zero.
  private var firstByte = 8191
  private var lastByte = 0

  init() {
    // The memory was allocated for as many elements.
    unsafe occurs.initialize(repeating: 0, count: 1 << 16)
    unsafe ranks.initialize(repeating: 0, count: 1 << 16)
  }

  deinit {
    // Allocated at birth, integers need no destruction.
    unsafe occurs.deallocate()
    unsafe ranks.deallocate()
  }

  /// Forgets the chunk before, looks through these planes and ranks their values.
  mutating func rank(_ planes: UnsafeBufferPointer<PIZPlane>) {
    // Any word is an index into the 65536 bytes.
    unsafe occurs.update(repeating: 0, count: 1 << 16)
    for index in planes.indices {
      let (words, count) = unsafe (planes[index].words, planes[index].wordCount)
      for index in 0..<count { unsafe occurs[Int(words[index])] = 1 }
    }
    // Zero has a rank and no bit.
    unsafe occurs[0] = 0
    var rank: UInt16 = 0
    (firstByte, lastByte) = (8191, 0)
    for byte in 0..<8192 where bits(byte) != 0 {
      firstByte = min(firstByte, byte)
      lastByte = byte
      for value in 8 * byte..<8 * byte + 8 {
        // All values are written, those that do not occur with the rank of another: nobody looks them up.
        unsafe rank &+= UInt16(occurs[value])
        unsafe ranks[value] = rank
      }
    }
    unsafe ranks[0] = 0
    largestRank = Int(rank)
  }

  /// One byte of the bitmap.
  @inline(__always) private func bits(_ byte: Int) -> UInt8 {
    // Eight bytes from 8 · byte on are in the table.
    let flags = unsafe UInt64(
      littleEndian: UnsafeRawPointer(occurs).loadUnaligned(fromByteOffset: 8 &* byte, as: UInt64.self))
    // The lowest bits of the bytes, each moved to the top by another power of 2⁷.
    return UInt8(truncatingIfNeeded: (flags &* 0x0102_0408_1020_4080) &>> 56)
  }

  /// The ranks of `count` words; both may be in the same place.
  func replace(_ words: UnsafePointer<UInt16>, count: Int, by result: UnsafeMutablePointer<UInt16>) {
    unsafe look(words, count: count, up: ranks, result)
  }

  /// Bytes of the bitmap with its two fields.
  var byteCount: Int { 4 + max(0, lastByte - firstByte + 1) }

  /// Writes the bitmap.
  /// - Parameter destination: room for ``byteCount`` bytes.
  func write(into destination: UnsafeMutableRawPointer) {
    // The first four bytes are there.
    unsafe destination.storeBytes(of: UInt16(firstByte).littleEndian, as: UInt16.self)
    unsafe destination.storeBytes(of: UInt16(lastByte).littleEndian, toByteOffset: 2, as: UInt16.self)
    for byte in stride(from: firstByte, through: lastByte, by: 1) {
      // So are those from the first used to the last.
      unsafe destination.storeBytes(of: bits(byte), toByteOffset: 4 + byte - firstByte, as: UInt8.self)
    }
  }
}
