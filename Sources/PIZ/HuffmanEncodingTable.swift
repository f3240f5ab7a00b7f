// Frequencies, code lengths and codes of a chunk, for encoding.
//
// A chunk has some thousand different words among 65536, scattered over the whole range because differences below
// zero are large words. So the words that occur are listed once, and everything after that walks the list.

@safe struct HuffmanEncodingTable: ~Copyable {
  /// How often each word occurs; all zero between two chunks. Two counts, because adding to the same place
  /// twice in a row has to wait for the first addition.
  private let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 << 16)
  /// The symbols that occur, ascending, the frequency above the low 17 bits.
  private let used = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)
  /// The same by frequency.
  private let sorted = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)
  private let weights = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)
  /// For each symbol that occurs the length of its code.
  private let lengths = UnsafeMutablePointer<UInt8>.allocate(capacity: HuffmanFormat.symbolCount)
  /// For each symbol that occurs its code, with the length in the low six bits.
  let codes = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)

  /// How many symbols occur, the run symbol included.
  private var usedCount = 0
  /// The lowest word that occurs.
  private(set) var firstSymbol = 0
  /// One above the highest word that occurs.
  private(set) var runSymbol = 1
  /// Bits of the stream if no run symbol were used: more than it will have.
  private(set) var bitCount = 0

  init() {
    // The memory was allocated for as many elements.
    unsafe frequencies.initialize(repeating: 0, count: 2 << 16)
    unsafe used.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe sorted.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe weights.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe lengths.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe codes.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
  }

  deinit {
    // Allocated at birth, integers need no destruction.
    unsafe frequencies.deallocate()
    unsafe used.deallocate()
    unsafe sorted.deallocate()
    unsafe weights.deallocate()
    unsafe lengths.deallocate()
    unsafe codes.deallocate()
  }

  /// Makes the best code for `count` words, of which there is one at least.
  mutating func make(_ words: UnsafePointer<UInt16>, count: Int) {
    unsafe countWords(words, count: count)
    listUsed()
    sortUsed()
    assignLengths()
    assignCodes()
  }

  private func countWords(_ words: UnsafePointer<UInt16>, count: Int) {
    let (even, odd) = unsafe (frequencies, frequencies + 1 << 16)
    // Any word is an index into the 65536 counts of each half.
    var index = 0
    while index &+ 4 <= count {
      let four = unsafe UnsafeRawPointer(words + index).loadUnaligned(as: UInt64.self)
      unsafe even[Int(truncatingIfNeeded: four & 0xffff)] &+= 1
      unsafe odd[Int(truncatingIfNeeded: four &>> 16 & 0xffff)] &+= 1
      unsafe even[Int(truncatingIfNeeded: four &>> 32 & 0xffff)] &+= 1
      unsafe odd[Int(truncatingIfNeeded: four &>> 48)] &+= 1
      index &+= 4
    }
    while index < count {
      unsafe even[Int(words[index])] &+= 1
      index &+= 1
    }
  }

  /// Lists the words with their frequencies, clears the counts, and adds the run symbol as used once.
  private mutating func listUsed() {
    var count = 0
    let (even, odd) = unsafe (frequencies, frequencies + 1 << 16)
    for group in stride(from: 0, to: 1 << 16, by: 8) {
      guard
        unsafe HuffmanEncodingTable.anyCount(even + group) | HuffmanEncodingTable.anyCount(odd + group) != 0
      else { continue }
      // No more symbols are listed than there are.
      for symbol in group..<group &+ 8 {
        let frequency = unsafe UInt64(even[symbol] &+ odd[symbol])
        unsafe used[count] = frequency &<< 17 | UInt64(truncatingIfNeeded: symbol)
        count &+= frequency != 0 ? 1 : 0
        unsafe (even[symbol], odd[symbol]) = (0, 0)
      }
    }
    firstSymbol = unsafe Int(used[0] & 0x1ffff)
    runSymbol = unsafe Int(used[count - 1] & 0x1ffff) + 1
    // It is one of 65537.
    unsafe used[count] = 1 << 17 | UInt64(runSymbol)
    usedCount = count + 1
  }

  /// Not zero if any of eight counts is not.
  @inline(__always) private static func anyCount(_ counts: UnsafeMutablePointer<UInt32>) -> UInt64 {
    // The caller has eight counts, which are four words of 64 bits.
    let words = UnsafeRawPointer(counts)
    return unsafe words.loadUnaligned(as: UInt64.self)
      | words.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      | words.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
      | words.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
  }

  /// Sorts by frequency: most are small and have a bucket of their own, the few others are sorted behind them.
  private func sortUsed() {
    let buckets = 512
    unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: buckets + 1) { starts in
      unsafe starts.initialize(repeating: 0)
      // A frequency of one at least finds its bucket's successor inside the table.
      for index in 0..<usedCount { unsafe starts[min(Int(used[index] >> 17), buckets)] += 1 }
      var start: Int32 = 0
      for bucket in 0...buckets {
        let count = unsafe starts[bucket]
        unsafe starts[bucket] = start
        start += count
      }
      let large = unsafe Int(starts[buckets])
      for index in 0..<usedCount {
        let bucket = unsafe min(Int(used[index] >> 17), buckets)
        unsafe sorted[Int(starts[bucket])] = used[index]
        unsafe starts[bucket] += 1
      }
      var rest = unsafe UnsafeMutableBufferPointer(start: sorted + large, count: usedCount - large)
      unsafe rest.sort()
    }
  }

  /// Gives the symbols the lengths of their codes.
  private mutating func assignLengths() {
    // `usedCount` is at most the number of symbols, so all indices are inside the tables.
    for index in 0..<usedCount { unsafe weights[index] = sorted[index] >> 17 }
    unsafe huffmanLengths(UnsafeMutableBufferPointer(start: weights, count: usedCount))
    bitCount = 0
    for index in 0..<usedCount {
      let symbol = unsafe Int(sorted[index] & 0x1ffff)
      unsafe lengths[symbol] = UInt8(truncatingIfNeeded: weights[index])
      unsafe bitCount &+= Int(sorted[index] >> 17) &* Int(weights[index])
    }
  }

  /// Numbers the codes of each length in the order of their symbols.
  private func assignCodes() {
    var counts = InlineArray<59, Int>(repeating: 0)
    // Symbols that occur are inside the tables.
    for index in 0..<usedCount { unsafe counts[Int(lengths[Int(used[index] & 0x1ffff)])] += 1 }
    guard let canonical = CanonicalStarts(counts: counts) else {
      preconditionFailure("lengths of a tree always are a code")
    }
    var next = canonical.firstCode
    for index in 0..<usedCount {
      let symbol = unsafe Int(used[index] & 0x1ffff)
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
    var expected = firstSymbol
    for index in 0..<usedCount {
      let symbol = unsafe Int(used[index] & 0x1ffff)
      // Each field takes no more than six bits a symbol, so the table stays within its maximum.
      var zeros = symbol - expected
      while zeros >= HuffmanFormat.longZeroRunMinimum {
        let run = min(zeros, HuffmanFormat.longZeroRunMaximum)
        unsafe writer.put(
          UInt64(HuffmanFormat.longZeroRun << 8 + (run - HuffmanFormat.longZeroRunMinimum)), bits: 14)
        zeros -= run
      }
      if zeros > 1 { unsafe writer.put(UInt64(HuffmanFormat.shortZeroRun + zeros - 2), bits: 6) }
      if zeros == 1 { unsafe writer.put(0, bits: 6) }
      unsafe writer.put(UInt64(lengths[symbol]), bits: 6)
      expected = symbol + 1
    }
    return unsafe writer.finish()
  }
}
