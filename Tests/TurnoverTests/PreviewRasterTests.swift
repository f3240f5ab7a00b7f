import Testing

/// "The display window by default, with overscan cropped and what the data window lacks filled with the minimum
/// code, so all frames of a shot have one size; `--window data` for the other."
@Suite(.needsPython) struct PreviewRasterTests {
  struct Case: CustomTestStringConvertible {
    var data: [Int]
    var display: [Int]
    var tile: [Int]?
    var testDescription: String { "\(data) in \(display)\(tile.map { ", tiles \($0)" } ?? "")" }
  }

  static let cases = [
    Case(data: [0, 0, 40, 30], display: [0, 0, 40, 30]),
    // Overscan, everywhere and on one side.
    Case(data: [-8, -5, 48, 35], display: [0, 0, 40, 30]),
    Case(data: [0, -5, 40, 30], display: [0, 0, 40, 30]),
    Case(data: [-8, 0, 40, 35], display: [0, 0, 40, 30]),
    // Less than the display window.
    Case(data: [10, 7, 20, 22], display: [0, 0, 40, 30]),
    Case(data: [10, 7, 10, 7], display: [0, 0, 40, 30]),
    Case(data: [-20, 10, 20, 20], display: [0, 0, 40, 30]),
    Case(data: [20, -10, 70, 70], display: [0, 0, 40, 30]),
    // Origins that are not zero.
    Case(data: [-100, -50, -61, -20], display: [-100, -50, -61, -20]),
    Case(data: [-110, -60, -70, -30], display: [-100, -50, -61, -20]),
    Case(data: [995, 495, 1050, 540], display: [1000, 500, 1040, 530]),
    // Nothing of it is seen.
    Case(data: [50, 0, 60, 30], display: [0, 0, 40, 30]),
    Case(data: [0, -40, 40, -1], display: [0, 0, 40, 30]),
    Case(data: [41, 31, 50, 40], display: [0, 0, 40, 30]),
    // Tiles lie where the data window says.
    Case(data: [-13, -5, 70, 66], display: [0, 0, 40, 30], tile: [16, 16]),
    Case(data: [3, 2, 30, 66], display: [0, 0, 40, 30], tile: [8, 32]),
    Case(data: [50, 50, 90, 90], display: [0, 0, 40, 30], tile: [16, 16]),
  ]

  @Test(arguments: cases) func theWindowIsFilledAndCropped(_ each: Case) throws {
    let folder = try Folder()
    try Picture(.init(window: each.data, display: each.display, tile: each.tile))
      .write(to: folder("in/a.0001.exr"))
    func size(_ box: [Int]) -> [Int] { [box[2] - box[0] + 1, box[3] - box[1] + 1] }
    for (window, box) in [("display", each.display), ("data", each.data)] {
      for bits in [10, 12] {
        let out = folder("\(window)\(bits)")
        let run = try Turnover.preview(
          [Argument(folder("in"))], into: out,
          ["--window", Argument(window), "--encoding", "acesproxy\(bits)"])
        #expect(run.status == 0, "\(run.err)")
        let file = try PreviewFile("\(out)/a.0001.dpx")
        #expect([file.width, file.height] == size(box))
        #expect(file.bytes.count == 8192 + file.width * file.height * (bits == 10 ? 4 : 6))
        let verdict = try Python.judgePreview(
          folder("in"), out, bits: bits, extra: ["--window", window, "--readers", ""])
        #expect(verdict.problems.isEmpty, "\(window) \(bits): \(verdict.problems)")
      }
    }
  }

  @Test func nothingSeenIsAllLowestCode() throws {
    let folder = try Folder()
    try Picture(.init(window: [50, 0, 60, 30], display: [0, 0, 40, 30])).write(to: folder("in/a.0001.exr"))
    for (encoding, low) in [("acesproxy10", 64), ("acesproxy12", 256)] as [(String, UInt16)] {
      for size in ["1/1", "1/2", "1/4"] {
        let out = folder("\(encoding)\(size.last ?? " ")")
        let run = try Turnover.preview(
          [Argument(folder("in"))], into: out, ["--encoding", Argument(encoding), "--size", Argument(size)])
        #expect(run.status == 0, "\(run.err)")
        #expect(Set(try PreviewFile("\(out)/a.0001.dpx").codes) == [low])
      }
    }
  }

  @Test func aMovingWindowGivesFramesOfOneSize() throws {
    let folder = try Folder()
    let windows = [
      [0, 0, 40, 30], [-5, -5, 20, 20], [10, 10, 60, 60], [7, 9, 7, 9], [100, 100, 110, 110],
      [-9, -9, 50, 50],
    ]
    for (index, window) in windows.enumerated() {
      try Picture(.init(window: window, display: [0, 0, 40, 30])).write(
        to: folder(Folder.name("in/a.", index + 1)))
    }
    let run = try Turnover.preview([Argument(folder("in"))], into: folder("out"))
    #expect(run.status == 0, "\(run.err)")
    let sizes = try windows.indices.map { index in
      let file = try PreviewFile(folder(Folder.name("out/a.", index + 1, suffix: ".dpx")))
      return [file.width, file.height]
    }
    #expect(Set(sizes) == [[41, 31]])
    let verdict = try Python.judgePreview(folder("in"), folder("out"), extra: ["--readers", ""])
    #expect(verdict.problems.isEmpty, "\(verdict.problems)")

    let apart = try Turnover.preview([Argument(folder("in"))], into: folder("data"), ["--window", "data"])
    #expect(apart.status == 0)
    let own = try Python.judgePreview(
      folder("in"), folder("data"), extra: ["--window", "data", "--readers", ""])
    #expect(own.problems.isEmpty, "\(own.problems)")
  }

  @Test func oneFrameOfAnotherResolutionIsSaid() throws {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 40, 30])).write(to: folder("in/a.0001.exr"))
    try Picture(.init(window: [0, 0, 20, 30])).write(to: folder("in/a.0002.exr"))
    let refused = try Turnover.preview([Argument(folder("in"))], into: folder("out"))
    #expect(refused.status == 2 && refused.err.contains("2 is 21×31, not 41×31"), "\(refused.err)")
    let run = try Turnover.preview([Argument(folder("in"))], into: folder("out"), ["--mixed", "keep"])
    #expect(run.status == 0 && run.err.contains("resolution changes at frame 2"), "\(run.err)")
  }

  @Test(arguments: [[0, 0, 99_999, 99_999], [-32_000, 0, 767, 32_767]])
  func aWindowThatNoDPXCanHoldIsRefusedInThePlan(display: [Int]) throws {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 8, 6], display: display)).write(to: folder("in/a.0001.exr"))
    let run = try Turnover.preview([Argument(folder("in"))], into: folder("out"), ["--dry-run"])
    #expect(run.status == 2)
    #expect(run.err.contains("\(display[2] - display[0] + 1)"))
    let beside = try Turnover.convert(
      [Argument(folder("in"))], into: folder("out"), ["--preview", Argument(folder("pre"))])
    #expect(beside.status == 2)
    #expect(try folder.names() == ["in", "in/a.0001.exr"])
  }

  @Test func aWindowLargerThanTheMemoryAllowedIsRefusedInThePlan() throws {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 8, 6], display: [0, 0, 15_999, 15_999])).write(
      to: folder("in/a.0001.exr"))
    for extra: [Argument] in [[], ["--size", "1/4"]] {
      let run = try Turnover.preview(
        [Argument(folder("in"))], into: folder("out"), ["--memory", "64M"] + extra)
      #expect(run.status == 2)
      #expect(run.err.contains("--memory"))
      #expect(try folder.names("out").isEmpty)
    }
  }

  @Test func aReducedPictureNeedsLessMemory() throws {
    let folder = try Folder()
    try Picture(.init(window: [0, 0, 8, 6], display: [0, 0, 3999, 3999])).write(to: folder("in/a.0001.exr"))
    let full = try Turnover.preview([Argument(folder("in"))], into: folder("out"), ["--memory", "20M"])
    #expect(full.status == 2 && full.err.contains("--memory"))
    let quarter = try Turnover.preview(
      [Argument(folder("in"))], into: folder("out"), ["--memory", "20M", "--size", "1/4"])
    #expect(quarter.status == 0, "\(quarter.err)")
  }
}
