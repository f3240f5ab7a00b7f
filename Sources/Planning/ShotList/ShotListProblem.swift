import SystemPackage

/// What is wrong with a shot list. Lines and columns count from 1.
public enum ShotListProblem: Error, Sendable, Hashable, Encodable {
  /// The file cannot be read.
  case unreadable(error: Errno)
  /// It has more bytes than a shot list may have.
  case tooLarge(limit: Int)
  /// It is no table.
  case malformed(line: Int, column: Int, problem: CSVProblem)
  /// It has no line with the names of its columns.
  case noColumns
  /// A column has a name that none has; the known ones are given.
  case unknownColumn(line: Int, column: Int, name: String, known: [String])
  /// Two columns have one name.
  case repeatedColumn(line: Int, column: Int, name: String)
  /// No column says which sequence a row is about.
  case noNameColumn(line: Int)
  /// A row has more or fewer fields than there are columns.
  case otherFieldCount(line: Int, found: Int, expected: Int)
  /// A field does not hold what its column, of this name, is for.
  case unusableField(line: Int, column: Int, name: String, text: String)
  /// A row is about none of the sequences that were found, which are these.
  case noSequence(line: Int, column: Int, name: String, sequences: [String])
  /// A row is about several sequences.
  case severalSequences(line: Int, column: Int, name: String, sequences: [String])
  /// A row is about the sequence of an earlier one.
  case repeatedSequence(line: Int, column: Int, sequence: String, firstLine: Int)

  /// What is wrong and what to do about it, as one sentence without the file.
  public var words: String {
    switch self {
    case .unreadable(let error): "the shot list cannot be read: \(error)"
    case .tooLarge(let limit):
      "a shot list has at most \(limit >> 20) MiB, and this is more: is it the right file?"
    case .malformed(let line, let column, let problem): "line \(line), column \(column): \(problem.words)"
    case .noColumns: "line 1: it is empty: its first line names the columns, such as sequence,cut,handles"
    case .unknownColumn(let line, let column, let name, let known):
      "line \(line), column \(column): '\(name)' is no column of a shot list: remove it, or call it one of "
        + known.joined(separator: ", ")
    case .repeatedColumn(let line, let column, let name):
      "line \(line), column \(column): there is another column '\(name)': remove one of them"
    case .noNameColumn(let line):
      "line \(line): no column is called sequence or shot: add one that says which sequence each row is about"
    case .otherFieldCount(let line, let found, let expected):
      "line \(line), column \(min(found, expected) + 1): the row has \(found) fields, and the first line \(expected): "
        + (found < expected ? "add the commas of the empty ones" : "put fields with a comma into quotes")
    case .unusableField(let line, let column, let name, let text):
      "line \(line), column \(column) (\(name)): '\(text)' is no \(Self.wanted(name))"
    case .noSequence(let line, let column, let name, let sequences):
      "line \(line), column \(column): '\(name)' names no sequence: there is \(Self.listed(sequences))"
    case .severalSequences(let line, let column, let name, let sequences):
      "line \(line), column \(column): '\(name)' names several sequences, and a row is about one: say one of "
        + "\(Self.listed(sequences)) in a column sequence"
    case .repeatedSequence(let line, let column, let sequence, let firstLine):
      "line \(line), column \(column): \(sequence) has a row already, line \(firstLine): remove one of them"
    }
  }

  /// What a field of this name takes.
  private static func wanted(_ name: String) -> String {
    switch name {
    case "cut":
      "range: say its first and last frame, both included (1009-1040), or time code (01:00:00:00-01:00:01:23)"
    case "handles": "number of frames: say 8, or 8,12 in quotes for head and tail"
    case "space": "space: say aces2065-1, acescg, acescc, acescct, or of a DPX acesproxy10 or acesproxy12"
    case "sequence", "shot": "name: say which sequence the row is about"
    default: "text that can be shown: leave out its control characters and line breaks"
    }
  }

  private static func listed(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    return names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
  }
}
