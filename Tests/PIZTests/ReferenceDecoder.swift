/// A PIZ decoder as plain as can be: bit by bit, word by word, in place with growing strides.
///
/// It shares no idea with the kernels but the format, and traps on damaged chunks.
struct ReferenceDecoder {
  private let chunk: [UInt8]
  /// In bits.
  private var position = 0

  static func decode(_ chunk: [UInt8], _ shapes: [Shape]) -> [UInt16] {
    var decoder = ReferenceDecoder(chunk: chunk)
    return decoder.words(of: shapes)
  }

  private init(chunk: [UInt8]) { self.chunk = chunk }

  private mutating func bits(_ count: Int) -> Int {
    var value = 0
    for _ in 0..<count {
      value = value << 1 | Int(chunk[position / 8] >> UInt8(7 - position % 8) & 1)
      position += 1
    }
    return value
  }

  private mutating func integer(bytes: Int) -> Int {
    (0..<bytes).reduce(0) { $0 | bits(8) << (8 * $1) }
  }

  private mutating func words(of shapes: [Shape]) -> [UInt16] {
    let values = self.values()
    _ = integer(bytes: 4)
    var words = huffmanWords(shapes.reduce(0) { $0 + $1.wordCount })
    var first = 0
    for shape in shapes {
      for part in 0..<shape.wordsPerSample {
        inverse(&words, first: first + part, shape, signed: values.count <= 1 << 14)
      }
      first += shape.wordCount
    }
    return words.map { values[Int($0)] }
  }

  /// The value of each rank.
  private mutating func values() -> [UInt16] {
    let (first, last) = (integer(bytes: 2), integer(bytes: 2))
    var values: [UInt16] = [0]
    for byte in stride(from: first, through: last, by: 1) {
      let flags = bits(8)
      for bit in 0..<8 where flags >> bit & 1 == 1 && byte + bit > 0 { values.append(UInt16(8 * byte + bit)) }
    }
    return values
  }

  private struct Code: Hashable {
    var length: Int
    var bits: UInt64
  }

  private mutating func huffmanWords(_ count: Int) -> [UInt16] {
    let (first, last) = (integer(bytes: 4), integer(bytes: 4))
    let tableByteCount = integer(bytes: 4)
    let bitCount = integer(bytes: 4)
    _ = integer(bytes: 4)
    let tableStart = position
    var lengths: [Int] = []
    while first + lengths.count <= last {
      let field = bits(6)
      switch field {
      case 63: lengths += Array(repeating: 0, count: bits(8) + 6)
      case 59...: lengths += Array(repeating: 0, count: field - 57)
      default: lengths.append(field)
      }
    }
    position = tableStart + 8 * tableByteCount

    var symbols: [Code: Int] = [:]
    var next: UInt64 = 0
    for length in (1...58).reversed() {
      for (index, its) in lengths.enumerated() where its == length {
        symbols[Code(length: length, bits: next)] = first + index
        next += 1
      }
      next >>= 1
    }

    var words: [UInt16] = []
    let end = position + bitCount
    while position < end {
      var code = Code(length: 0, bits: 0)
      var symbol: Int?
      while symbol == nil {
        code = Code(length: code.length + 1, bits: code.bits << 1 | UInt64(bits(1)))
        symbol = symbols[code]
      }
      if symbol! == last {
        words += Array(repeating: words.last!, count: bits(8))
      } else {
        words.append(UInt16(symbol!))
      }
    }
    precondition(position == end && words.count == count)
    return words
  }

  /// The wavelet of one plane, or of one half of the words of a plane.
  private func inverse(_ words: inout [UInt16], first: Int, _ shape: Shape, signed: Bool) {
    func butterfly(_ low: Int, _ high: Int) {
      let (l, h) = (Int(words[low]), Int(words[high]))
      if signed {
        let (l, h) = (Int(Int16(bitPattern: words[low])), Int(Int16(bitPattern: words[high])))
        let a = l + (h & 1) + h >> 1
        words[low] = UInt16(truncatingIfNeeded: a)
        words[high] = UInt16(truncatingIfNeeded: a - h)
      } else {
        let b = (l - h / 2) & 0xffff
        words[low] = UInt16(truncatingIfNeeded: h + b - 0x8000)
        words[high] = UInt16(b)
      }
    }
    func place(_ x: Int, _ y: Int) -> Int { first + (y * shape.width + x) * shape.wordsPerSample }
    var step = 1
    while 2 * step <= min(shape.width, shape.height) { step *= 2 }
    while step > 1 {
      let half = step / 2
      let (right, bottom) = (shape.width / step * step, shape.height / step * step)
      for y in stride(from: 0, to: bottom, by: step) {
        for x in stride(from: 0, to: right, by: step) {
          butterfly(place(x, y), place(x, y + half))
          butterfly(place(x + half, y), place(x + half, y + half))
          butterfly(place(x, y), place(x + half, y))
          butterfly(place(x, y + half), place(x + half, y + half))
        }
        if shape.width & half != 0 { butterfly(place(right, y), place(right, y + half)) }
      }
      if shape.height & half != 0 {
        for x in stride(from: 0, to: right, by: step) { butterfly(place(x, bottom), place(x + half, bottom)) }
      }
      step = half
    }
  }
}
