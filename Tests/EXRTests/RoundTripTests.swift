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
}
