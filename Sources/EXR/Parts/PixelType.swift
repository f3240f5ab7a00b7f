/// The type of a channel's samples; the raw value is the one in the file.
public enum PixelType: Int32, Sendable, Hashable, CaseIterable {
  /// 32-bit unsigned integer, for identifiers.
  case uint = 0
  /// IEEE 754 binary16.
  case half = 1
  /// IEEE 754 binary32.
  case float = 2

  /// Bytes of one sample: 2 or 4.
  public var byteCount: Int { self == .half ? 2 : 4 }

  /// The word used in messages: `uint`, `half`, `float`.
  public var name: String {
    switch self {
    case .uint: "uint"
    case .half: "half"
    case .float: "float"
    }
  }
}
