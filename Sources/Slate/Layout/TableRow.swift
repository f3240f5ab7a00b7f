/// A row of the table: a label and its value, one line each.
struct TableRow {
  var label: String
  var text: String
  /// The column of a two-column table; `nil` for whichever is shorter.
  var column: Int?

  /// The rows of a slate in their order; what is blank is left out.
  static func all(of content: SlateContent) -> [TableRow] {
    let known = SlateField.allCases.filter { $0.column != nil }
      .map { TableRow(label: $0.rawValue, text: content[$0].slateLine, column: $0.column) }
    let extra = content.extra
      .map { TableRow(label: $0.label.slateLine, text: $0.text.slateLine, column: nil) }
    return (known + extra).filter { !$0.text.isEmpty }
  }
}
