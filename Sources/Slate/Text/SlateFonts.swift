/// The two font files that a slate is set in.
///
/// The first choice is Open Sans (Apache License 2.0): open letterforms that stay legible small, figures of
/// one width, Latin, Greek and Cyrillic, and a kerning table that FreeType reads by itself.
public struct SlateFonts: Equatable, Sendable {
  /// The file for labels and values.
  public let regular: String
  /// The file for the shot's name and for what must stand out.
  public let bold: String

  /// Names two font files; they are opened when a slate is drawn.
  public init(regular: String, bold: String) {
    self.regular = regular
    self.bold = bold
  }

  /// The Debian and Ubuntu package of the first choice.
  static let package = "fonts-open-sans"

  /// The first of the known pairs that is installed and opens.
  ///
  /// - Throws: `SlateError.noFont` with the package to install.
  public static func installed() throws(SlateError) -> SlateFonts {
    try first(of: known)
  }

  static func first(of candidates: [SlateFonts]) throws(SlateError) -> SlateFonts {
    for fonts in candidates where fonts.open { return fonts }
    throw .noFont(package: package, searched: candidates.flatMap { [$0.regular, $0.bold] })
  }

  private var open: Bool {
    do {
      _ = try Typeface(path: regular)
      _ = try Typeface(path: bold)
      return true
    } catch {
      return false
    }
  }

  private static let known: [SlateFonts] = [
    ("open-sans/OpenSans-Regular.ttf", "open-sans/OpenSans-Semibold.ttf"),
    ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"),
    ("liberation2/LiberationSans-Regular.ttf", "liberation2/LiberationSans-Bold.ttf"),
  ].map { regular, bold in
    SlateFonts(regular: "/usr/share/fonts/truetype/" + regular, bold: "/usr/share/fonts/truetype/" + bold)
  }
}
