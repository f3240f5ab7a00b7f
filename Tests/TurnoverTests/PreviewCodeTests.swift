import Testing

/// "The same DPX read by oiiotool, FFmpeg, GraphicsMagick or ImageMagick gives the same codes for 10 and 12 bits,
/// even and odd widths", and they are those of the exact formula.
@Suite(.needsPython) struct PreviewCodeTests {
  struct Case: CustomTestStringConvertible {
    var space = "aces2065-1"
    var type = "half"
    var bits = 10
    var width = 64
    var height = 45
    /// Programs that read the file too.
    var readers = ""
    var testDescription: String { "\(space) \(type), \(bits) bits, \(width)×\(height)" }
  }

  static let all = "oiiotool,ffmpeg,gm,convert"

  static let cases: [Case] = {
    var cases: [Case] = []
    for space in ["aces2065-1", "acescg", "acescc", "acescct"] {
      for type in ["half", "float"] {
        for bits in [10, 12] {
          let width = (type == "half") == (bits == 10) ? 63 : 64
          cases.append(Case(space: space, type: type, bits: bits, width: width))
        }
      }
    }
    // Rows of 12 bits and odd width are what readers disagree about; small sizes are where padding shows.
    for bits in [10, 12] {
      for (width, height) in [(1, 1), (1, 7), (7, 1), (2, 2), (3, 3), (65, 33), (66, 34)] {
        cases.append(Case(bits: bits, width: width, height: height, readers: width < 4 ? "ffmpeg" : all))
      }
    }
    return cases
  }()

  @Test(arguments: cases) func codesAreExact(_ each: Case) throws {
    let folder = try Folder()
    let isLog = each.space.hasPrefix("acescc")
    let channels = ["R", "G", "B"].map {
      Picture.Channel(name: $0, type: each.type, pattern: isLog ? "log" : "scene")
    }
    try Picture(
      .init(
        window: [0, 0, each.width - 1, each.height - 1], channels: channels, attributes: .untagged)
    ).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.preview(
      [Argument(folder("in"))], into: folder("out"),
      ["--from", Argument(each.space), "--encoding", "acesproxy\(each.bits)"])
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgePreview(
      folder("in"), folder("out"), from: each.space, bits: each.bits, extra: ["--readers", each.readers])
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.codes == 3 * each.width * each.height)
    #expect(verdict.readings == each.readers.split(separator: ",").count)
  }

  @Test(arguments: [10, 12]) func everyHalfNeutralHasItsCode(bits: Int) throws {
    // The fixture holds every half, NaN and Inf included: neutral, in each primary alone, and mixed.
    let folder = try Folder()
    let run = try Turnover.preview(
      [Argument("\(Turnover.root)/Fixtures/values/all_halves.exr")], into: folder("out"),
      ["--encoding", "acesproxy\(bits)", "--assume", "aces2065-1"])
    #expect(run.status == 0, "\(run.err)")
    let file = try PreviewFile(folder("out/all_halves.dpx"))
    let source = try Python.judgePreview(
      "\(Turnover.root)/Fixtures/values/all_halves.exr", folder("out/all_halves.dpx"), bits: bits,
      extra: ["--readers", ""])
    #expect(source.problems.isEmpty, "\(source.problems)")
    let found = Set(file.codes)
    #expect(found.min() == (bits == 10 ? 64 : 256))
    #expect(found.max() == (bits == 10 ? 940 : 3760))
    #expect(found.count == (bits == 10 ? 877 : 3505))
    #expect(run.sequences.first?.counts?.nan == 9 * 2046)
  }

  @Test(arguments: [10, 12]) func saturatedColoursAreExact(bits: Int) throws {
    // The matrix cancels here: in Float, one code in some hundred would be wrong.
    let folder = try Folder()
    for type in ["half", "float"] {
      try Picture(
        .init(
          window: [0, 0, 255, 255],
          channels: ["R", "G", "B"].map { Picture.Channel(name: $0, type: type, pattern: "wide") })
      ).write(to: folder("in/\(type).0001.exr"))
    }
    let run = try Turnover.preview(
      [Argument(folder("in"))], into: folder("out"), ["--encoding", "acesproxy\(bits)"])
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgePreview(
      folder("in"), folder("out"), bits: bits, extra: ["--readers", ""])
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.codes == 2 * 3 * 256 * 256)
  }

  @Test func theFixtureShotsHaveTheirCodesInAllReaders() throws {
    let folder = try Folder()
    let shots = "\(Turnover.root)/Fixtures/shots"
    let run = try Turnover.preview([Argument(shots)], into: folder("out"), ["--start", "1001"])
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgePreview(shots, folder("out"), extra: ["--start", "1001", "--every", "24"])
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.frames == 96)
    #expect(verdict.readings == 16)
  }

  @Test(arguments: ["none", "rle", "zips", "zip", "piz", "pxr24", "b44", "b44a", "dwaa", "dwab"])
  func everyCompressionCanBeShown(compression: String) throws {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 70, 66], compression: compression)).write(to: folder("in/a.0001.exr"))
    try Picture(.init(window: [0, 0, 70, 66], compression: compression, decreasing: true))
      .write(to: folder("in/b.0001.exr"))
    let run = try Turnover.preview([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgePreview(folder("in"), folder("out"), extra: ["--readers", ""])
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.frames == 2)
  }

  @Test func tilesLevelsAndPartsShowTheirPicture() throws {
    let folder = try Folder()
    let tiled = Picture.Part(window: [-5, 3, 60, 50], display: [0, 0, 63, 47], tile: [16, 24])
    try Picture(tiled).write(to: folder("in/tiled.0001.exr"))
    try Picture(
      .init(window: [0, 0, 70, 41], compression: "piz", tile: [32, 16]), levels: "mipmap", rounding: "up"
    ).write(to: folder("in/mipmap.0001.exr"))
    try Picture(.init(window: [0, 0, 70, 41], tile: [16, 16]), levels: "ripmap")
      .write(to: folder("in/ripmap.0001.exr"))
    // What a viewer would show: the default layer, wherever it stands.
    try Picture(
      .init(name: "N", channels: Picture.layer("N")),
      .init(name: "light", channels: Picture.layer("diffuse")),
      .init(name: "beauty", channels: Picture.rgb + [.init(name: "A", pattern: "unit")])
    ).write(to: folder("in/parts.0001.exr"))
    try Picture(.init(channels: Picture.layer("diffuse") + Picture.layer("specular", type: "float")))
      .write(to: folder("in/layers.0001.exr"))
    let run = try Turnover.preview([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    let verdict = try Python.judgePreview(folder("in"), folder("out"), extra: ["--readers", ""])
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")
    #expect(verdict.frames == 5)
  }

  @Test func nanIsTheLowestCodeAndCounted() throws {
    let folder = try Folder()
    let channels = ["R", "G", "B"].map {
      Picture.Channel(name: $0, values: ["nan", "1", $0 == "G" ? "nan" : "0.5", "inf", "-inf", "0.18"])
    }
    try Picture(.init(window: [0, 0, 5, 0], channels: channels)).write(to: folder("in/a.0001.exr"))
    for (extra, bits) in [([], 10), (["--encoding", "acesproxy12"], 12)] as [([Argument], Int)] {
      let run = try Turnover.preview([Argument(folder("in"))], into: folder("out\(bits)"), extra)
      #expect(run.status == 0, "\(run.err)")
      let file = try PreviewFile(folder("out\(bits)/a.0001.dpx"))
      let low: UInt16 = bits == 10 ? 64 : 256
      #expect((0..<3).map { file.code(0, 0, channel: $0) } == [low, low, low])
      // A NaN in one channel is in all three after the matrix.
      #expect((0..<3).map { file.code(2, 0, channel: $0) } == [low, low, low])
      #expect(
        (0..<3).map { file.code(5, 0, channel: $0) } == Array(repeating: bits == 10 ? 426 : 1705, count: 3))
      let counts = try #require(run.sequences.first?.counts)
      #expect(counts.nan == 4)
      #expect(counts.inf == 6)
    }
  }
}
