import EXR

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// Headers as the reader gives them, made without a file.
enum Headers {
  /// A part as a test describes it.
  static func part(
    _ channels: [String: PixelType] = rgb, name: String? = nil, compression: Compression = .zip,
    window: Box = Box(xMin: 0, yMin: 0, xMax: 63, yMax: 99), tiles: TileDescription? = nil,
    _ attributes: Attribute...
  ) -> PartDefinition {
    PartDefinition(
      name: name, dataWindow: window, compression: compression, tiles: tiles,
      channels: channels.map { Channel(name: $0.key, type: $0.value) }, attributes: attributes)
  }

  static let rgb: [String: PixelType] = ["R": .half, "G": .half, "B": .half]

  static func header(_ parts: PartDefinition...) throws -> Header { try header(parts) }

  static func header(_ parts: [PartDefinition]) throws -> Header {
    let output = try Output(parts: parts, into: ByteBuffer())
    return output.header
  }

  /// The names of the channels that a conversion would change.
  static func colour(of header: Header, rules: LayerRules = LayerRules()) -> [String] {
    header.parts.flatMap { part in
      ChannelClasses(of: part, rules: rules).triples.flatMap(\.indices).map { part.channels[$0].name }
    }.sorted()
  }
}
