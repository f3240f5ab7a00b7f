import EXR
import FoundationEssentials
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Source {
  /// The headers of a file that is open, by `pread`.
  fileprivate init(descriptor: Int32, byteCount: Int) throws(EXRError) {
    try self.init(byteCount: byteCount) { offset, wanted throws(EXRError) in
      var bytes = [UInt8](repeating: 0, count: wanted)
      // The array holds `wanted` bytes and outlives the call.
      let count = unsafe pread(descriptor, &bytes, wanted, off_t(offset))
      guard count >= 0 else {
        // The text is the C library's, and is copied at once.
        throw EXRError(.openFile, .io, unsafe String(cString: strerror(errno)))
      }
      return Array(bytes.prefix(count))
    }
  }
}

@Suite("A file that is open")
struct DescriptorTests {
  /// Writes a file, opens it and deletes it.
  private func withDescriptor<Result>(_ bytes: [UInt8], _ body: (Int32) throws -> Result) throws -> Result {
    let path = "\(FileManager.default.temporaryDirectory.path)/exr-\(UInt64.random(in: 0...(.max)))"
    try Data(bytes).write(to: URL(filePath: path))
    let descriptor = unsafe open(path, O_RDONLY)
    try #require(descriptor >= 0)
    defer {
      close(descriptor)
      unsafe unlink(path)
    }
    return try body(descriptor)
  }

  @Test("gives the same headers as in memory", arguments: [0, 5_000, 200_000, 3_000_000])
  func headers(size: Int) throws {
    // A large attribute pushes the rest of the header out of the first bytes read.
    let preview = Attribute("aaa", typeName: "blob", bytes: [UInt8](repeating: 7, count: size))
    let definition = PartDefinition(
      dataWindow: Box(xMin: 0, yMin: 0, xMax: 9, yMax: 9), channels: [Channel(name: "R", type: .half)],
      attributes: [preview, Attribute("reelName", .string("A001"))])
    let file = try Picture.encode(
      definition, Samples(noise: definition.channels, width: 10, height: 10, seed: 1))
    let header = try Source(file).header
    try withDescriptor(file.array) { descriptor in
      let source = try Source(descriptor: descriptor, byteCount: file.count)
      #expect(source.header == header)
      #expect(source.header.parts[0].string(named: "reelName") == "A001")
    }
  }

  @Test("that ends too early says so")
  func truncated() throws {
    let file = try DamageTests.file().prefix(600)
    try withDescriptor(Array(file)) { descriptor in
      for count in [1, 100, 300] {
        #expect(throws: EXRError.self) { _ = try Source(descriptor: descriptor, byteCount: count) }
      }
      // Shorter than it said: somebody cut it since.
      #expect(throws: EXRError.self) { _ = try Source(descriptor: descriptor, byteCount: 100_000) }
    }
  }

  @Test("that is cut short anywhere says so", arguments: [Compression.piz, .zips, .none])
  func cutShort(compression: Compression) throws {
    let file = try DamageTests.file(compression)
    try withDescriptor(file) { descriptor in
      #expect(Self.error(descriptor, byteCount: file.count) == nil)
      for length in 1..<file.count where length % 7 == 0 || length > file.count - 20 {
        #expect(Self.error(descriptor, byteCount: length)?.kind == .truncated, "\(length)")
      }
      if compression == .piz {
        #expect(
          Self.error(descriptor, byteCount: file.count - 1)?.reason
            == "the file is cut short: chunk 3 of 3 lies beyond its end, lines 62 to 67")
      }
    }
  }

  @Test("that was never finished says so")
  func unfinished() throws {
    var file = try DamageTests.file()
    let table = try #require(DamageTests.tableStart(file))
    file.replaceSubrange(table..<table + 8, with: [UInt8](repeating: 0, count: 8))
    try withDescriptor(file) { descriptor in
      #expect(Self.error(descriptor, byteCount: file.count)?.kind == .incomplete)
    }
  }

  @Test("whose end is zeros, as an aborted transfer leaves it, is damaged")
  func preallocated() throws {
    let file = try DamageTests.file()
    try withDescriptor(file.prefix(file.count / 3) + [UInt8](repeating: 0, count: file.count * 2 / 3 + 1)) {
      #expect(Self.error($0, byteCount: file.count)?.kind == .damaged)
    }
  }

  @Test(
    "of any kind is seen to be whole, and to be cut short", .enabled(if: Corpus.isThere, Corpus.absence),
    arguments: Corpus.good)
  func corpus(path: String) throws {
    let source = try Source(ByteBuffer(try Corpus.bytes(path)))
    let end = source.header.parts.flatMap { part in
      (0..<part.chunkCount).map { source.chunk(part: part.index, index: $0) }
    }.map { $0.offset + $0.packedByteCount }.max()
    let descriptor = unsafe open("\(Corpus.folder)/\(path)", O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let size = try Corpus.bytes(path).count
    #expect(Self.error(descriptor, byteCount: size) == nil)
    #expect(Self.error(descriptor, byteCount: try #require(end) - 1)?.kind == .truncated)
  }

  private static func error(_ descriptor: Int32, byteCount: Int) -> EXRError? {
    do {
      _ = try Source(descriptor: descriptor, byteCount: byteCount)
      return nil
    } catch {
      return error
    }
  }

  @Test("that cannot be read gives the system's words")
  func unreadable() {
    #expect(throws: EXRError(.openFile, .io, "Bad file descriptor")) {
      _ = try Source(descriptor: -1, byteCount: 100)
    }
  }
}
