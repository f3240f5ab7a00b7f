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

/// The picture's rectangle in the frame, and how many pixels of it make one.
struct PreviewRaster: Sendable, Hashable {
  let window: Box
  let reduction: Int

  init(part: Part, settings: PreviewSettings) {
    self.init(
      window: settings.window == .display ? part.displayWindow : part.dataWindow,
      reduction: settings.size.rawValue)
  }

  init(window: Box, reduction: Int) {
    self.window = window
    self.reduction = reduction
  }

  /// Pixels of the picture; a rest that fills no whole pixel makes one of its own.
  var width: Int { (window.width + reduction - 1) / reduction }
  var height: Int { (window.height + reduction - 1) / reduction }

  /// Refuses a picture that is larger than any frame may be, or than a DPX can hold.
  func check(limits: Limits, bitDepth: Int) throws(ColourObjection) {
    guard window.width <= limits.maxWidth, window.height <= limits.maxHeight else {
      throw .previewTooLarge(
        width: window.width, height: window.height, maxWidth: limits.maxWidth, maxHeight: limits.maxHeight)
    }
    do throws(DPXError) {
      _ = try DPXLayout(width: width, height: height, bitDepth: bitDepth == 10 ? .ten : .twelve)
    } catch {
      throw .previewBeyondDPX(width: window.width, height: window.height)
    }
  }

  /// The part of an area that is in the picture, in the frame's pixels; nil where none is.
  func overlap(_ area: Band.Area) -> Box? {
    let box = Box(
      xMin: max(area.x, window.xMin), yMin: max(area.y, window.yMin),
      xMax: min(area.x + area.width - 1, window.xMax), yMax: min(area.y + area.height - 1, window.yMax))
    return box.xMin <= box.xMax && box.yMin <= box.yMax ? box : nil
  }
}
