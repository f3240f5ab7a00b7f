/// A colour space of the Academy Color Encoding System that a frame may be in.
public enum ColorSpace: String, Sendable, Hashable, Codable, CaseIterable {
  /// ACES2065-1: linear, AP0 (SMPTE ST 2065-1).
  // The digits are the number of the standard; without the underscore it would be another one.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case aces2065_1 = "aces2065-1"
  /// ACEScg: linear, AP1 (Academy S-2014-004).
  case acescg
  /// ACEScc: logarithmic, AP1 (Academy S-2014-003).
  case acescc
  /// ACEScct: logarithmic with a linear toe, AP1 (Academy S-2016-001).
  case acescct

  /// The name used in options, messages and reports: `aces2065-1`, `acescg`, `acescc` or `acescct`.
  public var name: String { rawValue }

  /// Other names that ``init(named:)`` understands.
  ///
  /// The colour spaces and aliases of the OpenColorIO configurations for ACES 1.0.3 to 2.0 (CG and
  /// Studio), the interop IDs, and the short names of the primaries.
  public var aliases: [String] {
    switch self {
    case .aces2065_1:
      ["ap0", "ACES2065-1", "aces2065_1", "aces", "ACES - ACES2065-1", "lin_ap0", "lin_ap0_scene"]
    case .acescg: ["ap1", "ACEScg", "ACES - ACEScg", "lin_ap1", "lin_ap1_scene"]
    case .acescc: ["ACEScc", "ACES - ACEScc", "acescc_ap1", "ocio:acescc_ap1_scene"]
    case .acescct: ["ACEScct", "ACES - ACEScct", "acescct_ap1", "ocio:acescct_ap1_scene"]
    }
  }

  /// The space with this name or alias, or nil if there is none. Letter case does not matter.
  public init?(named name: String) {
    let sought = name.lowercased()
    let found = Self.allCases.first { space in
      space.name == sought || space.aliases.contains { $0.lowercased() == sought }
    }
    guard let found else { return nil }
    self = found
  }

  /// Whether samples are a logarithm of light: ACEScc and ACEScct.
  public var isLogarithmic: Bool { curve != nil }

  /// The primaries and white: AP0 for ACES2065-1, AP1 for the others.
  public var primaries: Primaries { self == .aces2065_1 ? .ap0 : .ap1 }

  /// The transfer function between linear AP1 and this space, nil where the samples are linear.
  var curve: LogCurve? {
    switch self {
    case .aces2065_1, .acescg: nil
    case .acescc: .acescc
    case .acescct: .acescct
    }
  }
}

extension ColorSpace {
  /// The value of the `colorInteropID` attribute: the Color Interop Forum's identifiers for the linear
  /// spaces, OpenColorIO's namespace for the logarithmic ones.
  public var colorInteropID: String {
    switch self {
    case .aces2065_1: "lin_ap0_scene"
    case .acescg: "lin_ap1_scene"
    case .acescc: "ocio:acescc_ap1_scene"
    case .acescct: "ocio:acescct_ap1_scene"
    }
  }

  /// The space that an interop ID names, or nil for every other ID, `unknown` included. Letter case does
  /// not matter.
  public init?(colorInteropID: String) {
    let sought = colorInteropID.lowercased()
    guard let found = Self.allCases.first(where: { $0.colorInteropID == sought }) else { return nil }
    self = found
  }

  /// The linear space with these chromaticities within ``Primaries/tolerance``, or nil if neither has them.
  ///
  /// AP1 always means ACEScg here: chromaticities say nothing about a logarithm, and an untagged ACEScct
  /// frame looks the same.
  ///
  /// - Parameter chromaticities: x and y of red, green, blue and white, as OpenEXR stores them.
  public init?(chromaticities: [Float]) {
    if Primaries.ap0.matches(chromaticities: chromaticities) {
      self = .aces2065_1
    } else if Primaries.ap1.matches(chromaticities: chromaticities) {
      self = .acescg
    } else {
      return nil
    }
  }
}
