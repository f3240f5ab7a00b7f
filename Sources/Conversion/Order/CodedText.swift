import Files
import FrameSequence
import SystemPackage

/// Names are bytes and JSON is text: the reversible text form of ``PathText`` stands between the two.
extension KeyedEncodingContainer {
  mutating func encode(name bytes: [UInt8], forKey key: Key) throws {
    try encode(PathText.encode(bytes), forKey: key)
  }

  mutating func encode(path: FilePath, forKey key: Key) throws {
    try encode(name: path.bytes, forKey: key)
  }
}

extension KeyedDecodingContainer {
  func decodeName(forKey key: Key) throws -> [UInt8] {
    let text = try decode(String.self, forKey: key)
    do {
      return try PathText.decode(text)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "'\(text)' is not the text form of a name")
    }
  }

  func decodePath(forKey key: Key) throws -> FilePath { FilePath(bytes: try decodeName(forKey: key)) }
}
