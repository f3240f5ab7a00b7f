import Conversion
import EXR
import FrameSequence
import Timecode

extension SequenceFacts {
  /// What a frame says against the rate that the user gives; nil where none does. The user's rate is for
  /// headers that have none, and takes the place of no other.
  ///
  /// - Parameter numbers: One a frame; frames without one, beside others, are no picture.
  func objection(to given: GivenRate, numbers: [Int?]) -> Refusal.Reason? {
    for (number, frame) in zip(numbers, frames) where number != nil || frames.count == 1 {
      guard case .success(let facts) = frame else { continue }
      if let rate = facts.rate, rate.customary != given.base.rate {
        return .otherRate(frame: number, given: given.base.rate, found: rate)
      }
      guard let code = facts.countedCode else { continue }
      if given.saysDropFrame, code.dropFrame != given.base.dropFrame {
        return .otherDropFrame(frame: number, given: given.base.dropFrame, timeCode: code)
      }
      // Any other rate drops none.
      if code.dropFrame, (try? TimeBase(given.base.rate, dropFrame: true)) == nil {
        return .rateWithoutDropFrame(
          frame: number, given: given.base.rate, timeCode: code)
      }
    }
    return nil
  }

  /// The rate of the first frame that has one.
  ///
  /// - Parameter numbers: As for ``objection(to:numbers:)``.
  func rate(numbers: [Int?]) -> FrameRate? {
    for (number, frame) in zip(numbers, frames) where number != nil || frames.count == 1 {
      if case .success(let facts) = frame, let rate = facts.rate { return rate }
    }
    return nil
  }
}
