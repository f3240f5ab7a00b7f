import Testing

@testable import Planning

/// Comma-separated values as RFC 4180 has them.
@Suite struct CSVTableTests {
  private func fields(_ text: String) throws -> [[String]] {
    try CSVTable(parsing: Array(text.utf8)).records.map(\.fields)
  }

  @Test(
    arguments: [
      ("", []), ("\n", []), ("\r\n\n", []), ("a", [["a"]]), ("a\n", [["a"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]), (",", [["", ""]]), ("a,\n,b", [["a", ""], ["", "b"]]),
      ("a\n\n\nb", [["a"], ["b"]]), (" a , b ", [[" a ", " b "]]), ("\u{FEFF}a,b", [["a", "b"]]),
      ("\"a\",\"\"", [["a", ""]]), ("\"a,b\",c", [["a,b", "c"]]), ("\"a\"\"b\"\"\"", [["a\"b\""]]),
      ("\"a\r\nb\nc\",d\r\ne,f", [["a\r\nb\nc", "d"], ["e", "f"]]), ("ä,日本", [["ä", "日本"]]),
      ("a,b\r", [["a", "b"]]), ("\"\"\"\"", [["\""]]),
    ] as [(String, [[String]])])
  func recordsAreTakenApart(text: String, records: [[String]]) throws {
    #expect(try fields(text) == records)
  }

  @Test func aRecordIsWhereItsFirstLineIs() throws {
    let table = try CSVTable(parsing: Array("a\n\n\"b\nc\"\nd\n".utf8))
    #expect(table.records.map(\.line) == [1, 3, 5])
  }

  @Test(arguments: [
    ("a,\"b", 1, 2, CSVProblem.openQuote), ("a\n\"b\nc,d\n", 2, 1, .openQuote),
    ("\"a\"b,c", 1, 1, .textBehindQuote),
    ("a,\"b\" ,c", 1, 2, .textBehindQuote), ("a,b\"c", 1, 2, .quoteInside),
    ("a,b\nc,d,e\"\"", 2, 3, .quoteInside),
    ("a,b\rc", 1, 2, .loneCarriageReturn),
  ])
  func whatIsNoTableSaysWhere(text: String, line: Int, column: Int, problem: CSVProblem) {
    #expect(throws: CSVTable.Failure(line: line, column: column, problem: problem)) {
      try CSVTable(parsing: Array(text.utf8))
    }
  }

  @Test(arguments: [[0xFF], [0x61, 0x2C, 0xC3], [0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]])
  func whatIsNoUTF8IsRefused(bytes: [UInt8]) {
    #expect(throws: CSVTable.Failure.self) { try CSVTable(parsing: bytes) }
  }

  @Test func whateverIsWrittenIsReadBack() throws {
    var random = SystemRandomNumberGenerator()
    let pieces = ["a", ",", "\"", "\n", "\r\n", " ", "é", "日", "x"]
    for _ in 1...500 {
      let records = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<Int.random(in: 2...4, using: &random)).map { _ in
          (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
        }
      }
      let text = records.map { record in
        record.map {
          "\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
        }
        .joined(separator: ",")
      }.joined(separator: "\r\n")
      #expect(try fields(text) == records, "\(text)")
    }
  }
}
