/// What of a slate's text nobody will be able to read on it, by the labels of its rows.
public struct SlateProblems: Equatable, Sendable {
  /// Characters of one text that no font has.
  public struct Lack: Equatable, Sendable {
    /// The label of the text's row.
    public let label: String
    /// Each once, in the order of the text.
    public let characters: [Character]
  }

  /// Texts with characters that boxes stand for.
  public private(set) var undrawable: [Lack] = []
  /// Texts that there is no room for in full.
  public private(set) var shortened: [String] = []

  /// Sets a slate without drawing it.
  ///
  /// - Parameters: Those of ``SlateImage``.
  /// - Throws: `SlateError.badFont`.
  public init(
    _ content: SlateContent, fonts: SlateFonts, width: Int, height: Int, pixelAspectRatio: Double = 1
  ) throws(SlateError) {
    let sheet = Sheet(width: width, height: height, pixelAspect: SlateImage.aspect(pixelAspectRatio))
    let layout = SlateLayout(content, on: sheet, typefaces: try Typefaces(fonts))
    for (label, text) in content.texts {
      if layout.shortened.contains(label) { shortened.append(label) }
      var lacking: [Character] = []
      for character in label + text where layout.typefaces.lack(character) && !lacking.contains(character) {
        lacking.append(character)
      }
      if !lacking.isEmpty { undrawable.append(Lack(label: label, characters: lacking)) }
    }
  }
}
