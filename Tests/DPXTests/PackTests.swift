import DPX
import TestSupport
import Testing

@Suite struct PackTests {
  private let red: [UInt16] = [64, 100, 1023]
  private let green: [UInt16] = [425, 200, 0]
  private let blue: [UInt16] = [940, 300, 512]

  @Test func tenBitVector() throws {
    let file = try encoded([red, green, blue], width: 3, height: 1, .ten)
    #expect(file.count == 8192 + 12)
    #expect(Array(file[8192...]) == [0x10, 0x1A, 0x9E, 0xB0, 0x19, 0x0C, 0x84, 0xB0, 0xFF, 0xC0, 0x08, 0x00])
  }

  @Test func twelveBitVector() throws {
    let planes: [[UInt16]] = [[256, 400, 4092], [1700, 800, 0], [3760, 1200, 2048]]
    let file = try encoded(planes, width: 3, height: 1, .twelve)
    #expect(file.count == 8192 + 18)
    let expected: [UInt8] = [
      0x10, 0x00, 0x6A, 0x40, 0xEB, 0x00, 0x19, 0x00, 0x32, 0x00, 0x4B, 0x00, 0xFF, 0xC0, 0x00, 0x00, 0x80,
      0x00,
    ]
    #expect(Array(file[8192...]) == expected)
  }

  @Test func headerVector() throws {
    let file = try encoded([red, green, blue], width: 3, height: 1, .ten)
    func number(_ offset: Int, _ size: Int = 4) -> Int {
      file[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
    }
    #expect(Array(file[0..<4]) == Array("SDPX".utf8))
    #expect(number(4) == 8192)
    #expect(Array(file[8..<16]) == Array("V2.0\0\0\0\0".utf8))
    #expect(number(16) == file.count)
    #expect(number(20) == 1)
    #expect([number(24), number(28), number(32)] == [1664, 384, 0])
    #expect(number(660) == 0xFFFF_FFFF)
    #expect(number(664, 8) == 0)
    #expect([number(768, 2), number(770, 2), number(772), number(776)] == [0, 1, 3, 1])
    #expect(number(780) == 0)
    #expect([number(784), number(788), number(792), number(796)] == Array(repeating: 0xFFFF_FFFF, count: 4))
    #expect(Array(file[800..<804]) == [50, 0, 0, 10])
    #expect([number(804, 2), number(806, 2)] == [1, 0])
    #expect([number(808), number(812), number(816)] == [8192, 0, 0])
    // Television: nothing that a reader could take for a range.
    #expect([number(1948), number(1952), number(1964)] == Array(repeating: 0xFFFF_FFFF, count: 3))
    #expect(file[2048..<8192].allSatisfy { $0 == 0 })
  }

  @Test func callersValuesStayAndTheLayoutsWin() throws {
    var header = DPXHeader()
    header.file.name = "sh010.1001.dpx"
    header.file.fileSize = 7
    header.file.version = "V9.9"
    header.element.lowCode = 64
    header.element.highCode = 940
    header.element.packing = 2
    header.element.transfer = 3
    header.film.framePosition = 1
    header.television.timeCode = 0x0102_0304
    let file = try encoded([red, green, blue], width: 3, height: 1, .ten, header: header)
    let read = try parsed(file)
    let layout = try DPXLayout(width: 3, height: 1, bitDepth: .ten)
    #expect(read.header == layout.completed(header))
    #expect(read.header.file.fileSize == UInt32(file.count))
    #expect(read.header.element.packing == 1)
    #expect(read.header.element.transfer == 0)
    #expect(read.header.element.lowCode == 64)
    #expect(read.header.element.highCode == 940)
    #expect(Array(file[1920..<1924]) == [1, 2, 3, 4])
    #expect(read.warnings.isEmpty)
  }

  /// Every length up to two vectors and the odd ones behind, from and to every alignment.
  @Test(arguments: DPXBitDepth.allCases) func packsLikeTheReference(bitDepth: DPXBitDepth) throws {
    let pixelBytes = bitDepth == .ten ? 4 : 6
    for count in Array(0...67) + [127, 128, 129, 1000] {
      let layout = try DPXLayout(width: max(count, 1), height: 1, bitDepth: bitDepth)
      for (start, offset) in [(0, 0), (1, 1), (3, 2), (5, 3)] {
        var noise = SeededGenerator(seed: UInt64(count * 8 + start))
        let planes = (0..<3).map { _ in
          (0..<start + count).map { _ in UInt16.random(in: 0...bitDepth.maximumCode, using: &noise) }
        }
        var bytes = [UInt8](repeating: 0xCD, count: offset + count * pixelBytes + 8)
        var expected = bytes
        for i in 0..<count {
          let (r, g, b) = (planes[0][start + i], planes[1][start + i], planes[2][start + i])
          let words: [(UInt32, Int)] =
            bitDepth == .ten
            ? [(UInt32(r) << 22 | UInt32(g) << 12 | UInt32(b) << 2, 4)]
            : [(UInt32(r) << 4, 2), (UInt32(g) << 4, 2), (UInt32(b) << 4, 2)]
          let packed = words.flatMap { word, size in
            (0..<size).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * (size - 1 - $0))) }
          }
          expected.replaceSubrange(
            offset + i * pixelBytes..<offset + (i + 1) * pixelBytes, with: packed)
        }
        layout.pack(planes, start..<start + count, into: &bytes, offset..<offset + count * pixelBytes)
        #expect(bytes == expected, "\(count) pixels from \(start) to \(offset)")
      }
    }
  }

  @Test(arguments: DPXBitDepth.allCases) func bitsAboveTheDepthAreIgnored(bitDepth: DPXBitDepth) throws {
    let codes: [UInt16] = [0, 1, bitDepth.maximumCode, 0x0155]
    let high = codes.map { $0 | ~bitDepth.maximumCode }
    #expect(
      try encoded([high, high, high], width: 4, height: 1, bitDepth)
        == encoded([codes, codes, codes], width: 4, height: 1, bitDepth))
  }

  @Test func bandsMakeTheSameFile() throws {
    let reference = ReferenceFile(width: 17, height: 9, bits: 12, packing: 1, order: .big)
    let planes = (0..<3).map(reference.plane)
    let whole = try encoded(planes, width: 17, height: 9, .twelve)
    let layout = try DPXLayout(width: 17, height: 9, bitDepth: .twelve)
    var file = [UInt8](repeating: 0xCD, count: layout.byteCount)
    for rows in [4..<9, 0..<1, 1..<4] {
      let pixels = rows.lowerBound * 17..<rows.upperBound * 17
      layout.pack(planes, pixels, into: &file, layout.byteRange(ofRows: rows))
    }
    var bytes = file.mutableSpan
    layout.writeHeader(DPXHeader(), into: &bytes)
    #expect(file == whole)
  }

  @Test func sizesThatDoNotFitAreRefused() throws {
    for (width, height) in [(0, 1), (1, 0), (-1, 1), (1, -1), (32768, 32768), (Int.max, 2), (2, Int.max)] {
      #expect(throws: DPXError.imageSize(width: width, height: height)) {
        try DPXLayout(width: width, height: height, bitDepth: .ten)
      }
    }
    // The largest: the size field stays below "undefined".
    let room = (Int(UInt32.max) - 1 - 8192) / 4
    #expect(try DPXLayout(width: room, height: 1, bitDepth: .ten).byteCount < Int(UInt32.max))
    #expect(throws: DPXError.self) { try DPXLayout(width: room + 1, height: 1, bitDepth: .ten) }
  }
}
