extension ImageSequence {
  /// The most numbers that a range may have. Two stray frames a billion apart are a mistake, not a shot.
  public static let maximumPlannedFrames = 1_000_000

  /// Plans the delivered numbers of this sequence.
  ///
  /// Two conventions are in use, and both are here by name: `start` numbers head-in, `cutIn` numbers
  /// cut-in. In both the slate is head-in − 1, outside the picture. Source numbers map by arithmetic,
  /// never by position.
  /// - Parameter maximumFrames: the most numbers that the range may have.
  /// - Throws: ``NumberingError`` with every reason against it.
  public func numbering(
    _ request: NumberingRequest, maximumFrames: Int = maximumPlannedFrames
  ) throws(NumberingError) -> NumberingPlan {
    var refusals = request.refusals(sequences: 1)
    if !duplicates.isEmpty { refusals.append(.duplicateNumbers(duplicates: duplicates)) }
    guard refusals.isEmpty else { throw NumberingError(refusals: refusals) }

    guard frames[0].number != nil else { return try planWithoutNumber(request) }
    let numbering = try Numbering(self, request: request)
    refusals = numbering.refusals(maximumFrames: maximumFrames)
    guard refusals.isEmpty else { throw NumberingError(refusals: refusals) }
    return numbering.plan()
  }

  private func planWithoutNumber(_ request: NumberingRequest) throws(NumberingError) -> NumberingPlan {
    if request.anchor != .keepNumbers, FrameName(frames[0].name).isNumberTooLarge {
      throw NumberingError(refusals: [.numberTooLarge(name: frames[0].name)])
    }
    guard request.cut == nil, request.range == nil, request.handles == .none, request.slate == .none else {
      throw NumberingError(refusals: [.noFrameNumber])
    }
    let entry = NumberingPlan.Entry(
      sourceNumber: nil, outputNumber: nil, role: .cut, content: .source(frames[0]))
    let none = HandleCoverage(requested: 0, available: 0)
    return NumberingPlan(
      offset: 0, pattern: pattern, slate: nil, entries: [entry], marks: nil, head: none, tail: none,
      gaps: [], warnings: request.anchor == .keepNumbers ? [] : [.keepsName])
  }
}

/// The arithmetic of one numbering, in source numbers throughout.
private struct Numbering {
  private typealias Numbered = (number: Int, frame: SequenceFrame)

  private let sequence: ImageSequence
  private let request: NumberingRequest
  /// The source's frames without its slate, rising; not empty.
  private let picture: [Numbered]
  /// Head-in to tail-out.
  private let range: ClosedRange<Int>
  private let cutIn: Int
  private let cutOut: Int
  private let offset: Int
  /// What is missing of the range, and is no short handle.
  private let gaps: [ClosedRange<Int>]
  private let head: HandleCoverage
  private let tail: HandleCoverage

  init(_ sequence: ImageSequence, request: NumberingRequest) throws(NumberingError) {
    self.sequence = sequence
    self.request = request
    let numbered: [Numbered] = sequence.frames.compactMap { frame in frame.number.map { ($0, frame) } }
    picture = request.slate == .first ? Array(numbered.dropFirst()) : numbered
    guard let first = picture.first?.number, let last = picture.last?.number else {
      throw NumberingError(refusals: [.nothingButTheSlate])
    }

    let handles = request.handles
    if let cut = request.cut {
      (cutIn, cutOut) = (cut.lowerBound, cut.upperBound)
      range = (cutIn - handles.head)...(cutOut + handles.tail)
    } else {
      range = request.range ?? first...last
      (cutIn, cutOut) = (range.lowerBound + handles.head, range.upperBound - handles.tail)
    }
    offset =
      switch request.anchor {
      case .keepNumbers: 0
      case .offset(let number): number
      case .start(let number): number - range.lowerBound
      case .cutIn(let number): number - cutIn
      }

    guard cutIn <= cutOut else {
      throw NumberingError(refusals: [.handlesLeaveNoCut(frames: range.count)])
    }

    // What a handle lacks beyond the source's ends is short; whatever else is missing is a gap.
    let shortHead = max(0, min(first, cutIn) - range.lowerBound)
    let shortTail = max(0, range.upperBound - max(last, cutOut))
    head = HandleCoverage(requested: handles.head, available: handles.head - shortHead)
    tail = HandleCoverage(requested: handles.tail, available: handles.tail - shortTail)
    let expected = (range.lowerBound + shortHead)...(range.upperBound - shortTail)
    gaps = Self.missing(from: expected, in: picture[Self.indices(of: expected, in: picture)])
  }

  func refusals(maximumFrames: Int) -> [NumberingRefusal] {
    var refusals: [NumberingRefusal] = []
    let isEmpty = Self.indices(of: range, in: picture).isEmpty
    if isEmpty { refusals.append(.nothingInRange(range: range)) }
    if range.count > maximumFrames {
      refusals.append(.tooManyFrames(count: range.count, limit: maximumFrames))
    }
    // Where nothing is there, no policy for what is missing makes a delivery of it.
    if request.gaps == .error, !gaps.isEmpty, !isEmpty { refusals.append(.gaps(ranges: gaps)) }
    if request.shortHandles == .error, head.isShort || tail.isShort {
      refusals.append(.shortHandles(head: head, tail: tail))
    }
    for number in outermost where !FrameName.numbers.contains(number) {
      refusals.append(.numberOutOfBounds(number: number))
    }
    if !request.allowsNegative, leadsBelowZero { refusals.append(.negativeNumbers(lowest: outermost[0])) }
    return refusals
  }

  /// - Precondition: there are no refusals.
  func plan() -> NumberingPlan {
    var pattern = sequence.pattern
    pattern.pad = request.pad ?? padding
    let entries = entries()
    return NumberingPlan(
      offset: offset, pattern: pattern, slate: slate, entries: entries,
      marks: NumberingPlan.Marks(
        headIn: range.lowerBound + offset, cutIn: cutIn + offset, cutOut: cutOut + offset,
        tailOut: range.upperBound + offset),
      head: head, tail: tail, gaps: gaps, warnings: warnings(pad: pattern.pad, entries: entries))
  }

  private var slateNumber: Int { range.lowerBound + offset - 1 }

  /// The lowest and the highest number that is delivered.
  private var outermost: [Int] {
    [request.slate == .none ? range.lowerBound + offset : slateNumber, range.upperBound + offset]
  }

  /// Whether what is asked for, and not the source itself, has numbers below 0.
  private var leadsBelowZero: Bool {
    let hasOwn = request.anchor == .keepNumbers && (request.slate == .none || picture[0].number < 0)
    return !hasOwn && outermost[0] < 0
  }

  private var slate: NumberingPlan.Slate? {
    switch request.slate {
    case .none: nil
    case .render: NumberingPlan.Slate(outputNumber: slateNumber, source: .rendered)
    case .first: NumberingPlan.Slate(outputNumber: slateNumber, source: .frame(sequence.frames[0]))
    case .file(let path): NumberingPlan.Slate(outputNumber: slateNumber, source: .file(path))
    }
  }

  private func entries() -> [NumberingPlan.Entry] {
    var next = Self.indices(of: range, in: picture).lowerBound
    var entries: [NumberingPlan.Entry] = []
    entries.reserveCapacity(range.count)
    for number in range {
      let content: NumberingPlan.Content
      if next < picture.count, picture[next].number == number {
        content = .source(picture[next].frame)
        next += 1
      } else {
        content = substitute(for: number, next: next)
      }
      entries.append(
        NumberingPlan.Entry(
          sourceNumber: number, outputNumber: number + offset, role: role(of: number), content: content))
    }
    return entries
  }

  private func role(of number: Int) -> NumberingPlan.Role {
    if number < cutIn { return .headHandle }
    return number > cutOut ? .tailHandle : .cut
  }

  /// What stands in for a missing frame; `next` is the index of the first frame behind it.
  private func substitute(for number: Int, next: Int) -> NumberingPlan.Content {
    let isShortHandle =
      number < range.lowerBound + head.requested - head.available
      || number > range.upperBound - (tail.requested - tail.available)
    return switch isShortHandle ? request.shortHandles : request.gaps {
    case .black: .black
    case .hold: .held(picture[max(0, next - 1)].frame)
    case .keep, .error: .missing
    }
  }

  /// Four digits for new numbers. Numbers that are moved have as many as the source pads to, and four at least:
  /// `f.86400` says nothing of padding; `f.086400` does.
  private var padding: Int {
    let pattern = sequence.pattern
    switch request.anchor {
    case .start, .cutIn: return 4
    case .keepNumbers, .offset: if offset == 0 { return pattern.pad }
    }
    let fixed = pattern.prefix.count + pattern.suffix.count
    let isPadded = sequence.frames.contains { frame in
      guard let number = frame.number else { return false }
      return frame.name.count - fixed > FrameName.digits(of: number) + (number < 0 ? 1 : 0)
    }
    return isPadded ? max(4, pattern.pad) : 4
  }

  private func warnings(pad: Int, entries: [NumberingPlan.Entry]) -> [NumberingWarning] {
    var warnings: [NumberingWarning] = []
    if case .start(let number) = request.anchor, request.slate == .none, request.cut == nil,
      request.range == nil, range.lowerBound == number - 1
    {
      warnings.append(.possibleSlate(frame: range.lowerBound))
    }
    let isRenamed = offset != 0 || pad != sequence.pattern.pad
    let delivered = entries.filter { $0.content != .missing }.compactMap(\.outputNumber)
    let widths = (delivered + [slate?.outputNumber].compactMap(\.self)).map {
      max(pad, FrameName.digits(of: $0))
    }
    // Names of one width sort by number whether they are padded or not.
    if isRenamed, let width = widths.first, widths.contains(where: { $0 != width }) {
      warnings.append(.outgrowsPadding(pad: pad))
    }
    if !sequence.mixedPadding.isEmpty { warnings.append(.mixedPadding(widths: sequence.mixedPadding)) }
    return warnings
  }

  /// Which of `frames` lie in `range`.
  private static func indices(of range: ClosedRange<Int>, in frames: [Numbered]) -> Range<Int> {
    func firstIndex(where isBehind: (Int) -> Bool) -> Int {
      var (low, high) = (0, frames.count)
      while low < high {
        let middle = (low + high) / 2
        if isBehind(frames[middle].number) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    return firstIndex { $0 >= range.lowerBound }..<firstIndex { $0 > range.upperBound }
  }

  /// The numbers of `range` that none of `frames`, all of which lie in it, has.
  private static func missing(from range: ClosedRange<Int>, in frames: ArraySlice<Numbered>) -> [ClosedRange<
    Int
  >] {
    var (missing, expected): ([ClosedRange<Int>], Int) = ([], range.lowerBound)
    for (number, _) in frames {
      if number > expected { missing.append(expected...(number - 1)) }
      expected = number + 1
    }
    if expected <= range.upperBound { missing.append(expected...range.upperBound) }
    return missing
  }
}
