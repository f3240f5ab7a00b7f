import EXR
import OpenEXRJudge
import TestSupport
import Testing

@Suite("Files of other writers", .enabled(if: Corpus.isThere, Corpus.absence))
struct CorpusTests {
  @Test("are copied with every attribute and chunk as it is", arguments: Corpus.good)
  func copying(path: String) throws {
    let file = try Corpus.bytes(path)
    let source = try Source(ByteBuffer(file))
    let copy = try copied(source).array

    var expected = WalkedHeader(file)
    // Long names may have been allowed without need, and the line order is always increasing.
    let names = expected.parts.joined().flatMap { [$0.name.count, $0.type.count] }
    let channelNames = source.header.parts.flatMap { $0.channels.map { $0.name.utf8.count } }
    if (names + channelNames).allSatisfy({ $0 <= 31 }) { expected.versionField &= ~0x400 }
    for part in expected.parts.indices {
      let order = expected.parts[part].firstIndex { $0.name == Array("lineOrder".utf8) }!
      expected.parts[part][order].value = [0]
    }
    #expect(WalkedHeader(copy) == expected)

    let again = try Source(ByteBuffer(copy))
    for part in source.header.parts {
      for index in 0..<part.chunkCount {
        let (before, after) = (
          source.chunk(part: part.index, index: index), again.chunk(part: part.index, index: index)
        )
        #expect(before.place == after.place)
        #expect(before.unpackedByteCount == after.unpackedByteCount)
        // Both files live until the end of this function.
        unsafe #expect(source.packedBytes(of: before).elementsEqual(again.packedBytes(of: after)))
      }
    }
    #expect(judge(copy) == judge(file))
    #expect(judge(copy))
  }

  @Test("decode to the samples that OpenEXR's own reader gives", arguments: Corpus.good, Codec.allCases)
  func decoding(path: String, codec: Codec) throws {
    let file = try Corpus.bytes(path)
    let source = try Source(ByteBuffer(file))
    // The codec makes no difference without PIZ.
    guard codec == .openEXR || source.header.parts.contains(where: { $0.compression == .piz }) else { return }
    for part in source.header.parts where !part.storage.isDeep && !part.isSubsampled {
      for level in try PictureLevels.decode(source, part: part.index, codec: codec) {
        var expected = Samples(
          part.channels, width: level.samples.width, height: level.samples.height, filledWith: 0xee)
        let isRead = unsafe expected.withPlanes(lines: 0..<expected.height) { planes in
          let bases: [UnsafeMutableRawPointer?] = unsafe planes.map { unsafe $0.base }
          // The judge writes to planes of the level's size.
          return unsafe judge_read_level(
            file, file.count, Int32(part.index), Int32(level.x), Int32(level.y), bases)
        }
        #expect(isRead == 1)
        #expect(level.samples == expected, "part \(part.index), level (\(level.x), \(level.y))")
      }
    }
  }

  private func judge(_ file: [UInt8]) -> Bool {
    // The array outlives the call.
    unsafe judge_reads_everything(file, file.count) == 1
  }

  private func copied(_ source: borrowing Source) throws -> ByteBuffer {
    let edits = source.header.parts.map { _ in PartEdit() }
    var output = try Output(from: source, edits: edits, into: ByteBuffer())
    for part in source.header.parts {
      for index in 0..<part.chunkCount {
        try output.append(copyOf: source.chunk(part: part.index, index: index), of: source)
      }
    }
    return try output.finish()
  }
}
