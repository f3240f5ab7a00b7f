/// Everything a slate says, as text. What is absent or blank is left out of the picture.
///
/// Text is any Unicode: line breaks and other control characters inside a value become spaces, characters
/// that the font lacks become one box each, and text too long for its place is first set smaller, then
/// shortened in the middle with an ellipsis.
public struct SlateContent: Hashable, Sendable {
  /// A row with a label of the user's own.
  public struct Row: Hashable, Codable, Sendable {
    /// What stands before the text.
    public var label: String
    /// The text.
    public var text: String

    /// A row as given.
    public init(label: String, text: String) {
      self.label = label
      self.text = text
    }
  }

  /// Rows below the known ones, in this order.
  public var extra: [Row] = []
  /// What the receiver must not overlook, one a line: handles that are short, frames that are missing,
  /// held or black. They stand out from the notes.
  public var remarks: [String] = []
  /// Free text, wrapped to the width; line breaks in it are kept.
  public var notes = ""

  private var fields: [SlateField: String] = [:]

  /// A slate that says nothing yet.
  public init() {}

  /// The text of a field; empty where there is none.
  public subscript(field: SlateField) -> String {
    get { fields[field, default: ""] }
    set { fields[field] = newValue.isEmpty ? nil : newValue }
  }

  static let remarksLabel = "remarks"
  static let notesLabel = "notes"

  /// Everything that is said, by its label: fields and rows that are not blank, remarks and notes.
  public var texts: [(label: String, text: String)] {
    let known = SlateField.allCases.map { ($0.rawValue, self[$0]) }
    let rows = extra.map { ($0.label.slateLine, $0.text) }
    let running = [(Self.remarksLabel, remarks.joined(separator: "\n")), (Self.notesLabel, notes)]
    return (known + rows + running).filter { !$0.1.slateLine.isEmpty }
  }

  /// Sets the field that a person calls `name`, as `SlateField.init(named:)` and `notes` understand it.
  /// Another name makes a row at the end, or replaces the text of the row that it made before.
  package mutating func set(_ name: String, to text: String) {
    if let field = SlateField(named: name) {
      self[field] = text
    } else if SlateField.key(name) == "notes" {
      notes = text
    } else if let row = extra.firstIndex(where: { SlateField.key($0.label) == SlateField.key(name) }) {
      extra[row].text = text
    } else {
      extra.append(Row(label: name, text: text))
    }
  }

  /// Frames as a slate shows them: `1001 – 1120  (120 frames)`, `1007 – 1018  (12 of 24 frames)`.
  ///
  /// - Parameters:
  ///   - frames: First and last number, inclusive.
  ///   - count: How many frames there are between them, where some are missing.
  ///   - total: How many were asked for.
  ///   - pad: The least number of digits, as in the file names.
  package static func text(
    frames: ClosedRange<Int>, count: Int? = nil, of total: Int? = nil, pad: Int
  ) -> String {
    // Any two Ints are allowed, and their distance may not be one.
    let span = Int128(frames.upperBound) - Int128(frames.lowerBound) + 1
    let count = count.map { Int128($0) } ?? span
    let total = total.map { Int128($0) } ?? span
    let numbers = (span == 1 ? [frames.lowerBound] : [frames.lowerBound, frames.upperBound])
      .map { text(frame: $0, pad: pad) }
    let share = count == total ? "\(count)" : "\(count) of \(total)"
    return "\(numbers.joined(separator: " – "))  (\(share) \(total == 1 ? "frame" : "frames"))"
  }

  /// A frame number with at least `pad` digits, as in the file names: `-0008` has four.
  package static func text(frame: Int, pad: Int) -> String {
    let digits = String(frame.magnitude)
    return (frame < 0 ? "-" : "") + String(repeating: "0", count: max(0, pad - digits.count)) + digits
  }
}
