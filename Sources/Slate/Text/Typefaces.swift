/// The two weights a slate is set in.
enum Weight: Sendable {
  case regular, bold
}

/// The open fonts of one slate.
struct Typefaces: ~Copyable {
  let regular: Typeface
  let bold: Typeface

  /// - Throws: `SlateError.badFont`.
  init(_ fonts: SlateFonts) throws(SlateError) {
    let regular = try Typeface(path: fonts.regular)
    let bold = try Typeface(path: fonts.bold)
    self.regular = regular
    self.bold = bold
  }

  /// The height of a capital letter, in ems.
  func capHeight(_ weight: Weight) -> Double {
    switch weight {
    case .regular: regular.capHeight
    case .bold: bold.capHeight
    }
  }

  /// Whether a box stands for `character` in one of the weights.
  func lack(_ character: Character) -> Bool {
    !character.isWhitespace && (regular.lacks(character) || bold.lacks(character))
  }

  /// One line of text, measured; see `Typeface.shape`.
  func shape(_ text: String, _ weight: Weight, tracking: Double = 0) -> TextRun {
    switch weight {
    case .regular: regular.shape(text, tracking: tracking)
    case .bold: bold.shape(text, tracking: tracking)
    }
  }
}
