import ACES
import Digests
import EXR
import FoundationEssentials
import FrameSequence
import Slate
import SystemPackage

/// The coded forms of what orders are made of: names in text form, bytes in base64, everything else by its name.

/// Attributes are arrays of name, type and value. One that the shared order has as well is its name alone.
extension HeaderEdits: Codable {
  private enum Key: String, CodingKey {
    case attributes = "set"
    case dropsTimeCode = "drop"
  }

  public func encode(to encoder: any Encoder) throws {
    let shared = (encoder.userInfo[FrameOrder.sharedKey] as? FrameOrder)?.edits.attributes ?? []
    var container = encoder.container(keyedBy: Key.self)
    let coded = attributes.map { attribute in
      shared.contains(attribute)
        ? [attribute.name]
        : [attribute.name, attribute.typeName, Data(attribute.bytes).base64EncodedString()]
    }
    try container.encode(coded, forKey: .attributes)
    if dropsTimeCode { try container.encode(true, forKey: .dropsTimeCode) }
  }

  public init(from decoder: any Decoder) throws {
    let shared = (decoder.userInfo[FrameOrder.sharedKey] as? FrameOrder)?.edits.attributes ?? []
    let container = try decoder.container(keyedBy: Key.self)
    attributes = try container.decode([[String]].self, forKey: .attributes).map { coded in
      if coded.count == 1, let known = shared.first(where: { $0.name == coded[0] }) { return known }
      guard coded.count == 3, let value = Data(base64Encoded: coded[2]) else {
        throw DecodingError.dataCorruptedError(
          forKey: .attributes, in: container,
          debugDescription: "\(coded) is not name, type and value in base64")
      }
      return Attribute(coded[0], typeName: coded[1], bytes: [UInt8](value))
    }
    dropsTimeCode = try container.decodeIfPresent(Bool.self, forKey: .dropsTimeCode) ?? false
  }
}

extension CompressionPolicy: Codable {
  /// As ``init(named:)`` understands it.
  var name: String {
    switch self {
    case .use(let compression): compression.name
    case .keep: "keep"
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let policy = CompressionPolicy(named: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(name)' is not a compression")
    }
    self = policy
  }
}

extension PreviewForm: Codable {
  private enum Key: String, CodingKey { case settings, shot, sequenceLength, creationTime, slate }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(settings, forKey: .settings)
    try container.encode(name: shot, forKey: .shot)
    try container.encode(sequenceLength, forKey: .sequenceLength)
    try container.encode(creationTime, forKey: .creationTime)
    try container.encode(slate, forKey: .slate)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      settings: try container.decode(PreviewSettings.self, forKey: .settings),
      shot: try container.decodeName(forKey: .shot),
      sequenceLength: try container.decode(Int.self, forKey: .sequenceLength),
      creationTime: try container.decode(Int.self, forKey: .creationTime),
      slate: try container.decode(String.self, forKey: .slate))
  }
}

extension SlateOrder.FontFile: Codable {
  private enum Key: String, CodingKey { case file, xxh128 }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(path: file, forKey: .file)
    try container.encode(digest.text, forKey: .xxh128)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let text = try container.decode(String.self, forKey: .xxh128)
    guard let digest = XXH128(text) else {
      throw DecodingError.dataCorruptedError(
        forKey: .xxh128, in: container, debugDescription: "'\(text)' is not a digest")
    }
    self.init(file: try container.decodePath(forKey: .file), digest: digest)
  }
}
