import EXR
import FoundationEssentials
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
      #expect(source.header.parts[0].reelName == "A001")
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

  @Test("that cannot be read gives the system's words")
  func unreadable() {
    #expect(throws: EXRError(.openFile, .io, "Bad file descriptor")) {
      _ = try Source(descriptor: -1, byteCount: 100)
    }
  }
}
