import ACES

extension ColourClaim: Codable {
  private enum Key: String, CodingKey { case space, proxy, evidence, foreign, contradiction }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .nothing: break
    case .space(let space, let evidence):
      try container.encode(space, forKey: .space)
      try container.encode(evidence, forKey: .evidence)
    case .proxy(let encoding, let evidence):
      try container.encode(encoding, forKey: .proxy)
      try container.encode([evidence], forKey: .evidence)
    case .foreign(let words): try container.encode(words, forKey: .foreign)
    case .contradiction(let words): try container.encode(words, forKey: .contradiction)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let space = try container.decodeIfPresent(ColorSpace.self, forKey: .space) {
      self = .space(space, try container.decode([ColourEvidence].self, forKey: .evidence))
    } else if let encoding = try container.decodeIfPresent(ACESproxy.self, forKey: .proxy) {
      let evidence = try container.decode([ColourEvidence].self, forKey: .evidence)
      guard evidence.count == 1 else {
        throw DecodingError.dataCorruptedError(
          forKey: .evidence, in: container, debugDescription: "a DPX has one description")
      }
      self = .proxy(encoding, evidence[0])
    } else if let words = try container.decodeIfPresent(String.self, forKey: .foreign) {
      self = .foreign(words)
    } else if let words = try container.decodeIfPresent(String.self, forKey: .contradiction) {
      self = .contradiction(words)
    } else {
      self = .nothing
    }
  }
}

extension ColourEvidence: Codable {
  private enum Key: String, CodingKey { case tag, text }

  private var tag: (name: String, text: String?) {
    switch self {
    case .containerFlag: ("acesImageContainerFlag", nil)
    case .interopID(let id): ("colorInteropID", id)
    case .chromaticities: ("chromaticities", nil)
    case .description(let text): ("description", text)
    case .from: ("from", nil)
    case .assumed: ("assume", nil)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(tag.name, forKey: .tag)
    try container.encodeIfPresent(tag.text, forKey: .text)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let tag = try container.decode(String.self, forKey: .tag)
    switch tag {
    case "acesImageContainerFlag": self = .containerFlag
    case "colorInteropID": self = .interopID(try container.decode(String.self, forKey: .text))
    case "chromaticities": self = .chromaticities
    case "description": self = .description(try container.decode(String.self, forKey: .text))
    case "from": self = .from
    case "assume": self = .assumed
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .tag, in: container, debugDescription: "'\(tag)' is not evidence of colour")
    }
  }
}

extension LayerRules: Codable {
  private enum Key: String, CodingKey { case colour, data, unknown }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(colour.sorted(), forKey: .colour)
    try container.encode(data.sorted(), forKey: .data)
    try container.encodeIfPresent(unknown, forKey: .unknown)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      colour: Set(try container.decode([String].self, forKey: .colour)),
      data: Set(try container.decode([String].self, forKey: .data)),
      unknown: try container.decodeIfPresent(LayerClass.self, forKey: .unknown))
  }
}
