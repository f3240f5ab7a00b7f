import Testing

@testable import Files

struct GlobTests {
  @Test(arguments: [
    ("LG_*", "LG_key", true), ("LG_*", "LG_", true), ("LG_*", "lg_key", false), ("LG_*", "xLG_key", false),
    ("*", "", true), ("*", "a.b", true), ("**", "a", true), ("", "", true), ("", "a", false),
    ("a?c", "abc", true), ("a?c", "ac", false), ("a*c", "aéc", true), ("?", "", false),
    ("*.key", "left.key", true), ("*.key", "left.key2", false), ("*a*b*", "xaxbx", true),
    ("*a*b", "abab", true), ("*aab", "aaaab", true), ("a*a", "a", false),
    ("[abc]1", "b1", true), ("[abc]1", "d1", false), ("[a-c]", "b", true), ("[a-c]", "-", false),
    ("[!a-c]", "d", true), ("[!a-c]", "b", false), ("[^a]", "b", true), ("[]a]", "]", true),
    ("[!]a]", "]", false),
    ("[a-]", "-", true), ("[c-a]", "b", false), ("[ab", "[ab", true), ("[", "[", true), ("x[*]", "x*", true),
    ("x[*]", "xy", false), ("[[]", "[", true), ("[?]", "?", true),
  ])
  func namesMatchAsAShellHasIt(pattern: String, name: String, matches: Bool) {
    #expect(Glob(pattern).matches(name) == matches)
  }

  @Test(arguments: ["foo", "a*b", "[x]", "-foo", "a-b", "?", "Warstwa 1", "", "]", "ü[", "*"])
  func aLiteralMatchesItsNameOnly(name: String) {
    let text = Glob.literal(name)
    #expect(Glob(text).matches(name))
    #expect(!Glob(text).matches(name + "x") && !Glob(text).matches("x" + name))
    #expect(!text.hasPrefix("-"))
  }

  @Test(arguments: [
    ("foo", true), ("a.b", true), ("[", false), ("fo*", false), ("f?", false), ("[f]", false),
  ])
  func aNameInFullIsToldFromAPattern(pattern: String, isLiteral: Bool) {
    #expect(Glob(pattern).isLiteral == isLiteral)
  }
}
