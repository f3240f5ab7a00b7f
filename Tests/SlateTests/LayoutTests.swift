import Testing

@testable import Slate

struct LayoutTests {
  static let sizes: [(Int, Int, Double)] = [
    (64, 36, 1), (128, 72, 1), (200, 112, 1), (240, 135, 1), (320, 180, 1), (480, 270, 1), (1001, 701, 1.33),
    (1920, 1080, 1), (2048, 858, 1), (2880, 2160, 2), (3424, 2202, 1), (1712, 2202, 2), (3840, 2160, 1),
    (1080, 1920, 1), (300, 2000, 1), (4000, 300, 1), (720, 576, 1.0667), (800, 800, 0.5), (64, 64, 8),
    (5000, 400, 0.125),
  ]

  /// A line of text as a box: from its start to its end, from its capitals to its baseline.
  private func boxes(_ layout: borrowing SlateLayout) -> [Area] {
    var boxes: [Area] = []
    for case .text(let run, let weight, let x, let baseline, let em, _) in layout.marks {
      boxes.append(
        Area(
          left: x, top: baseline - em * layout.typefaces.capHeight(weight), right: x + run.width * em,
          bottom: baseline))
    }
    return boxes
  }

  @Test(arguments: sizes)
  func textStaysInsideTheMarginsAndApart(width: Int, height: Int, aspect: Double) throws {
    for content in Samples.all {
      let sheet = Sheet(width: width, height: height, pixelAspect: aspect)
      let layout = SlateLayout(content, on: sheet, typefaces: try Samples.typefaces())
      let boxes = boxes(layout)
      for (index, box) in boxes.enumerated() {
        #expect(box.left >= 0.5 * sheet.margin && box.right <= sheet.width - 0.5 * sheet.margin)
        #expect(box.top >= 0.5 * sheet.margin && box.bottom <= sheet.height - 0.5 * sheet.margin)
        for other in boxes[..<index] {
          let apart =
            box.left >= other.right - 0.01 || other.left >= box.right - 0.01 || box.top >= other.bottom
            || other.top >= box.bottom
          #expect(apart, "\(box) and \(other) overlap at \(width) × \(height), \(aspect)")
        }
      }
    }
  }

  @Test func everythingAUsualSlateSaysIsOnIt() throws {
    let content = Samples.usual
    for (width, height, aspect) in [(480, 270, 1.0), (3840, 2160, 1), (2880, 2160, 2), (1080, 1920, 1)] {
      let sheet = Sheet(width: width, height: height, pixelAspect: aspect)
      let layout = SlateLayout(content, on: sheet, typefaces: try Samples.typefaces())
      var drawn: [[UInt32]] = []
      for case .text(let run, _, _, _, _, _) in layout.marks { drawn.append(run.glyphs.map(\.glyph)) }
      for field in SlateField.allCases {
        let weight = field == .shot ? Weight.bold : .regular
        let run = layout.typefaces.shape(content[field], weight)
        #expect(drawn.contains(run.glyphs.map(\.glyph)), "\(field) at \(width) × \(height)")
      }
      for line in content.notes.slateLines {
        let words = line.split(separator: " ").map { layout.typefaces.shape(String($0), .regular) }
        for word in words { #expect(drawn.contains { $0.contains(word.glyphs.map(\.glyph)) }) }
      }
    }
  }

  @Test func nothingIsSetTooSmallToRead() throws {
    for (width, height, aspect) in Self.sizes {
      let sheet = Sheet(width: width, height: height, pixelAspect: aspect)
      let layout = SlateLayout(Samples.crowded, on: sheet, typefaces: try Samples.typefaces())
      for case .text(_, _, _, _, let em, _) in layout.marks { #expect(em >= 0.5 * sheet.smallestEm) }
    }
  }

  @Test func longNotesWrapAndEndInAnEllipsis() throws {
    var content = Samples.usual
    func lines(_ notes: String) throws -> [[UInt32]] {
      content.notes = notes
      let sheet = Sheet(width: 1920, height: 1080, pixelAspect: 1)
      let layout = SlateLayout(content, on: sheet, typefaces: try Samples.typefaces())
      var last: [[UInt32]] = []
      let start = layout.marks.lastIndex { mark in
        guard case .text(let run, _, _, _, _, _) = mark else { return false }
        return run.glyphs.map(\.glyph) == layout.label("Notes").glyphs.map(\.glyph)
      }
      for case .text(let run, _, _, _, _, _) in layout.marks[(try #require(start) + 1)...] {
        last.append(run.glyphs.map(\.glyph))
      }
      return last
    }
    let ellipsis = try #require(try Samples.typefaces().regular.glyph(for: "…"))
    let sentence = "Keep the grain and the crane's shadow. "
    let few = try lines(String(repeating: sentence, count: 5))
    let many = try lines(String(repeating: sentence, count: 200))
    #expect(few.count > 1 && few.last?.last != ellipsis)
    #expect(many.count > few.count && many.last?.last == ellipsis)
    #expect(many.last?.count ?? 0 > 10)
  }

  @Test func remarksComeBeforeTheRows() throws {
    var content = Samples.usual
    content.remarks = ["1001–1003 are missing"]
    let sheet = Sheet(width: 1920, height: 1080, pixelAspect: 1)
    let layout = SlateLayout(content, on: sheet, typefaces: try Samples.typefaces())
    func baseline(_ text: String, _ weight: Weight) -> Double? {
      let first = layout.typefaces.shape(text, weight).glyphs.prefix(4).map(\.glyph)
      for case .text(let run, weight, _, let baseline, _, _) in layout.marks
      where run.glyphs.prefix(4).map(\.glyph) == first {
        return baseline
      }
      return nil
    }
    let remark = try #require(baseline(content.remarks[0], .bold))
    #expect(remark < (try #require(baseline("SQ010 Harbour", .regular))))
  }
}
