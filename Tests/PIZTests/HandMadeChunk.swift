/// A chunk with one row of words, made by hand: any code lengths, any words, any runs.
///
/// All values are used, so ranks are values; and a row has no wavelet.
struct HandMadeChunk {
  /// One code of the stream.
  enum Item {
    case word(UInt16)
    case run(UInt8)
  }

  /// The length of the code of each word, 0 for none.
  var lengths = [Int](repeating: 0, count: 1 << 16)
  /// One above the highest word that has a code.
  var runSymbol = 0
  var runLength = 0
  private(set) var items: [Item] = []

  /// What the chunk decodes to.
  private(set) var words: [UInt16] = []

  /// The bit of the stream where each item begins, and where the last one ends.
  private(set) var positions = [0]

  /// - Parameters:
  ///   - lengths: of the codes of some words.
  ///   - runLength: that of the run symbol. All together must be a prefix code.
  init(lengths: [UInt16: Int], runLength: Int) {
    for (word, length) in lengths { self.lengths[Int(word)] = length }
    runSymbol = Int(lengths.keys.max()!) + 1
    self.runLength = runLength
  }

  mutating func add(_ item: Item) {
    items.append(item)
    switch item {
    case .word(let word):
      words.append(word)
      positions.append(positions.last! + lengths[Int(word)])
    case .run(let count):
      words += Array(repeating: words.last!, count: Int(count))
      positions.append(positions.last! + runLength + 8)
    }
  }

  var shapes: [Shape] { [Shape(width: words.count, height: 1)] }

  /// The code of each symbol, in the low bits.
  private var codes: [Int: UInt64] {
    var codes: [Int: UInt64] = [:]
    var next: UInt64 = 0
    for length in (1...58).reversed() {
      for symbol in 0...runSymbol where (symbol == runSymbol ? runLength : lengths[symbol]) == length {
        codes[symbol] = next
        next += 1
      }
      next >>= 1
    }
    return codes
  }

  /// The bytes of the chunk.
  var bytes: [UInt8] {
    var table = Bits()
    for symbol in 0..<runSymbol { table.put(UInt64(lengths[symbol]), 6) }
    table.put(UInt64(runLength), 6)
    let codes = self.codes
    var stream = Bits()
    for item in items {
      switch item {
      case .word(let word): stream.put(codes[Int(word)]!, lengths[Int(word)])
      case .run(let count):
        stream.put(codes[runSymbol]!, runLength)
        stream.put(UInt64(count), 8)
      }
    }
    return Self.assemble(
      first: 0, last: UInt32(runSymbol), table: table.bytes, bitCount: UInt32(stream.count),
      stream: stream.bytes)
  }

  /// A chunk of any parts.
  static func assemble(
    first: UInt32, last: UInt32, table: [UInt8], bitCount: UInt32, stream: [UInt8]
  ) -> [UInt8] {
    let fields = [first, last, UInt32(table.count), bitCount, 0]
    let block = fields.flatMap(littleEndian) + table + stream
    return [0, 0, 0xff, 0x1f] + [UInt8](repeating: 0xff, count: 8192) + littleEndian(UInt32(block.count))
      + block
  }

  static func littleEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }
}

/// Bits, high bits first.
struct Bits {
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0

  mutating func put(_ bits: UInt64, _ length: Int) {
    for index in (0..<length).reversed() {
      if count % 8 == 0 { bytes.append(0) }
      bytes[count / 8] |= UInt8(bits >> UInt64(index) & 1) << UInt8(7 - count % 8)
      count += 1
    }
  }
}
