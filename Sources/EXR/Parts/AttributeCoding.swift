/// The little-endian bytes of attribute values, both ways.
extension AttributeValue {
  /// The value of an attribute, or `nil` if the type is another one or the bytes do not fit it.
  package init?(typeName: String, bytes: [UInt8]) {
    func word(_ index: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[index * 4 + $1]) << UInt32($1 * 8) }
    }
    func int(_ index: Int) -> Int32 { Int32(bitPattern: word(index)) }
    func float(_ index: Int) -> Float { Float(bitPattern: word(index)) }

    switch (typeName, bytes.count) {
    case ("string", _): self = .string(String(decoding: bytes, as: UTF8.self))
    case ("int", 4): self = .int(int(0))
    case ("float", 4): self = .float(float(0))
    case ("double", 8): self = .double(Double(bitPattern: UInt64(word(0)) | UInt64(word(1)) << 32))
    case ("v2f", 8): self = .v2f(float(0), float(1))
    case ("v2i", 8): self = .v2i(int(0), int(1))
    case ("v3f", 12): self = .v3f(float(0), float(1), float(2))
    case ("box2i", 16):
      self = .box2i(Box(xMin: Int(int(0)), yMin: Int(int(1)), xMax: Int(int(2)), yMax: Int(int(3))))
    case ("chromaticities", 32):
      let points = (0..<4).map { Chromaticities.Point(x: float($0 * 2), y: float($0 * 2 + 1)) }
      self = .chromaticities(
        Chromaticities(red: points[0], green: points[1], blue: points[2], white: points[3]))
    case ("timecode", 8): self = .timeCode(TimeCode(timeAndFlags: word(0), userData: word(1)))
    case ("rational", 8): self = .rational(Rational(numerator: int(0), denominator: word(1)))
    case ("stringvector", _):
      var strings: [String] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        guard rest.count >= 4 else { return nil }
        let length = Int(rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        rest = rest.dropFirst(4)
        guard rest.count >= length else { return nil }
        strings.append(String(decoding: rest.prefix(length), as: UTF8.self))
        rest = rest.dropFirst(length)
      }
      self = .stringVector(strings)
    default: return nil
    }
  }

  /// The value as it lies in the file.
  package var encoded: [UInt8] {
    switch self {
    case .string(let text): Array(text.utf8)
    case .int(let value): littleEndian([UInt32(bitPattern: value)])
    case .float(let value): littleEndian([value.bitPattern])
    case .double(let value):
      littleEndian([UInt32(truncatingIfNeeded: value.bitPattern), UInt32(value.bitPattern >> 32)])
    case .v2f(let x, let y): littleEndian([x.bitPattern, y.bitPattern])
    case .v2i(let x, let y): littleEndian([UInt32(bitPattern: x), UInt32(bitPattern: y)])
    case .v3f(let x, let y, let z): littleEndian([x.bitPattern, y.bitPattern, z.bitPattern])
    case .box2i(let box):
      littleEndian([box.xMin, box.yMin, box.xMax, box.yMax].map { UInt32(truncatingIfNeeded: $0) })
    case .chromaticities(let c):
      littleEndian(
        [c.red, c.green, c.blue, c.white].flatMap { [$0.x.bitPattern, $0.y.bitPattern] })
    case .timeCode(let code): littleEndian([code.timeAndFlags, code.userData])
    case .rational(let value): littleEndian([UInt32(bitPattern: value.numerator), value.denominator])
    case .stringVector(let strings):
      strings.flatMap { littleEndian([UInt32($0.utf8.count)]) + Array($0.utf8) }
    }
  }
}

/// 32-bit words as bytes, lowest first.
func littleEndian(_ words: [UInt32]) -> [UInt8] {
  words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
}
