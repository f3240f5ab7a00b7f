/// One entry of a header, its value exactly as it lies in the file.
public struct Attribute: Sendable, Hashable {
  /// The name, 1 to 255 bytes. Bytes that are not UTF-8 show as U+FFFD here and are kept when copied.
  public let name: String
  /// The type's name: `string`, `v2f`, `chlist`, or one that no library knows.
  public let typeName: String
  /// The value as in the file, little-endian.
  public let bytes: [UInt8]

  /// The name as in the file.
  let nameBytes: [UInt8]
  /// The type's name as in the file.
  let typeNameBytes: [UInt8]

  /// Size of the value in bytes.
  var byteCount: Int { bytes.count }

  init(nameBytes: [UInt8], typeNameBytes: [UInt8], bytes: [UInt8]) {
    self.name = String(decoding: nameBytes, as: UTF8.self)
    self.typeName = String(decoding: typeNameBytes, as: UTF8.self)
    self.bytes = bytes
    self.nameBytes = nameBytes
    self.typeNameBytes = typeNameBytes
  }

  /// An attribute of a known type.
  public init(_ name: String, _ value: AttributeValue) {
    self.init(
      nameBytes: Array(name.utf8), typeNameBytes: Array(value.typeName.utf8), bytes: value.encoded)
  }

  /// An attribute of any type with the bytes given.
  public init(_ name: String, typeName: String, bytes: [UInt8]) {
    self.init(nameBytes: Array(name.utf8), typeNameBytes: Array(typeName.utf8), bytes: bytes)
  }

  /// The value, if the type is one of ``AttributeValue`` and the size fits it.
  public var value: AttributeValue? { AttributeValue(typeName: typeName, bytes: bytes) }
}
