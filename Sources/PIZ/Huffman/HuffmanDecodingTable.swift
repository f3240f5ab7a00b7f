// Tables that turn the bits of a canonical code into symbols.
//
// Filled with zeros to 64 bits, the codes of a chunk stand in order: the longest first, then by symbol. So the
// length of the code at the head of a window depends only on where the window lies among the starts of the
// lengths, and the rank of the code is its distance from that start. Two small tables take the place of one
// large: the length from the first twelve bits, a byte each, and the symbol from the rank. With ten bits a sample and
// thousands of symbols both stay in the first-level cache, and the length alone leads to the next code.
//
// Codes longer than twelve bits need no second table: a prefix is only undecided where a start falls inside it,
// once for every length beyond twelve. Those few prefixes, and those of the run symbol, are marked `careful`.

@safe struct HuffmanDecodingTable: ~Copyable {
  /// The tables that the loops read, in one block of memory so that one register leads to all.
  private let memory = UnsafeMutableRawPointer.allocate(
    byteCount: unsafe HuffmanLookup.byteCount, alignment: 64)
  /// Symbols that occur as the table lists them, with their lengths in the upper byte.
  private let listed = UnsafeMutablePointer<UInt32>.allocate(capacity: HuffmanFormat.symbolCount)

  /// Where the codes of each length start, filled to 64 bits.
  private var starts = InlineArray<59, UInt64>(repeating: 0)
  private var shortest = 1
  private(set) var longest = 58
  private var symbolsInUse = 0
  private var runRank = -1

  init() {
    // The memory was allocated for as many elements.
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: HuffmanLookup.byteCount)
    unsafe listed.initialize(repeating: 0, count: HuffmanFormat.symbolCount)
  }

  deinit {
    // Allocated at birth, integers need no destruction.
    unsafe memory.deallocate()
    unsafe listed.deallocate()
  }

  /// The tables for the loops, valid as long as this lives.
  var lookup: HuffmanLookup { unsafe HuffmanLookup(memory: memory) }
}

/// The tables of a ``HuffmanDecodingTable``: for each prefix a length, for each length a rank, for each rank a symbol.
@unsafe struct HuffmanLookup {
  let memory: UnsafeMutableRawPointer

  /// Bits of a prefix.
  static let prefixBits = 12
  /// Prefixes of longer codes are careful, so that three codes never need more bits than a load gives.
  static let longestSureCode = 19
  /// The length of a prefix that does not decide one: more than three that do. Modulo 64 it is a length, of one bit,
  /// so that a loop which looks late reads a rank of 0 or 1 in the meantime.
  static let careful: UInt8 = 65

  private static let rankOffset = 1 << prefixBits
  private static let symbolOffset = rankOffset + 4 * 80
  static let byteCount = symbolOffset + 2 * HuffmanFormat.symbolCount

  /// For each prefix the length of the code it begins with, or ``careful``.
  var lengths: UnsafeMutablePointer<UInt8> {
    // `1 << prefixBits` bytes of the block are used as nothing else.
    unsafe memory.assumingMemoryBound(to: UInt8.self)
  }

  /// For each length what added to a code of that length gives its rank, modulo 2³²; 0 for ``careful``.
  var rankOffsets: UnsafeMutablePointer<UInt32> {
    // 80 elements of the block are used as nothing else.
    unsafe (memory + Self.rankOffset).assumingMemoryBound(to: UInt32.self)
  }

  /// For each rank the symbol; that of the run symbol means nothing.
  var symbols: UnsafeMutablePointer<UInt16> {
    // `symbolCount` elements of the block are used as nothing else.
    unsafe (memory + Self.symbolOffset).assumingMemoryBound(to: UInt16.self)
  }

  /// The length of the first code of a window, or ``careful``.
  @inline(__always) func length(_ window: UInt64) -> UInt64 {
    // A prefix is an index into the lengths.
    unsafe UInt64(lengths[Int(truncatingIfNeeded: window &>> UInt64(64 - Self.prefixBits))])
  }

  /// The symbol whose code, of this length, is first in the window. Means nothing if it is ``careful``.
  @inline(__always) func symbol(_ window: UInt64, _ length: UInt64) -> UInt16 {
    // `place` gives a length only to prefixes all of whose codes have it and occur, so the rank is in use; for
    // `careful` it is the first bit of the window.
    let code = UInt32(truncatingIfNeeded: window &>> (0 &- length))
    return unsafe symbols[
      Int(truncatingIfNeeded: code &+ rankOffsets[Int(truncatingIfNeeded: length)])]
  }
}

extension HuffmanDecodingTable {
  /// Reads the packed table of the symbols `first ... last`, of which the last is the run symbol.
  /// - Returns: the bytes it takes.
  mutating func read(_ packed: UnsafeRawBufferPointer, first: Int, last: Int) throws(PIZError) -> Int {
    var counts = InlineArray<59, Int>(repeating: 0)
    let (count, byteCount) = unsafe try list(packed, first: first, last: last, counts: &counts)
    guard let canonical = CanonicalStarts(counts: counts) else { throw .codeTable }
    place(canonical, counts: counts, listed: count, runSymbol: last)
    return byteCount
  }

  /// Lists the symbols that occur and counts their lengths.
  private func list(
    _ packed: UnsafeRawBufferPointer, first: Int, last: Int, counts: inout InlineArray<59, Int>
  ) throws(PIZError) -> (symbols: Int, bytes: Int) {
    guard let base = packed.baseAddress else { throw .truncated(.codeTable) }
    let bits = unsafe BitStream(base: base, byteCount: packed.count)
    let bitCount = packed.count * 8
    var position = 0
    var symbol = first
    var count = 0
    while symbol <= last {
      let window = unsafe bits.window(position)
      let field = Int(window >> 58)
      position += 6
      if field < HuffmanFormat.shortZeroRun {
        if field > 0 {
          // Each listed symbol is another one of `symbolCount`.
          unsafe listed[count] = UInt32(truncatingIfNeeded: field << 24 + symbol)
          count += 1
          counts[field] += 1
        }
        symbol += 1
      } else if field < HuffmanFormat.longZeroRun {
        symbol += field - HuffmanFormat.shortZeroRun + 2
      } else {
        symbol += Int(window >> 50 & 255) + HuffmanFormat.longZeroRunMinimum
        position += 8
      }
      guard position <= bitCount else { throw .truncated(.codeTable) }
    }
    guard symbol == last + 1 else { throw .codeTable }
    return (count, (position + 7) / 8)
  }

  /// Gives each listed symbol its rank and each prefix its length.
  private mutating func place(
    _ canonical: CanonicalStarts, counts: InlineArray<59, Int>, listed count: Int, runSymbol: Int
  ) {
    var nextRank = canonical.firstRank
    runRank = -1
    for index in 0..<count {
      // Ranks of all lengths together are 0 ..< count, each once.
      let entry = unsafe listed[index]
      let length = Int(entry >> 24)
      let rank = nextRank[length]
      nextRank[length] = rank + 1
      unsafe lookup.symbols[rank] = UInt16(truncatingIfNeeded: entry)
      if entry & 0xff_ffff == UInt32(runSymbol) { runRank = rank }
    }
    symbolsInUse = count

    let prefixCount = unsafe 1 << HuffmanLookup.prefixBits
    // A start falls inside a prefix, or the code does not use it, unless one of the fills below says otherwise.
    unsafe lookup.lengths.update(repeating: HuffmanLookup.careful, count: prefixCount)
    shortest = 0
    for length in 1...HuffmanFormat.longestCode {
      let code = canonical.firstCode[length]
      starts[length] = code << UInt64(64 - length)
      let offset = canonical.firstRank[length] - Int(truncatingIfNeeded: code)
      // `length` is below 80.
      unsafe lookup.rankOffsets[length] = UInt32(truncatingIfNeeded: offset)
      guard counts[length] > 0 else { continue }
      if shortest == 0 { shortest = length }
      longest = length
      let (from, to) = wholePrefixes(code, code + UInt64(counts[length]), length: length)
      // `CanonicalStarts` has made sure that the codes end at 2^length at most, so the prefixes at 2^prefixBits.
      if unsafe from < to && length <= HuffmanLookup.longestSureCode {
        unsafe (lookup.lengths + from).update(repeating: UInt8(length), count: to - from)
      }
      if runRank >= canonical.firstRank[length] && runRank < canonical.firstRank[length] + counts[length] {
        let run = code + UInt64(runRank - canonical.firstRank[length])
        let (from, to) = touchedPrefixes(run, length: length)
        // As above, the code being one of them.
        unsafe (lookup.lengths + from).update(repeating: HuffmanLookup.careful, count: to - from)
      }
    }
  }

  /// The prefixes that lie entirely within the codes `code ..< end` of this length.
  private func wholePrefixes(_ code: UInt64, _ end: UInt64, length: Int) -> (from: Int, to: Int) {
    let bits = unsafe HuffmanLookup.prefixBits
    if length <= bits { return (Int(code << UInt64(bits - length)), Int(end << UInt64(bits - length))) }
    let unit = UInt64(1) << UInt64(length - bits)
    return (Int((code + unit - 1) / unit), Int(end / unit))
  }

  /// The prefixes that a code of this length begins with or that begin with it.
  private func touchedPrefixes(_ code: UInt64, length: Int) -> (from: Int, to: Int) {
    let bits = unsafe HuffmanLookup.prefixBits
    if length <= bits {
      return (Int(code << UInt64(bits - length)), Int((code + 1) << UInt64(bits - length)))
    }
    let prefix = Int(code >> UInt64(length - bits))
    return (prefix, prefix + 1)
  }
}

extension HuffmanDecodingTable {
  /// What a code stands for.
  enum Symbol {
    case word(UInt16)
    case run
  }

  /// The first code in a window of 64 bits: any code, any length.
  /// - Returns: nil if no code begins like this.
  func search(_ window: UInt64) -> (length: Int, symbol: Symbol)? {
    let known = unsafe lookup.length(window)
    if unsafe known != UInt64(HuffmanLookup.careful) {
      // The prefix decides the length, and is not that of the run symbol.
      return unsafe (Int(known), .word(lookup.symbol(window, known)))
    }
    // The longest codes start at 0, so the search ends there at the latest.
    var length = shortest
    while length < longest && starts[length] > window { length += 1 }
    // The offset was placed for this length.
    let offset = unsafe lookup.rankOffsets[length]
    let rank = Int(UInt32(truncatingIfNeeded: window >> UInt64(64 - length)) &+ offset)
    guard rank < symbolsInUse else { return nil }
    // `rank` is in use.
    return unsafe (length, rank == runRank ? .run : .word(lookup.symbols[rank]))
  }
}
