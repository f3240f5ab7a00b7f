/// The bytes of headers: version field, then name, type, size and value of each attribute.
enum HeaderWriter {
  /// - Parameters:
  ///   - parts: the attributes of each part.
  ///   - flags: of the version field; the one for long names is set here, where a name needs it.
  static func encode(_ parts: [[Attribute]], flags: UInt32) throws(EXRError) -> [UInt8] {
    var longest: [Int] = []
    for attribute in parts.joined() {
      longest += [attribute.nameBytes.count, attribute.typeNameBytes.count]
      guard attribute.typeName == "chlist" else { continue }
      longest += try ChannelList.decode(attribute.bytes, limit: .max).map(\.nameBytes.count)
    }
    guard longest.allSatisfy({ $0 <= 255 }) else {
      throw EXRError(.writeFile, .unsupported, "the name of an attribute or channel has more than 255 bytes")
    }
    let longNames = longest.contains { $0 > 31 } ? VersionField.longNames : 0
    var bytes = littleEndian([0x0131_2f76, 2 | flags & ~VersionField.longNames | longNames])
    for attributes in parts {
      for attribute in attributes {
        guard !attribute.nameBytes.isEmpty, !attribute.nameBytes.contains(0),
          !attribute.typeNameBytes.isEmpty,
          !attribute.typeNameBytes.contains(0), let size = UInt32(exactly: attribute.byteCount)
        else {
          throw EXRError(.writeFile, .unsupported, "the attribute \(attribute.name) cannot be written")
        }
        bytes += attribute.nameBytes + [0] + attribute.typeNameBytes + [0]
        bytes += littleEndian([size])
        bytes += attribute.bytes
      }
      bytes.append(0)
    }
    if flags & VersionField.multiPart != 0 { bytes.append(0) }
    return bytes
  }
}
