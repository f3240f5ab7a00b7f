import Testing

@testable import Slate

struct ContentTests {
  @Test(arguments: [
    ("show", SlateField.show), ("SHOT", .shot), ("Time Code In", .timeCodeIn),
    ("time-code_out", .timeCodeOut),
    ("tc-in", .timeCodeIn), ("fps", .frameRate), ("Color Space", .colourSpace),
    ("colour-space", .colourSpace),
    ("sourceRange", .sourceRange), ("slate", .frame), ("project", .show),
  ])
  func fieldsAreFoundByTheNamesPeopleGiveThem(name: String, field: SlateField) {
    #expect(SlateField(named: name) == field)
  }

  @Test func everyFieldIsFoundByItsOwnName() {
    for field in SlateField.allCases { #expect(SlateField(named: field.rawValue) == field) }
    #expect(SlateField(named: "lens") == nil)
    #expect(SlateField(named: "") == nil)
  }

  @Test func setFillsFieldsNotesAndRows() {
    var content = SlateContent()
    content.set("Shot", to: "sh010")
    content.set("notes", to: "one\ntwo")
    content.set("Lens", to: "50 mm")
    content.set("Camera", to: "A")
    content.set("lens", to: "35 mm")
    #expect(content[.shot] == "sh010")
    #expect(content[.show] == "")
    #expect(content.notes == "one\ntwo")
    #expect(
      content.extra == [.init(label: "Lens", text: "35 mm"), .init(label: "Camera", text: "A")])
  }

  @Test func framesAreWrittenAsInFileNames() {
    #expect(SlateContent.text(frames: 1001...1120, pad: 4) == "1001 – 1120  (120 frames)")
    #expect(SlateContent.text(frames: 7...7, pad: 4) == "0007  (1 frame)")
    #expect(SlateContent.text(frames: -8...10, pad: 4) == "-0008 – 0010  (19 frames)")
    #expect(SlateContent.text(frames: 7...18, count: 9, pad: 4) == "0007 – 0018  (9 of 12 frames)")
    #expect(SlateContent.text(frames: 7...18, count: 12, of: 24, pad: 1) == "7 – 18  (12 of 24 frames)")
    #expect(SlateContent.text(frames: 7...7, count: 1, of: 2, pad: 1) == "7  (1 of 2 frames)")
    #expect(SlateContent.text(frame: 10000, pad: 4) == "10000")
    #expect(SlateContent.text(frame: .min, pad: -3) == "-9223372036854775808")
    #expect(SlateContent.text(frames: .min ... .max, pad: 1).hasSuffix("(18446744073709551616 frames)"))
  }

  @Test func rowsAreInOrderAndBlankOnesAreLeftOut() {
    var content = SlateContent()
    content[.date] = "today"
    content[.sequence] = "SQ"
    content[.cut] = " \n"
    content[.shot] = "not a row"
    content.set("Lens", to: "50 mm")
    content.set("Camera", to: "")
    #expect(TableRow.all(of: content).map(\.label) == ["sequence", "date", "Lens"])
  }
}
