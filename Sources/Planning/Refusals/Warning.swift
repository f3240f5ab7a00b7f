import Conversion
import DPX
import FrameSequence
import Slate
import Timecode

/// What a user should know of a sequence that is delivered all the same: the fact with its values. ``text`` says it.
/// Paths and names are in their text form.
///
/// The names of cases and values are those of JSON reports; see ``Fact``.
public enum Warning: Sendable, Hashable, Encodable {
  /// Something about the numbers.
  case numbering(NumberingWarning)
  /// A difference between frames of the shot.
  case contrast(ShotContrast)

  // MARK: Headers

  /// No frame can be read.
  case nothingReadable
  /// The headers of DPX files say what is passed over.
  case oddHeader(oddity: DPXWarning, frames: FrameList)
  /// Colour of 32 bits is written in 16. The default layer's name is empty.
  case becomesHalf(layer: String, part: PartName)
  /// A layer with red, green and blue is copied, because its name says data.
  case copiedLayer(layer: String)
  /// The source was compressed with loss.
  case lossySource(part: PartName, compression: String)

  // MARK: Time

  /// Time code does not go on at a frame as the numbers do.
  case timeCodeJump(frame: Int, found: TimeCode, expected: TimeCode)
  /// It jumps at more places than are named.
  case moreTimeCodeJumps(count: Int)
  /// Frames whose time code does not run with their numbers, as that of most frames does.
  case timeCodeOffNumbers(frames: FrameList)
  /// Frames whose time code does not exist at the rate.
  case timeCodeOffRate(frames: FrameList, rate: FrameRate, dropFrame: Bool)
  /// Frames whose time code has digits that are none.
  case unreadableTimeCode(frames: FrameList)
  /// Frames without time code, which others have. With `isCounted` they get the count of the others.
  case missingTimeCode(frames: FrameList, isCounted: Bool)
  /// A first time code is given, and every frame has its own.
  case unusedStartTimeCode
  /// Frames that are made get no time code, because nothing can be counted.
  case uncountedTimeCode(frames: [MadeFrames], reason: UncountedReason)

  // MARK: Slates

  /// The first frame is a slate that was drawn before, and is left out.
  case drawnSlateLeftOut(frame: Int)
  /// The slate replaces a file that may be its predecessor, or the first picture of other numbers.
  case slateReplaces(file: SlateReplacement)
  /// A file that was not drawn here stays in the place of a slate.
  case foreignSlate(path: String)
  /// The slate cannot be drawn.
  case slateNotDrawn(error: SlateError)
  /// A text of the slate has characters that no font has.
  case slateLacksCharacters(label: String, characters: [String])
  /// The slate has no room for all of these texts.
  case slateShortened(labels: [String])

  // MARK: Places

  /// Files are kept, and do not say a property that would be compared.
  case keptUncompared(first: String, count: Int, property: String)

  /// Frames that no file of the source is.
  public enum MadeFrames: String, Sendable, Hashable, Encodable {
    /// Held or black ones.
    case fillers
    /// A slate that is drawn.
    case slate
  }

  /// Why time code cannot be counted.
  public enum UncountedReason: Sendable, Hashable, Encodable {
    /// No header says the frame rate.
    case noRate
    /// Time code does not count at the rate.
    case rate(TimeCodeError)
  }
}
