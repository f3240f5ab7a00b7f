/// Time codes of which a header has the eight digits alone, as that of DPX: what the run of the frames says of
/// the drop-frame flag and the field bit.
extension TimeBase {
  /// How codes count whose drop-frame flag is not known.
  ///
  /// Numbers are dropped where the codes prove it by crossing a minute: dropped, all exist and run with the
  /// numbers of their frames, and not dropped they do not. Else they are not.
  ///
  /// - Parameters:
  ///   - frames: frame numbers, rising, with their time code; only its digits count.
  /// - Throws: ``TimeCodeError/unusableRate(_:)``, as ``init(_:dropFrame:)``.
  public init(_ rate: FrameRate, digits frames: [(number: Int, timeCode: TimeCode?)]) throws(TimeCodeError) {
    try self.init(rate)
    // The rate counts, so the only error is that it has no drop-frame.
    guard let dropping = try? TimeBase(rate, dropFrame: true) else { return }
    if dropping.runs(frames), !runs(frames) { self = dropping }
  }

  private func runs(_ frames: [(number: Int, timeCode: TimeCode?)]) -> Bool {
    let track = TimeCodeTrack(completed(frames), base: self)
    return track.jumps.isEmpty && track.invalid.isEmpty
  }

  /// The frames with the drop-frame flag of this base, and above 30 frames a second with field bits.
  ///
  /// A frame with the digits of the one numbered before it is the second of their pair, and so is every
  /// other number from there on, for as long as the digits go along. Where they jump, what the frames behind
  /// the jump say holds for those; where these say nothing, as one alone does, it goes on as before the jump.
  /// Frames before the first that say something follow those. No frame is a second one where none says so,
  /// or where codes count every frame in place of pairs.
  ///
  /// - Parameter frames: frame numbers, rising, with their time code; only its digits count. Codes that do
  ///   not exist at this base say nothing.
  public func completed(
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

  /// Frames whose digits go along with their numbers, if the right ones of them are seconds.
  private struct RunOfPairs {
    /// The index of the first frame.
    let start: Int
    /// Nil where nothing says it.
    var secondIsOdd: Bool?
    /// Whether a second stands behind a first, which never happens where codes count every frame.
    var hasWholePair = false
  }

  /// - Parameter frames: With no field bit set.
  private func runsOfPairs(_ frames: [(number: Int, timeCode: TimeCode?)]) -> [RunOfPairs] {
    var runs: [RunOfPairs] = []
    var last = (number: 0, count: 0)
    for (index, (number, timeCode)) in frames.enumerated() {
      // A code that does not exist at this base says nothing.
      guard let count = try? timeCode?.frameCount(self) else { continue }
      // How far the pairs are ahead of the numbers: they fall behind at a second and catch up after it.
      let step = count - last.count - (number - last.number)
      let lead = (step % framesPerDay + framesPerDay + 1) % framesPerDay - 1
      last = (number, count)
      let secondIsOdd = lead == 0 ? nil : (lead < 0) != number.isMultiple(of: 2)
      guard let run = runs.last, lead <= 1,
        run.secondIsOdd == nil || secondIsOdd == nil || run.secondIsOdd == secondIsOdd
      else {
        runs.append(RunOfPairs(start: index))
        continue
      }
      runs[runs.count - 1].secondIsOdd = run.secondIsOdd ?? secondIsOdd
      if lead < 0 { runs[runs.count - 1].hasWholePair = true }
    }
    return runs
  }
}
