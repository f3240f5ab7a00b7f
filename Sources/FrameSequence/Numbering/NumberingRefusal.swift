/// Why a sequence cannot be numbered as asked. Frame numbers are the source's unless said otherwise.
public enum NumberingRefusal: Hashable, Sendable, Encodable {
  /// Several files have one number: nobody can say which is the frame.
  case duplicateNumbers(duplicates: [DuplicateNumber])
  /// The file has no frame number, but the request has a cut, a range, handles or a slate.
  case noFrameNumber
  /// Numbers are to change, but the digits in the number's place of this name are too many or too large
  /// to be a frame number; see ``FrameName/isNumberTooLarge``.
  case numberTooLarge(name: [UInt8])
  /// These numbers are missing, and ``NumberingRequest/gaps`` is `error`.
  case gaps(ranges: [ClosedRange<Int>])
  /// The source does not reach far enough for these handles, and ``NumberingRequest/shortHandles`` is
  /// `error`.
  case shortHandles(head: HandleCoverage, tail: HandleCoverage)
  /// The head and tail handles leave nothing of the `frames` that contain them.
  case handlesLeaveNoCut(frames: Int)
  /// Not one frame of the range asked for exists.
  case nothingInRange(range: ClosedRange<Int>)
  /// The first frame is to be the slate, but there is no second.
  case nothingButTheSlate
  /// The range asked for has more frames than a plan may have.
  case tooManyFrames(count: Int, limit: Int)
  /// A number, asked for or resulting, does not fit 32 bits.
  case numberOutOfBounds(number: Int)
  /// Numbers, of which this is the lowest, would lie below 0, and ``NumberingRequest/allowsNegative`` is false.
  case negativeNumbers(lowest: Int)
  /// A cut and a range exclude each other.
  case cutAndRange
  /// A cut is given, but there are several sequences.
  case cutForSeveralSequences
  /// A slate file is given, but there are several sequences.
  case slateFileForSeveralSequences
  /// A handle shorter than no frames.
  case negativeHandles
  /// A padding outside 1–10.
  case unusablePadding(pad: Int)
}

/// All reasons why a sequence cannot be numbered as asked; never empty.
public struct NumberingError: Error, Hashable, Sendable {
  /// The reasons.
  public let refusals: [NumberingRefusal]
}

/// Something the user should look at, though it stops nothing.
public enum NumberingWarning: Hashable, Sendable, Encodable {
  /// The source begins one frame before the number that its first frame is to get: `frame` may be a
  /// slate, and would become the first frame of picture.
  case possibleSlate(frame: Int)
  /// Some delivered numbers have more digits than the padding, and more than others, so names do not sort by
  /// number.
  case outgrowsPadding(pad: Int)
  /// The source's names have these paddings; delivered names have one.
  case mixedPadding(widths: [Int])
  /// The file has no frame number and keeps its name.
  case keepsName
  /// The source has fewer frames before the cut than were asked for.
  case shortHead(requested: Int, available: Int)
  /// The source has fewer frames behind the cut than were asked for.
  case shortTail(requested: Int, available: Int)
}

/// How much of one handle the source has.
public struct HandleCoverage: Hashable, Sendable, Encodable {
  /// Frames asked for.
  public let requested: Int
  /// Of these, frames that lie between the source's first and last. A gap among them does not count
  /// against the handle; it is a gap.
  public let available: Int

  /// Whether the source does not reach far enough.
  public var isShort: Bool { available < requested }
}
