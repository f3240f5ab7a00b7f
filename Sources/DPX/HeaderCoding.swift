extension DPXHeader {
  /// Writes the header big-endian over the first 2048 bytes, every one of them.
  ///
  /// - Precondition: `bytes` has at least 2048 bytes.
  func write(into bytes: inout MutableSpan<UInt8>) {
    precondition(bytes.count >= HeaderSize.total, "a header has 2048 bytes")
    for field in headerLayout {
      switch field.kind {
      case .magic:
        bytes.store(magicNumber, at: field.offset)
      case .u8(let value):
        bytes.store(self[keyPath: value] ?? .max, at: field.offset)
      case .u16(let value):
        bytes.store(self[keyPath: value] ?? .max, at: field.offset)
      case .u32(let value):
        bytes.store(self[keyPath: value] ?? .max, at: field.offset)
      case .r32(let value):
        let number = self[keyPath: value] ?? .nan
        bytes.store(number.isNaN ? UInt32.max : number.bitPattern, at: field.offset)
      case .text(let size, let value):
        let text = self[keyPath: value].prefix(fitting: size)
        bytes.fill(field.offset..<field.offset + size, with: 0)
        for (index, byte) in text.enumerated() { bytes[field.offset + index] = byte }
      case .reserved(let size):
        bytes.fill(field.offset..<field.offset + size, with: 0)
      case .unused(let size):
        bytes.fill(field.offset..<field.offset + size, with: 0xFF)
      }
    }
  }

  /// Reads the fields of the given sections.
  ///
  /// All ones, any NaN and text that starts with 0xFF are undefined.
  /// - Precondition: `bytes` holds the sections.
  init(reading sections: Set<HeaderField.Section>, of bytes: borrowing Span<UInt8>, _ order: DPXByteOrder) {
    self.init()
    for field in headerLayout where sections.contains(field.section) {
      switch field.kind {
      case .magic, .reserved, .unused:
        break
      case .u8(let value):
        self[keyPath: value] = bytes.number(at: field.offset, order)
      case .u16(let value):
        self[keyPath: value] = bytes.number(at: field.offset, order)
      case .u32(let value):
        self[keyPath: value] = bytes.number(at: field.offset, order)
      case .r32(let value):
        let number = bytes.number(at: field.offset, order).map(Float.init(bitPattern:))
        self[keyPath: value] = number.flatMap { $0.isNaN ? nil : $0 }
      case .text(let size, let value):
        let text = (field.offset..<field.offset + size).map { bytes[$0] }
        self[keyPath: value] = text.first == 0xFF ? "" : DPXText(bytes: text)
      }
    }
  }
}

/// Bytes 0–3 as a number in the file's byte order.
private let magicNumber: UInt32 = 0x5344_5058

extension DPXByteOrder {
  /// The byte order that the magic number shows.
  ///
  /// - Throws: `notDPX` where it is missing.
  init(of bytes: borrowing Span<UInt8>) throws(DPXError) {
    guard bytes.count >= 4 else { throw .notDPX }
    if bytes.integer(at: 0, .big) == magicNumber {
      self = .big
    } else if bytes.integer(at: 0, .little) == magicNumber {
      self = .little
    } else {
      throw .notDPX
    }
  }
}

extension Span<UInt8> {
  /// The integer at a place in the given byte order; traps outside the bytes.
  fileprivate func integer<Value: FixedWidthInteger>(at offset: Int, _ order: DPXByteOrder) -> Value {
    let last = Value.bitWidth / 8 - 1
    return (0...last).reduce(0) { value, index in
      value << 8 | Value(truncatingIfNeeded: self[offset + (order == .big ? index : last - index)])
    }
  }

  /// The integer at a place, `nil` for all ones.
  fileprivate func number<Value: FixedWidthInteger & UnsignedInteger>(
    at offset: Int, _ order: DPXByteOrder
  ) -> Value? {
    let value: Value = integer(at: offset, order)
    return value == .max ? nil : value
  }
}

extension MutableSpan<UInt8> {
  /// Stores an integer big-endian; traps outside the bytes.
  fileprivate mutating func store(_ value: some FixedWidthInteger, at offset: Int) {
    for index in 0..<value.bitWidth / 8 {
      self[offset + index] = UInt8(truncatingIfNeeded: value >> (value.bitWidth - 8 * (index + 1)))
    }
  }

  /// Stores one byte in a range; traps outside the bytes.
  mutating func fill(_ range: Range<Int>, with byte: UInt8) {
    for offset in range { self[offset] = byte }
  }
}
