import ACES
import DPX
import EXR

/// What a preview is made of a frame: ACESproxy codes in a DPX.
///
/// ACESproxy is for monitoring and look creation, not for storage, interchange or delivery (Academy
/// S-2013-001); a preview is labelled as what it is.
public struct PreviewSettings: Sendable, Hashable, Codable {
  public var encoding: ACESproxy
  public var window: Window
  public var size: Size

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
    case full = 1
    case half = 2
    case quarter = 4
  }

  /// Chooses the encoding by its name, `acesproxy10` or `acesproxy12`.
  ///
  /// - Returns: False for any other name.
  public mutating func setEncoding(named name: String) -> Bool {
    guard let encoding = ACESproxy(rawValue: name.lowercased()) else { return false }
    self.encoding = encoding
    return true
  }
}
