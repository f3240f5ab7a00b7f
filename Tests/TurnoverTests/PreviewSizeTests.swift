import Testing

/// "`--size` reduces in linear light with a proper filter (box or better), before the log."
@Suite(.needsPython) struct PreviewSizeTests {
  struct Case: CustomTestStringConvertible {
    var data: [Int]
    var display: [Int]?
    var tile: [Int]?
    var levels: String?
    var type = "half"
    var space = "aces2065-1"
    var compression = "zip"
    var testDescription: String {
      "\(data)\(display.map { " in \($0)" } ?? "") \(space) \(type) \(compression)\(tile.map { " tiles \($0)" } ?? "")"
    }
  }

  static let cases = [
    Case(data: [0, 0, 63, 31]), Case(data: [0, 0, 64, 32]), Case(data: [0, 0, 65, 33]),
    Case(data: [0, 0, 66, 34]), Case(data: [0, 0, 0, 0]), Case(data: [0, 0, 2, 0]), Case(data: [0, 0, 0, 4]),
    Case(data: [0, 0, 70, 130], compression: "piz"), Case(data: [0, 0, 70, 130], compression: "none"),
    Case(data: [0, 0, 70, 70], type: "float"), Case(data: [0, 0, 70, 70], space: "acescg"),
    Case(data: [0, 0, 70, 70], space: "acescct"), Case(data: [0, 0, 70, 70], type: "float", space: "acescc"),
    Case(data: [-3, -5, 70, 70], display: [0, 0, 61, 57]),
    Case(data: [3, 5, 30, 41], display: [0, 0, 61, 57]),
    Case(data: [-103, -55, -30, -1], display: [-101, -50, -40, -7]),
    Case(data: [0, 0, 70, 66], tile: [16, 16]),
    Case(data: [1, 3, 70, 66], display: [0, 0, 75, 75], tile: [15, 13]),
    Case(data: [0, 0, 70, 66], tile: [3, 5]), Case(data: [0, 0, 70, 66], tile: [16, 16], levels: "mipmap"),
    Case(data: [-7, -9, 70, 66], display: [0, 0, 50, 50], tile: [31, 7]),
  ]

  @Test(arguments: cases) func boxesAreMeansOfLinearLight(_ each: Case) throws {
    let folder = try Folder()
    let pattern = each.space.hasPrefix("acescc") ? "log" : "scene"
    let channels = ["R", "G", "B"].map { Picture.Channel(name: $0, type: each.type, pattern: pattern) }
    try Picture(
      .init(
        window: each.data, display: each.display, compression: each.compression, tile: each.tile,
        channels: channels, attributes: .untagged), levels: each.levels
    ).write(to: folder("in/a.0001.exr"))
    let box = each.display ?? each.data
    for (size, bits) in [(2, 10), (4, 12)] {
      var first: [UInt8] = []
      for threads in 1...3 {
        let out = folder("out\(size)-\(threads)")
        let run = try Turnover.preview(
          [Argument(folder("in"))], into: out,
          [
            "--size", "1/\(size)", "--encoding", "acesproxy\(bits)", "--from", Argument(each.space),
            "--threads",
            "\(threads)",
          ])
        #expect(run.status == 0, "\(run.err)")
        // The moment of the making is in the header.
        let bytes = try PreviewFile("\(out)/a.0001.dpx").bytes
        if threads == 1 { first = bytes }
        #expect(bytes[8192...] == first[8192...], "\(threads) threads")
      }
      let file = try PreviewFile(folder("out\(size)-1/a.0001.dpx"))
      #expect(file.width == (box[2] - box[0] + size) / size)
      #expect(file.height == (box[3] - box[1] + size) / size)
      let verdict = try Python.judgePreview(
        folder("in"), folder("out\(size)-1"), from: each.space, bits: bits,
        extra: ["--size", "\(size)", "--readers", ""])
      #expect(verdict.problems.isEmpty, "1/\(size): \(verdict.problems)")
    }
  }

  /// Every reader shows the whole picture and nothing around it, whatever it is a part of.
  @Test(arguments: [[0, 0, 125, 61], [-9, 3, 122, 70], [20, 10, 55, 40]])
  func readersShowTheWholePicture(data: [Int]) throws {
    let folder = try Folder()
    try Picture(.init(window: data, display: [0, 0, 125, 61])).write(to: folder("in/a.0001.exr"))
    for window in ["display", "data"] {
      for (size, bits) in [(1, 10), (2, 10), (2, 12), (4, 10), (4, 12)] {
        let out = folder("\(window)\(size)\(bits)")
        let run = try Turnover.preview(
          [Argument(folder("in"))], into: out,
          ["--size", "1/\(size)", "--encoding", "acesproxy\(bits)", "--window", Argument(window)])
        #expect(run.status == 0, "\(run.err)")
        let verdict = try Python.judgePreview(
          folder("in"), out, bits: bits, extra: ["--size", "\(size)", "--window", window])
        #expect(verdict.problems.isEmpty, "1/\(size) of \(window): \(verdict.problems)")
        #expect(verdict.readings == 4)
      }
    }
  }

  @Test func lightIsAveragedBeforeTheLog() throws {
    // One white pixel in sixteen: 1/16 is four stops down, 200 codes of 10 bits; a mean of codes would be far off.
    let folder = try Folder()
    let values = ["1"] + Array(repeating: "0", count: 15)
    try Picture(
      .init(
        window: [0, 0, 3, 3], channels: ["R", "G", "B"].map { Picture.Channel(name: $0, values: values) })
    ).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.preview([Argument(folder("in"))], into: folder("out"), ["--size", "1/4"])
    #expect(run.status == 0)
    #expect(try PreviewFile(folder("out/a.0001.dpx")).codes == [350, 350, 350])
  }

  @Test func nanInABoxIsTheLowestCodeAndCounted() throws {
    let folder = try Folder()
    let values = ["nan"] + Array(repeating: "1", count: 31)
    try Picture(
      .init(
        window: [0, 0, 7, 3], channels: ["R", "G", "B"].map { Picture.Channel(name: $0, values: values) })
    ).write(to: folder("in/a.0001.exr"))
    for (size, pixels) in [("1/2", 8), ("1/4", 2)] {
      let out = folder("out\(pixels)")
      let run = try Turnover.preview([Argument(folder("in"))], into: out, ["--size", Argument(size)])
      #expect(run.sequences.first?.counts?.nan == 3)
      let codes = try PreviewFile("\(out)/a.0001.dpx").codes
      #expect(codes == [64, 64, 64] + Array(repeating: 550, count: 3 * (pixels - 1)))
    }
  }

  @Test(arguments: ["1/3", "2", "0.5", "1/8", "", "half", "1/2 "]) func otherSizesAreRefused(size: String)
    throws
  {
    let folder = try Folder()
    try folder.sequence("in/a.", 1...1)
    let run = try Turnover.preview([Argument(folder("in"))], into: folder("out"), ["--size", Argument(size)])
    #expect(run.status == 64)
    #expect(!File.exists(folder("out")))
  }
}
