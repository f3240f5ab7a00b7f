import Files
import FrameSequence
import SystemPackage
import Testing

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite struct NameTemplateTests {
  private let fields: [NameTemplate.Field: [UInt8]] = [
    .sequence: bytes("plate"), .folder: bytes("sh010"), .shot: bytes("sh010"), .plate: bytes("pl01"),
    .colorspace: bytes("acescg"), .version: bytes("v001"),
  ]

  private func expand(
    _ template: String, pad: Int? = nil, isNumbered: Bool = true, suffix: String = ".exr",
    _ other: [NameTemplate.Field: [UInt8]] = [:]
  ) throws(NameTemplateError) -> String {
    let template = try NameTemplate(parsing: bytes(template))
    return try template.pattern(
      fields: fields.merging(other) { $1 }, suffix: bytes(suffix), pad: pad, isNumbered: isNumbered
    ).text
  }

  @Test(arguments: [
    ("{shot}_{plate}_{colorspace}_{version}.####", "sh010_pl01_acescg_v001.####.exr"),
    ("{shot}_{plate}.####.exr", "sh010_pl01.####.exr"),
    ("{folder}/{shot}", nil),
    ("{sequence}.######.EXR", "plate.######.exr"),
    ("x_%04d", "x_%04d.exr"),
    ("####", "####.exr"),
    ("{sequence}_@@@@.dpx", "plate_####.exr"),
  ])
  func expansion(template: String, expected: String?) throws {
    guard let expected else {
      #expect(throws: NameTemplateError.slash) { try expand(template) }
      return
    }
    #expect(try expand(template) == expected)
  }

  @Test func paddingAndExtension() throws {
    #expect(try expand("{shot}.####", pad: 6) == "sh010.######.exr")
    #expect(try expand("{shot}.####.exr", suffix: ".dpx") == "sh010.####.dpx")
    #expect(try expand("{shot}.####", isNumbered: false) == "sh010.exr")
    #expect(try expand("{shot}_####", isNumbered: false) == "sh010.exr")
  }

  @Test func refusals() {
    func error(_ template: String, _ other: [NameTemplate.Field: [UInt8]] = [:]) -> NameTemplateError? {
      do throws(NameTemplateError) {
        _ = try expand(template, other)
        return nil
      } catch { return error }
    }
    #expect(error("{reel}.####") == .unknownField(name: "reel"))
    #expect(error("{shot.####") == .unclosedField)
    #expect(error("shot}.####") == .unclosedField)
    #expect(error("{shot}") == .noNumber)
    #expect(error("{shot}.####", [.shot: []]) == .missingField(field: .shot))
    for value in ["..", ".", "../x", "a/b", "a\0b"] {
      #expect(
        error("{shot}.####", [.shot: bytes(value)]) == .unusableValue(field: .shot, value: bytes(value)))
    }
    #expect(error("{shot}.####", [.shot: bytes("a..b")]) == nil)
    func pattern(_ prefix: String, _ suffix: String = ".exr") -> SequencePattern {
      SequencePattern(prefix: bytes(prefix), pad: 4, suffix: bytes(suffix))
    }
    // Nobody would find the frame number in these again.
    #expect(error("{shot}####") == .numberNotReadable(pattern: pattern("sh010")))
    #expect(error("{shot}.####.{version}") == .numberNotReadable(pattern: pattern("sh010.", ".v001.exr")))
    #expect(error("{shot}-####") == .numberNotReadable(pattern: pattern("sh010-")))
    #expect(error(".{shot}.####") == .hiddenName(pattern: pattern(".sh010.")))
    let long = String(repeating: "x", count: 247)
    #expect(error("{shot}.####", [.shot: bytes(long)]) == .tooLong(pattern: pattern(long + ".")))
    #expect(error("{shot}.####", [.shot: bytes(String(long.dropLast()))]) == nil)
  }

  @Test func valuesWithTokensStayValues() throws {
    #expect(try expand("{shot}.####", [.shot: bytes("a####b")]) == "a####b.####.exr")
    #expect(try expand("{shot}.####", [.shot: [0xE9]]) == "\\xE9.####.exr")
  }
}

@Suite struct OutputNameTests {
  @Test func collisions() {
    func name(_ folder: FilePath, _ name: String) -> OutputName {
      OutputName(folder: folder, name: bytes(name))
    }
    let found = OutputName.collisions([
      [name("a", "f.1001.exr"), name("a", "f.1002.exr")],
      [name("b", "f.1001.exr"), name("./a", "f.1002.exr")],
      [name("b/../a", "f.1002.exr"), name("c", "x"), name("c", "x")],
    ])
    #expect(found.map(\.output) == [name("a", "f.1002.exr"), name("c", "x")])
    #expect(found.map(\.sequences) == [[0, 1, 2], [2, 2]])
    #expect(OutputName.collisions([[name("", "x")], [name("", "y")]]).isEmpty)
  }

  @Test func ownNames() {
    #expect(OwnNames.temporary(token: 0x0123_4567_89AB_CDEF) == bytes(".turnover-0123456789abcdef.tmp"))
    #expect(OwnNames.isTemporary(OwnNames.temporary(token: .max)))
    #expect(!OwnNames.isTemporary(OwnNames.journal) && !OwnNames.isTemporary(bytes(".turnover-x.tmp")))
    #expect(!OwnNames.isTemporary(OwnNames.parked(bytes("0123456.tmp"))))
    #expect(!OwnNames.isTemporary(bytes(".turnover-my own notes  .tmp")))
    #expect(
      OwnNames.isRenumbering(OwnNames.parked(bytes("f.1.exr"))) && OwnNames.isRenumbering(OwnNames.journal))
    #expect(!OwnNames.isRenumbering(OwnNames.temporary(token: 1)))
  }
}
