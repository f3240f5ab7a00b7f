import Glibc

/// A pattern of names as shells have it: `*` stands for any text, `?` for a byte, `[a-f]` for one of these and
/// `[!a-f]` for one that is not.
///
/// It matches whole names, and capital letters are not small ones. A dot is a character like any other, and so is a
/// `[` that no `]` closes. There is no escape: `[*]` is an asterisk.
package struct Glob: Sendable, Hashable {
  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  private static let special: Set<Unicode.Scalar> = ["*", "?", "["]

  /// Whether it is a name in full.
  package var isLiteral: Bool { !text.unicodeScalars.contains(where: Glob.special.contains) }

  /// - Parameter isPath: Whether the name has folders in it, and nothing stands for the slash between them.
  package func matches(_ name: String, isPath: Bool = false) -> Bool {
    // Both strings live through the call.
    unsafe fnmatch(text, name, FNM_NOESCAPE | (isPath ? FNM_PATHNAME : 0)) == 0
  }

  /// A pattern that matches this name only, and is no option of a command line.
  package static func literal(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
      let isSpecial = special.contains(scalar) || (scalar == "-" && text.isEmpty)
      text.unicodeScalars.append(contentsOf: isSpecial ? ["[", scalar, "]"] : [scalar])
    }
    return text
  }
}
