import Testing

@testable import Slate

struct FontTests {
  @Test func someFontsAreInstalled() throws {
    let fonts = try SlateFonts.installed()
    #expect(fonts.regular != fonts.bold)
  }

  @Test func nothingInstalledNamesThePackageAndTheFiles() {
    let error = #expect(throws: SlateError.self) {
      try SlateFonts.first(of: [SlateFonts(regular: "/nowhere/a.ttf", bold: "/nowhere/b.ttf")])
    }
    #expect(error == .noFont(package: "fonts-open-sans", searched: ["/nowhere/a.ttf", "/nowhere/b.ttf"]))
  }

  @Test func aPairWithOneBrokenFileIsPassedOver() throws {
    let good = try SlateFonts.installed()
    let broken = SlateFonts(regular: good.regular, bold: #filePath)
    #expect(try SlateFonts.first(of: [broken, good]) == good)
  }

  @Test func aFileThatIsMissingOrNoFontIsAnError() throws {
    let missing = SlateFonts(regular: "/nowhere/a.ttf", bold: "/nowhere/b.ttf")
    #expect(throws: SlateError.badFont(path: "/nowhere/a.ttf", reason: .unreadable)) {
      try SlateImage(Samples.usual, fonts: missing, width: 480, height: 270)
    }
    let source = SlateFonts(regular: try SlateFonts.installed().regular, bold: #filePath)
    #expect(throws: SlateError.badFont(path: #filePath, reason: .notAFont)) {
      try SlateImage(Samples.usual, fonts: source, width: 480, height: 270)
    }
  }

  @Test func glyphsAreMeasuredInEms() throws {
    let typeface = try Typeface(path: SlateFonts.installed().regular)
    func advance(_ scalar: Unicode.Scalar) -> Double? {
      guard let glyph = typeface.glyph(for: scalar) else { return nil }
      return typeface.advance(of: glyph)
    }
    func kerning(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Double? {
      guard let left = typeface.glyph(for: left), let right = typeface.glyph(for: right) else { return nil }
      return typeface.kerning(left, right)
    }
    let zero = try #require(advance("0"))
    #expect((0.4...0.8).contains(zero))
    for figure in "123456789".unicodeScalars {
      #expect(advance(figure) == zero, "figures of one width, so that numbers line up")
    }
    let capHeight = typeface.capHeight
    #expect((0.6...0.8).contains(capHeight))
    let pair = try #require(kerning("A", "V"))
    #expect(pair < -0.005 && pair > -0.2)
    #expect(kerning("H", "H") == 0)
    #expect(advance("\u{10FFFF}") == nil)
    let beyond = typeface.advance(of: 1_000_000)
    #expect(beyond == 0)
  }

  @Test func sizesThatCannotBeRenderedAreErrors() throws {
    let typeface = try Typeface(path: SlateFonts.installed().regular)
    for em in [(x: 0.0, y: 10.0), (x: 10, y: 20000), (x: .nan, y: 10), (x: 10, y: .infinity)] {
      #expect(throws: SlateError.self) { try typeface.render(5, em: em, shift: 0) { _, _ in } }
    }
    #expect(throws: SlateError.self) {
      try typeface.render(1_000_000, em: (x: 10, y: 10), shift: 0) { _, _ in }
    }
  }
}
