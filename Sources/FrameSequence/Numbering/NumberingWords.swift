import Files

extension NumberingRefusal {
  /// The refusal as one sentence.
  public var words: String {
    switch self {
    case .duplicateNumbers(let duplicates): "numbers are there twice: \(duplicates.words)"
    case .noFrameNumber: "the name has no frame number that could be changed or counted"
    case .numberTooLarge(let name): "the number of \(PathText.encode(name)) is too long to be a frame's"
    case .gaps(let gaps): "numbers are missing: \(gaps.words)"
    case .shortHandles(let head, let tail):
      "the source is short of handles: \(head.available) of \(head.requested) at the head, "
        + "\(tail.available) of \(tail.requested) at the tail"
    case .handlesLeaveNoCut(let frames): "its \(frames) frames hold no cut between these handles"
    case .nothingInRange(let range): "no frame of \([range].words) is there"
    case .nothingButTheSlate: "its only frame would be the slate"
    case .tooManyFrames(let count, let limit):
      "the range has \(count) numbers, and a plan has \(limit) at most: these may be two sequences, "
        + "or a slip in the range or the handles"
    case .numberOutOfBounds(let number): "\(number) is no frame number: it does not fit 32 bits"
    case .negativeNumbers(let lowest): "frame numbers would lie below 0, down to \(lowest)"
    case .cutAndRange: "--cut and --range exclude each other"
    case .cutForSeveralSequences: "--cut is meant for one sequence, and there are several"
    case .slateFileForSeveralSequences: "a slate file is meant for one sequence, and there are several"
    case .negativeHandles: "a handle cannot be shorter than no frames"
    case .unusablePadding(let pad): "\(pad) is no padding: it has 1 to 10 digits"
    }
  }
}

extension NumberingPlan {
  /// What is short of the handles asked for.
  package var handleWarnings: [NumberingWarning] {
    var short: [NumberingWarning] = []
    if head.isShort { short.append(.shortHead(requested: head.requested, available: head.available)) }
    if tail.isShort { short.append(.shortTail(requested: tail.requested, available: tail.available)) }
    return short
  }

  /// The options that made frames black.
  package func optionsOfBlack(_ request: NumberingRequest) -> [String] {
    let options = [
      ("--gaps", request.gaps == .black && !gaps.isEmpty),
      ("--short-handles", request.shortHandles == .black && (head.isShort || tail.isShort)),
    ]
    return options.filter(\.1).map(\.0)
  }
}

extension NumberingWarning {
  /// The warning as one sentence.
  public var words: String {
    switch self {
    case .possibleSlate(let frame): "the source starts at \(frame), which may be a slate"
    case .outgrowsPadding(let pad):
      "numbers outgrow their \(pad) digits: names will not sort by number"
    case .mixedPadding(let widths):
      "numbers are padded to \(widths.map { "\($0)" }.joined(separator: " and ")) digits; delivered ones to one"
    case .keepsName: "the file has no frame number and keeps its name"
    case .shortHead(let requested, let available): Self.short("Head", requested, available)
    case .shortTail(let requested, let available): Self.short("Tail", requested, available)
    }
  }

  private static func short(_ end: String, _ requested: Int, _ available: Int) -> String {
    "\(end) handle is short: \(available) of \(requested) frames"
  }
}

extension [ClosedRange<Int>] {
  /// `1003, 1010-1012 (4 numbers)`, and `-5 to -1`, where two dashes would meet.
  var words: String {
    let total = reduce(0) { $0 + $1.count }
    return listed(most: 8) + (total > 1 ? " (\(total) numbers)" : "")
  }

  /// The same without a count, cut where a line would become unreadable.
  package func listed(most: Int) -> String {
    let shown = prefix(most).map { range in
      if range.count == 1 { return "\(range.lowerBound)" }
      return "\(range.lowerBound)\(range.upperBound < 0 ? " to " : "-")\(range.upperBound)"
    }
    return shown.joined(separator: ", ") + (count > most ? ", …" : "")
  }
}

extension [DuplicateNumber] {
  /// `1 (f.1.exr, f.001.exr)`.
  package var words: String {
    let shown = prefix(4).map { duplicate in
      "\(duplicate.number) (\(duplicate.names.map(PathText.encode).joined(separator: ", ")))"
    }
    return shown.joined(separator: "; ") + (count > 4 ? "; and \(count - 4) more" : "")
  }
}
