/// The attributes of the parts of an output.
enum OutputHeader {
  /// Without these a part cannot be read, so they are never removed.
  private static let indispensable: Set<String> = [
    "channels", "compression", "dataWindow", "displayWindow", "lineOrder", "pixelAspectRatio",
    "screenWindowCenter", "screenWindowWidth", "tiles", "type", "name", "version", "chunkCount",
  ]

  /// The attributes of a source's part, edited. Their order stays; new ones follow.
  static func attributes(of part: Part, _ edit: PartEdit) -> [Attribute] {
    let layout = ChunkLayout(
      dataWindow: edit.dataWindow ?? part.dataWindow, tiles: part.tiles,
      linesPerChunk: (edit.compression ?? part.compression).linesPerChunk)
    var replacements: [String: Attribute] = [:]
    for attribute in edit.set { replacements[attribute.name] = attribute }
    // Chunks are written from the top down, whatever the source's order was.
    replacements["lineOrder"] = Attribute(
      "lineOrder", typeName: "lineOrder", bytes: [LineOrder.increasingY.rawValue])
    if let compression = edit.compression {
      replacements["compression"] = Attribute(
        "compression", typeName: "compression", bytes: [compression.rawValue])
    }
    if let window = edit.dataWindow { replacements["dataWindow"] = Attribute("dataWindow", .box2i(window)) }
    if part.attribute(named: "chunkCount") != nil {
      replacements["chunkCount"] = Attribute("chunkCount", .int(Int32(layout.count)))
    }
    if edit.channelTypes.contains(where: { part.channels[$0.key].type != $0.value }) {
      var channels = part.channels
      for (index, type) in edit.channelTypes { channels[index].type = type }
      replacements["channels"] = Attribute(
        "channels", typeName: "chlist", bytes: ChannelList.encode(channels))
    }

    var attributes: [Attribute] = []
    var replaced: Set<String> = []
    for attribute in part.attributes {
      if let replacement = replacements.removeValue(forKey: attribute.name) {
        attributes.append(replacement)
        replaced.insert(attribute.name)
      } else if replaced.contains(attribute.name) {
        // A header may say the same name twice; readers take the last, which must not be the old value.
        continue
      } else if !edit.removed.contains(attribute.name) || indispensable.contains(attribute.name) {
        attributes.append(attribute)
      }
    }
    for attribute in edit.set {
      if let added = replacements.removeValue(forKey: attribute.name) { attributes.append(added) }
    }
    return attributes
  }

  /// The attributes of a part made from nothing.
  static func attributes(of part: PartDefinition, isMultiPart: Bool) -> [Attribute] {
    let channels = part.channels.sorted { $0.nameBytes.lexicographicallyPrecedes($1.nameBytes) }
    let layout = ChunkLayout(
      dataWindow: part.dataWindow, tiles: part.tiles, linesPerChunk: part.compression.linesPerChunk)
    var attributes = [
      Attribute("channels", typeName: "chlist", bytes: ChannelList.encode(channels)),
      Attribute("compression", typeName: "compression", bytes: [part.compression.rawValue]),
      Attribute("dataWindow", .box2i(part.dataWindow)),
      Attribute("displayWindow", .box2i(part.displayWindow)),
      Attribute("lineOrder", typeName: "lineOrder", bytes: [LineOrder.increasingY.rawValue]),
      Attribute("pixelAspectRatio", .float(1)),
      Attribute("screenWindowCenter", .v2f(0, 0)),
      Attribute("screenWindowWidth", .float(1)),
    ]
    if let tiles = part.tiles {
      let sizes = littleEndian([UInt32(tiles.width), UInt32(tiles.height)])
      let mode = tiles.levelMode.rawValue | tiles.rounding.rawValue << 4
      attributes.append(Attribute("tiles", typeName: "tiledesc", bytes: sizes + [mode]))
    }
    if let name = part.name { attributes.append(Attribute("name", .string(name))) }
    if isMultiPart {
      attributes.append(Attribute("type", .string(part.tiles == nil ? "scanlineimage" : "tiledimage")))
      attributes.append(Attribute("chunkCount", .int(Int32(layout.count))))
    }
    let own = Set(part.attributes.map(\.name))
    return attributes.filter { !own.contains($0.name) } + part.attributes
  }
}
