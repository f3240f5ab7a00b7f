import Files
import SystemPackage

/// How many frames before cut-in and after cut-out belong to the delivery.
public struct Handles: Hashable, Sendable {
  /// Frames before cut-in.
  public var head: Int
  /// Frames after cut-out.
  public var tail: Int

  /// Handles of these lengths, in frames.
  public init(head: Int, tail: Int) {
    self.head = head
    self.tail = tail
  }

  /// No handles.
  public static let none = Handles(head: 0, tail: 0)
}

/// How the frames of a delivery are to be numbered. All numbers are frame numbers; the ones of
/// ``cut`` and ``range`` are the source's.
public struct NumberingRequest: Hashable, Sendable {
  /// What fixes the delivered numbers.
  public enum Anchor: Hashable, Sendable {
    /// Frames keep their numbers.
    case keepNumbers
    /// Head-in gets this number: the first frame of the range asked for, handles included, whether the
    /// source has it or not.
    case start(Int)
    /// Cut-in gets this number, and the head handle hangs below it.
    case cutIn(Int)
    /// Every number is raised by this.
    case offset(Int)
  }

  /// What becomes of numbers that the source lacks.
  public enum MissingPolicy: String, Hashable, Sendable, CaseIterable {
    /// The sequence is refused.
    case error
    /// They stay missing, and are listed.
    case keep
    /// The frame before stands in; for a missing start the frame after it.
    case hold
    /// A black frame stands in.
    case black
  }

  /// Where the frame before head-in comes from.
  public enum Slate: Hashable, Sendable {
    /// There is none.
    case none
    /// It is made from the shot's data.
    case render
    /// The source's first frame is the slate; the picture begins with the second.
    case first
    /// It is this file.
    case file(FilePath)
  }

  /// What fixes the delivered numbers.
  public var anchor: Anchor
  /// The range used in the edit, inclusive; handles extend it into the source. `nil`: the source is
  /// taken to contain its handles.
  public var cut: ClosedRange<Int>?
  /// The part of the source to deliver, inclusive, without editorial meaning; not with ``cut``.
  public var range: ClosedRange<Int>?
  /// The handles: beyond ``cut`` if there is one, else the outer frames of the source or ``range``.
  public var handles: Handles
  /// For numbers missing inside the source, inside ``cut``, or inside ``range``.
  public var gaps: MissingPolicy
  /// For handle frames before the source's first frame and after its last.
  public var shortHandles: MissingPolicy
  /// The slate, which is always numbered head-in − 1.
  public var slate: Slate
  /// The least number of digits, 1–10. `nil`: four where the anchor says new numbers, so that all sequences of a
  /// delivery are padded alike; else as in the source, and at least four when numbers change.
  public var pad: Int?
  /// Whether the anchor and the slate may lead below 0. Few programs read such numbers, so a command should ask.
  public var allowsNegative = true

  /// A request; the defaults change nothing and refuse gaps.
  public init(
    anchor: Anchor = .keepNumbers, cut: ClosedRange<Int>? = nil, range: ClosedRange<Int>? = nil,
    handles: Handles = .none, gaps: MissingPolicy = .error, shortHandles: MissingPolicy = .keep,
    slate: Slate = .none, pad: Int? = nil
  ) {
    self.anchor = anchor
    self.cut = cut
    self.range = range
    self.handles = handles
    self.gaps = gaps
    self.shortHandles = shortHandles
    self.slate = slate
    self.pad = pad
  }

  /// What is wrong with the request itself, whatever the sequences are.
  ///
  /// - Parameter sequences: how many sequences it is meant for. A cut and a slate file belong to one.
  package func refusals(sequences: Int) -> [NumberingRefusal] {
    var refusals: [NumberingRefusal] = []
    if cut != nil, range != nil { refusals.append(.cutAndRange) }
    if cut != nil, sequences > 1 { refusals.append(.cutForSeveralSequences) }
    if case .file = slate, sequences > 1 { refusals.append(.slateFileForSeveralSequences) }
    if handles.head < 0 || handles.tail < 0 { refusals.append(.negativeHandles) }
    if let pad, !(1...FrameName.maximumDigits).contains(pad) { refusals.append(.unusablePadding(pad: pad)) }
    let numbers = [cut, range].compactMap { $0 }.flatMap { [$0.lowerBound, $0.upperBound] }
    for number in numbers + [anchor.number, handles.head, handles.tail]
    where !FrameName.numbers.contains(number) {
      refusals.append(.numberOutOfBounds(number: number))
    }
    if !allowsNegative, refusals.isEmpty, let lowest, lowest < 0 {
      refusals.append(.negativeNumbers(lowest: lowest))
    }
    return refusals
  }
}

extension NumberingRequest {
  /// The number of the slate, or of head-in where there is none, as far as it does not depend on the source.
  private var lowest: Int? {
    let slates = slate == .none ? 0 : 1
    switch anchor {
    case .start(let number): return number - slates
    case .cutIn(let number): return number - handles.head - slates
    case .keepNumbers, .offset: return nil
    }
  }
}

extension NumberingRequest.Anchor {
  fileprivate var number: Int {
    switch self {
    case .keepNumbers: 0
    case .start(let number), .cutIn(let number), .offset(let number): number
    }
  }
}

extension Handles {
  /// Handles from `8` (head and tail) or `8,12` (head, tail); `nil` for anything else.
  public init?(parsing text: String) {
    let lengths = text.split(separator: ",", omittingEmptySubsequences: false).map { part -> Int? in
      guard part.utf8.allSatisfy(Byte.isDigit) else { return nil }
      return FrameName.number(digits: Array(part.utf8)[...], isNegative: false)
    }
    guard let head = lengths[0], lengths.count <= 2, let tail = lengths[lengths.count - 1] else { return nil }
    self.init(head: head, tail: tail)
  }
}
