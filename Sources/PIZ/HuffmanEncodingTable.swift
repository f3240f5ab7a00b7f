// Frequencies, code lengths and codes of a chunk, for encoding.

@safe struct HuffmanEncodingTable: ~Copyable {
  private let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: HuffmanFormat.symbolCount)
  /// Frequency above, symbol in the low 17 bits, of those that occur.
  private let sorted = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)
  private let weights = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)
  /// For each symbol the length of its code, 0 if it does not occur.
  private let lengths = UnsafeMutablePointer<UInt8>.allocate(capacity: HuffmanFormat.symbolCount)
  /// For each symbol that occurs its code, with the length in the low six bits.
  let codes = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)

  /// The lowest word that occurs.
  private(set) var firstSymbol = 0
  /// One above the highest word that occurs.
  private(set) var runSymbol = 1
  /// Bits of the stream if no run symbol were used: more than it will have.
  private(set) var bitCount = 0

  init() {
    // The memory was allocated for as many elements.
    unsafe frequencies.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe sorted.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe weights.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe lengths.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe codes.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
  }

  deinit {
    // Allocated at birth, integers need no destruction.
    unsafe frequencies.deallocate()
    unsafe sorted.deallocate()
    unsafe weights.deallocate()
    unsafe lengths.deallocate()
    unsafe codes.deallocate()
  }

  /// Makes the best code for `count` words, of which there is one at least.
  mutating func make(_ words: UnsafePointer<UInt16>, count: Int) {
    unsafe frequencies.update(repeating: 0, count: HuffmanFormat.symbolCount)
    // Any word is an index into the frequencies.
    for index in 0..<count { unsafe frequencies[Int(words[index])] += 1 }
    var used = 0
    firstSymbol = -1
    for symbol in 0..<1 << 16 where unsafe frequencies[symbol] != 0 {
      // No more symbols occur than there are.
      unsafe sorted[used] = UInt64(frequencies[symbol]) << 17 | UInt64(symbol)
      used += 1
      if firstSymbol < 0 { firstSymbol = symbol }
      runSymbol = symbol + 1
    }
    // The run symbol counts as used once; it is one of 65537.
    unsafe sorted[used] = 1 << 17 | UInt64(runSymbol)
    used += 1
    var order = unsafe UnsafeMutableBufferPointer(start: sorted, count: used)
    unsafe order.sort()
    assignLengths(used)
    assignCodes()
  }

  /// Gives the `used` sorted symbols the lengths of their codes.
  private mutating func assignLengths(_ used: Int) {
    // `used` is at most the number of symbols, so all indices are inside the tables.
    for index in 0..<used { unsafe weights[index] = sorted[index] >> 17 }
    unsafe huffmanLengths(UnsafeMutableBufferPointer(start: weights, count: used))
    unsafe lengths.update(repeating: 0, count: HuffmanFormat.symbolCount)
    bitCount = 0
    for index in 0..<used {
      let symbol = unsafe Int(sorted[index] & 0x1ffff)
      unsafe lengths[symbol] = UInt8(weights[index])
      unsafe bitCount += Int(sorted[index] >> 17) * Int(weights[index])
    }
  }

  /// Numbers the codes of each length in the order of their symbols.
  private mutating func assignCodes() {
    var counts = InlineArray<59, Int>(repeating: 0)
    // Symbols up to the run symbol are inside the tables.
    for symbol in firstSymbol...runSymbol { unsafe counts[Int(lengths[symbol])] += 1 }
    counts[0] = 0
    guard let canonical = CanonicalStarts(counts: counts) else {
      preconditionFailure("lengths of a tree always are a code")
    }
    var next = canonical.firstCode
    for symbol in firstSymbol...runSymbol where unsafe lengths[symbol] != 0 {
      let length = unsafe Int(lengths[symbol])
      unsafe codes[symbol] = next[length] << 6 | UInt64(length)
      next[length] += 1
    }
  }

  /// Packs the lengths.
  /// - Parameter destination: room for `HuffmanFormat.maximumTableByteCount` and eight bytes more.
  /// - Returns: the bytes the table takes.
  func pack(into destination: UnsafeMutableRawPointer) -> Int {
    var writer = unsafe BitWriter(destination)
    var symbol = firstSymbol
    while symbol <= runSymbol {
      // Symbols up to the run symbol are inside the table.
      let length = unsafe lengths[symbol]
      var zeros = 0
      while unsafe zeros < HuffmanFormat.longZeroRunMaximum && symbol + zeros <= runSymbol
        && lengths[symbol + zeros] == 0
      { zeros += 1 }
      // Each field takes no more than six bits a symbol, so the table stays within its maximum.
      switch zeros {
      case 0, 1: unsafe writer.put(UInt64(length), bits: 6)
      case ..<HuffmanFormat.longZeroRunMinimum:
        unsafe writer.put(UInt64(HuffmanFormat.shortZeroRun + zeros - 2), bits: 6)
      default:
        let run = HuffmanFormat.longZeroRun << 8 + (zeros - HuffmanFormat.longZeroRunMinimum)
        unsafe writer.put(UInt64(run), bits: 14)
      }
      symbol += max(zeros, 1)
    }
    return unsafe writer.finish()
  }
}
