/// What a slate can say about a shot, in the order of its rows.
///
/// `show`, `shot`, `version` and `frame` make the head of the slate; the others are rows of its table.
public enum SlateField: String, CaseIterable, Sendable {
  /// The names of show and shot, the delivery's version, the range of frames.
  case show, shot, version, frame
  /// The sequence of the story that the shot belongs to.
  case sequence
  /// The name of what is delivered.
  case name = "delivered as"
  /// The numbers delivered, handles included.
  case delivered
  /// The numbers used in the edit.
  case cut
  /// The lengths of head and tail; the day of the delivery.
  case handles, date
  /// The name of the plate that was delivered from.
  case source
  /// The numbers in the source.
  case sourceRange = "source range"
  /// The time code of the first frame.
  case timeCodeIn = "time code in"
  /// The time code of the last frame.
  case timeCodeOut = "time code out"
  /// Frames a second.
  case frameRate = "frame rate"
  /// The space or encoding of what is delivered.
  case colourSpace = "colour space"

  /// The field a person means by `name`, `nil` where it is none of them. Case, spaces, hyphens and
  /// underscores do not count, and customary other spellings are known: `fps`, `tc-in`, `Color Space`.
  package init?(named name: String) {
    let key = Self.key(name)
    let spelling = Self.spellings[key] ?? key
    guard let field = Self.allCases.first(where: { Self.key($0.rawValue) == spelling }) else { return nil }
    self = field
  }

  /// `name` as two names are compared: lower case without spaces, hyphens and underscores.
  static func key(_ name: String) -> String {
    name.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
  }

  private static let spellings = [
    "colorspace": "colourspace", "fps": "framerate", "tcin": "timecodein", "tcout": "timecodeout",
    "project": "show", "range": "delivered", "slate": "frame",
  ]

  /// Which column of a two-column table the row stands in; `nil` for what stands in the head.
  var column: Int? {
    switch self {
    case .show, .shot, .version, .frame: nil
    case .sequence, .name, .delivered, .cut, .handles, .date: 0
    case .source, .sourceRange, .timeCodeIn, .timeCodeOut, .frameRate, .colourSpace: 1
    }
  }
}
