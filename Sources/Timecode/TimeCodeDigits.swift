/// Time codes from a header that holds their eight digits only, as that of DPX does: drop-frame flag and field bit are
/// concluded from how the codes of successive frames count.
extension TimeBase {
  /// How codes count whose drop-frame flag is not known.
  ///
  /// The codes are drop-frame only if they prove it by crossing a minute: read as drop-frame, all of them exist and
  /// count with the numbers of their frames, and read as non-drop-frame they do not.
  ///
  /// - Parameters:
  ///   - frames: frame numbers, rising, with their time code; only its digits count.
  /// - Throws: ``TimeCodeError/unusableRate(rate:)``, as ``init(_:dropFrame:)``.
  package init(_ rate: FrameRate, digits frames: [(number: Int, timeCode: TimeCode?)]) throws(TimeCodeError) {
    try self.init(rate)
    // The base above shows that the rate can be counted; the only error left is that it has no drop-frame.
    guard let dropping = try? TimeBase(rate, dropFrame: true) else { return }
    if dropping.runs(frames), !runs(frames) { self = dropping }
  }

  private func runs(_ frames: [(number: Int, timeCode: TimeCode?)]) -> Bool {
    let track = TimeCodeTrack(completed(frames), base: self)
    return track.jumps.isEmpty && track.invalid.isEmpty
  }

  /// The frames with the drop-frame flag of this base, and above 30 frames a second with field bits.
  ///
  /// Above 30 frames a second two frames share their digits, and the field bit marks the second of a pair. Frames
  /// 1001 to 1006 with the digits …:10, …:11, …:11, …:12, …:12, …:13 have the seconds 1003 and 1005, which repeat
  /// the digits of the frame before them. So every odd number is a second, 1001 as well.
  ///
  /// This holds until the digits jump. Behind a jump the frames there decide; if they do not show which is the second,
  /// as a single frame does not, the rule from before the jump goes on. Frames before the first run that shows it
  /// follow that run. No frame is a second one if no run shows it, or if the codes count every frame and not pairs.
  ///
  /// - Parameter frames: frame numbers, rising, with their time code; only its digits count. Codes that do
  ///   not exist at this base say nothing.
  package func completed(
    _ frames: [(number: Int, timeCode: TimeCode?)]
  ) -> [(number: Int, timeCode: TimeCode?)] {
    var frames = frames
    for index in frames.indices {
      frames[index].timeCode?.dropFrame = dropFrame
      frames[index].timeCode?.field = false
    }
    guard countsPairs else { return frames }
    let runs = runsOfPairs(frames)
    guard runs.count == 1 || runs.contains(where: \.hasWholePair),
      var secondIsOdd = runs.lazy.compactMap(\.secondIsOdd).first
    else { return frames }
    for (run, end) in zip(runs, runs.dropFirst().map(\.start) + [frames.count]) {
      secondIsOdd = run.secondIsOdd ?? secondIsOdd
      for index in run.start..<end {
        let isSecond = frames[index].number.isMultiple(of: 2) != secondIsOdd
        frames[index].timeCode?.field = isSecond
      }
    }
    return frames
  }

  /// Frames whose digits count with their numbers, if the right ones of them are seconds.
  private struct RunOfPairs {
    /// The index of the first frame.
    let start: Int
    /// Nil where nothing says it.
    var secondIsOdd: Bool?
    /// Whether a second stands behind a first, which never happens where codes count every frame.
    var hasWholePair = false
  }

  /// What the digits of a frame say, compared with those of the frame before it. Each digit of a pair counts for two
  /// frames, so from …:11, …:11 to …:12 the count goes on by 0 and then by 2 while the number goes on by 1 and 1.
  private enum Step {
    /// The count falls one behind the numbers: the digits are repeated.
    case second
    /// The count gets one ahead of the numbers: a new pair begins.
    case first
    /// The count goes on as the numbers do, as where every other frame is missing.
    case along
    case jump

    /// - Parameter framesPerDay: The count after which midnight starts again at 0.
    init(count: Int, numbers: Int, framesPerDay: Int) {
      let ahead = (count - numbers) % framesPerDay
      switch ahead < 0 ? ahead + framesPerDay : ahead {
      case 0: self = .along
      case 1: self = .first
      case framesPerDay - 1: self = .second
      default: self = .jump
      }
    }

    /// Whether odd numbers are those of seconds, if this frame shows it.
    func secondIsOdd(number: Int) -> Bool? {
      switch self {
      case .second: !number.isMultiple(of: 2)
      case .first: number.isMultiple(of: 2)
      case .along, .jump: nil
      }
    }
  }

  /// - Parameter frames: With no field bit set.
  private func runsOfPairs(_ frames: [(number: Int, timeCode: TimeCode?)]) -> [RunOfPairs] {
    var runs: [RunOfPairs] = []
    var last = (number: 0, count: 0)
    for (index, (number, timeCode)) in frames.enumerated() {
      // A code that does not exist at this base says nothing.
      guard let count = try? timeCode?.frameCount(self) else { continue }
      let step = Step(count: count - last.count, numbers: number - last.number, framesPerDay: framesPerDay)
      last = (number, count)
      let secondIsOdd = step.secondIsOdd(number: number)
      guard let run = runs.last, step != .jump,
        run.secondIsOdd == nil || secondIsOdd == nil || run.secondIsOdd == secondIsOdd
      else {
        runs.append(RunOfPairs(start: index))
        continue
      }
      runs[runs.count - 1].secondIsOdd = run.secondIsOdd ?? secondIsOdd
      if step == .second { runs[runs.count - 1].hasWholePair = true }
    }
    return runs
  }
}
