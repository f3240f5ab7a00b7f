/// Makes a ``Part`` of a header's attributes and checks what they say.
struct PartReader {
  private let attributes: [Attribute]
  private let version: UInt32
  private let limits: Limits

  init(_ attributes: [Attribute], version: UInt32, limits: Limits) {
    self.attributes = attributes
    self.version = version
    self.limits = limits
  }

  func part(index: Int) throws(EXRError) -> Part {
    let storage = try storage()
    let compression = try compression(storage)
    let dataWindow = try dataWindow()
    let displayWindow = try window("displayWindow")
    let tiles = storage.isTiled ? try tiles() : nil
    let channels = try channels(storage, dataWindow)
    guard case .float(let aspect) = try value("pixelAspectRatio", "float"),
      aspect.isNormal, aspect >= 1e-6, aspect <= 1e6
    else { throw damaged("the attribute pixelAspectRatio is no positive number") }
    _ = try value("screenWindowCenter", "v2f")
    guard case .float(let screenWidth) = try value("screenWindowWidth", "float"), !(screenWidth < 0) else {
      throw damaged("the attribute screenWindowWidth is negative")
    }
    let order = try required("lineOrder", "lineOrder").bytes
    guard order.count == 1, let lineOrder = LineOrder(rawValue: order[0]) else {
      throw damaged("the line order is unknown")
    }
    var part = Part(
      index: index, storage: storage, compression: compression, lineOrder: lineOrder, dataWindow: dataWindow,
      displayWindow: displayWindow, pixelAspectRatio: aspect, tiles: tiles, channels: channels, chunkCount: 0,
      attributes: attributes)
    let layout = ChunkLayout(part)
    part.chunkCount = layout.count
    // The first chunk is the largest.
    let chunkBytes = part.unpackedByteCount(layout[0])
    guard chunkBytes <= limits.maxChunkBytes else {
      throw EXRError(
        .openFile, .tooLarge, "a chunk of \(chunkBytes) bytes is more than \(limits.maxChunkBytes)")
    }
    try checkChunkCount(part)
    return part
  }

  // MARK: - Attributes

  private func damaged(_ reason: String) -> EXRError { EXRError(.openFile, .damaged, reason) }

  private func required(_ name: String, _ typeName: String) throws(EXRError) -> Attribute {
    guard let attribute = attributes.first(where: { $0.name == name }) else {
      throw damaged("the header has no attribute \(name)")
    }
    guard attribute.typeName == typeName else {
      throw damaged("the attribute \(name) has the type \(attribute.typeName), not \(typeName)")
    }
    return attribute
  }

  private func value(_ name: String, _ typeName: String) throws(EXRError) -> AttributeValue {
    guard let value = try required(name, typeName).value else {
      throw damaged("the attribute \(name) has a wrong size")
    }
    return value
  }

  // MARK: - Storage

  /// The version field decides where the file has one flat part; elsewhere the attribute `type`.
  private func storage() throws(EXRError) -> Storage {
    let type = attributes.first { $0.name == "type" }.map { String(decoding: $0.bytes, as: UTF8.self) }
    let named: Storage? =
      switch type {
      case "scanlineimage": .scanLines
      case "tiledimage": .tiles
      case "deepscanline": .deepScanLines
      case "deeptile": .deepTiles
      default: nil
      }
    if version & (VersionField.deep | VersionField.multiPart) != 0 {
      guard let type else { throw damaged("the header has no attribute type") }
      guard let named else { throw EXRError(.openFile, .unsupported, "the part type \(type) is unknown") }
      guard !named.isDeep || version & VersionField.deep != 0 else {
        throw damaged("a part is \(type), the version field says that none is deep")
      }
      return named
    }
    let flagged: Storage = version & VersionField.tiled != 0 ? .tiles : .scanLines
    guard type == nil || named == flagged else {
      throw damaged("the version field says \(flagged), the attribute type says \(type ?? "")")
    }
    return flagged
  }

  private func compression(_ storage: Storage) throws(EXRError) -> Compression {
    let bytes = try required("compression", "compression").bytes
    guard bytes.count == 1 else { throw damaged("the attribute compression has a wrong size") }
    guard let compression = Compression(rawValue: bytes[0]) else {
      throw EXRError(.openFile, .unsupported, "compression \(bytes[0]) is unknown")
    }
    guard !storage.isDeep || [.none, .rle, .zips].contains(compression) else {
      throw damaged("compression \(compression.name) is not for deep parts")
    }
    return compression
  }

  private func checkChunkCount(_ part: Part) throws(EXRError) {
    let isNeeded = version & (VersionField.deep | VersionField.multiPart) != 0
    guard isNeeded || part.attribute(named: "chunkCount") != nil else { return }
    guard case .int(let count) = try value("chunkCount", "int"), Int(count) == part.chunkCount else {
      throw damaged("the attribute chunkCount is not the \(part.chunkCount) chunks of the data window")
    }
  }

  // MARK: - Geometry

  private func window(_ name: String) throws(EXRError) -> Box {
    guard case .box2i(let box) = try value(name, "box2i") else { throw damaged("\(name) is no window") }
    let bound = Int(Int32.max / 2)
    let edges = [box.xMin, box.yMin, box.xMax, box.yMax]
    guard box.xMin <= box.xMax, box.yMin <= box.yMax, edges.allSatisfy({ abs($0) < bound }) else {
      throw damaged("the \(name) (\(box.xMin), \(box.yMin)) to (\(box.xMax), \(box.yMax)) is not valid")
    }
    return box
  }

  private func dataWindow() throws(EXRError) -> Box {
    let box = try window("dataWindow")
    guard box.width <= limits.maxWidth, box.height <= limits.maxHeight else {
      throw EXRError(
        .openFile, .tooLarge,
        "\(box.width) × \(box.height) pixels are more than \(limits.maxWidth) × \(limits.maxHeight)")
    }
    return box
  }

  private func tiles() throws(EXRError) -> TileDescription {
    let bytes = try required("tiles", "tiledesc").bytes
    guard bytes.count == 9,
      case .v2i(let width, let height)? = AttributeValue(typeName: "v2i", bytes: Array(bytes.prefix(8))),
      width > 0, height > 0,
      let mode = TileDescription.LevelMode(rawValue: bytes[8] & 0xf),
      let rounding = TileDescription.Rounding(rawValue: bytes[8] >> 4)
    else { throw damaged("the attribute tiles is not valid") }
    guard Int(width) <= limits.maxWidth, Int(height) <= limits.maxHeight else {
      throw EXRError(
        .openFile, .tooLarge,
        "tiles of \(width) × \(height) pixels are more than \(limits.maxWidth) × \(limits.maxHeight)")
    }
    return TileDescription(width: Int(width), height: Int(height), levelMode: mode, rounding: rounding)
  }

  // MARK: - Channels

  private func channels(_ storage: Storage, _ window: Box) throws(EXRError) -> [Channel] {
    let bytes = try required("channels", "chlist").bytes
    var channels = try ChannelList.decode(bytes, limit: limits.maxChannelCount)
    guard !channels.isEmpty else { throw damaged("the part has no channels") }
    // Samples lie in the order of the names' bytes, whatever the order of the list.
    channels.sort { $0.nameBytes.lexicographicallyPrecedes($1.nameBytes) }
    guard zip(channels, channels.dropFirst()).allSatisfy({ $0.nameBytes != $1.nameBytes }) else {
      throw damaged("two channels have the same name")
    }
    for channel in channels {
      let (x, y) = (channel.xSampling, channel.ySampling)
      guard x >= 1, y >= 1, x == 1 && y == 1 || storage == .scanLines,
        window.xMin % x == 0, window.width % x == 0, window.yMin % y == 0, window.height % y == 0
      else {
        throw damaged("the sampling \(x) × \(y) of channel \(channel.name) does not fit the data window")
      }
    }
    return channels
  }
}
