import EXR
import TestSupport
import Testing

/// A generator with a seed, so that a failure can be repeated.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func roll(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % count
  }
}

@Suite("Damaged files")
struct DamageTests {
  static let channels = [
    Channel(name: "B", type: .half), Channel(name: "G", type: .half), Channel(name: "R", type: .half),
    Channel(name: "Z", type: .float), Channel(name: "id", type: .uint),
  ]

  static func file(_ compression: Compression = .piz, height: Int = 70) throws -> [UInt8] {
    let window = Box(xMin: 3, yMin: -2, xMax: 62, yMax: height - 3)
    let samples = Samples(noise: channels, width: window.width, height: height, seed: 3)
    let definition = PartDefinition(dataWindow: window, compression: compression, channels: channels)
    return try Picture.encode(definition, samples).array
  }

  static func error(_ bytes: [UInt8], limits: Limits = Limits()) -> EXRError? {
    do {
      _ = try Source(ByteBuffer(bytes), limits: limits)
      return nil
    } catch {
      return error
    }
  }

  /// Opens and decodes whatever can be; only a crash or another error would be wrong.
  static func readAll(_ bytes: [UInt8], codec: Codec = .openEXR) throws(EXRError) {
    let source = try Source(ByteBuffer(bytes), limits: Limits(maxPixelBytes: 64 << 20))
    var decoder = ChunkDecoder(codec: codec)
    for part in source.header.parts {
      for index in 0..<part.chunkCount {
        let chunk = source.chunk(part: part.index, index: index)
        var samples = Samples(part.channels, width: chunk.place.width, height: chunk.place.height)
        let failure: EXRError? = unsafe samples.withPlanes(lines: 0..<chunk.place.height) { planes in
          do throws(EXRError) {
            unsafe try decoder.decode(chunk, of: source, into: planes)
            return nil
          } catch {
            return error
          }
        }
        if let failure { throw failure }
      }
    }
  }

  @Test("cut off anywhere say so")
  func truncation() throws {
    let file = try Self.file(.zips, height: 4)
    #expect(Self.error(file) == nil)
    #expect(Self.error([])?.reason == "the file is empty")
    for length in 1..<file.count {
      #expect(Self.error(Array(file.prefix(length)))?.kind == .truncated, "\(length) of \(file.count) bytes")
    }
  }

  @Test(
    "of another kind say which",
    arguments: [
      ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], "the file is not OpenEXR, it is PNG"),
      ([0x49, 0x49, 0x2a, 0x00, 8, 0], "the file is not OpenEXR, it is TIFF"),
      ([0x53, 0x44, 0x50, 0x58, 0, 0], "the file is not OpenEXR, it is DPX"),
      ([0xff, 0xd8, 0xff, 0xe0, 0, 16], "the file is not OpenEXR, it is JPEG"),
      ([0x2f, 0x2f, 0x20, 0x20, 0x20, 0x20], "the file is not OpenEXR"),
    ])
  func otherFormats(bytes: [UInt8], reason: String) {
    #expect(Self.error(bytes) == EXRError(.openFile, .notOpenEXR, reason))
  }

  @Test("that were never finished name the first missing chunk")
  func incomplete() throws {
    var file = try Self.file()
    let table = try #require(Self.tableStart(file))
    file.replaceSubrange(table + 8..<table + 16, with: [UInt8](repeating: 0, count: 8))
    #expect(
      Self.error(file)
        == EXRError(
          .openFile, .incomplete, "the file was never finished: chunk 2 of 3 is missing, lines 30 to 61"))
  }

  @Test("with a chunk in another's place are damaged")
  func swappedChunks() throws {
    var file = try Self.file()
    let table = try #require(Self.tableStart(file))
    let first = Array(file[table..<table + 8])
    file.replaceSubrange(table..<table + 8, with: file[table + 8..<table + 16])
    file.replaceSubrange(table + 8..<table + 16, with: first)
    #expect(Self.error(file)?.kind == .damaged)
  }

  @Test("with huge claims are refused before memory is taken")
  func bombs() throws {
    let file = try Self.file(.none, height: 1)
    let window = try #require(position(of: "dataWindow\0box2i\0", in: file)) + 21
    func claiming(_ xMax: Int32, _ yMax: Int32) -> [UInt8] {
      var file = file
      file.replaceSubrange(window + 8..<window + 16, with: AttributeValue.v2i(xMax, yMax).encoded)
      return file
    }
    #expect(Self.error(claiming(1 << 29, 100))?.kind == .tooLarge)
    #expect(Self.error(claiming(100, 1 << 29))?.kind == .tooLarge)
    #expect(Self.error(claiming(.max, .max))?.kind == .damaged)
    #expect(Self.error(claiming(-5, 100))?.kind == .damaged)
    #expect(Self.error(claiming(32000, 32000))?.kind == .truncated)
    #expect(Self.error(claiming(32000, 32000), limits: Limits(maxPixelBytes: 1 << 30))?.kind == .tooLarge)
  }

  @Test(
    "with flipped bits open or fail, and so do their chunks",
    arguments: Codec.allCases, Compression.allCases.filter(\.isEncoded))
  func flips(codec: Codec, compression: Compression) throws {
    guard codec == .openEXR || compression == .piz else { return }
    let file = try Self.file(compression)
    var dice = Dice(seed: UInt64(compression.rawValue) + 11)
    var outcomes: [EXRError.Kind?: Int] = [:]
    for _ in 0..<2000 {
      var bytes = file
      // Half of the flips hit the header, which is a small part of the file.
      let reach = dice.roll(2) == 0 ? 400 : bytes.count
      for _ in 0...dice.roll(4) { bytes[dice.roll(reach)] ^= UInt8(1 << dice.roll(8)) }
      do throws(EXRError) {
        try Self.readAll(bytes, codec: codec)
        outcomes[nil, default: 0] += 1
      } catch {
        outcomes[error.kind, default: 0] += 1
      }
    }
    #expect(outcomes[.damaged, default: 0] > 100)
    #expect(outcomes[.incomplete] == nil)
  }

  @Test(
    "of the corpus open or fail, and so do their chunks", .enabled(if: Corpus.isThere, Corpus.absence),
    arguments: Corpus.damaged)
  func corpus(path: String) throws {
    let readable: Set<String> = [
      "exr-damaged/exrs/b44_overly_restrictive_assert.exr", "exr-damaged/oiio/fuzz_seed.exr",
    ]
    let bytes = try Corpus.bytes(path)
    if readable.contains(path) {
      try Self.readAll(bytes)
    } else {
      #expect(throws: EXRError.self) { try Self.readAll(bytes) }
    }
  }

  @Test(
    "that are not whole are refused for a reason", .enabled(if: Corpus.isThere, Corpus.absence),
    arguments: Corpus.refused.keys.sorted())
  func refused(path: String) throws {
    #expect(Self.error(try Corpus.bytes(path))?.kind == Corpus.refused[path])
  }

  private func position(of text: String, in file: [UInt8]) -> Int? {
    let text = Array(text.utf8)
    return (0..<file.count - text.count).first { file[$0..<$0 + text.count].elementsEqual(text) }
  }

  /// The first byte behind the only header.
  static func tableStart(_ file: [UInt8]) -> Int? {
    let entries = WalkedHeader(file).parts[0]
    return 8 + entries.reduce(0) { $0 + $1.name.count + $1.type.count + $1.value.count + 6 } + 1
  }
}
