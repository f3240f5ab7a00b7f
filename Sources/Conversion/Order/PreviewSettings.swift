import ACES
import DPX
import EXR

/// What a preview is made of a frame: ACESproxy codes in a DPX.
///
/// ACESproxy is for monitoring and look creation, not for storage, interchange or delivery (Academy
/// S-2013-001); a preview is labelled as what it is.
public struct PreviewSettings: Sendable, Hashable, Codable {
  /// How the codes are made: 10 or 12 bits.
  public var encoding: ACESproxy
  /// Which rectangle of the frame becomes the picture.
  public var window: Window
  /// The size in relation to the frame's.
  public var size: Size

  /// Settings as given: 10 bits, the display window and full size where nothing is said.
  public init(encoding: ACESproxy = .acesproxy10, window: Window = .display, size: Size = .full) {
    self.encoding = encoding
    self.window = window
    self.size = size
  }

  /// Which rectangle of the frame becomes the picture.
  public enum Window: String, Sendable, Hashable, Codable, CaseIterable {
    /// What is meant to be seen: overscan is cropped, what the data lacks gets the minimum code, and all
    /// frames of a shot have one size.
    case display
    /// What is there.
    case data
  }

  /// The size in relation to the frame's.
  public enum Size: Int, Sendable, Hashable, Codable, CaseIterable {
    /// 1/1.
    case full = 1
    /// 1/2 in both directions: a quarter of the pixels.
    case half = 2
    /// 1/4 in both directions: a sixteenth of the pixels.
    case quarter = 4
  }

  /// Chooses the encoding by its name, `acesproxy10` or `acesproxy12`.
  ///
  /// - Returns: False for any other name.
  package mutating func setEncoding(named name: String) -> Bool {
    guard let encoding = ACESproxy(rawValue: name.lowercased()) else { return false }
    self.encoding = encoding
    return true
  }
}
