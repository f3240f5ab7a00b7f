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

  /// Replaces `count` ranks by their values, `step` words apart in both places.
  func expand(
    _ ranks: UnsafeMutablePointer<UInt16>, count: Int, into words: UnsafeMutablePointer<UInt16>,
    every step: Int
  ) {
    // The caller has room for `count` words at that distance; any 16-bit rank is inside the table.
    for index in 0..<count { unsafe words[index &* step] = values[Int(ranks[index])] }
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
    // The memory has 65536 bytes.
    unsafe occurs.update(repeating: 0, count: 1 << 16)
    for index in planes.indices {
      let plane = unsafe planes[index]
      let words = unsafe plane.words
      unsafe mark(words, count: plane.wordCount)
    }
    var rank = 0
    // Every value is an index into both tables.
    unsafe occurs[0] = 0
    for value in 1..<1 << 16 where unsafe occurs[value] != 0 {
      rank += 1
      unsafe ranks[value] = UInt16(truncatingIfNeeded: rank)
    }
    largestRank = rank
    firstByte = 8191
    lastByte = 0
    for byte in 0..<8192 where bits(byte) != 0 {
      firstByte = min(firstByte, byte)
      lastByte = byte
    }
  }

  /// Notes the values of `count` words.
  private func mark(_ words: UnsafeMutablePointer<UInt16>, count: Int) {
    // Any word is an index into the 65536 bytes.
    var index = 0
    while index &+ 4 <= count {
      let four = unsafe UnsafeRawPointer(words + index).loadUnaligned(as: UInt64.self)
      unsafe occurs[Int(truncatingIfNeeded: four & 0xffff)] = 1
      unsafe occurs[Int(truncatingIfNeeded: four &>> 16 & 0xffff)] = 1
      unsafe occurs[Int(truncatingIfNeeded: four &>> 32 & 0xffff)] = 1
      unsafe occurs[Int(truncatingIfNeeded: four &>> 48)] = 1
      index &+= 4
    }
    while index < count {
      unsafe occurs[Int(words[index])] = 1
      index &+= 1
    }
  }

  /// One byte of the bitmap.
  private func bits(_ byte: Int) -> UInt8 {
    var bits: UInt8 = 0
    // 8 · byte + bit is below 65536.
    for bit in 0..<8 where unsafe occurs[8 * byte + bit] != 0 { bits |= 1 << bit }
    return bits
  }

  /// Replaces `count` words, `step` apart, by their ranks.
  func replace(
    _ words: UnsafeMutablePointer<UInt16>, every step: Int, count: Int, by ranks: UnsafeMutablePointer<UInt16>
  ) {
    // The caller has `count` words in both places; any word is an index into the table.
    for index in 0..<count { unsafe ranks[index] = self.ranks[Int(words[index &* step])] }
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
