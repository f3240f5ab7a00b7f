import SystemPackage

/// What each delivered frame is, decided before anything is written.
///
/// The delivered number of a source frame is its own number plus ``offset``, whatever is missing
/// around it. The numbers of the range (head-in, cut-in, cut-out, tail-out) are those asked for; a
/// short handle moves none of them.
public struct NumberingPlan: Hashable, Sendable {
  /// Which part of the range a frame is in.
  public enum Role: String, Hashable, Sendable {
    /// Before cut-in.
    case headHandle
    /// From cut-in to cut-out.
    case cut
    /// After cut-out.
    case tailHandle
  }

  /// What a delivered frame shows. Frames are the source's, by number.
  public enum Content: Hashable, Sendable {
    /// The source frame.
    case source(SequenceFrame)
    /// Another source frame, because this one is missing.
    case held(SequenceFrame)
    /// Black, because the source frame is missing.
    case black
    /// Nothing: the number is listed as missing and no file is written.
    case missing
  }

  /// One number of the delivered range.
  public struct Entry: Hashable, Sendable {
    /// The source number that this stands for, whether the source has it or not; `nil` for a file
    /// without number. Held and black frames carry the time code of this frame.
    public let sourceNumber: Int?
    /// The delivered number; `nil` for a file without number.
    public let outputNumber: Int?
    /// The part of the range.
    public let role: Role
    /// What it shows.
    public let content: Content
  }

  /// The frame before head-in. It is no entry, because it is no picture.
  public struct Slate: Hashable, Sendable {
    /// Where the slate comes from.
    public enum Source: Hashable, Sendable {
      /// It is to be made.
      case rendered
      /// It is this frame of the source.
      case frame(SequenceFrame)
      /// It is this file.
      case file(FilePath)
    }

    /// The delivered number, always head-in − 1.
    public let outputNumber: Int
    /// Where it comes from.
    public let source: Source
  }

  /// Where the range's marks fall, in delivered numbers.
  public struct Marks: Hashable, Sendable {
    /// First picture frame of the range asked for, handles included.
    public let headIn: Int
    /// First frame used in the edit.
    public let cutIn: Int
    /// Last frame used in the edit.
    public let cutOut: Int
    /// Last picture frame of the range asked for, handles included.
    public let tailOut: Int
  }

  /// What is added to a source number to give the delivered one.
  public let offset: Int
  /// The name of delivered frames: the source's with the delivered padding.
  public let pattern: SequencePattern
  /// The slate, if there is one.
  public let slate: Slate?
  /// Every number from head-in to tail-out, rising; or the one file without number.
  public let entries: [Entry]
  /// The range's marks; `nil` for a file without number.
  public let marks: Marks?
  /// How much of the head handle the source has.
  public let head: HandleCoverage
  /// How much of the tail handle the source has.
  public let tail: HandleCoverage
  /// Source numbers that are missing but for short handles: gaps, and parts of the cut or range beyond
  /// the source.
  public let gaps: [ClosedRange<Int>]
  /// What the user should look at.
  public let warnings: [NumberingWarning]
}
