import ACES
import EXR

/// A colour space as a user names it.
public struct SpaceName: Sendable, Hashable {
  public let space: ColorSpace

  /// Understands the canonical names and their aliases, in any letter case.
  public init?(_ text: String) {
    guard let space = ColorSpace(named: text) else { return nil }
    self.space = space
  }

  /// The canonical names.
  public static let known = ColorSpace.allCases.map(\.name)
}

extension CompressionPolicy {
  /// Understands `piz`, `zip`, `zips`, `none` and `keep`.
  public init?(named name: String) {
    switch name.lowercased() {
    case "piz": self = .use(.piz)
    case "zip": self = .use(.zip)
    case "zips": self = .use(.zips)
    case "none": self = .use(.none)
    case "keep": self = .keep
    default: return nil
    }
  }
}
