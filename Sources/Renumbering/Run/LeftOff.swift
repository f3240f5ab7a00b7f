import Files

/// Why a file that was to be renamed was not tried, or not to the end.
public enum LeftOff: Sendable, Hashable, Encodable {
  /// The run ended before its turn.
  case runEnded(reason: String)
  /// The run ended before its folder was begun.
  case folderNotBegun(reason: String)
  /// The run ended on the way, and the file has this name.
  case underName(name: [UInt8])
  /// The run ended on the way, and the file has one of these names.
  case underOneOf(names: [[UInt8]])
  /// It has none of the names any more that the journal knows.
  case gone

  /// What is to be known of the file, as one clause.
  public var words: String {
    switch self {
    case .runEnded(let reason): "not tried: \(reason)"
    case .folderNotBegun(let reason): reason
    case .underName(let name): "it is \(PathText.encode(name)) now"
    case .underOneOf(let names):
      "it may be \(names.map(PathText.encode).joined(separator: " or ")) now"
    case .gone: "it is not there any more"
    }
  }
}
