import Slate
import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// A slate that cannot be drawn says what is missing and what to do, in words and not in code.
struct SlateErrorTests {
  @Test(arguments: [
    (
      SlateError.noFont(package: "fonts-open-sans", searched: ["/a/One.ttf", "/b/Two.ttf"]),
      "no font for it is installed; install the package fonts-open-sans (looked for /a/One.ttf, /b/Two.ttf)"
    ),
    (.badFont(path: "/a.ttf", reason: .unreadable), "the font /a.ttf cannot be read"),
    (
      .badFont(path: "/a.ttf", reason: .notAFont),
      "/a.ttf is no font for Unicode text; install its package anew"
    ),
    (.badFont(path: "/a.ttf", reason: .damagedGlyph), "the font /a.ttf is damaged; install its package anew"),
    (.badFont(path: "/a.ttf", reason: .outOfMemory), "there is not enough memory for the font /a.ttf"),
    (.badSize(width: 0, height: 9), "0×9 is no size that a slate can have"),
  ])
  func words(error: SlateError, words: String) {
    #expect(error.words == "the slate cannot be drawn: \(words)")
  }
}
