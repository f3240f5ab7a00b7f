import ACES
import DPX
import EXR

/// The picture's rectangle in the frame, and how many pixels of it make one.
package struct PreviewRaster: Sendable, Hashable {
  let window: Box
  let reduction: Int

  package init(part: Part, settings: PreviewSettings) {
    self.init(
      window: settings.window == .display ? part.displayWindow : part.dataWindow,
      reduction: settings.size.rawValue)
  }

  package init(window: Box, reduction: Int) {
    self.window = window
    self.reduction = reduction
  }

  /// Pixels of the picture; a rest that fills no whole pixel makes one of its own.
  package var width: Int { (window.width + reduction - 1) / reduction }
  package var height: Int { (window.height + reduction - 1) / reduction }

  /// Refuses a picture that is larger than any frame may be, or than a DPX can hold.
  package func check(limits: Limits, bitDepth: Int) throws(ColourObjection) {
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
