import Foundation
import Testing

/// "The slate is head-in − 1, outside the picture range everywhere", and of the shot's own shape.
@Suite(.needsPython) struct SlateDeliveryTests {
  struct Shape: CustomTestStringConvertible {
    var part: Picture.Part
    var levels: String?
    var testDescription: String
  }

  static let shapes = [
    Shape(part: .init(window: [0, 0, 159, 89]), testDescription: "plain"),
    Shape(part: .init(window: [0, 0, 106, 58], compression: "piz"), testDescription: "odd"),
    Shape(
      part: .init(window: [-10, -6, 150, 95], display: [0, 0, 139, 79]), testDescription: "overscan"),
    Shape(
      part: .init(window: [20, 15, 100, 60], display: [0, 0, 139, 79]),
      testDescription: "less than the display"),
    Shape(
      part: .init(window: [-260, -156, -100, -60], display: [-250, -150, -110, -70]),
      testDescription: "negative"),
    Shape(
      part: .init(window: [0, 0, 127, 71], compression: "zip", tile: [32, 32]), testDescription: "tiles"),
    Shape(
      part: .init(window: [0, 0, 127, 71], tile: [64, 64]), levels: "mipmap", testDescription: "mip-map"),
    Shape(
      part: .init(window: [0, 0, 127, 71], tile: [64, 64]), levels: "ripmap", testDescription: "rip-map"),
    Shape(part: .init(window: [0, 0, 127, 71], decreasing: true), testDescription: "decreasing lines"),
    Shape(
      part: .init(
        window: [0, 0, 127, 71], channels: Picture.rgb.map { .init(name: $0.name, type: "float") }),
      testDescription: "float"),
    Shape(
      part: .init(
        window: [0, 0, 127, 71],
        channels: Picture.rgb + [
          .init(name: "A", pattern: "one"), .init(name: "Z", type: "float", pattern: "noise"),
          .init(name: "id", type: "uint"),
        ]
          + Picture.layer("diffuse") + Picture.layer("N")), testDescription: "layers"),
  ]

  @Test(arguments: shapes) func aDrawnSlateHasTheShapeOfTheShot(_ shape: Shape) throws {
    let folder = try Folder()
    for number in [1, 2] {
      var picture = Picture(shape.part, levels: shape.levels)
      picture.seed = number
      try picture.write(to: folder("in/sh010.000\(number).exr"))
    }
    for to in ["aces2065-1", "acescg", "acescct", "acescc"] {
      let outcome = try folder.drawSlate(["--to", Argument(to)], into: to)
      #expect(outcome.status == 0, "\(outcome.errText)")
      let (drawn, frame) = (
        try HeaderFacts(folder("\(to)/sh010.1000.exr")), try HeaderFacts(folder("\(to)/sh010.1001.exr"))
      )
      #expect(drawn.flags == frame.flags)
      #expect(drawn.parts.map(\.channels) == frame.parts.map(\.channels))
      // A slate is whole, however little of the display window the frames fill.
      var wanted = frame.parts[0].taken
      if shape.testDescription == "less than the display" { wanted["dataWindow"] = wanted["displayWindow"] }
      #expect(drawn.parts[0].taken == wanted)
      #expect(Tool.succeeds(["exrheader", "\(folder("\(to)/sh010.1000.exr"))"]))
    }
    // Neutral, and the same bits in both gamuts.
    let ap0 = try Samples.read(folder("aces2065-1/sh010.1000.exr"))[0]
    let ap1 = try Samples.read(folder("acescg/sh010.1000.exr"))[0]
    let red = try #require(ap0["R"])
    for planes in [ap0, ap1] {
      for name in ["R", "G", "B"] { #expect(planes[name]?.bits == red.bits, "\(name)") }
    }
    for name in ap0.keys where name.hasPrefix("diffuse.") { #expect(ap0[name]?.bits == red.bits, "\(name)") }
    for name in ap0.keys where name.hasPrefix("N.") || name == "Z" || name == "id" {
      #expect(Set(try #require(ap0[name]).bits) == [0], "\(name)")
    }
    if let alpha = ap0["A"] { #expect(Set(alpha.values) == [1]) }
    // Something is written on it, dark ground, light text.
    let values = Set(red.values.compactMap(\.self))
    #expect(values.min() ?? -1 > 0 && values.max() ?? 2 <= 2)
    #expect(values.count > 8)
    // The logs hold the codes of these values.
    let cct = try #require(try Samples.read(folder("acescct/sh010.1000.exr"))[0]["G"])
    for (linear, code) in zip(red.values, cct.values) {
      let (linear, code) = (linear ?? .nan, code ?? .nan)
      let wanted =
        linear <= 0.0078125 ? 10.5402377416545 * linear + 0.0729055341958355 : (log2(linear) + 9.72) / 17.52
      #expect(abs(wanted - code) < 0.0003, "\(linear)")
    }
  }

  @Test func theSlateIsInThePreviewToo() throws {
    let folder = try Folder()
    for number in [1, 2] {
      try Picture(.init(window: [-10, -5, 300, 180], display: [0, 0, 279, 157])).write(
        to: folder("in/sh010.000\(number).exr"))
    }
    for (encoding, bits) in [("acesproxy10", 10), ("acesproxy12", 12)] {
      let outcome = try folder.drawSlate(
        ["--to", "acescg", "--preview", "\(folder("pre\(bits)"))", "--preview-encoding", Argument(encoding)],
        into: "out\(bits)")
      #expect(outcome.status == 0, "\(outcome.errText)")
      let verdict = try Python.judgePreview(
        folder("out\(bits)/sh010.1000.exr"), folder("pre\(bits)/sh010.1000.dpx"), from: "acescg", bits: bits)
      // A slate is no frame of the sequence and has no place in it.
      #expect(verdict.problems.allSatisfy { $0.contains("frame position") }, "\(verdict.problems)")
      #expect(verdict.readings == 4)
      let file = try PreviewFile(folder("pre\(bits)/sh010.1000.dpx"))
      #expect(file.position == PreviewFile.undefined)
      #expect(file.sequenceLength == 2)
      #expect(file.text(1732, 32) == "1000")
      #expect(file.name == "sh010.1000.dpx")
    }
    for size in ["1/2", "1/4"] {
      let alone = try Turnover.preview(
        [Argument(folder("in"))], into: folder("small"),
        ["--start", "1001", "--slate", "render", "--size", Argument(size), "--overwrite"])
      #expect(alone.status == 0, "\(alone.err)")
      #expect(try PreviewFile(folder("small/sh010.1000.dpx")).width == (size == "1/2" ? 140 : 70))
      #expect(Set(try PreviewFile(folder("small/sh010.1000.dpx")).codes).count > 8)
    }
  }

  @Test func everyPartThatIsAPictureShowsIt() throws {
    let folder = try Folder()
    for number in [1, 2] {
      try Picture(
        .init(
          name: "beauty", window: [0, 0, 299, 159],
          channels: Picture.rgb + [.init(name: "A", pattern: "unit")]),
        .init(name: "N", window: [0, 0, 299, 159], channels: Picture.layer("N")),
        .init(
          name: "light", window: [10, 10, 200, 100], display: [0, 0, 299, 159], compression: "piz",
          channels: Picture.rgb)
      ).write(to: folder("in/sh010.000\(number).exr"))
    }
    let outcome = try folder.drawSlate(["--to", "acescg"])
    #expect(outcome.status == 0, "\(outcome.errText)")
    let parts = try Samples.read(folder("out/sh010.1000.exr"))
    #expect(parts.count == 3)
    let beauty = try #require(parts[0]["R"])
    #expect(Set(beauty.bits).count > 8)
    #expect(Set(try #require(parts[0]["A"]).values) == [1])
    #expect(Set(try #require(parts[1]["N.R"]).bits) == [0])
    // A smaller window grows to show all of it.
    #expect(try #require(parts[2]["G"]).bits == beauty.bits)
  }

  @Test func whatLiesOutsideOfTheDisplayWindowIsBackground() throws {
    let folder = try Folder()
    try Picture(.init(window: [-30, -20, 310, 180], display: [0, 0, 279, 157])).write(
      to: folder("in/a.0001.exr"))
    #expect(try folder.drawSlate(["--to", "acescg"]).status == 0)
    let plane = try #require(try Samples.read(folder("out/a.1000.exr"))[0]["R"])
    let width = 341
    let ground = plane.bits[0]
    for y in 0..<201 {
      for x in 0..<width where !(0..<280).contains(x - 30) || !(0..<158).contains(y - 20) {
        #expect(plane.bits[y * width + x] == ground)
      }
    }
    #expect(abs((plane.values[0] ?? 0) - 0.02) < 0.001)
  }

  @Test func pixelsThatAreWideGetNarrowLetters() throws {
    // Drawn for 960×540 seen, once in square pixels and once in half as many wide ones.
    let folder = try Folder()
    for (name, width, ratio) in [("square", 960, 1), ("wide", 480, 2)] as [(String, Int, Float)] {
      let part = Picture.Part(
        window: [0, 0, width - 1, 539],
        raw: [.init("pixelAspectRatio", "float", PlainFrame.words([ratio.bitPattern]))])
      try Picture(part).write(to: folder("in/\(name)/sh010.0001.exr"))
    }
    let run = try Turnover.preview(
      [Argument(folder("in"))], into: folder("out"), ["--start", "1001", "--slate", "render"])
    #expect(run.status == 0, "\(run.err)")
    let square = try PreviewFile(folder("out/square/sh010.1000.dpx"))
    let wide = try PreviewFile(folder("out/wide/sh010.1000.dpx"))
    var (difference, unlike) = (0, 0)
    for y in stride(from: 0, to: 540, by: 3) {
      for x in stride(from: 0, to: 480, by: 3) {
        let (left, right) = (Int(square.code(2 * x, y)), Int(square.code(2 * x + 1, y)))
        difference += abs((left + right) / 2 - Int(wide.code(x, y)))
        unlike += abs(Int(square.code(x, y)) - Int(wide.code(x, y)))
      }
    }
    // Edges of letters differ by their hinting; a slate that is not squeezed would differ everywhere.
    #expect(unlike > 10 * difference, "\(difference) of \(unlike)")
  }

  @Test(arguments: [[1, 1], [2, 1], [1, 200], [9, 7], [16, 16], [700, 3], [3, 700], [40, 4000]])
  func anySizeHasASlate(size: [Int]) throws {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, size[0] - 1, size[1] - 1])).write(to: folder("in/sh010_v001.0001.exr"))
    let outcome = try folder.drawSlate(
      ["--to", "acescg", "--notes", "Some words.", "--preview", "\(folder("pre"))"])
    #expect(outcome.status == 0, "\(outcome.errText)")
    let codes = try PreviewFile(folder("pre/sh010_v001.1000.dpx")).codes
    #expect(codes.count == 3 * size[0] * size[1])
    // Dark ground, above the lowest code.
    #expect(codes.min() ?? 0 > 64)
    #expect(Tool.succeeds(["exrheader", "\(folder("out/sh010_v001.1000.exr"))"]))
  }

  @Test func aFirstFrameThatCannotBeReadDoesNotTakeTheSlateAlong() throws {
    let folder = try Folder()
    try folder.numberedShot(1...3)
    try File.write([0], to: folder("in/a.0001.exr"))
    let run = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--start", "1001", "--slate", "render"])
    #expect(run.status == 1)
    #expect(run.sequences.first?.slate?.status == "done")
    #expect(try folder.names("out") == ["a.1000.exr", "a.1002.exr", "a.1003.exr"])
  }

  @Test func anExistingSlateFollowsThePolicy() throws {
    let folder = try Folder()
    try folder.numberedShot(1...2)
    let words: [Argument] = ["--start", "1001", "--slate", "render"]
    #expect(try Turnover.convert([Argument(folder("in"))], into: folder("out"), words).status == 0)
    let drawn = try File.read(folder("out/a.1000.exr"))
    #expect(Tool.succeeds(["rm", Argument(folder("out/a.1001.exr"))]))
    let skipped = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), words + ["--existing", "skip"])
    #expect(skipped.status == 0)
    #expect(skipped.sequences.first?.slate?.status == "skipped")
    #expect(try File.read(folder("out/a.1000.exr")) == drawn)
    try File.write([1], to: folder("out/a.1000.exr"))
    let replaced = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), words + ["--overwrite"])
    #expect(replaced.status == 0)
    #expect(try File.read(folder("out/a.1000.exr")).count > 100)
  }

  @Test func deepShotsHaveNoDrawnSlateAndSaySo() throws {
    let folder = try Folder()
    for number in [1, 2, 3] {
      try Picture(
        .init(
          name: "deep", compression: "zips", deep: true,
          channels: [.init(name: "A"), .init(name: "Z", type: "float")]),
        .init(name: "beauty")
      ).write(to: folder("in/a.000\(number).exr"))
    }
    let outcome = try folder.drawSlate(["--to", "acescg"])
    #expect(outcome.status == 2)
    #expect(outcome.errText.contains("deep") && outcome.errText.contains("--slate first"))
    #expect(!File.exists(folder("out")))
    let preview = try Turnover.preview([Argument(folder("in"))], into: folder("out"), ["--slate", "render"])
    #expect(preview.status == 2)
    #expect(preview.err.contains("deep"))
    #expect(!File.exists(folder("out")))
    let first = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--start", "1001", "--slate", "first"])
    #expect(first.status == 0, "\(first.err)")
    #expect(try folder.names("out") == ["a.1000.exr", "a.1001.exr", "a.1002.exr"])
  }
}

extension Folder {
  /// Converts `in` with a drawn slate, from 1001, at a moment that is given.
  func drawSlate(_ words: [Argument], into folder: String = "out") throws -> Outcome {
    var command = Turnover.command(
      ["convert", "\(self("in"))", "--out", "\(self(folder))", "--start", "1001", "--slate", "render"] + words
    )
    command.environment["SOURCE_DATE_EPOCH"] = "1700000000"
    return try command.run()
  }
}
