/// Makes the Huffman block of a chunk.
@safe struct HuffmanEncoder: ~Copyable {
  private var table = HuffmanEncodingTable()
  private var packedTable = Scratch<UInt8>()
  private var stream = Scratch<UInt8>()

  init() {}

  /// Encodes `count` words, of which there is one at least.
  /// - Returns: the bytes of the block; nil if they are more than `destination` has.
  mutating func encode(
    _ words: UnsafePointer<UInt16>, count: Int, into destination: UnsafeMutableRawBufferPointer
  ) -> Int? {
    unsafe table.make(words, count: count)
    let packed = unsafe packedTable.reserve(HuffmanFormat.maximumTableByteCount + 8)
    let tableCount = unsafe table.pack(into: packed)
    // Runs only shorten the stream. Codes of more than 57 bits are put in two parts.
    let bytes = unsafe stream.reserve(table.bitCount / 8 + 16)
    let bitCount = unsafe encode(words, count: count, into: bytes)
    let streamCount = (bitCount + 7) / 8
    let headerCount = HuffmanFormat.headerByteCount
    let total = headerCount + tableCount + streamCount
    guard total <= destination.count, let bitField = UInt32(exactly: bitCount),
      let block = destination.baseAddress
    else { return nil }

    let fields = [UInt32(table.firstSymbol), UInt32(table.runSymbol), UInt32(tableCount), bitField, 0]
    for (index, field) in fields.enumerated() {
      // The guard above: header, table and stream fit.
      unsafe block.storeBytes(of: field.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
    }
    unsafe (block + headerCount).copyMemory(from: packed, byteCount: tableCount)
    unsafe (block + headerCount + tableCount).copyMemory(from: bytes, byteCount: streamCount)
    return total
  }

  /// The stream.
  /// - Returns: its bits.
  private func encode(_ words: UnsafePointer<UInt16>, count: Int, into bytes: UnsafeMutablePointer<UInt8>)
    -> Int
  {
    // Every word and the run symbol have a code.
    let codes = unsafe table.codes
    var writer = unsafe BitWriter(bytes)
    var index = 0
    while index &+ 4 <= count {
      let four = unsafe UnsafeRawPointer(words + index).loadUnaligned(as: UInt64.self)
      // Four equal words: a run that may be worth its symbol. Shorter ones never are.
      if four == (four &<< 16 | four &>> 48) {
        unsafe index &+= putRun(words + index, count: count &- index, into: &writer)
        continue
      }
      let a = unsafe codes[Int(truncatingIfNeeded: four & 0xffff)]
      let b = unsafe codes[Int(truncatingIfNeeded: four &>> 16 & 0xffff)]
      let c = unsafe codes[Int(truncatingIfNeeded: four &>> 32 & 0xffff)]
      let d = unsafe codes[Int(truncatingIfNeeded: four &>> 48)]
      let (firstLength, secondLength) = (a & 63 &+ b & 63, c & 63 &+ d & 63)
      if firstLength &+ secondLength <= 57 {
        // Shifts look at the low six bits of their count, which is where a code has its length.
        let first = (a &>> 6) &<< b | b &>> 6
        let second = (c &>> 6) &<< d | d &>> 6
        unsafe writer.put(
          first &<< secondLength | second, bits: Int(truncatingIfNeeded: firstLength &+ secondLength))
      } else {
        unsafe put(a, into: &writer)
        unsafe put(b, into: &writer)
        unsafe put(c, into: &writer)
        unsafe put(d, into: &writer)
      }
      index &+= 4
    }
    while index < count {
      unsafe put(codes[Int(words[index])], into: &writer)
      index &+= 1
    }
    return unsafe writer.bitCount
  }

  /// One code of any length.
  @inline(__always) private func put(_ code: UInt64, into writer: inout BitWriter) {
    let length = Int(truncatingIfNeeded: code & 63)
    if length <= 57 {
      unsafe writer.put(code &>> 6, bits: length)
    } else {
      unsafe writer.put(code &>> 38, bits: length &- 32)
      unsafe writer.put(code &>> 6 & 0xffff_ffff, bits: 32)
    }
  }

  /// A word and its repetitions, of which there are three at least.
  /// - Returns: how many words were put.
  @inline(never) private func putRun(
    _ words: UnsafePointer<UInt16>, count: Int, into writer: inout BitWriter
  ) -> Int {
    let word = unsafe words[0]
    let end = min(count, HuffmanFormat.longestRun + 1)
    var repeats = 3
    // `end` is at most `count`.
    while unsafe repeats + 1 < end && words[repeats + 1] == word { repeats += 1 }
    let code = unsafe table.codes[Int(word)]
    let runCode = unsafe table.codes[table.runSymbol]
    let (length, runLength) = (Int(code & 63), Int(runCode & 63))
    unsafe put(code, into: &writer)
    if length + runLength + 8 < length * repeats {
      unsafe put(runCode, into: &writer)
      unsafe writer.put(UInt64(repeats), bits: 8)
    } else {
      for _ in 0..<repeats { unsafe put(code, into: &writer) }
    }
    return repeats + 1
  }
}
