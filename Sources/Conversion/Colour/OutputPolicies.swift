import ACES
import EXR

/// Which colour tags a linear output carries. Log outputs always carry `colorInteropID` alone, because
/// AP1 `chromaticities` on log pixels would read as linear.
public enum TagPolicy: String, Sendable, Hashable, Codable, CaseIterable {
  /// `chromaticities` and `colorInteropID`, both true.
  case both
  /// `colorInteropID` only, as the ASWF recommendation has it.
  case interop
}

/// The sample type of delivered colour channels.
public enum DepthPolicy: String, Sendable, Hashable, Codable, CaseIterable {
  /// Half, whatever the source.
  case half
  /// Float colour stays float.
  case keep
}

/// The compression of delivered parts that hold colour. Parts without colour keep theirs.
public enum CompressionPolicy: Sendable, Hashable {
  /// This one, whatever the source part has.
  case use(Compression)
  /// As the source part has it.
  case keep

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

/// Where the samples of a frame come from, as far as its colour and its storage depend on it.
package enum SampleSource: Sendable, Hashable {
  /// Pixels of an EXR in this space.
  case pixels(ColorSpace)
  /// Codes of a DPX, which are decoded to the space that is delivered.
  case codes
  /// No file: scene-linear neutrals are drawn, which ACES2065-1 and ACEScg share.
  case drawn

  /// The space of the samples once a band has them.
  ///
  /// - Parameter delivered: The space of the EXR.
  func space(delivered: ColorSpace) -> ColorSpace {
    switch self {
    case .pixels(let space): space
    case .codes: delivered
    case .drawn: .acescg
    }
  }
}
