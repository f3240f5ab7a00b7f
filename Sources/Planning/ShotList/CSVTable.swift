/// Text in comma-separated values, as RFC 4180 has them: records of fields, taken apart and not interpreted.
///
/// - A record ends with CRLF or LF, that of the last one may be missing. Empty lines are no records.
/// - A field in double quotes may hold commas, line breaks and, written twice, double quotes.
/// - The text is UTF-8, with or without a byte order mark. Spaces belong to the field.
struct CSVTable: Sendable, Hashable {
  /// One line, or several where a field holds line breaks.
  struct Record: Sendable, Hashable {
    /// Where it begins, from 1.
    let line: Int
    let fields: [String]
  }

  /// Where a text is not what it should be: the line and the field of the record, from 1.
  struct Failure: Error, Sendable, Hashable {
    let line: Int
    let column: Int
    let problem: CSVProblem
  }

  /// In the order of the text; each has a field at least.
  private(set) var records: [Record] = []

  /// - Throws: What is wrong first.
  init(parsing bytes: [UInt8]) throws(Failure) {
    var text = CSVScanner(bytes)
    while !text.isAtEnd {
      let line = text.line
      var fields: [String] = []
      repeat {
        fields.append(try text.field(column: fields.count + 1))
      } while text.skip(UInt8(ascii: ","))
      try text.skipLineEnd(column: fields.count)
      if fields != [""] { records.append(Record(line: line, fields: fields)) }
    }
  }
}

/// Goes through the bytes of a table.
private struct CSVScanner {
  private let bytes: [UInt8]
  private var index: Int
  /// The line of the next byte.
  private(set) var line = 1

  private static let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
  private static let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  var isAtEnd: Bool { index == bytes.count }
  private var next: UInt8? { isAtEnd ? nil : bytes[index] }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  mutating func skipLineEnd(column: Int) throws(CSVTable.Failure) {
    if skip(Self.carriageReturn), next != Self.lineFeed, !isAtEnd {
      throw CSVTable.Failure(line: line, column: column, problem: .loneCarriageReturn)
    }
    if skip(Self.lineFeed) { line += 1 }
  }

  /// The field up to a comma or the end of its line.
  mutating func field(column: Int) throws(CSVTable.Failure) -> String {
    let start = line
    func failure(_ problem: CSVProblem) -> CSVTable.Failure {
      CSVTable.Failure(line: start, column: column, problem: problem)
    }
    var found: [UInt8] = []
    if skip(Self.quote) {
      while true {
        guard let byte = next else { throw failure(.openQuote) }
        index += 1
        if byte == Self.lineFeed { line += 1 }
        if byte == Self.quote, !skip(Self.quote) { break }
        found.append(byte)
      }
      if let byte = next, ![Self.comma, Self.lineFeed, Self.carriageReturn].contains(byte) {
        throw failure(.textBehindQuote)
      }
    } else {
      while let byte = next, ![Self.comma, Self.lineFeed, Self.carriageReturn].contains(byte) {
        if byte == Self.quote { throw failure(.quoteInside) }
        found.append(byte)
        index += 1
      }
    }
    guard let text = String(validating: found, as: UTF8.self) else { throw failure(.notUTF8) }
    return text
  }
}
