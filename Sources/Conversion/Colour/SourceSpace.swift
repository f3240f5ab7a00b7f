import ACES

/// What a user says that sources hold.
public enum SourceSpace: Sendable, Hashable {
  /// EXRs, with pixels in this space.
  case space(ColorSpace)
  /// DPX files, with codes in this encoding.
  case proxy(ACESproxy)

  /// Understands the names of spaces and their aliases, and those of the encodings, in any letter case.
  public init?(_ text: String) {
    if let encoding = ACESproxy(rawValue: text.lowercased()) {
      self = .proxy(encoding)
    } else if let space = ColorSpace(named: text) {
      self = .space(space)
    } else {
      return nil
    }
  }

  /// The canonical names of the spaces, without those of the encodings.
  package static let knownSpaces = ColorSpace.allCases.map(\.name)

  /// The name of the space or encoding.
  public var name: String {
    switch self {
    case .space(let space): space.name
    case .proxy(let encoding): encoding.rawValue
    }
  }

  /// Nil for an encoding, which is said of DPX and of no EXR.
  package var pixels: SourceSpace? { space.map(SourceSpace.space) }

  /// Nil for an encoding.
  public var space: ColorSpace? {
    if case .space(let space) = self { space } else { nil }
  }

  /// Nil for a space.
  package var proxy: ACESproxy? {
    if case .proxy(let encoding) = self { encoding } else { nil }
  }
}
