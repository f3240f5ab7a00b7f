// The code of a chunk, for encoding: symbols that occur, their frequencies, lengths and codes.
//
// Everything but the count of the words is linear in the number of symbols that occur, some thousands, and nothing
// goes through all 65537: the symbols are listed once, in their order, and the gaps in the list are the zeros of
// the packed table.

@safe struct HuffmanEncodingTable: ~Copyable {
  /// For each symbol how often it occurs; all zero between chunks.
  private let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: HuffmanFormat.symbolCount)
  /// The symbols that occur, ascending; the last one is the run symbol.
  private let symbols = UnsafeMutablePointer<UInt32>.allocate(capacity: HuffmanFormat.symbolCount)
  /// Frequency in the upper half and symbol in the lower, of each symbol that occurs, ascending.
  private let sorted = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)
  private let unsorted = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)
  private let weights = UnsafeMutablePointer<UInt64>.allocate(capacity: HuffmanFormat.symbolCount)
  /// For each symbol that occurs its code, and in the low six bits the length.
  let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: HuffmanFormat.symbolCount)

  /// Longer codes are avoided, so that code and length fit 32 bits: only a chunk of more than 300,000 words
  /// with frequencies like Fibonacci's numbers would have one.
  static let longestCode = 26
  /// Symbols that occur, the run symbol being one of them.
  private var count = 0
  /// Bits of the stream if no run symbol were used: more than it will have.
  private(set) var bitCount = 0

  init() {
    // The memory was allocated for as many elements.
    unsafe frequencies.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe symbols.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe sorted.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe unsorted.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe weights.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
    unsafe codes.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
  }

  deinit {
    // Allocated at birth, integers need no destruction.
    unsafe frequencies.deallocate()
    unsafe symbols.deallocate()
    unsafe sorted.deallocate()
    unsafe unsorted.deallocate()
    unsafe weights.deallocate()
    unsafe codes.deallocate()
  }

  /// The lowest word that occurs.
  var firstSymbol: Int {
    // There is one symbol at least.
    unsafe Int(symbols[0])
  }

  /// One above the highest word that occurs.
  var runSymbol: Int {
    // There is one symbol at least.
    unsafe Int(symbols[count - 1])
  }
}

extension HuffmanEncodingTable {
  /// Counts `words`, of which there is one at least, and makes a code for them.
  mutating func make(_ words: UnsafePointer<UInt16>, count: Int) {
    // Any word is an index into the frequencies.
    for index in 0..<count { unsafe frequencies[Int(words[index])] &+= 1 }
    listSymbols()
    sortSymbols()
    assignLengths()
    assignCodes()
  }

  /// Lists the symbols that occur with their frequencies, which are cleared.
  private mutating func listSymbols() {
    count = 0
    let vectors = unsafe UnsafeMutableRawPointer(frequencies)
    for first in stride(from: 0, to: 1 << 16, by: 16) {
      // Sixteen frequencies from `first` on are those of words.
      let block = unsafe vectors.loadUnaligned(fromByteOffset: 4 * first, as: SIMD16<UInt32>.self)
      if block == SIMD16(repeating: 0) { continue }
      for symbol in first..<first + 16 {
        // Written for all symbols, kept for those that occur: `count` is never more than `symbol`.
        let frequency = unsafe frequencies[symbol]
        unsafe symbols[count] = UInt32(symbol)
        unsafe unsorted[count] = UInt64(frequency) << 32 | UInt64(symbol)
        count &+= frequency > 0 ? 1 : 0
      }
      unsafe vectors.storeBytes(of: SIMD16(repeating: 0), toByteOffset: 4 * first, as: SIMD16<UInt32>.self)
    }
    // The run symbol counts as used once. At most 65536 symbols are listed before it.
    let runSymbol = unsafe symbols[count - 1] + 1
    unsafe symbols[count] = runSymbol
    unsafe unsorted[count] = 1 << 32 | UInt64(runSymbol)
    count += 1
  }

  /// Sorts the symbols by frequency: one bucket for each that is small, as nearly all are, the others by comparing.
  private mutating func sortSymbols() {
    var starts = InlineArray<1024, Int>(repeating: 0)
    // Indices are those of symbols that occur, buckets below 1024.
    for index in 0..<count { unsafe starts[min(Int(unsorted[index] >> 32), 1023)] += 1 }
    var start = 0
    for bucket in 0..<1024 { (starts[bucket], start) = (start, start + starts[bucket]) }
    let firstLarge = starts[1023]
    for index in 0..<count {
      let entry = unsafe unsorted[index]
      let bucket = min(Int(entry >> 32), 1023)
      unsafe sorted[starts[bucket]] = entry
      starts[bucket] += 1
    }
    var large = unsafe UnsafeMutableBufferPointer(start: sorted + firstLarge, count: count - firstLarge)
    unsafe large.sort()
  }

  /// Finds the lengths of the codes and writes them where the codes will be.
  private mutating func assignLengths() {
    var shift: UInt64 = 32
    repeat {
      // Indices are those of symbols that occur. Halved frequencies are nearer to each other, hence the codes shorter.
      for index in 0..<count { unsafe weights[index] = max(1, sorted[index] >> shift) }
      unsafe huffmanLengths(UnsafeMutableBufferPointer(start: weights, count: count))
      shift += 1
    } while unsafe weights[0] > UInt64(Self.longestCode)
    bitCount = 0
    for index in 0..<count {
      let (entry, length) = unsafe (sorted[index], weights[index])
      unsafe codes[Int(truncatingIfNeeded: entry & 0x1ffff)] = UInt32(truncatingIfNeeded: length)
      bitCount &+= Int(truncatingIfNeeded: (entry >> 32) &* length)
    }
  }

  /// Numbers the codes of each length in the order of their symbols.
  private mutating func assignCodes() {
    var counts = InlineArray<59, Int>(repeating: 0)
    // Lengths are at most 26, and symbols indices into the codes.
    for index in 0..<count { unsafe counts[Int(weights[index])] += 1 }
    guard let canonical = CanonicalStarts(counts: counts) else {
      preconditionFailure("lengths of a tree always are a code")
    }
    var next = canonical.firstCode
    for index in 0..<count {
      let symbol = unsafe Int(symbols[index])
      let length = unsafe Int(codes[symbol])
      unsafe codes[symbol] = UInt32(truncatingIfNeeded: next[length]) << 6 | UInt32(length)
      next[length] += 1
    }
  }

  /// Packs the lengths.
  /// - Parameter destination: room for `HuffmanFormat.maximumTableByteCount` and eight bytes more.
  /// - Returns: the bytes the table takes.
  func pack(into destination: UnsafeMutableRawPointer) -> Int {
    // Each field takes no more than six bits a symbol, so the table stays within its maximum.
    var writer = unsafe BitWriter(destination)
    var next = firstSymbol
    for index in 0..<count {
      let symbol = unsafe Int(symbols[index])
      var zeros = symbol - next
      while zeros >= HuffmanFormat.longZeroRunMinimum {
        let run = min(zeros, HuffmanFormat.longZeroRunMaximum)
        let field = HuffmanFormat.longZeroRun << 8 + (run - HuffmanFormat.longZeroRunMinimum)
        unsafe writer.put(UInt64(field), bits: 14)
        zeros -= run
      }
      if zeros >= 2 {
        unsafe writer.put(UInt64(HuffmanFormat.shortZeroRun + zeros - 2), bits: 6)
      } else if zeros == 1 {
        unsafe writer.put(0, bits: 6)
      }
      unsafe writer.put(UInt64(codes[symbol] & 63), bits: 6)
      next = symbol + 1
    }
    return unsafe writer.finish()
  }
}
