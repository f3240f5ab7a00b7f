/// The sheet a slate is laid out on.
///
/// Lengths are display units: one unit is the height of a pixel. A sheet is as wide as the picture looks on
/// a screen, and only drawing knows how wide a pixel is; so letters and margins keep their shapes whatever
/// the pixel aspect ratio.
struct Sheet {
  /// The displayed size.
  let width: Double
  let height: Double
  /// The displayed width of a pixel over its height.
  let pixelAspect: Double
  /// What all sizes are proportional to: the height of a wide sheet, less on one that is narrow.
  let unit: Double
  /// Two columns of rows, or one on a sheet that is narrow.
  let columns: Int

  /// - Parameters:
  ///   - width: In pixels.
  ///   - height: In pixels.
  ///   - pixelAspect: 1/8 to 8.
  init(width: Int, height: Int, pixelAspect: Double) {
    self.width = Double(width) * pixelAspect
    self.height = Double(height)
    self.pixelAspect = pixelAspect
    // Labels and values side by side, twice, need some fifty letters.
    let wide = self.width >= 1.15 * self.height && self.width >= 50 * Self.smallestEm(pixelAspect)
    columns = wide ? 2 : 1
    let proportional = min(self.height, self.width / (columns == 2 ? 1.5 : 0.9))
    // A glyph has to stay below 16384 pixels in each direction.
    unit = min(proportional, 16384 * min(1, pixelAspect))
  }

  /// The smallest em whose letters can still be read: eight rows, and six columns, because the eye
  /// forgives squeezed letters more than low ones.
  var smallestEm: Double { Self.smallestEm(pixelAspect) }

  private static func smallestEm(_ pixelAspect: Double) -> Double { max(8, 6 * pixelAspect) }

  var margin: Double { (0.06 * unit).rounded() }
  var content: Area {
    Area(left: margin, top: margin, right: width - margin, bottom: height - margin)
  }
  /// The thickness of rules.
  var hairline: Double { max(1, (0.0025 * unit).rounded()) }

  /// The em of rows and notes.
  var em: Double { max(0.034 * unit, smallestEm) }
  /// The em of labels, in capitals.
  var labelEm: Double { max(0.76 * em, smallestEm) }
}

/// A rectangle in display units; the origin is the top left corner of the sheet.
struct Area: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
}

/// One thing to draw, in display units.
enum Mark {
  case fill(Area, Float)
  case text(TextRun, Weight, x: Double, baseline: Double, em: Double, Float)
}
