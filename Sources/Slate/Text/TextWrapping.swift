/// A paragraph's words, measured once, so that it can be wrapped at several sizes.
struct Words {
  private let runs: [TextRun]
  private let space: Double

  init(_ line: String, _ weight: Weight, _ typefaces: borrowing Typefaces) {
    var runs: [TextRun] = []
    for word in line.split(separator: " ") { runs.append(typefaces.shape(String(word), weight)) }
    self.runs = runs
    space = typefaces.shape(" ", weight).width
  }

  /// The lines of the paragraph at most `width` ems wide; at least one, which may be empty. A word wider
  /// than a line is broken between letters.
  func lines(width: Double) -> [TextRun] {
    var lines: [TextRun] = []
    var line = TextRun()
    for word in runs {
      if !line.glyphs.isEmpty, line.width + space + word.width > width {
        lines.append(line)
        line = TextRun()
      }
      var pieces = word.pieces(width: width)
      let last = pieces.removeLast()
      if !pieces.isEmpty { lines += pieces }
      if !line.glyphs.isEmpty { line.width += space }
      line.append(last)
    }
    lines.append(line)
    return lines
  }
}

extension TextRun {
  mutating func append(_ other: TextRun) {
    glyphs += other.glyphs.map { ($0.glyph, width + $0.x) }
    width += other.width
  }

  /// Takes glyphs away from the end until the run is at most `limit` wide.
  mutating func cut(to limit: Double) {
    while width > limit, let last = glyphs.popLast() { width = last.x }
  }

  /// The run cut into pieces at most `width` wide, each with at least one glyph; never empty.
  fileprivate func pieces(width limit: Double) -> [TextRun] {
    guard width > limit else { return [self] }
    var pieces: [TextRun] = []
    var piece = TextRun()
    var start = 0.0
    for (index, placed) in glyphs.enumerated() {
      let end = index + 1 < glyphs.count ? glyphs[index + 1].x : width
      if !piece.glyphs.isEmpty, end - start > limit {
        pieces.append(piece)
        piece = TextRun()
        start = placed.x
      }
      piece.glyphs.append((placed.glyph, placed.x - start))
      piece.width = end - start
    }
    return pieces + [piece]
  }
}
