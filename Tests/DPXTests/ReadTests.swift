import DPX
import Testing

@Suite struct ReadTests {
  @Test(arguments: DPXByteOrder.allCases, DPXPacking.allCases)
  func unpacksEveryForm(order: DPXByteOrder, packing: DPXPacking) throws {
    for bits in [10, 12] {
      for width in Array(1...35) + [64, 100, 479] {
        for height in [1, 2, 5] {
          let reference = ReferenceFile(
            width: width, height: height, bits: bits, packing: Int(packing.rawValue), order: order)
          let decoded = try Decoded(reference.bytes(), band: 2)
          #expect(decoded.planes == (0..<3).map(reference.plane), "\(bits) bits, \(width) × \(height)")
          #expect(decoded.image.warnings.isEmpty)
          #expect(decoded.image.byteOrder == order)
          #expect(decoded.image.packing == packing)
          #expect(Int(decoded.image.bitDepth.rawValue) == bits)
        }
      }
    }
  }

  @Test func theHeaderAloneSaysTheSame() throws {
    for industryLength: UInt32 in [0, 384] {
      let reference = ReferenceFile(width: 9, height: 5, bits: 12, packing: 1, order: .little)
      var file = reference.bytes()
      file.replaceSubrange(
        28..<32, with: (0..<4).map { UInt8(truncatingIfNeeded: industryLength >> (8 * $0)) })
      let header = Array(file.prefix(DPXImage.headerByteCount))
      #expect(try parsed(header: header, byteCount: file.count) == parsed(file))
      // The size says what is missing, and no byte behind the header is looked at.
      #expect(throws: DPXError.self) { try parsed(header: header, byteCount: file.count - 1) }
      #expect(throws: DPXError.headerTruncated(byteCount: 1000)) {
        try parsed(header: Array(header.prefix(1000)), byteCount: 1000)
      }
    }
  }

  /// 3 × 2 pixels that oiiotool 2.4.7 wrote little-endian and packed.
  @Test func packedVector() throws {
    let row: [UInt8] = [
      0x00, 0x41, 0x6A, 0xB0, 0x0E, 0x19, 0x20, 0x03, 0x4B, 0xFC, 0x0F, 0x00, 0x00, 0xF8, 0x00, 0x00,
    ]
    let shape = ReferenceFile(width: 3, height: 2, bits: 12, packing: 0, order: .little)
    let file = shape.bytes().prefix(8192) + row + row
    let planes = try Decoded(Array(file)).planes
    #expect(planes[0] == [256, 400, 4092, 256, 400, 4092])
    #expect(planes[1] == [1700, 800, 0, 1700, 800, 0])
    #expect(planes[2] == [3760, 1200, 2048, 3760, 1200, 2048])
  }

  @Test(arguments: DPXBitDepth.allCases) func ownFilesComeBack(bitDepth: DPXBitDepth) throws {
    for width in [1, 2, 3, 17, 64, 479] {
      for height in [1, 2, 3, 8] {
        let reference = ReferenceFile(
          width: width, height: height, bits: Int(bitDepth.rawValue), packing: 1, order: .big)
        let planes = (0..<3).map(reference.plane)
        let file = try encoded(planes, width: width, height: height, bitDepth)
        let decoded = try Decoded(file)
        #expect(decoded.planes == planes)
        let unfilled = bitDepth == .twelve && width % 2 == 1
        #expect(decoded.image.warnings == (unfilled ? [.unfilledLines] : []))
        // With something behind it, unless that is as long as all filling would have been.
        for extra in [1, 2, 2 * height - 1, 2 * height + 1, 4096] where extra != 2 * height {
          #expect(try Decoded(file + Array(repeating: 0, count: extra)).planes == planes)
        }
        // Without its last sample.
        #expect(throws: DPXError.self) { try Decoded(Array(file.dropLast())) }
      }
    }
  }

  /// What a line's end may look like, at an odd width of 12 bits, where it matters.
  @Test(arguments: [0, 2, 4, 6], [0, 3, 4096])
  func findsTheLines(linePadding: Int, imagePadding: Int) throws {
    for (fills, padsLastLine) in [(true, true), (true, false), (false, true), (false, false)] {
      let reference = ReferenceFile(
        width: 5, height: 7, bits: 12, packing: 1, order: .big, fillsLines: fills, linePadding: linePadding,
        imagePadding: imagePadding, padsLastLine: padsLastLine)
      // Without the last line's padding and with an end that is not stated exactly, nothing but the length
      // is left to tell, and bytes behind the image make it say something else.
      if !padsLastLine, linePadding > 0, !fills || imagePadding > 0 { continue }
      let decoded = try Decoded(reference.bytes())
      #expect(decoded.planes == (0..<3).map(reference.plane))
      #expect(decoded.image.warnings.contains(.unfilledLines) == (!fills && linePadding != 2))
    }
  }

  @Test func statedSizeTellsWhetherLinesAreFilled() throws {
    let filled = ReferenceFile(width: 5, height: 7, bits: 12, packing: 1, order: .big)
    #expect(throws: DPXError.pixelsTruncated(needed: 32 * 7, available: 32 * 7 - 6)) {
      try Decoded(filled.bytes().dropLast(6))
    }
    // With no size stated the length decides, as it does in FFmpeg.
    let unknown = filled.bytes { $0.replaceSubrange(16..<20, with: repeatElement(0xFF, count: 4)) }
    #expect(try Decoded(unknown).planes == (0..<3).map(filled.plane))
    #expect(try parsed(unknown.dropLast(6)).warnings == [.unfilledLines])
  }

  @Test func paddingThatIsNotThereIsPassedOver() throws {
    let reference = ReferenceFile(width: 4, height: 3, bits: 10, packing: 1, order: .big)
    let decoded = try Decoded(reference.bytes { $0[814] = 1 })
    #expect(decoded.planes == (0..<3).map(reference.plane))
    #expect(decoded.image.warnings == [.endOfLinePadding(stated: 256)])
  }

  @Test func wrongSizesAndOffsetsAreWarnings() throws {
    let reference = ReferenceFile(width: 4, height: 3, bits: 10, packing: 1, order: .big)
    let size = try Decoded(reference.bytes { $0[16] = 0x7F })
    #expect(size.planes == (0..<3).map(reference.plane))
    #expect(size.image.warnings == [.fileSize(stated: 0x7F00_2030, actual: 8240)])

    let fileOffset = try Decoded(reference.bytes { $0[4] = 0x7F })
    #expect(fileOffset.planes == (0..<3).map(reference.plane))
    #expect(fileOffset.image.warnings == [.dataOffsets(file: 0x7F00_2000, element: 8192, used: 8192)])

    let elementOffset = try Decoded(reference.bytes { $0[808] = 0x7F })
    #expect(elementOffset.planes == (0..<3).map(reference.plane))
    #expect(elementOffset.image.warnings == [.dataOffsets(file: 8192, element: 0x7F00_2000, used: 8192)])

    let version = try Decoded(reference.bytes { $0[9] = UInt8(ascii: "7") })
    #expect(version.image.warnings == [.version(stated: "V7.0")])
  }

  @Test func undefinedFieldsThatDoNotMatterAreRead() throws {
    let reference = ReferenceFile(width: 5, height: 3, bits: 10, packing: 1, order: .little)
    let decoded = try Decoded(
      reference.bytes { header in
        for range in [16..<36, 768..<770, 780..<800, 801..<803, 806..<820] {
          header.replaceSubrange(range, with: repeatElement(0xFF, count: range.count))
        }
      })
    #expect(decoded.planes == (0..<3).map(reference.plane))
    #expect(decoded.image.warnings.isEmpty)
    #expect(
      decoded.image.header.file.version == "V2.0\u{FFFD}" || decoded.image.header.file.version == "V2.0")
  }

  @Test func headerOfFFmpegHasNoIndustryPart() throws {
    // Pixel data where the time code would be.
    let reference = ReferenceFile(width: 64, height: 8, bits: 10, packing: 1, order: .big, offset: 1664)
    let decoded = try Decoded(reference.bytes())
    #expect(decoded.planes == (0..<3).map(reference.plane))
    #expect(decoded.image.header.television == DPXHeader.Television())
    #expect(decoded.image.header.film == DPXHeader.Film())
    // Likewise if the lengths claim that it is there.
    let claiming = try Decoded(reference.bytes { $0.replaceSubrange(28..<32, with: [0, 0, 1, 0x80]) })
    #expect(claiming.image.header.television == DPXHeader.Television())
    // And if there is room for it, but the lengths deny it.
    let roomy = ReferenceFile(width: 64, height: 8, bits: 10, packing: 1, order: .big)
    let denied = try Decoded(
      roomy.bytes { header in
        header.replaceSubrange(28..<32, with: [0, 0, 0, 0])
        header.replaceSubrange(1920..<1924, with: [1, 2, 3, 4])
      })
    #expect(denied.image.header.television.timeCode == nil)
  }

  private static let refusals: [(DPXError, Int, [UInt8])] = [
    (.notDPX, 0, [0x89, 0x50, 0x4E, 0x47]),
    (.noPixels(width: 0, height: 3), 772, [0, 0, 0, 0]),
    (.noPixels(width: 4, height: nil), 776, [0xFF, 0xFF, 0xFF, 0xFF]),
    (.elementCount(count: 2), 770, [0, 2]),
    (.elementCount(count: nil), 770, [0xFF, 0xFF]),
    (.orientation(code: 2), 768, [0, 2]),
    (.descriptor(code: 51), 800, [51]),
    (.descriptor(code: 6), 800, [6]),
    (.descriptor(code: nil), 800, [0xFF]),
    (.signedData, 780, [0, 0, 0, 1]),
    (.bitDepth(bits: 8), 803, [8]),
    (.bitDepth(bits: 16), 803, [16]),
    (.bitDepth(bits: nil), 803, [0xFF]),
    (.packing(code: 5), 804, [0, 5]),
    (.packing(code: nil), 804, [0xFF, 0xFF]),
    (.encoding(code: 1), 806, [0, 1]),
    (.pixelsTruncated(needed: 12 * 131075, available: 36), 776, [0, 2, 0, 3]),
    (.pixelsTruncated(needed: .max, available: 36), 772, [0xF0, 0, 0, 0, 0xF0, 0, 0, 0]),
  ]

  @Test(arguments: refusals) func refusesWithTheReason(error: DPXError, offset: Int, bytes: [UInt8]) throws {
    let reference = ReferenceFile(width: 3, height: 3, bits: 10, packing: 1, order: .big)
    let file = reference.bytes { header in
      // The width of the one case that shows it.
      if error == .noPixels(width: 4, height: nil) { header[775] = 4 }
      header.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
    #expect(throws: error) { try parsed(file) }
    #expect(!error.description.isEmpty)
  }

  @Test func offsetsOutsideAreRefused() throws {
    let reference = ReferenceFile(width: 3, height: 3, bits: 10, packing: 1, order: .big)
    for offset: [UInt8] in [[0, 0, 0, 0], [0, 0, 6, 0x7F], [0x7F, 0, 0, 0], [0, 0, 0x20, 0x24]] {
      let file = reference.bytes { header in
        header.replaceSubrange(4..<8, with: offset)
        header.replaceSubrange(808..<812, with: offset)
      }
      let value = offset.reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
      #expect(throws: DPXError.dataOffsetOutside(offset: value, byteCount: 8192 + 36)) {
        try parsed(file)
      }
    }
  }

  @Test func shortFilesAreRefused() throws {
    let file = ReferenceFile(width: 3, height: 3, bits: 10, packing: 1, order: .big).bytes()
    for count in 0..<4 {
      #expect(throws: DPXError.notDPX) { try parsed(file.prefix(count)) }
    }
    for count in [4, 100, 1663] {
      #expect(throws: DPXError.headerTruncated(byteCount: count)) {
        try parsed(file.prefix(count))
      }
    }
    for count in [1664, 2047, 2048, 8192] {
      #expect(throws: DPXError.dataOffsetOutside(offset: 8192, byteCount: count)) {
        try parsed(file.prefix(count))
      }
    }
  }
}
