/// What the body of a slate says, cleaned and measured, ready to be set at any size.
struct BodyText {
  let remarks: [Words]
  let rows: [TableRow]
  let notes: [Words]

  init(_ content: SlateContent, _ typefaces: borrowing Typefaces) {
    var remarks: [Words] = []
    for line in content.remarks.flatMap(\.slateLines) { remarks.append(Words(line, .bold, typefaces)) }
    self.remarks = remarks
    rows = TableRow.all(of: content)
    var notes: [Words] = []
    for line in content.notes.slateLines { notes.append(Words(line, .regular, typefaces)) }
    self.notes = notes
  }

  var labels: [String] {
    rows.map(\.label) + (remarks.isEmpty ? [] : [SlateContent.remarksLabel])
      + (notes.isEmpty ? [] : [SlateContent.notesLabel])
  }
}

extension SlateLayout {
  /// Sets the body at one size.
  func set(_ text: BodyText, em: Double, width: Double) -> SlateBody {
    let labelEm = max(em * sheet.labelEm / sheet.em, sheet.smallestEm)
    let gutter = 1.5 * em
    let column = (width - gutter * Double(sheet.columns - 1)) / Double(sheet.columns)
    let widest = text.labels.reduce(0) { max($0, label($1).width * labelEm) }
    let labelWidth = min(widest, 0.4 * column)
    var body = SlateBody(em: em, labelEm: labelEm, indent: labelWidth + 1.2 * em)

    func fitted(_ label: String) -> (run: TextRun, em: Double, isWhole: Bool) {
      typefaces.fit(
        label.uppercased(), .regular, em: labelEm, into: labelWidth, smallest: 0.75, tracking: labelTracking)
    }
    func cell(_ row: TableRow, left: Double, width: Double) -> SlateBody.Cell {
      let value = typefaces.fit(row.text, .regular, em: em, into: width - body.indent, smallest: 0.75)
      let label = fitted(row.label)
      return SlateBody.Cell(
        name: row.label, isWhole: value.isWhole && label.isWhole, left: left, label: label.run,
        labelEm: label.em, value: value.run, valueEm: value.em,
        weight: .regular, running: false)
    }
    func add(_ paragraphs: [Words], label name: String, _ weight: Weight) {
      for (index, paragraph) in paragraphs.enumerated() {
        for (line, run) in paragraph.lines(width: (width - body.indent) / em).enumerated() {
          let first = index == 0 && line == 0
          let label = first ? fitted(name) : (run: TextRun(), em: labelEm, isWhole: true)
          let cell = SlateBody.Cell(
            name: name, isWhole: true, left: 0, label: label.run, labelEm: label.em, value: run, valueEm: em,
            weight: weight, running: true)
          body.lines.append(SlateBody.Line(cells: [cell], leading: first ? 2.2 * em : 1.4 * em))
        }
      }
    }

    add(text.remarks, label: SlateContent.remarksLabel, .bold)
    let top = body.lines.count
    let (columns, wide) = split(text.rows, em: em, room: column - body.indent)
    func addWide(_ rows: [TableRow]) {
      for row in rows {
        let cells = [cell(row, left: 0, width: width)]
        body.lines.append(SlateBody.Line(cells: cells, leading: 1.6 * em))
      }
    }
    addWide(wide.filter { $0.column != nil })
    for index in 0..<columns.reduce(0, { max($0, $1.count) }) {
      let cells = columns.enumerated().filter { index < $0.element.count }
        .map { cell($0.element[index], left: Double($0.offset) * (column + gutter), width: column) }
      body.lines.append(SlateBody.Line(cells: cells, leading: 1.6 * em))
    }
    addWide(wide.filter { $0.column == nil })
    if top > 0, top < body.lines.count { body.lines[top].leading = 2.2 * em }
    add(text.notes, label: SlateContent.notesLabel, .regular)
    return body
  }

  /// Deals the rows out to the columns. A value that would have to shrink a lot to fit beside another is
  /// better set in a line of its own: above the columns, or below them if it is an extra row.
  private func split(_ rows: [TableRow], em: Double, room: Double) -> (
    columns: [[TableRow]], wide: [TableRow]
  ) {
    var columns: [[TableRow]] = Array(repeating: [], count: sheet.columns)
    var wide: [TableRow] = []
    for row in rows {
      if sheet.columns == 1 {
        columns[0].append(row)
      } else if typefaces.shape(row.text, .regular).width * 0.85 * em > room {
        wide.append(row)
      } else {
        columns[row.column ?? (columns[0].count <= columns[1].count ? 0 : 1)].append(row)
      }
    }
    return (columns, wide)
  }
}
