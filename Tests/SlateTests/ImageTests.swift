import Testing

@testable import Slate

struct ImageTests {
  private func draw(
    _ content: SlateContent, _ width: Int, _ height: Int, _ aspect: Double = 1
  ) throws -> SlateImage {
    try SlateImage(
      content, fonts: SlateFonts.installed(), width: width, height: height, pixelAspectRatio: aspect)
  }

  /// The smallest rectangle that holds all pixels brighter than the background, as columns and rows.
  private func ink(_ image: SlateImage) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
    var columns: [Int] = []
    var rows: [Int] = []
    for y in 0..<image.height {
      for x in 0..<image.width where image.samples[y * image.width + x] > image.background {
        columns.append(x)
        rows.append(y)
      }
    }
    guard let left = columns.min(), let right = columns.max(), let top = rows.min(), let bottom = rows.max()
    else { return nil }
    return (left...right, top...bottom)
  }

  @Test func theRampHasItsExactValues() throws {
    let image = try draw(Samples.usual, 3840, 2160)
    // A row through the patches is the one that has nine runs of one value each, at least 300 wide.
    let expected: [Float16] = [
      0.005625, 0.01125, 0.0225, 0.045, 0.09, 0.18, 0.36, 0.72, 1.44,
    ]
    let found = (0..<image.height).filter { y in
      var runs: [(value: Float16, count: Int)] = []
      for value in image.samples[(y * image.width)..<((y + 1) * image.width)] {
        if runs.last?.value == value { runs[runs.count - 1].count += 1 } else { runs.append((value, 1)) }
      }
      return runs.filter { $0.count > 300 }.map(\.value) == expected
    }
    #expect(found.count > 100)
    #expect(found.count == (found.last ?? 0) - (found.first ?? 0) + 1)
  }

  @Test func valuesStayBetweenTheRampsEnds() throws {
    for content in Samples.all {
      let image = try draw(content, 1281, 721)
      #expect(image.samples.allSatisfy { $0 >= Float16(0.005625) && $0 <= Float16(1.44) })
    }
  }

  @Test func anEmptySlateIsBackgroundHeadRuleAndRamp() throws {
    let tiny = try draw(SlateContent(), 64, 36)
    #expect(tiny.samples.allSatisfy { $0 == tiny.background })
    #expect(ink(try draw(Samples.usual, 64, 36)) != nil)
  }

  @Test func marginsAreEmpty() throws {
    for content in Samples.all {
      let image = try draw(content, 1920, 1080)
      let found = try #require(ink(image))
      #expect(found.columns.lowerBound > 40 && found.columns.upperBound < 1880)
      #expect(found.rows.lowerBound > 40 && found.rows.upperBound < 1040)
    }
  }

  @Test func lettersAreSqueezedByThePixelAspect() throws {
    // Small enough for the title alone, so that all ink is letters.
    var content = SlateContent()
    content[.shot] = "SH010"
    let square = try #require(ink(try draw(content, 160, 90, 1)))
    let squeezed = try #require(ink(try draw(content, 80, 90, 2)))
    let stretched = try #require(ink(try draw(content, 320, 90, 0.5)))
    #expect(square.rows == stretched.rows && square.rows == squeezed.rows)
    #expect(abs(square.columns.count - 2 * squeezed.columns.count) <= 3)
    #expect(abs(stretched.columns.count - 2 * square.columns.count) <= 3)
  }

  @Test func anAnamorphicSlateLooksLikeItsDesqueezedOne() throws {
    let square = try draw(Samples.usual, 1920, 800, 1)
    let squeezed = try draw(Samples.usual, 960, 800, 2)
    var difference = 0.0
    for y in 0..<800 {
      for x in 0..<960 {
        let mean =
          (Double(square.samples[y * 1920 + 2 * x]) + Double(square.samples[y * 1920 + 2 * x + 1])) / 2
        difference += abs(mean - Double(squeezed.samples[y * 960 + x]))
      }
    }
    #expect(difference / Double(960 * 800) < 0.001)
  }

  @Test func aRatioThatIsNoneIsTakenAsSquare() throws {
    let square = try draw(Samples.usual, 320, 180)
    for ratio in [0, -1, .nan, .infinity, 1e-30, 1e30] {
      #expect(try draw(Samples.usual, 320, 180, ratio).samples == square.samples)
    }
  }

  @Test func theSameContentGivesTheSameSamples() async throws {
    let first = try draw(Samples.crowded, 960, 540)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { try draw(Samples.crowded, 960, 540).samples == first.samples }
      }
      for try await same in group { #expect(same) }
    }
  }

  @Test func everyTinySizeAndOddShapeIsDrawn() throws {
    for height in 1...24 {
      for width in 1...24 {
        for content in [Samples.usual, Samples.hostile] {
          let image = try draw(content, width, height)
          #expect(image.samples.count == width * height)
        }
      }
    }
    for (width, height) in [(1, 3000), (3000, 1), (40, 4000), (4000, 40), (1, 1), (17, 900), (900, 17)] {
      for aspect in [0.125, 1, 2, 8] {
        for content in Samples.all {
          let image = try draw(content, width, height, aspect)
          #expect(image.samples.allSatisfy { $0 > 0 && $0 <= Float16(1.44) })
        }
      }
    }
  }

  @Test func sizesWithoutPixelsOrWithTooManyAreErrors() throws {
    for (width, height) in [(0, 10), (10, 0), (-1, -1), (Int.max, 2), (32769, 32768)] {
      #expect(throws: SlateError.badSize(width: width, height: height)) {
        try draw(Samples.usual, width, height)
      }
    }
  }

  @Test func rowsOutsideThePictureAreBackground() throws {
    let image = try draw(Samples.usual, 100, 50)
    func row(_ y: Int, from x: Int, count: Int) -> [Float16] {
      var samples = [Float16](repeating: -1, count: count)
      var span = samples.mutableSpan
      image.copyRow(y, from: x, into: &span)
      return samples
    }
    let background = [Float16](repeating: image.background, count: 120)
    let inside = Array(image.samples[(20 * 100)..<(21 * 100)])
    #expect(row(20, from: 0, count: 100) == inside)
    #expect(row(20, from: -10, count: 120) == background[..<10] + inside + background[..<10])
    #expect(row(20, from: 30, count: 20) == Array(inside[30..<50]))
    for (y, x) in [(-1, 0), (50, 0), (20, 100), (20, -120), (20, .max - 3), (20, .min), (.max, .min)] {
      #expect(row(y, from: x, count: 120) == background)
    }
  }
}
