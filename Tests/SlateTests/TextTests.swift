import Testing

@testable import Slate

struct TextTests {
  @Test func decomposedNamesLookLikeComposedOnes() throws {
    let typeface = try Typeface(path: SlateFonts.installed().regular)
    for (composed, decomposed) in [
      ("é", "e\u{301}"), ("Å", "A\u{30A}"), ("ế", "e\u{302}\u{301}"), ("ά", "α\u{301}"), ("й", "и\u{306}"),
    ] {
      let one = typeface.shape(composed)
      let other = typeface.shape(decomposed)
      #expect(one.glyphs.count == 1)
      #expect(one.glyphs.map(\.glyph) == other.glyphs.map(\.glyph), "\(composed)")
    }
  }

  @Test func whatTheFontLacksIsOneBoxACharacter() throws {
    let typeface = try Typeface(path: SlateFonts.installed().regular)
    for text in ["👨‍👩‍👧‍👦", "🇩🇪", "日", "🏳️‍🌈", "\u{10FFFF}"] {
      #expect(typeface.shape(text).glyphs.map(\.glyph) == [Typeface.missing], "\(text)")
    }
  }

  @Test func whatHasNoShapeIsNotDrawn() throws {
    let typeface = try Typeface(path: SlateFonts.installed().regular)
    let plain = typeface.shape("ab").glyphs.map(\.glyph)
    for hidden in ["\u{200D}", "\u{202E}", "\u{FEFF}", "\u{0007}", "\u{FE0F}", "\u{AD}"] {
      #expect(typeface.shape("a\(hidden)b").glyphs.map(\.glyph) == plain, "\(hidden.unicodeScalars)")
    }
  }

  @Test func linesAreCleaned() {
    #expect(" a\tb\u{0}\r\nc \n".slateLine == "a b   c")
    #expect("\n \t".slateLine == "")
    #expect("\n\n one \n\ntwo\r\nthree\u{2028}four\n\n".slateLines == ["one", "", "two", "three", "four"])
    #expect(" \n".slateLines.isEmpty)
    let long = "<" + String(repeating: "x", count: 100_000) + ">"
    #expect(long.slateLine.count == 1025)
    #expect(long.slateLine.hasPrefix("<xx") && long.slateLine.hasSuffix("xx>"))
    #expect(long.slateLines == [String(long.prefix(8192))])
  }

  @Test func textThatFitsKeepsItsSizeAndOtherTextShrinks() throws {
    let typefaces = try Samples.typefaces()
    let width = typefaces.shape("sh010_pl01", .bold).width
    #expect(typefaces.fit("sh010_pl01", .bold, em: 10, into: 10 * width, smallest: 0.5).em == 10)
    let smaller = typefaces.fit("sh010_pl01", .bold, em: 10, into: 7 * width, smallest: 0.5)
    #expect(abs(smaller.em - 7) < 1e-9)
    #expect(smaller.run.glyphs.count == 10)
  }

  @Test func textThatCannotShrinkLosesItsMiddle() throws {
    let typefaces = try Samples.typefaces()
    let text = "A003C012_230101_R1AB_v003.exr"
    for share in stride(from: 0.05, through: 0.95, by: 0.05) {
      let width = typefaces.shape(text, .regular).width * share
      let fitted = typefaces.fit(text, .regular, em: 1, into: width, smallest: 1)
      #expect(fitted.em == 1)
      #expect(fitted.run.width <= width)
      let kept = fitted.run.glyphs.count - 1
      #expect(kept < text.count)
      if kept >= 2 {
        #expect(fitted.run.glyphs.first?.glyph == typefaces.regular.glyph(for: "A"))
        #expect(fitted.run.glyphs.last?.glyph == typefaces.regular.glyph(for: "r"))
      }
      #expect(fitted.run.glyphs.contains { $0.glyph == typefaces.regular.glyph(for: "…") } || kept < 0)
    }
    #expect(typefaces.fit(text, .regular, em: 1, into: 0, smallest: 1).run.glyphs.isEmpty)
    #expect(typefaces.fit(text, .regular, em: 1, into: -5, smallest: 1).run.glyphs.isEmpty)
    #expect(typefaces.fit("", .regular, em: 1, into: -5, smallest: 1).run.glyphs.isEmpty)
  }

  @Test func wrappedLinesFitAndLoseNoLetter() throws {
    let typefaces = try Samples.typefaces()
    let text = "Keep the grain, and the uninterruptedlylongword_with_underscores_in_it, to the end of it."
    let letters = text.filter { $0 != " " }.count
    let words = Words(text, .regular, typefaces)
    var counts: [Int] = []
    for width in [3.0, 5, 8, 13, 21, 34, 1000] {
      let lines = words.lines(width: width)
      #expect(lines.allSatisfy { $0.width <= width })
      #expect(lines.reduce(0) { $0 + $1.glyphs.count } == letters)
      counts.append(lines.count)
    }
    #expect(counts == counts.sorted(by: >))
    #expect(counts.last == 1)
  }

  @Test func narrowerThanALetterStillMakesProgress() throws {
    let typefaces = try Samples.typefaces()
    #expect(Words("abc de", .regular, typefaces).lines(width: 0.001).count == 5)
    #expect(Words("", .regular, typefaces).lines(width: 10).count == 1)
  }
}
