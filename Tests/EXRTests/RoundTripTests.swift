import EXR
import Testing

@Suite("A picture made and read")
struct RoundTripTests {
  static let channels = [
    Channel(name: "A", type: .half), Channel(name: "B", type: .half), Channel(name: "G", type: .half),
    Channel(name: "R", type: .half), Channel(name: "Z", type: .float), Channel(name: "id", type: .uint),
  ]

  @Test("comes back with every sample", arguments: Compression.allCases.filter(\.isEncoded), [1, 7, 33, 100])
  func losslessly(compression: Compression, height: Int) throws {
    let window = Box(xMin: -5, yMin: -3, xMax: 71, yMax: height - 4)
    // PXR24 keeps half and uint, not float.
    let channels = Self.channels.filter { !compression.isLossy(for: $0.type) }
    let samples = Samples(noise: channels, width: window.width, height: height, seed: 1)
    let file = try Picture.encode(
      PartDefinition(dataWindow: window, compression: compression, channels: channels), samples)
    let source = try Source(file)
    #expect(source.header.parts[0].dataWindow == window)
    #expect(source.header.parts[0].compression == compression)
    #expect(try Picture.decode(source) == samples)
  }

  @Test(
    "has the same samples whichever codec packs and unpacks it", arguments: Codec.allCases, Codec.allCases)
  func codecs(packing: Codec, unpacking: Codec) throws {
    let window = Box(xMin: 0, yMin: 0, xMax: 122, yMax: 76)
    let definition = PartDefinition(dataWindow: window, compression: .piz, channels: Self.channels)
    let samples = Samples(noise: Self.channels, width: window.width, height: window.height, seed: 2)
    let source = try Source(Picture.encode(definition, samples, codec: packing))
    #expect(try Picture.decode(source, codec: unpacking) == samples)
  }

  @Test("is stored as it is where packing does not make it smaller", arguments: Codec.allCases)
  func incompressible(codec: Codec) throws {
    var dice = Dice(seed: 4)
    let window = Box(xMin: 0, yMin: 0, xMax: 20, yMax: 9)
    let definition = PartDefinition(
      dataWindow: window, compression: .piz, channels: [Channel(name: "Y", type: .half)])
    var samples = Samples(definition.channels, width: 21, height: 10)
    for index in samples.bytes.indices { samples.bytes[index] = UInt8(dice.roll(256)) }
    let source = try Source(Picture.encode(definition, samples, codec: codec))
    let chunk = source.chunk(part: 0, index: 0)
    #expect(chunk.packedByteCount == chunk.unpackedByteCount)
    #expect(try Picture.decode(source, codec: codec) == samples)
  }
}
