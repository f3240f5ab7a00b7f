import EXR

/// What frames of a sequence have in common, each once: a sequence has thousands of frames and few kinds of them.
package struct SharedFacts {
  private var descriptions: [FrameDescription: Shared<FrameDescription>] = [:]
  private var dataWindows: Set<[Box]> = []

  package init() {}

  /// Replaces what an earlier frame said too by that frame's copy, so that equal facts are in memory once.
  package mutating func share(_ facts: inout FrameFacts) {
    facts.dataWindows = dataWindows.insert(facts.dataWindows).memberAfterInsert
    if let equal = descriptions[facts.description.value] {
      facts.description = equal
    } else {
      descriptions[facts.description.value] = facts.description
    }
  }
}

/// A value that is in memory once, however many others hold it.
final class Shared<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }
}

/// What the header of a frame says that those of the other frames of its sequence should say as well.
struct FrameDescription: Sendable, Hashable {
  let shape: [PartShape]
  let claim: ColourClaim
  let codes: CodeFacts?
  let framesPerSecond: Rational?
}
