import FrameSequence
import Slate
import Timecode

/// What the plan knows of a slate that is drawn: everything but what becomes of the frames.
///
/// A slate is drawn last, from what happened, because a receiver relies on it.
package struct SlateDraft: Sendable, Equatable {
  /// What does not depend on the frames.
  let said: SlateContent
  /// Nil for a file without number.
  let marks: NumberingPlan.Marks?
  /// Digits of the delivered numbers, and of the source's.
  let pad: Int
  let sourcePad: Int
  /// What is short of the order already.
  let shortages: [NumberingWarning]

  /// What became of a frame of the picture.
  package enum Ending: Sendable, Equatable {
    /// It is there, made by this run or before.
    case there
    /// The source does not have it, and the user chose to keep the gap.
    case missing
    case failed
  }

  /// What the slate says.
  ///
  /// - Parameter frames: The picture with what became of it, from head-in to tail-out.
  package func content(_ frames: [(frame: PlannedFrame, ending: Ending)]) -> SlateContent {
    var content = said
    let there = frames.filter { $0.ending == .there }.map(\.frame)
    if let marks {
      let cut = marks.cutIn...marks.cutOut
      let existing = there.filter { $0.outputFrame.map(cut.contains) ?? false }.count
      content[.delivered] = text(
        of: there.compactMap(\.outputFrame), pad: pad, total: (marks.headIn...marks.tailOut).count)
      content[.cut] = SlateContent.text(frames: cut, count: existing, of: cut.count, pad: pad)
    }
    content[.sourceRange] = text(
      of: there.filter { $0.content == .source }.compactMap(\.sourceFrame), pad: sourcePad)
    content[.timeCodeIn] = there.first?.timeCode?.text ?? ""
    content[.timeCodeOut] = there.last?.timeCode?.text ?? ""
    content.remarks = shortages.map(\.words)
    func list(_ word: String, _ isMeant: (PlannedFrame, Ending) -> Bool) {
      let numbers = frames.filter { isMeant($0.frame, $0.ending) }.compactMap(\.frame.outputFrame)
      guard !numbers.isEmpty else { return }
      content.remarks.append("\(word): \(FrameNumbers.text(FrameNumbers.ranges(of: numbers)))")
    }
    list("Failed") { $1 == .failed }
    list("Missing") { $1 == .missing }
    list("Black") { $1 == .there && $0.content == .black }
    list("Held") { if $1 == .there, case .held = $0.content { true } else { false } }
    return content
  }

  /// Rising numbers, as the ends of their range with their count; empty where there is none.
  private func text(of numbers: [Int], pad: Int, total: Int? = nil) -> String {
    guard let first = numbers.first, let last = numbers.last else { return "" }
    return SlateContent.text(frames: first...last, count: numbers.count, of: total, pad: pad)
  }
}

extension PlannedFrame {
  /// What becomes of the frame if nothing fails that did not fail while it was planned.
  package var expectedEnding: SlateDraft.Ending {
    switch intent {
    case .deliver, .skip: .there
    case .missing: .missing
    case .fail: .failed
    }
  }
}
