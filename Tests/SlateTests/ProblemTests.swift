import Testing

@testable import Slate

/// What cannot be read on a slate is known before it is drawn.
struct ProblemTests {
  private func problems(
    _ content: SlateContent, _ width: Int, _ height: Int, aspect: Double = 1
  ) throws -> SlateProblems {
    try SlateProblems(
      content, fonts: .installed(), width: width, height: height, pixelAspectRatio: aspect)
  }

  @Test(arguments: [(480, 270, 1.0), (3840, 2160, 1), (2880, 2160, 2), (1080, 1920, 1)])
  func aUsualSlateHasNone(width: Int, height: Int, aspect: Double) throws {
    let problems = try problems(Samples.usual, width, height, aspect: aspect)
    #expect(problems.shortened.isEmpty && problems.undrawable.isEmpty, "\(problems)")
  }

  @Test func rowsAndNotesThatDoNotFitAreNamed() throws {
    var content = Samples.usual
    for row in 1...40 { content.set("row \(row)", to: "value \(row)") }
    let rows = try problems(content, 1920, 1080).shortened
    #expect(rows.contains("row 40") && rows.contains("notes"))
    #expect(!rows.contains("row 1") && !rows.contains("delivered"))

    content = Samples.usual
    content.notes = String(repeating: "Keep the grain and the crane's shadow. ", count: 200)
    #expect(try problems(content, 1920, 1080).shortened == ["notes"])
    content = Samples.usual
    content[.show] = String(repeating: "a very long show ", count: 20)
    content.remarks = ["1001 is missing"]
    #expect(try problems(content, 1920, 1080).shortened == ["show"])
  }

  @Test func aSheetTooSmallForTheTableHasTheTitleAlone() throws {
    let labels = try problems(Samples.usual, 160, 90).shortened
    #expect(labels.contains("notes") && labels.contains("delivered") && labels.contains("show"))
    #expect(!labels.contains("shot") && !labels.contains("frame"))
  }

  @Test func charactersThatNoFontHasAreNamedWithTheirField() throws {
    var content = Samples.usual
    content[.show] = "🎬 Ærø 🎬"
    content.set("לוגו", to: "x\u{200D}\u{301}")
    content.notes = "Straße,\nМосква\t🚀"
    let lacks = try problems(content, 1920, 1080).undrawable
    #expect(lacks.map(\.label) == ["show", "לוגו", "notes"])
    #expect(lacks.map(\.characters) == [["🎬"], ["ל", "ו", "ג"], ["🚀"]])
  }
}
