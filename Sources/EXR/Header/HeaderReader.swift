/// Reads the headers of a file: "OpenEXR File Layout", sections "Version Field" and "Header".
///
/// Headers are read here, byte by byte and bounded, and not by OpenEXR, for two reasons: attributes arrive
/// exactly as they lie in the file whatever their type, and no damaged header meets C code. OpenEXR judges
/// every header that is written, see ``Output``.
struct HeaderReader {
  private var reader: ByteReader
  private let fileByteCount: Int
  private let limits: Limits
  private var attributeCount = 0

  /// Reads all headers at the start of `bytes`, which are the beginning of a file of `fileByteCount` bytes.
  ///
  /// - Returns: the headers, and where the chunk tables begin.
  /// - Throws: `.truncated` where the headers go on behind `bytes`.
  static func read(
    _ bytes: UnsafeRawBufferPointer, fileByteCount: Int, limits: Limits
  ) throws(EXRError) -> (header: Header, end: Int) {
    var reader = unsafe HeaderReader(reader: ByteReader(bytes), fileByteCount: fileByteCount, limits: limits)
    let header = try reader.header()
    return (header, reader.reader.position)
  }

  private mutating func header() throws(EXRError) -> Header {
    let version = try versionField()
    var parts: [Part] = []
    repeat {
      let attributes = try attributes(longNames: version & VersionField.longNames != 0)
      // In a multi-part file an empty header ends the list.
      if attributes.isEmpty, version & VersionField.multiPart != 0, !parts.isEmpty { break }
      parts.append(try PartReader(attributes, version: version, limits: limits).part(index: parts.count))
    } while version & VersionField.multiPart != 0
    try checkNames(of: parts, version: version)
    let pixelBytes = parts.reduce(0) { $0 + ChunkLayout($1).pixelCount * $1.bytesPerPixel }
    guard pixelBytes <= limits.maxPixelBytes else {
      throw EXRError(
        .openFile, .tooLarge, "the pixels need \(pixelBytes) bytes, more than \(limits.maxPixelBytes)")
    }
    return Header(parts: parts, versionField: version)
  }

  private mutating func versionField() throws(EXRError) -> UInt32 {
    let magic = try reader.bytes(4)
    guard magic == [0x76, 0x2f, 0x31, 0x01] else {
      throw EXRError(.openFile, .notOpenEXR, "the file is not OpenEXR\(Self.guess(magic))")
    }
    let version = try reader.uint32()
    guard version & 0xff == 2 else {
      throw EXRError(.openFile, .unsupported, "OpenEXR file version \(version & 0xff) is unknown")
    }
    guard version & ~VersionField.known == 0 else {
      throw EXRError(
        .openFile, .unsupported, "the version field 0x\(String(version, radix: 16)) has unknown flags")
    }
    guard
      version & VersionField.tiled == 0
        || version & (VersionField.deep | VersionField.multiPart) == 0
    else {
      throw EXRError(.openFile, .damaged, "the version field says single-part tiles and more than that")
    }
    return version
  }

  private static func guess(_ magic: [UInt8]) -> String {
    switch magic {
    case [0x89, 0x50, 0x4e, 0x47]: ", it is PNG"
    case [0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]: ", it is TIFF"
    case [0x53, 0x44, 0x50, 0x58], [0x58, 0x50, 0x44, 0x53]: ", it is DPX"
    case _ where magic.starts(with: [0xff, 0xd8, 0xff]): ", it is JPEG"
    default: ""
    }
  }

  private mutating func attributes(longNames: Bool) throws(EXRError) -> [Attribute] {
    let limit = longNames ? 255 : 31
    var attributes: [Attribute] = []
    while true {
      let name = try reader.text(limit: limit)
      if name.isEmpty { return attributes }
      let type = try reader.text(limit: limit)
      let size = try reader.int32()
      guard !type.isEmpty, size >= 0 else {
        throw EXRError(
          .openFile, .damaged,
          "the attribute \(String(decoding: name, as: UTF8.self)) has no valid type and size")
      }
      attributeCount += 1
      guard reader.position + size <= limits.maxHeaderBytes, attributeCount <= limits.maxAttributeCount else {
        throw EXRError(
          .openFile, .tooLarge,
          "the header has more than \(limits.maxHeaderBytes) bytes or \(limits.maxAttributeCount) attributes")
      }
      attributes.append(
        Attribute(nameBytes: name, typeNameBytes: type, bytes: try reader.bytes(size)))
    }
  }

  private func checkNames(of parts: [Part], version: UInt32) throws(EXRError) {
    guard version & VersionField.multiPart != 0 else { return }
    let names = parts.compactMap { $0.attribute(named: "name")?.bytes }
    guard names.count == parts.count, Set(names).count == parts.count else {
      throw EXRError(.openFile, .damaged, "the parts do not all have a name of their own")
    }
  }
}

/// Bits of the version field.
enum VersionField {
  static let tiled: UInt32 = 0x200
  static let longNames: UInt32 = 0x400
  static let deep: UInt32 = 0x800
  static let multiPart: UInt32 = 0x1000
  static let known: UInt32 = 0xff | tiled | longNames | deep | multiPart
}
