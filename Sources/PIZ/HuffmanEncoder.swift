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
    var writer = unsafe BitWriter(bytes)
    // Every word and the run symbol have a code.
    let runCode = unsafe table.codes[table.runSymbol]
    let runLength = Int(runCode & 63)
    func put(_ code: UInt64) {
      let length = Int(code & 63)
      if length <= 57 {
        unsafe writer.put(code >> 6, bits: length)
      } else {
        unsafe writer.put(code >> 38, bits: length - 32)
        unsafe writer.put(code >> 6 & 0xffff_ffff, bits: 32)
      }
    }
    var index = 0
    while index < count {
      let word = unsafe words[index]
      var repeats = 0
      while unsafe repeats < HuffmanFormat.longestRun && index + repeats + 1 < count
        && words[index + repeats + 1] == word
      { repeats += 1 }
      let code = unsafe table.codes[Int(word)]
      let length = Int(code & 63)
      put(code)
      if length + runLength + 8 < length * repeats {
        put(runCode)
        unsafe writer.put(UInt64(repeats), bits: 8)
      } else {
        for _ in 0..<repeats { put(code) }
      }
      index += repeats + 1
    }
    return unsafe writer.bitCount
  }
}
