import Slate

extension SlateError {
  /// The error as one sentence: what is missing, and what mends it.
  package var words: String { "the slate cannot be drawn: \(reason)" }

  private var reason: String {
    switch self {
    case .noFont(let package, let searched):
      "no font for it is installed; install the package \(package) "
        + "(looked for \(searched.joined(separator: ", ")))"
    case .badFont(let path, .unreadable): "the font \(path) cannot be read"
    case .badFont(let path, .notAFont): "\(path) is no font for Unicode text; install its package anew"
    case .badFont(let path, .damagedGlyph): "the font \(path) is damaged; install its package anew"
    case .badFont(let path, .outOfMemory): "there is not enough memory for the font \(path)"
    case .badSize(let width, let height): "\(width)×\(height) is no size that a slate can have"
    }
  }
}
