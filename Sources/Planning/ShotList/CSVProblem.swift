/// What keeps a text from being comma-separated values.
public enum CSVProblem: String, Sendable, Hashable, Encodable {
  /// Bytes that are no UTF-8.
  case notUTF8
  /// A field that begins with a double quote and has no other at its end.
  case openQuote
  /// Something stands between the closing quote and the next comma.
  case textBehindQuote
  /// A double quote inside a field that does not begin with one.
  case quoteInside
  /// A carriage return without a line feed behind it.
  case loneCarriageReturn

  /// What is wrong, and what to do about it.
  var words: String {
    switch self {
    case .notUTF8: "it is no UTF-8: save the table as CSV UTF-8"
    case .openQuote: "its quote is not closed: end the field with \""
    case .textBehindQuote: "text stands behind its closing quote: write a quote inside a field twice"
    case .quoteInside:
      "a quote stands inside it: put the whole field into quotes, and write the inner one twice"
    case .loneCarriageReturn: "the line ends in a carriage return alone: save the table with CRLF or LF"
    }
  }
}
