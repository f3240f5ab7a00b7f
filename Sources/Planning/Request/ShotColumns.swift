import Conversion
import Files
import FrameSequence
import Slate
import Timecode

/// The columns of a shot list, by the names in its first line. Capital letters do not matter, and neither do spaces
/// around names and fields.
struct ShotColumns {
  /// Which column says which sequence a row is about.
  private let key: Int
  private let names: [String]

  /// What a column can be called: what rows say of deliveries, and what a slate can be told.
  static let known = ["sequence", "shot", "cut", "handles", "space", "notes"] + texts
  private static let texts = SlateRequest.fields.filter { $0 != "sequence" && $0 != "shot" }

  init(_ header: CSVTable.Record) throws(Reasons<ShotListProblem>) {
    var refused = Reasons<ShotListProblem>()
    names = header.fields.map { ShotColumns.trimmed($0).lowercased() }
    for (index, name) in names.enumerated() {
      if !ShotColumns.known.contains(name) {
        refused.reasons.append(
          .unknownColumn(
            line: header.line, column: index + 1, name: PathText.shown(name), known: ShotColumns.known))
      } else if names[..<index].contains(name) {
        refused.reasons.append(.repeatedColumn(line: header.line, column: index + 1, name: name))
      }
    }
    let key = names.firstIndex(of: "sequence") ?? names.firstIndex(of: "shot")
    if key == nil { refused.reasons.append(.noNameColumn(line: header.line)) }
    guard let key, refused.reasons.isEmpty else { throw refused }
    self.key = key
  }

  func row(_ record: CSVTable.Record) throws(Reasons<ShotListProblem>) -> ShotRow {
    guard record.fields.count == names.count else {
      throw Reasons(
        .otherFieldCount(line: record.line, found: record.fields.count, expected: names.count))
    }
    let fields = record.fields.map(ShotColumns.trimmed)
    var refused = Reasons<ShotListProblem>()
    let name: ShotRow.Name =
      names[key] == "sequence"
      ? .sequence(SequenceGlob(ShotColumns.bytes(fields[key]))) : .shot(ShotColumns.bytes(fields[key]))
    var row = ShotRow(line: record.line, column: key + 1, name: name)
    for (index, text) in fields.enumerated() {
      let isRead = index == key ? ShotColumns.isName(text) : text.isEmpty || row.take(text, as: names[index])
      guard !isRead else { continue }
      refused.reasons.append(
        .unusableField(
          line: record.line, column: index + 1, name: names[index], text: PathText.shown(text)))
    }
    guard refused.reasons.isEmpty else { throw refused }
    return row
  }

  private static func bytes(_ text: String) -> [UInt8] {
    // Names are in the text form in which a scan prints them; another text is taken as it stands.
    (try? PathText.decode(text)) ?? Array(text.utf8)
  }

  private static func isName(_ text: String) -> Bool { !text.isEmpty && text.isPlain }

  private static func trimmed(_ field: String) -> String {
    let end = field.lastIndex { !$0.isWhitespace }.map(field.index(after:)) ?? field.startIndex
    return String(field[..<end].drop(while: \.isWhitespace))
  }
}

extension ShotRow {
  /// Takes what a field says; false where it is not what its column is for.
  fileprivate mutating func take(_ text: String, as name: String) -> Bool {
    switch name {
    case "cut":
      cut = FrameNumbers.range(text).map(Cut.numbers)
      // What is neither is said by the caller.
      if cut == nil, let code = try? CutTimeCode(parsing: text) { cut = .timeCode(code) }
      return cut != nil
    case "handles":
      handles = Handles(parsing: text)
      return handles != nil
    case "space":
      space = SourceSpace(text)
      return space != nil
    case "notes":
      let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
      notes = line
      return line.isPlain
    default:
      texts.append((name, text))
      return text.isPlain
    }
  }
}

extension String {
  /// Whether it has no control characters and no line breaks, which a terminal or a slate would obey.
  fileprivate var isPlain: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }
}
