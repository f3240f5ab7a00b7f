/// Why a slate could not be made. The data is here; the text of a message is the caller's.
public enum SlateError: Error, Hashable, Sendable, Encodable {
  /// None of the known font files is installed. `package` is the Debian and Ubuntu package that has the
  /// first choice; `searched` are the files that were looked for, in order.
  case noFont(package: String, searched: [String])
  /// The font file at `path` cannot be used.
  case badFont(path: String, reason: FontFault)
  /// A slate has at least one pixel in each direction and at most `SlateImage.mostPixels` in all.
  case badSize(width: Int, height: Int)

  /// What is wrong with a font file.
  public enum FontFault: String, Equatable, Sendable, Encodable {
    /// There is no such file, or it may not be read.
    case unreadable
    /// It is no scalable font with a Unicode character map.
    case notAFont
    /// One of its glyphs is damaged.
    case damagedGlyph
    /// There is not enough memory to open it or to draw with it.
    case outOfMemory
  }
}
