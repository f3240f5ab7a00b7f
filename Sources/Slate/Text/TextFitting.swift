extension String {
  /// The text as one line: control characters and line breaks become spaces, outer spaces go. Of a text
  /// longer than any slate shows, the beginning and the end are kept.
  var slateLine: String {
    let kept = 512
    let text = unicodeScalars
    guard text.dropFirst(2 * kept).first != nil else { return cleaned }
    return String(String.UnicodeScalarView(text.prefix(kept) + ["…"] + text.suffix(kept))).cleaned
  }

  /// The lines of a text of several, without those that are blank at its ends. What lies beyond 8192
  /// scalars is cut off; no slate has room for it.
  var slateLines: [String] {
    let text = String(String.UnicodeScalarView(unicodeScalars.prefix(8192)))
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0).cleaned }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines.drop(while: \.isEmpty))
  }

  private var cleaned: String {
    var line = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let category = scalar.properties.generalCategory
      let breaks = category == .control || category == .lineSeparator || category == .paragraphSeparator
      line.append(breaks ? " " : scalar)
    }
    return String(String(line).trimmed)
  }

  private var trimmed: Substring {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return self[first...last]
  }
}

extension Typefaces {
  /// Sets `text` into `width`: at `em` if it fits, else smaller, and where `smallest` times `em` is still
  /// too large, without its middle. The run is empty where not even an ellipsis fits.
  ///
  /// - Returns: The line, its size, and whether it is the whole text.
  func fit(
    _ text: String, _ weight: Weight, em: Double, into width: Double, smallest: Double, tracking: Double = 0
  ) -> (run: TextRun, em: Double, isWhole: Bool) {
    let run = shape(text, weight, tracking: tracking)
    if run.width * em <= width { return (run, em, true) }
    let fitting = width / run.width
    if fitting >= em * smallest { return (run, fitting, true) }
    return (shorten(text, weight, to: width / (em * smallest), tracking: tracking), em * smallest, false)
  }

  /// The longest form of `text` with an ellipsis in its middle that is at most `width` ems wide.
  private func shorten(_ text: String, _ weight: Weight, to width: Double, tracking: Double) -> TextRun {
    let characters = Array(text)
    func shortened(_ count: Int) -> TextRun {
      let tail = count / 2
      let text = String(characters.prefix(count - tail)) + "…" + String(characters.suffix(tail))
      return shape(text, weight, tracking: tracking)
    }
    var fits = TextRun()
    var low = 0
    var high = characters.count - 1
    while low <= high {
      let middle = (low + high) / 2
      let run = shortened(middle)
      if run.width <= width {
        fits = run
        low = middle + 1
      } else {
        high = middle - 1
      }
    }
    return fits
  }
}
