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
      let place = number.map { "frame \($0)" } ?? "the file"
      if let rate = facts.rate, rate.customary != given.base.rate {
        return .rate(
          "--fps says \(given.base.rate.spoken) frames/s, but \(place) says \(rate.spoken) in its header",
          advice: "leave --fps out: it is for headers that have no rate")
      }
      guard let code = facts.countedCode else { continue }
      if given.saysDropFrame, code.dropFrame != given.base.dropFrame {
        let (said, found) = given.base.dropFrame ? ("DF", "no drop-frame") : ("NDF", "drop-frame")
        return .rate(
          "--fps says \(said), but \(place) has \(found) time code, \(code.text)",
          advice: "leave DF and NDF out: the time code says itself whether it drops numbers")
      }
      // Any other rate drops none.
      if code.dropFrame, (try? TimeBase(given.base.rate, dropFrame: true)) == nil {
        return .rate(
          "--fps says \(given.base.rate.spoken) frames/s, but \(place) has drop-frame time code, \(code.text)",
          advice: "drop-frame counts at 29.97 and 59.94 frames/s alone")
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
