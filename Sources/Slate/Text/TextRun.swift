/// One line of text as glyphs with their places, in ems from the start of the line, so that it is measured
/// once and drawn at any size.
struct TextRun {
  var glyphs: [(glyph: UInt32, x: Double)] = []
  /// Where the next run would start.
  var width = 0.0
}

extension Typeface {
  /// Sets one line of text.
  ///
  /// A letter and its accents are taken as one precomposed character where there is one, because names from
  /// some file systems come decomposed. What the font lacks becomes one box a character, however many
  /// scalars it has, and what has no shape (controls, joiners, direction marks) becomes nothing.
  ///
  /// - Parameters:
  ///   - text: No line breaks; see `String.slateLine`.
  ///   - tracking: Extra space between letters, in ems.
  func shape(_ text: String, tracking: Double = 0) -> TextRun {
    var run = TextRun()
    var previous: UInt32?
    for character in text {
      for glyph in glyphs(of: character) {
        if let previous { run.width += kerning(previous, glyph) + tracking }
        run.glyphs.append((glyph, run.width))
        run.width += advance(of: glyph)
        previous = glyph
      }
    }
    return run
  }

  /// Whether a box stands for `character`.
  func lacks(_ character: Character) -> Bool { glyphs(of: character) == [Self.missing] }

  private func glyphs(of character: Character) -> [UInt32] {
    if character.unicodeScalars.count > 1, let scalar = Composition.scalar(of: character),
      let glyph = glyph(for: scalar)
    {
      return [glyph]
    }
    var glyphs: [UInt32] = []
    for scalar in character.unicodeScalars where scalar.hasShape {
      guard let glyph = glyph(for: scalar) else { return [Self.missing] }
      glyphs.append(glyph)
    }
    return glyphs
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is to be seen at all.
  fileprivate var hasShape: Bool {
    !properties.isDefaultIgnorableCodePoint && properties.generalCategory != .control
  }
}
