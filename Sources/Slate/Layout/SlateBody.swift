/// The text between head and ramp, set at one size, as lines of cells. Lengths are display units.
struct SlateBody {
  /// A label with its value beside it; running text has a label in its first line only.
  struct Cell {
    /// What it tells of, in every line of running text.
    var name: String
    /// Whether the value is all of the text's line.
    var isWhole: Bool
    /// Where the label starts, from the left of the body.
    var left: Double
    var label: TextRun
    var labelEm: Double
    var value: TextRun
    var valueEm: Double
    var weight: Weight
    /// Whether the value goes on in the next line.
    var running: Bool
  }

  /// Cells on one baseline.
  struct Line {
    var cells: [Cell]
    /// The distance from the baseline above.
    var leading: Double
  }

  /// The size that labels and values are set in, unless they had to shrink.
  let em: Double
  let labelEm: Double
  /// The distance from a label's start to its value's.
  let indent: Double
  var lines: [Line] = []

  /// How many cells tell of each thing.
  var names: [String: Int] { lines.flatMap(\.cells).reduce(into: [:]) { $0[$1.name, default: 0] += 1 } }

  /// From the first baseline to the last.
  var height: Double { lines.dropFirst().reduce(0) { $0 + $1.leading } }
}

extension SlateLayout {
  /// Remarks, the rows of the table, and notes: as large as they fit, but no larger than looks well. What
  /// does not fit at the smallest size is cut off at the end, with an ellipsis to say so.
  mutating func addBody(in area: Area) {
    let text = BodyText(content, typefaces)
    let room = area.height - 1.2 * sheet.em * typefaces.capHeight(.regular)
    let smallest = max(0.55 * sheet.em, sheet.smallestEm)
    var em = 1.2 * sheet.em
    var body = set(text, em: em, width: area.width)
    while em > smallest, body.height > room {
      em = max(0.95 * em, smallest)
      body = set(text, em: em, width: area.width)
    }
    let wanted = body.names
    trim(&body, to: room, width: area.width)
    let kept = body.names
    for (name, count) in wanted { note(name, isWhole: kept[name] == count) }
    for cell in body.lines.flatMap(\.cells) { note(cell.name, isWhole: cell.isWhole) }

    var baseline = area.top + body.em * typefaces.capHeight(.regular)
    for (index, line) in body.lines.enumerated() {
      if index > 0 { baseline += line.leading }
      let row = baseline.rounded()
      for cell in line.cells {
        let left = area.left + cell.left
        add(cell.label, .regular, x: left, baseline: row, em: cell.labelEm, SlateTone.secondary)
        add(
          cell.value, cell.weight, x: left + body.indent, baseline: row, em: cell.valueEm, SlateTone.primary)
      }
    }
  }

  /// Takes lines away until the body is at most `height` high. The last one left ends in an ellipsis if it
  /// is running text, and is nothing else if it is a row.
  private func trim(_ body: inout SlateBody, to height: Double, width: Double) {
    guard body.height > max(0, height) else { return }
    while body.height > max(0, height) { body.lines.removeLast() }
    let last = body.lines.count - 1
    var cell = body.lines[last].cells[0]
    let ellipsis = typefaces.shape("…", cell.weight)
    cell.isWhole = false
    if cell.running {
      cell.value.cut(to: (width - body.indent) / cell.valueEm - ellipsis.width)
      cell.value.append(ellipsis)
    } else {
      cell.label = TextRun()
      cell.value = ellipsis
    }
    body.lines[last].cells = [cell]
  }
}
