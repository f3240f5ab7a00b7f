/// The header of one part: what a reader must know to find and understand its pixels, and every attribute.
public struct Part: Sendable, Hashable {
  /// Position in the file, from 0.
  public internal(set) var index: Int
  /// The part's `name`; always there in multi-part files.
  public var name: String? { string(named: "name") }
  /// The part's `view`, such as `left`.
  public var view: String? { string(named: "view") }
  /// Whether chunks are lines or tiles, and whether they are deep.
  public internal(set) var storage: Storage
  /// How chunks are packed.
  public internal(set) var compression: Compression
  /// The order in which chunks lie in the file.
  public internal(set) var lineOrder: LineOrder
  /// The pixels that are stored.
  public internal(set) var dataWindow: Box
  /// The pixels that are shown.
  public internal(set) var displayWindow: Box
  /// The width of a pixel divided by its height.
  public internal(set) var pixelAspectRatio: Float
  /// The tiling; `nil` for scan lines.
  public internal(set) var tiles: TileDescription?
  /// In the order of the file, which is by the bytes of the names.
  public internal(set) var channels: [Channel]
  /// Chunks of all levels.
  public internal(set) var chunkCount: Int
  /// Every attribute in the order of the file, those above included.
  public internal(set) var attributes: [Attribute]

  /// The attribute of that name; the last one where a file has several.
  public func attribute(named name: String) -> Attribute? {
    attributes.last { $0.name == name }
  }

  /// The text of a `string` attribute; `nil` if there is none or it has another type.
  public func string(named name: String) -> String? {
    guard case .string(let text)? = attribute(named: name)?.value else { return nil }
    return text
  }

  /// `chromaticities`: primaries and white of the picture.
  public var chromaticities: Chromaticities? {
    guard case .chromaticities(let value)? = attribute(named: "chromaticities")?.value else { return nil }
    return value
  }

  /// `colorInteropID`: the name of the colour space.
  public var colorInteropID: String? { string(named: "colorInteropID") }

  /// `acesImageContainerFlag`: 1 in a file according to SMPTE ST 2065-4.
  public var acesImageContainerFlag: Int32? {
    guard case .int(let value)? = attribute(named: "acesImageContainerFlag")?.value else { return nil }
    return value
  }

  /// `timeCode` of the frame.
  public var timeCode: TimeCode? {
    guard case .timeCode(let value)? = attribute(named: "timeCode")?.value else { return nil }
    return value
  }

  /// `framesPerSecond`, such as 24000/1001.
  public var framesPerSecond: Rational? {
    guard case .rational(let value)? = attribute(named: "framesPerSecond")?.value else { return nil }
    return value
  }

  /// Whether a channel has fewer samples than the data window has pixels. Such parts can be copied, not decoded.
  public var isSubsampled: Bool { channels.contains { $0.xSampling != 1 || $0.ySampling != 1 } }

  /// Bytes of one pixel, all channels together, where no channel is subsampled.
  package var bytesPerPixel: Int { channels.reduce(0) { $0 + $1.type.byteCount } }
}

/// The headers of all parts of a file.
public struct Header: Sendable, Hashable {
  /// At least one.
  public internal(set) var parts: [Part]
  /// The version field: 2 in the low byte, flags above.
  package internal(set) var versionField: UInt32

  /// Flag 0x1000: more than one part, or chunks that carry a part number.
  public var isMultiPart: Bool { versionField & 0x1000 != 0 }
}
