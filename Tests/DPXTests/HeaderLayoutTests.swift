import Testing

@testable import DPX

/// The fields of ST 268-1 as a second table, typed from the standard's own: type letters U and R with the
/// bits, A for text with the bytes.
private let standard: [(offset: Int, type: String)] = [
  (0, "U32"), (4, "U32"), (8, "A8"), (16, "U32"), (20, "U32"), (24, "U32"), (28, "U32"), (32, "U32"),
  (36, "A100"), (136, "A24"), (160, "A100"), (260, "A200"), (460, "A200"), (660, "U32"),
  (768, "U16"), (770, "U16"), (772, "U32"), (776, "U32"),
  (780, "U32"), (784, "U32"), (788, "R32"), (792, "U32"), (796, "R32"), (800, "U8"), (801, "U8"),
  (802, "U8"), (803, "U8"), (804, "U16"), (806, "U16"), (808, "U32"), (812, "U32"), (816, "U32"),
  (820, "A32"),
  (1408, "U32"), (1412, "U32"), (1416, "R32"), (1420, "R32"), (1424, "U32"), (1428, "U32"),
  (1432, "A100"), (1532, "A24"), (1556, "A32"), (1588, "A32"), (1620, "U16"), (1622, "U16"), (1624, "U16"),
  (1626, "U16"), (1628, "U32"), (1632, "U32"), (1636, "R32"), (1640, "R32"),
  (1664, "A2"), (1666, "A2"), (1668, "A2"), (1670, "A6"), (1676, "A4"), (1680, "A32"), (1712, "U32"),
  (1716, "U32"), (1720, "U32"), (1724, "R32"), (1728, "R32"), (1732, "A32"), (1764, "A100"),
  (1920, "U32"), (1924, "U32"), (1928, "U8"), (1929, "U8"), (1930, "U8"), (1932, "R32"), (1936, "R32"),
  (1940, "R32"), (1944, "R32"), (1948, "R32"), (1952, "R32"), (1956, "R32"), (1960, "R32"), (1964, "R32"),
  (1968, "R32"),
]

@Suite struct HeaderLayoutTests {
  @Test func coversEveryByteOnce() {
    var end = 0
    for field in headerLayout {
      #expect(field.offset == end, "\(field.name)")
      #expect(field.size > 0)
      end = field.offset + field.size
    }
    #expect(end == 2048)
  }

  @Test func agreesWithTheStandard() {
    let ours = headerLayout.compactMap { field -> (offset: Int, type: String)? in
      switch field.kind {
      case .magic, .u32: (field.offset, "U32")
      case .u8: (field.offset, "U8")
      case .u16: (field.offset, "U16")
      case .r32: (field.offset, "R32")
      case .text(let size, _): (field.offset, "A\(size)")
      case .reserved, .unused: nil
      }
    }
    #expect(ours.map(\.offset) == standard.map(\.offset))
    #expect(ours.map(\.type) == standard.map(\.type))
  }

  @Test func sectionsStartWhereTheStandardHasThem() {
    for (section, start, end) in [
      (HeaderField.Section.file, 0, 768), (.image, 768, 1408), (.source, 1408, 1664), (.film, 1664, 1920),
      (.television, 1920, 2048),
    ] {
      let fields = headerLayout.filter { $0.section == section }
      #expect(fields.first?.offset == start)
      #expect(fields.last.map { $0.offset + $0.size } == end)
    }
  }

  /// Every field of the second table gets its own bytes, in both byte orders, and comes back out of the
  /// header's writer as it was, big-endian.
  @Test(arguments: DPXByteOrder.allCases) func readsAndWritesEachField(order: DPXByteOrder) throws {
    var source = [UInt8](repeating: 0, count: 2048)
    var expected = source
    for index in 1..<8 {
      expected.replaceSubrange(780 + 72 * index..<820 + 72 * index, with: repeatElement(0xFF, count: 40))
    }
    for (row, field) in standard.enumerated() {
      let size = Int(field.type.dropFirst())! / (field.type.hasPrefix("A") ? 1 : 8)
      let value = (0..<size).map { UInt8(1 + (row * 7 + $0 * 13) % 120) }
      let stored = field.type.hasPrefix("A") || order == .big ? value : value.reversed()
      source.replaceSubrange(field.offset..<field.offset + size, with: stored)
      expected.replaceSubrange(field.offset..<field.offset + size, with: value)
    }
    expected.replaceSubrange(0..<4, with: Array("SDPX".utf8))
    let header = DPXHeader(reading: Set(HeaderField.Section.allCases), of: source.span, order)
    var written = [UInt8](repeating: 0xCD, count: 2048)
    var bytes = written.mutableSpan
    header.write(into: &bytes)
    #expect(written == expected)
  }

  @Test func undefinedIsAllOnesOrNul() {
    var written = [UInt8](repeating: 0xCD, count: 2048)
    var bytes = written.mutableSpan
    DPXHeader().write(into: &bytes)
    var expected = [UInt8](repeating: 0, count: 2048)
    for field in standard.dropFirst() where !field.type.hasPrefix("A") {
      let size = Int(field.type.dropFirst())! / 8
      expected.replaceSubrange(field.offset..<field.offset + size, with: repeatElement(0xFF, count: size))
    }
    for index in 1..<8 {
      expected.replaceSubrange(780 + 72 * index..<820 + 72 * index, with: repeatElement(0xFF, count: 40))
    }
    expected.replaceSubrange(0..<4, with: Array("SDPX".utf8))
    #expect(written == expected)
    #expect(DPXHeader(reading: Set(HeaderField.Section.allCases), of: written.span, .big) == DPXHeader())
  }

  @Test func anyNaNIsUndefined() {
    for pattern: [UInt8] in [[0x7F, 0xC0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0x80, 0, 1]] {
      var source = [UInt8](repeating: 0, count: 2048)
      source.replaceSubrange(1724..<1728, with: pattern)
      let header = DPXHeader(reading: [.film], of: source.span, .big)
      #expect(header.film.frameRate == nil)
    }
    var header = DPXHeader()
    header.film.frameRate = .nan
    var written = [UInt8](repeating: 0, count: 2048)
    var bytes = written.mutableSpan
    header.write(into: &bytes)
    #expect(Array(written[1724..<1728]) == [0xFF, 0xFF, 0xFF, 0xFF])
  }

  @Test func textOfAllOnesIsUndefined() {
    let source = [UInt8](repeating: 0xFF, count: 2048)
    let header = DPXHeader(reading: Set(HeaderField.Section.allCases), of: source.span, .little)
    #expect(header == DPXHeader())
  }
}
