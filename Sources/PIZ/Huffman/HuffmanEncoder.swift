// Encoding of a Huffman block.
//
// Four codes are put together before they meet the stream, so that the chain of its dependencies, a shift and an
// addition, is four times as short. Any two codes fit a word of 64 bits, and four nearly always.
//
// A word that is repeated may be written once, with the run symbol and the number of repetitions. That takes fewer
// bits only from the third repetition on, as no code is longer than the run symbol's. So the blocks in which
// some word begins a row of four are found first, by comparing vectors, and only there is anything else looked at.

@safe struct HuffmanEncoder: ~Copyable {
  private var table = HuffmanEncodingTable()
  private var packedTable = Scratch<UInt8>()
  private var overflow = Scratch<UInt8>()

  init() {}

  /// Encodes `count` words, of which there is one at least. Three words more must be readable.
  /// - Returns: the bytes of the block; nil if they are more than `destination` has.
  mutating func encode(
    _ words: UnsafePointer<UInt16>, count: Int, into destination: UnsafeMutableRawBufferPointer
  ) -> Int? {
    unsafe table.make(words, count: count)
    let packed = unsafe packedTable.reserve(HuffmanFormat.maximumTableByteCount + 8)
    let tableCount = unsafe table.pack(into: packed)
    let streamOffset = HuffmanFormat.headerByteCount + tableCount
    guard let block = destination.baseAddress, streamOffset <= destination.count else { return nil }

    // Runs only shorten the stream. The writer needs eight bytes more.
    let roomCount = table.bitCount / 8 + 9
    let fits = streamOffset + roomCount <= destination.count
    let stream = unsafe fits ? block + streamOffset : UnsafeMutableRawPointer(overflow.reserve(roomCount))
    let bitCount = unsafe writeStream(words, count: count, into: stream)
    let streamCount = (bitCount + 7) / 8
    guard streamOffset + streamCount <= destination.count, let bitField = UInt32(exactly: bitCount) else {
      return nil
    }
    if !fits {
      // The guard: it does fit after all.
      unsafe (block + streamOffset).copyMemory(from: stream, byteCount: streamCount)
    }
    unsafe (block + HuffmanFormat.headerByteCount).copyMemory(from: packed, byteCount: tableCount)
    func setField(_ index: Int, _ value: UInt32) {
      // Five fields of four bytes are in front of the table.
      unsafe block.storeBytes(of: value.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
    }
    setField(0, UInt32(table.firstSymbol))
    setField(1, UInt32(table.runSymbol))
    setField(2, UInt32(tableCount))
    setField(3, bitField)
    setField(4, 0)
    return streamOffset + streamCount
  }
}

extension HuffmanEncoder {
  /// Words that are looked through for runs together.
  private static let blockCount = 1024

  /// Writes the codes of all words.
  /// - Returns: the bits.
  private func writeStream(
    _ words: UnsafePointer<UInt16>, count: Int, into stream: UnsafeMutableRawPointer
  ) -> Int {
    var writer = unsafe BitWriter(stream)
    var index = 0
    while index < count {
      let end = min(count, index + Self.blockCount)
      // `index ..< end` are words, and three more can be read.
      if unsafe beginsRun(words + index, count: end - index) {
        unsafe index = writeRuns(words, from: index, to: end, count: count, &writer)
      } else {
        unsafe writeWords(words + index, count: end - index, &writer)
        index = end
      }
    }
    return unsafe writer.bitCount
  }

  /// Whether one of the first `count` words, or by chance a later one, is followed by three of its like.
  private func beginsRun(_ words: UnsafePointer<UInt16>, count: Int) -> Bool {
    let raw = unsafe UnsafeRawPointer(words)
    var found = SIMD16<UInt16>(repeating: 0)
    var index = 0
    while index &+ 16 <= count {
      // Three words more than sixteen can be read.
      let first = unsafe raw.loadUnaligned(fromByteOffset: 2 &* index, as: SIMD16<UInt16>.self)
      let second = unsafe raw.loadUnaligned(fromByteOffset: 2 &* index &+ 2, as: SIMD16<UInt16>.self)
      let third = unsafe raw.loadUnaligned(fromByteOffset: 2 &* index &+ 4, as: SIMD16<UInt16>.self)
      let fourth = unsafe raw.loadUnaligned(fromByteOffset: 2 &* index &+ 6, as: SIMD16<UInt16>.self)
      let differs = (first ^ second) | (first ^ third) | (first ^ fourth)
      // The highest bit is set where none differs.
      found |= (differs &- SIMD16(repeating: 1)) & ~differs
      index &+= 16
    }
    // The rest is not worth looking at. Both types are 256 plain bits.
    let bits = unsafe unsafeBitCast(found, to: SIMD4<UInt64>.self)
    return index < count || (bits[0] | bits[1] | bits[2] | bits[3]) & 0x8000_8000_8000_8000 != 0
  }

  /// Writes the codes of `count` words.
  private func writeWords(_ words: UnsafePointer<UInt16>, count: Int, _ writer: inout BitWriter) {
    let codes = unsafe table.codes
    var stream = unsafe writer
    var index = 0
    while index &+ 4 <= count {
      // Every word has a code.
      let next = unsafe words + index
      let (first, second) = unsafe (UInt64(codes[Int(next[0])]), UInt64(codes[Int(next[1])]))
      let (third, fourth) = unsafe (UInt64(codes[Int(next[2])]), UInt64(codes[Int(next[3])]))
      let left = (first &>> 6) &<< second | second &>> 6
      let right = (third &>> 6) &<< fourth | fourth &>> 6
      let leftCount = Int(truncatingIfNeeded: first & 63 &+ second & 63)
      let rightCount = Int(truncatingIfNeeded: third & 63 &+ fourth & 63)
      if leftCount &+ rightCount <= 57 {
        unsafe stream.put(left &<< UInt64(rightCount) | right, bits: leftCount &+ rightCount)
      } else {
        unsafe stream.put(left, bits: leftCount)
        unsafe stream.put(right, bits: rightCount)
      }
      index &+= 4
    }
    while index < count {
      let code = unsafe codes[Int(words[index])]
      unsafe stream.put(UInt64(code >> 6), bits: Int(code & 63))
      index &+= 1
    }
    unsafe writer = unsafe stream
  }

  /// Writes the codes of the words from `start` to `end` and of repetitions beyond, with runs where they are shorter.
  /// - Returns: the first word that has not been written.
  private func writeRuns(
    _ words: UnsafePointer<UInt16>, from start: Int, to end: Int, count: Int, _ writer: inout BitWriter
  ) -> Int {
    // Every word and the run symbol have a code.
    let codes = unsafe table.codes
    let runCode = unsafe codes[table.runSymbol]
    let runLength = Int(runCode & 63)
    var index = start
    while index < end {
      // `index + repeats` is below `count`.
      let word = unsafe words[index]
      let last = min(HuffmanFormat.longestRun, count - index - 1)
      var repeats = 0
      while unsafe repeats < last && words[index + repeats + 1] == word { repeats += 1 }
      let code = unsafe codes[Int(word)]
      let length = Int(code & 63)
      unsafe writer.put(UInt64(code >> 6), bits: length)
      if length + runLength + 8 < length * repeats {
        unsafe writer.put(UInt64(runCode >> 6), bits: runLength)
        unsafe writer.put(UInt64(repeats), bits: 8)
      } else {
        for _ in 0..<repeats { unsafe writer.put(UInt64(code >> 6), bits: length) }
      }
      index += repeats + 1
    }
    return index
  }
}
