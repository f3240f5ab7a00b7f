/// A pattern of names as shells have it: `*` stands for any characters, `?` for one, `[a-f]` for one of these and
/// `[!a-f]` for one that is not.
///
/// It matches whole names, by Unicode scalars, and capital letters are not small ones. A dot is a character like any
/// other, and so is a `[` that no `]` closes. There is no escape: `[*]` is an asterisk.
struct Glob: Sendable, Hashable {
  private enum Piece: Hashable {
    case run
    case any
    case one(Unicode.Scalar)
    case member(of: [ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": pieces.append(.run)
      case "?": pieces.append(.any)
      case "[": pieces.append(Glob.members(&rest) ?? .one(scalar))
      default: pieces.append(.one(scalar))
      }
    }
    self.pieces = pieces
  }

  /// Whether it stands for one name only.
  var isLiteral: Bool {
    pieces.allSatisfy { if case .one = $0 { true } else { false } }
  }

  /// The pattern that matches this name only, and is no option of a command line.
  static func literal(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      let isSpecial = "*?[".unicodeScalars.contains(scalar) || (scalar == "-" && text.isEmpty)
      text.unicodeScalars.append(contentsOf: isSpecial ? ["[", scalar, "]"] : [scalar])
    }
    return text
  }

  func matches(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    var (piece, index) = (0, 0)
    // Where the last run began, and how far it reaches: only the last one ever has to be stretched.
    var run: (piece: Int, end: Int)?
    while index < scalars.count {
      if piece < pieces.count, pieces[piece] == .run {
        run = (piece, index)
        piece += 1
      } else if piece < pieces.count, Glob.matches(pieces[piece], scalars[index]) {
        piece += 1
        index += 1
      } else if let last = run {
        run = (last.piece, last.end + 1)
        (piece, index) = (last.piece + 1, last.end + 1)
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { $0 == .run }
  }

  private static func matches(_ piece: Piece, _ scalar: Unicode.Scalar) -> Bool {
    switch piece {
    case .run, .any: true
    case .one(let wanted): wanted == scalar
    case .member(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  /// What stands behind a `[`, up to its `]`, which is a member where it comes first. Nil, and nothing is taken,
  /// where there is none.
  private static func members(_ rest: inout ArraySlice<Unicode.Scalar>) -> Piece? {
    var inside = rest
    let isNegated = inside.first == "!" || inside.first == "^"
    if isNegated { inside.removeFirst() }
    guard let end = inside.dropFirst().firstIndex(of: "]") else { return nil }
    rest = inside[(end + 1)...]
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var members = inside[..<end]
    while let low = members.popFirst() {
      guard members.first == "-", let high = members.dropFirst().first else {
        ranges.append(low...low)
        continue
      }
      members.removeFirst(2)
      if low <= high { ranges.append(low...high) }
    }
    return .member(of: ranges, isNegated: isNegated)
  }
}
