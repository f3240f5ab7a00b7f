import EXR
import Testing

@testable import Delivery

@Suite struct FrameFactsTests {
  @Test func aWindowBeyondAllNumbersIsCountedWithoutATrap() throws {
    let edge = (1 << 30) - 2
    for (window, count) in [
      (Box(xMin: 0, yMin: 0, xMax: 63, yMax: 99), 6400),
      (Box(xMin: -edge, yMin: -edge, xMax: edge, yMax: edge), 1 << 40),
    ] {
      var part = Headers.part(["Z": .float], name: "depth")
      part.displayWindow = window
      let header = try Headers.header(part, Headers.part(name: "beauty"))
      let facts = FrameFacts(header: header, byteCount: 0, rules: LayerRules())
      #expect(facts.displayedPixelCount == count)
    }
  }
}
