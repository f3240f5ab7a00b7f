/// Where everything on a slate stands.
///
/// From the top: the head with the shot's name and the slate's number, the table of rows, remarks and notes,
/// and the grey ramp. A sheet too small for the table has the shot and the number only.
struct SlateLayout: ~Copyable {
  let content: SlateContent
  let sheet: Sheet
  let typefaces: Typefaces
  private(set) var marks: [Mark] = []
  /// What is not on the sheet in full, by its label.
  private(set) var shortened: Set<String> = []

  init(_ content: SlateContent, on sheet: Sheet, typefaces: consuming Typefaces) {
    self.content = content
    self.sheet = sheet
    self.typefaces = typefaces
    // Below this size the head and a few rows do not fit.
    if sheet.unit < 13 * sheet.smallestEm {
      addTitle()
      return
    }
    var body = sheet.content
    body.top = addHead(in: body)
    // Below this size the labels of the ramp run into each other.
    if sheet.unit >= 24 * sheet.smallestEm { body.bottom = addRamp(in: body) }
    addBody(in: body)
  }

  /// Adds a line of text whose pen starts at `x`. What is too small to be read is left out.
  mutating func add(
    _ run: TextRun, _ weight: Weight, x: Double, baseline: Double, em: Double, _ tone: Float
  ) {
    guard !run.glyphs.isEmpty, em >= 0.5 * sheet.smallestEm else { return }
    marks.append(.text(run, weight, x: x, baseline: baseline, em: em, tone))
  }

  /// Notes that a text is not on the sheet in full, unless it is.
  mutating func note(_ label: String, isWhole: Bool) {
    if !isWhole { shortened.insert(label) }
  }

  mutating func fill(_ area: Area, _ tone: Float) {
    marks.append(.fill(area, tone))
  }

  /// A label: capitals, slightly spaced, because they are small.
  func label(_ text: String) -> TextRun {
    typefaces.shape(text.uppercased(), .regular, tracking: labelTracking)
  }

  /// The extra space between the letters of a label, in ems.
  var labelTracking: Double { 0.06 }
}
