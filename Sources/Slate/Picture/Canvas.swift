/// The pixels of a slate while it is drawn: one plane of halves, because its values are neutral.
struct Canvas {
  let width: Int
  let height: Int
  private let pixelAspect: Double
  private(set) var samples: [Float16]

  init(width: Int, height: Int, pixelAspect: Double, background: Float) {
    self.width = width
    self.height = height
    self.pixelAspect = pixelAspect
    samples = Array(repeating: Float16(background), count: width * height)
  }

  /// Fills a rectangle to whole pixels; what has any extent is at least one pixel wide and high. What lies
  /// outside is cut off.
  mutating func fill(_ area: Area, _ tone: Float) {
    let columns = pixels(area.left / pixelAspect, area.right / pixelAspect, within: width)
    let value = Float16(tone)
    for row in pixels(area.top, area.bottom, within: height) {
      for column in columns { samples[row * width + column] = value }
    }
  }

  private func pixels(_ from: Double, _ to: Double, within count: Int) -> Range<Int> {
    // Clamped before the conversion, so that no length is too large for an Int.
    let limit = Double(count)
    let first = min(max(from.rounded(), -1), limit)
    let end = min(max(to.rounded(), first + 1), limit)
    return Int(max(first, 0))..<Int(max(end, 0))
  }

  /// Draws a line of text; what lies outside is cut off.
  ///
  /// - Throws: `SlateError.badFont`.
  mutating func draw(
    _ run: TextRun, _ typeface: borrowing Typeface, x: Double, baseline: Double, em: Double, _ tone: Float
  ) throws(SlateError) {
    let size = (x: em / pixelAspect, y: em)
    for placed in run.glyphs {
      let pen = (x + placed.x * em) / pixelAspect
      guard pen > -size.x * 4, pen < Double(width) + size.x * 4 else { continue }
      let column = pen.rounded(.down)
      let row = Int(baseline.rounded())
      try typeface.render(placed.glyph, em: size, shift: pen - column) { box, coverage in
        blend(box, coverage, left: Int(column) + box.left, top: row - box.top, tone)
      }
    }
  }

  /// Mixes a glyph in by its coverage, which is what light does: in linear values.
  private mutating func blend(_ box: GlyphBox, _ coverage: Span<UInt8>, left: Int, top: Int, _ tone: Float) {
    let columns = max(0, -left)..<max(max(0, -left), min(box.width, width - left))
    let rows = max(0, -top)..<max(max(0, -top), min(box.height, height - top))
    for row in rows {
      for column in columns {
        let covered = coverage[row * box.pitch + column]
        guard covered > 0 else { continue }
        let index = (top + row) * width + left + column
        let below = Float(samples[index])
        samples[index] = Float16(below + (tone - below) * Float(covered) / 255)
      }
    }
  }
}
