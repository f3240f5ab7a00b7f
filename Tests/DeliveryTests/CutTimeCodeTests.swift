import Testing
import Timecode

@testable import Planning

/// How a cut in time code is written, and where it ends.
@Suite struct CutTimeCodeTests {
  @Test(arguments: [
    ("01:00:00:00-01:00:00:23", "24", "01:00:00:23"), ("01:00:00:00+24", "24", "01:00:00:23"),
    ("01:00:00:00+1", "24", "01:00:00:00"), ("01:00:00:00+00:00:01:00", "24", "01:00:00:23"),
    ("23:59:59:23+2", "24", "00:00:00:00"), ("01:00:00:00+00:00:01:00", "48", "01:00:00:23.1"),
    ("01:00:00:00.1+2", "48", "01:00:00:01"), ("00:00:59;29+2", "29.97 DF", "00:01:00;02"),
    ("00:00:00;00+00:00:01:00", "29.97 DF", "00:00:00;29"), ("00:00:00:00+2073600", "24", "23:59:59:23"),
  ])
  func theEndIsTheLastFrame(text: String, rate: String, last: String) throws {
    let cut = try #require(try CutTimeCode(parsing: text))
    #expect(try cut.last(TimeBase(parsing: rate)).text == last)
  }

  @Test(arguments: [
    "", "01:00:00:00", "01:00:00:00+0", "01:00:00:00+00", "a", "1-2-3", "1+2+3", "01:00:00:00++1",
  ])
  func whatIsNeitherIsNil(text: String) throws {
    #expect(try CutTimeCode(parsing: text) == nil)
  }

  @Test(arguments: ["1-2", "01:00:00:00-1", "01:00:00:00+", "01:00:00:00+12345678", "x+1"])
  func whatIsNoTimeCodeIsAnError(text: String) {
    #expect(throws: TimeCodeError.self) { try CutTimeCode(parsing: text) }
  }

  @Test(arguments: [
    "01:00:00:24+1", "01:00:00:00+00:00:00:24", "01:00:00:00+00:00:00:00", "00:00:00:00+2073601",
  ])
  func whatTheRateDoesNotHaveIsAnError(text: String) throws {
    let cut = try #require(try CutTimeCode(parsing: text))
    #expect(throws: TimeCodeError.self) { try cut.last(TimeBase(parsing: "24")) }
  }
}
