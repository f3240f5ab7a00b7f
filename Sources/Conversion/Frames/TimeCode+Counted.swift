import EXR
import Timecode

extension FrameFacts {
  /// The rate of the header, if it is one.
  package var rate: FrameRate? {
    framesPerSecond.flatMap { FrameRate(Int($0.numerator), Int($0.denominator)) }
  }

  /// The time code, if its word is one.
  package var countedCode: Timecode.TimeCode? { timeCode?.counted }
}

extension EXR.TimeCode {
  /// The value that the word says; nil where it is no time code.
  package var counted: Timecode.TimeCode? {
    // Such a word is left as it is, and named among the sequence's inconsistencies.
    try? Timecode.TimeCode(openEXRWord: timeAndFlags)
  }
}
