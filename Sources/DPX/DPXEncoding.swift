/// The two encodings of S-2013-001, "ACESproxy", as a DPX file names them.
///
/// ST 268 has no code for ACESproxy, so its name is text, in two places: the description of the image
/// element, which is what ``init(description:bitDepth:)`` recognises, and the film header's format, which
/// metadata viewers show. Both fields have 32 bytes and get the name of the definition, "ACESproxy10" or
/// "ACESproxy12".
public enum DPXEncoding: Sendable, Hashable, CaseIterable {
  /// 10 bits, codes 64 to 940.
  case acesproxy10
  /// 12 bits, codes 256 to 3760.
  case acesproxy12

  /// The name of the definition in S-2013-001, such as "ACESproxy10".
  public var name: String {
    switch self {
    case .acesproxy10: "ACESproxy10"
    case .acesproxy12: "ACESproxy12"
    }
  }

  /// Bits of a code.
  public var bitDepth: DPXBitDepth {
    switch self {
    case .acesproxy10: .ten
    case .acesproxy12: .twelve
    }
  }

  /// Recognises an image element's description.
  ///
  /// The whole text has to be one of the specification's names, in any case and between spaces:
  /// "ACESproxy", "ACESPRXY", "ACSPX", or "ACESproxy" with the element's own bit depth behind it, and an
  /// "i" as in the transform's name ("ACESproxy10i"). Anything else, and a number that contradicts the bit
  /// depth, is not taken for ACESproxy.
  public init?(description: DPXText, bitDepth: DPXBitDepth) {
    let encoding: DPXEncoding = bitDepth == .ten ? .acesproxy10 : .acesproxy12
    let trimmed = description.bytes.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
    let text = String(decoding: trimmed, as: UTF8.self).lowercased()
    let name = encoding.name.lowercased()
    guard ["acesproxy", "acesprxy", "acspx", name, name + "i"].contains(text) else { return nil }
    self = encoding
  }
}

extension DPXHeader {
  /// Writes an encoding's name into the element's description and the film header's format.
  public mutating func name(_ encoding: DPXEncoding) {
    element.description = DPXText(encoding.name)
    film.format = DPXText(encoding.name)
  }
}
