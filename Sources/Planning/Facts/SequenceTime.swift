import Conversion
import EXR
import FrameSequence
import Timecode

/// The time code of a sequence: what its frames carry, and what those without one get.
struct SequenceTime {
  /// What the files say against the rate that the user gives.
  let objection: Refusal.Reason?
  /// Nil where no frame rate is known, so that nothing can be counted.
  let base: TimeBase?
  private let track: TimeCodeTrack?
  private let hasNone: Bool
  /// The first and the last number of the source.
  private let source: ClosedRange<Int>?
  /// Time code to write where there is none: that of the first frame, and its number.
  private let start: (code: Timecode.TimeCode, number: Int)?
  /// Whether frames without time code get one: from the first frame on, or as the others count.
  let writesMissing: Bool
  /// Frames without time code.
  private let missing: [ClosedRange<Int>]
  /// Frames whose time code is none: its digits are no digits.
  private let unreadable: [ClosedRange<Int>]
  /// Why nothing can be counted although there is time code; nil where there is none, or it counts.
  let uncounted: Warning.UncountedReason?
  /// The rate to write where there is none.
  let writtenRate: FrameRate?

  /// - Parameters:
  ///   - numbers: One a frame, in the order of the facts.
  ///   - fps: The rate that the user gives, for where the headers say none.
  init(_ facts: SequenceFacts, numbers: [Int?], fps: GivenRate?, startTimeCode: Timecode.TimeCode?) {
    let codes = facts.timeCodes(numbers)
    let known = numbers.compactMap(\.self)
    source = known.min().flatMap { first in known.max().map { first...$0 } }
    objection = fps.flatMap { facts.objection(to: $0, numbers: numbers) }
    let dropFrame = codes.lazy.compactMap(\.timeCode).first?.dropFrame ?? fps?.base.dropFrame ?? false
    let rate = facts.rate(numbers: numbers) ?? fps?.base.rate
    let without = facts.framesWithoutCode(numbers)
    (missing, unreadable) = (without.missing, without.unreadable)
    hasNone = codes.allSatisfy { $0.timeCode == nil }
    // A rate that time code cannot count at leaves frames their codes, and counts nothing.
    do throws(TimeCodeError) {
      base = try rate.map { rate throws(TimeCodeError) in try TimeBase(rate, dropFrame: dropFrame) }
      uncounted = base == nil && !hasNone ? .noRate : nil
    } catch {
      base = nil
      uncounted = hasNone ? nil : .rate(error)
    }
    writtenRate = fps?.base.rate
    track = base.map { TimeCodeTrack(codes, base: $0) }
    writesMissing = startTimeCode != nil && base != nil
    start = hasNone ? startTimeCode.flatMap { code in codes.first.map { (code, $0.number) } } : nil
  }

  /// The time code of a source number, whether the source has that frame or not.
  func timeCode(of number: Int) -> Timecode.TimeCode? {
    if let start, let base {
      // The code was read against this base; a day wraps.
      return try? start.code.advanced(by: number - start.number, base: base)
    }
    return track?.timeCode(of: number)
  }

  /// The source numbers between two time codes, both included.
  ///
  /// - Parameter isWhole: Whether the source has to have all of them; else it needs one at least.
  func numbers(_ cut: CutTimeCode, isWhole: Bool) throws(Refusal.Reason) -> ClosedRange<Int> {
    guard !hasNone else {
      throw .cutWithoutTimeCode
    }
    guard let track else {
      throw .cutWithoutRate
    }
    var last: Timecode.TimeCode?
    let numbers: ClosedRange<Int>
    do throws(TimeCodeError) {
      let end = try cut.last(track.base)
      last = end
      numbers = try track.numbers(from: cut.first, through: end)
    } catch {
      throw .cutNotInSource(first: cut.first, last: last, error: error)
    }
    guard let source, let last, let begin = track.timeCode(of: source.lowerBound),
      let end = track.timeCode(of: source.upperBound)
    else { return numbers }
    if !numbers.overlaps(source) {
      throw .cutOutsideSource(first: cut.first, last: last, sourceFirst: begin, sourceLast: end)
    }
    if isWhole, numbers.clamped(to: source) != numbers {
      throw .cutBeyondSource(first: cut.first, last: last, sourceFirst: begin, sourceLast: end)
    }
    return numbers
  }

  /// What contradicts itself.
  var warnings: [Warning] {
    var warnings = track.map(SequenceTime.warnings) ?? []
    if !unreadable.isEmpty { warnings.append(.unreadableTimeCode(frames: FrameList(unreadable))) }
    guard !hasNone else { return warnings }
    if !missing.isEmpty {
      warnings.append(.missingTimeCode(frames: FrameList(missing), isCounted: writesMissing))
    } else if writesMissing {
      warnings.append(.unusedStartTimeCode)
    }
    return warnings
  }

  private static func warnings(_ track: TimeCodeTrack) -> [Warning] {
    let (jumps, contradicting, invalid) = (track.jumps, track.contradicting, track.invalid)
    var warnings = jumps.prefix(4).map {
      Warning.timeCodeJump(frame: $0.number, found: $0.found, expected: $0.expected)
    }
    if jumps.count > 4 { warnings.append(.moreTimeCodeJumps(count: jumps.count - 4)) }
    if !contradicting.isEmpty { warnings.append(.timeCodeOffNumbers(frames: FrameList(contradicting))) }
    if !invalid.isEmpty {
      let frames = FrameList(FrameNumbers.ranges(of: invalid))
      warnings.append(
        .timeCodeOffRate(frames: frames, rate: track.base.rate, dropFrame: track.base.dropFrame))
    }
    return warnings
  }
}

extension SequenceFacts {
  /// Puts back what the header of a DPX has no place for: drop-frame flags and field bits, as the run of the
  /// frames shows them. The facts of EXRs stay.
  ///
  /// - Parameters:
  ///   - numbers: One a frame, in the order of the facts; a frame without one keeps the digits alone.
  ///   - fps: The rate that the user gives; where DF or NDF is not said, the codes show it.
  mutating func completeTimeCode(numbers: [Int?], fps: GivenRate?) {
    guard readable.contains(where: { $0.codes != nil }) else { return }
    let codes = timeCodes(numbers)
    // A rate that time code cannot count at leaves frames their codes.
    let counted = (rate(numbers: numbers) ?? fps?.base.rate).flatMap { try? TimeBase($0, digits: codes) }
    guard let base = fps?.saysDropFrame == true ? fps?.base : counted else { return }
    let completed = Dictionary(
      base.completed(codes).map { ($0.number, $0.timeCode) }, uniquingKeysWith: { first, _ in first })
    for (index, number) in numbers.enumerated() {
      guard let number, case .success(var facts) = frames[index], let own = facts.timeCode,
        let code = completed[number] ?? nil
      else { continue }
      facts.timeCode = EXR.TimeCode(timeAndFlags: code.openEXRWord(), userData: own.userData)
      frames[index] = .success(facts)
    }
  }

  /// Frames that have no time code, and frames that have a word that is none.
  fileprivate func framesWithoutCode(
    _ numbers: [Int?]
  ) -> (missing: [ClosedRange<Int>], unreadable: [ClosedRange<Int>]) {
    var (missing, unreadable): ([Int], [Int]) = ([], [])
    for (number, frame) in zip(numbers, frames) {
      guard let number, case .success(let facts) = frame, facts.countedCode == nil else { continue }
      if facts.timeCode == nil { missing.append(number) } else { unreadable.append(number) }
    }
    return (FrameNumbers.ranges(of: missing), FrameNumbers.ranges(of: unreadable))
  }

  fileprivate func timeCodes(_ numbers: [Int?]) -> [(number: Int, timeCode: Timecode.TimeCode?)] {
    zip(numbers, frames).compactMap { number, frame in
      guard let number, case .success(let facts) = frame else { return nil }
      // A word that is no time code counts as none.
      return (number, facts.countedCode)
    }
  }
}
