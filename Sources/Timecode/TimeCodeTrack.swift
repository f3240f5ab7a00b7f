/// The time code of a sequence's frames beside their numbers: where both run together, where not.
package struct TimeCodeTrack: Hashable, Sendable {
  /// Neighbouring frames whose time code runs with their numbers.
  struct Segment: Hashable, Sendable {
    /// First and last frame number.
    fileprivate(set) var numbers: ClosedRange<Int>
    /// How many of the numbers have time code.
    fileprivate(set) var count: Int
    /// Frames since midnight less frame number, within a day; the same for all frames of the segment.
    let offset: Int
  }

  /// A place where time code does not go on as the numbers do.
  package struct Jump: Hashable, Sendable {
    /// The first frame behind it.
    package let number: Int
    /// The time code that this frame would have had.
    package let expected: TimeCode
    /// The one it has.
    package let found: TimeCode
  }

  /// How time code counts here.
  package let base: TimeBase
  /// The segments, rising.
  let segments: [Segment]
  /// The places between segments.
  package let jumps: [Jump]
  /// The numbers of the frames without time code, rising.
  let missing: [Int]
  /// The numbers of the frames whose time code does not exist at ``base``, rising: dropped numbers, the other
  /// drop-frame flag, too many frames in a second.
  package let invalid: [Int]

  /// - Parameters:
  ///   - frames: frame numbers, rising, with their time code. Missing frames are left out.
  ///   - base: how time code counts.
  package init(_ frames: [(number: Int, timeCode: TimeCode?)], base: TimeBase) {
    var segments: [Segment] = []
    var jumps: [Jump] = []
    var missing: [Int] = []
    var invalid: [Int] = []
    for (number, timeCode) in frames {
      guard let timeCode else {
        missing.append(number)
        continue
      }
      // The only error is a time code that this base does not have, and that is what is recorded.
      guard let count = try? timeCode.frameCount(base) else {
        invalid.append(number)
        continue
      }
      let offset = Self.wrapped(count - number, base)
      if let last = segments.last, last.offset == offset {
        segments[segments.count - 1].numbers = last.numbers.lowerBound...number
        segments[segments.count - 1].count += 1
        continue
      }
      if let last = segments.last {
        let expected = TimeCode(frameCount: last.offset + number, base: base)
        jumps.append(Jump(number: number, expected: expected, found: timeCode))
      }
      segments.append(Segment(numbers: number...number, count: 1, offset: offset))
    }
    self.base = base
    self.segments = segments
    self.jumps = jumps
    self.missing = missing
    self.invalid = invalid
  }

  /// Frames whose time code contradicts their number: all but those of the longest segment; of equally
  /// long ones the first counts.
  package var contradicting: [ClosedRange<Int>] {
    let longest = segments.indices.max { (segments[$0].count, -$0) < (segments[$1].count, -$1) }
    return segments.indices.filter { $0 != longest }.map { segments[$0].numbers }
  }

  /// The time code that frame `number` has, or would have if it existed: it continues the last segment
  /// that begins at or before it, or else the first. `nil` if no frame has time code.
  ///
  /// So a held or black frame, and a slate, get the time code of the frame that they stand for.
  package func timeCode(of number: Int) -> TimeCode? {
    guard let segment = segments.last(where: { $0.numbers.lowerBound <= number }) ?? segments.first else {
      return nil
    }
    return TimeCode(frameCount: segment.offset + number, base: base)
  }

  /// The source numbers from one time code to another, both inclusive. Where time code runs without a
  /// jump, the range may reach beyond the source.
  ///
  /// - Throws: ``TimeCodeError/invalid(timeCode:)``; ``TimeCodeError/notInSource(timeCode:)``,
  ///   ``TimeCodeError/ambiguous(timeCode:)`` where it jumps; ``TimeCodeError/reversed(first:last:)``.
  package func numbers(from first: TimeCode, through last: TimeCode) throws(TimeCodeError) -> ClosedRange<Int>
  {
    let (start, end) = (try number(of: first), try number(of: last))
    guard start <= end else { throw .reversed(first: first, last: last) }
    return start...end
  }

  private func number(of timeCode: TimeCode) throws(TimeCodeError) -> Int {
    let count = try timeCode.givenFrameCount(base)
    var candidates: [Int] = []
    for segment in segments {
      // The number nearest to the segment's middle among those a day apart.
      let middle = (segment.numbers.lowerBound + segment.numbers.upperBound) / 2
      let distance = Self.wrapped(count - segment.offset - middle, base)
      let number = middle + (distance > base.framesPerDay / 2 ? distance - base.framesPerDay : distance)
      if segments.count == 1 { return number }
      if segment.numbers.contains(number) { candidates.append(number) }
    }
    guard candidates.count <= 1 else { throw .ambiguous(timeCode: timeCode) }
    guard let number = candidates.first else { throw .notInSource(timeCode: timeCode) }
    return number
  }

  private static func wrapped(_ count: Int, _ base: TimeBase) -> Int {
    let rest = count % base.framesPerDay
    return rest < 0 ? rest + base.framesPerDay : rest
  }
}
