import EXR
import OpenEXRJudge
import Testing

@Suite("A copy with edits")
struct EditTests {
  static let window = Box(xMin: 0, yMin: 0, xMax: 49, yMax: 69)
  static let channels = ["A", "B", "G", "R"].map { Channel(name: $0, type: .float) }
  static let samples = Samples(noise: channels, width: 50, height: 70, seed: 5)

  static func source(_ attributes: [Attribute], name: String? = nil) throws -> Source {
    let definition = PartDefinition(
      name: name, dataWindow: window, compression: .zip, channels: channels, attributes: attributes)
    return try Source(Picture.encode(definition, samples))
  }

  static func names(_ part: Part) -> [String] { part.attributes.map(\.name) }

  @Test("has other attributes in the places of the old ones")
  func attributes() throws {
    let source = try Self.source([
      Attribute("owner", .string("a")), Attribute("acesImageContainerFlag", .int(1)),
      Attribute("zzz", .float(2)),
    ])
    let edit = PartEdit(
      removed: ["acesImageContainerFlag", "dataWindow", "nothing"],
      set: [Attribute("owner", .string("b")), Attribute("colorInteropID", .string("lin_ap1_scene"))])
    let output = try Output(from: source, edits: [edit], into: ByteBuffer())
    let part = output.header.parts[0]
    #expect(part.string(named: "owner") == "b")
    #expect(part.colorInteropID == "lin_ap1_scene")
    #expect(part.acesImageContainerFlag == nil)
    let before = Self.names(source.header.parts[0])
    #expect(Self.names(part) == before.filter { $0 != "acesImageContainerFlag" } + ["colorInteropID"])
    #expect(part.dataWindow == Self.window)
  }

  @Test("under a header alone has the chunks of another data window")
  func window() throws {
    let parts = ["a", "b"].map { name in
      PartDefinition(name: name, dataWindow: Self.window, compression: .zip, channels: Self.channels)
    }
    let header = try Output(parts: parts, into: ByteBuffer()).header
    let window = Box(xMin: -5, yMin: -7, xMax: 94, yMax: 92)
    let edits = [PartEdit(), PartEdit(compression: .piz, dataWindow: window)]
    let edited = try Output(from: header, edits: edits, into: ByteBuffer()).header
    #expect(edited.parts.map(\.dataWindow) == [Self.window, window])
    #expect(edited.parts.map(\.chunkCount) == [5, 4])
    #expect(edited.parts[1].displayWindow == Self.window)
  }

  @Test("in another compression and type has other chunks")
  func recoded() throws {
    let source = try Self.source([])
    let edit = PartEdit(compression: .piz, channelTypes: [1: .half, 2: .half, 3: .half])
    var output = try Output(from: source, edits: [edit], into: ByteBuffer())
    let part = output.header.parts[0]
    #expect(part.compression == .piz)
    #expect(part.channels.map(\.type) == [.float, .half, .half, .half])
    #expect(part.chunkCount == 3 && source.header.parts[0].chunkCount == 5)
    var samples = Samples(noise: part.channels, width: 50, height: 70, seed: 6)
    let expected = samples
    var encoder = ChunkEncoder(codec: .openEXR)
    let layout = ChunkLayout(part)
    for index in 0..<layout.count {
      let place = layout[index]
      try unsafe samples.withPlanes(lines: place.y..<place.y + place.height) { planes in
        let packed = unsafe try encoder.encode(part: part, place: place, planes: planes)
        unsafe try output.append(part: 0, index: index, packed: packed)
      }
    }
    let file = try output.finish()
    #expect(try Picture.decode(Source(file)) == expected)
    #expect(unsafe judge_reads_everything(file.array, file.count) == 1)
  }

  @Test("without its last chunk is not finished")
  func unfinished() throws {
    let source = try Self.source([])
    var output = try Output(from: source, edits: [PartEdit()], into: ByteBuffer())
    for index in 0..<4 {
      try output.append(copyOf: source.chunk(part: 0, index: index), of: source)
    }
    var reason: EXRError?
    do throws(EXRError) {
      _ = try output.finish()
    } catch {
      reason = error
    }
    #expect(reason == EXRError(.writeFile, .incomplete, "chunk 5 of 5 was not added, lines 64 to 69"))
  }

  @Test("allows long names where one is needed, and only there", arguments: [31, 32, 255, 256])
  func longNames(length: Int) throws {
    let name = String(repeating: "n", count: length)
    let definition = PartDefinition(
      dataWindow: Self.window, channels: Self.channels, attributes: [Attribute(name, .int(7))])
    guard length <= 255 else {
      #expect(throws: EXRError.self) { _ = try Output(parts: [definition], into: ByteBuffer()) }
      return
    }
    let file = try Picture.encode(definition, Self.samples)
    let flag: UInt32 = 0x400
    #expect(try Source(file).header.versionField & flag == (length > 31 ? flag : 0))
    #expect(WalkedHeader(file.array).value(name) == [7, 0, 0, 0])
    #expect(unsafe judge_reads_everything(file.array, file.count) == 1)
  }

  @Test("keeps bytes that no library knows")
  func opaque() throws {
    let strange = Attribute("Größe ☃", typeName: "someone's type", bytes: Array(0...255))
    let latin = Attribute("comments", typeName: "string", bytes: [0x47, 0x72, 0xfc, 0xdf, 0x65, 0, 0xff])
    let empty = Attribute("nothing", typeName: "string", bytes: [])
    let source = try Self.source([strange, latin, empty])
    let output = try Output(from: source, edits: [PartEdit()], into: ByteBuffer())
    for attribute in [strange, latin, empty] {
      #expect(output.header.parts[0].attribute(named: attribute.name) == attribute)
    }
  }

  @Test("that OpenEXR would not read is refused")
  func refused() throws {
    let source = try Self.source([])
    // A time code of six bytes: nobody reads the header behind it.
    let wrong = Attribute("timeCode", typeName: "timecode", bytes: [1, 2, 3, 4, 5, 6])
    var failure: EXRError?
    do throws(EXRError) {
      _ = try Output(from: source, edits: [PartEdit(set: [wrong])], into: ByteBuffer())
    } catch {
      failure = error
    }
    #expect(failure?.operation == .writeFile)
    #expect(failure?.reason.contains("timeCode") == true)
  }

  @Test("of several parts keeps them apart")
  func parts() throws {
    let definitions = ["beauty", "depth"].map { name in
      PartDefinition(
        name: name, dataWindow: Self.window, compression: name == "depth" ? .zips : .piz,
        channels: Array(Self.channels.prefix(name == "depth" ? 1 : 4)))
    }
    var output = try Output(parts: definitions, into: ByteBuffer())
    var encoder = ChunkEncoder(codec: .openEXR)
    var all: [Samples] = []
    for part in output.header.parts {
      var samples = Samples(noise: part.channels, width: 50, height: 70, seed: UInt64(part.index))
      all.append(samples)
      let layout = ChunkLayout(part)
      for index in 0..<layout.count {
        let place = layout[index]
        try unsafe samples.withPlanes(lines: place.y..<place.y + place.height) { planes in
          let packed = unsafe try encoder.encode(part: part, place: place, planes: planes)
          unsafe try output.append(part: part.index, index: index, packed: packed)
        }
      }
    }
    let file = try output.finish()
    let source = try Source(file)
    #expect(source.header.isMultiPart)
    #expect(source.header.parts.map(\.name) == ["beauty", "depth"])
    for part in 0..<2 { #expect(try Picture.decode(source, part: part) == all[part]) }
    #expect(unsafe judge_reads_everything(file.array, file.count) == 1)
  }
}
