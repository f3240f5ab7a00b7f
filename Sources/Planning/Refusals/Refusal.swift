import ACES
import Conversion
import Files
import FrameSequence
import Slate
import SystemPackage
import Timecode

/// Why a sequence is not delivered. Refusals come from the plan, before anything is written.
public struct Refusal: Sendable, Hashable {
  /// The sequence as the plan prints it, or the path that was asked for.
  public let subject: String
  /// What stands against it, as a fact.
  public let reason: Reason

  package init(subject: String, reason: Reason) {
    self.subject = subject
    self.reason = reason
  }

  /// The fact behind a refusal, with its values: paths and names in their text form, options as they are typed.
  /// ``text`` says what and why, ``advice`` what to do.
  ///
  /// The names of cases and values are those of JSON reports; see ``Fact``.
  public indirect enum Reason: Error, Sendable, Hashable, Encodable {
    /// What the colour of the frames itself stands against.
    case colour(ColourObjection)
    /// Something about the numbers.
    case numbering(NumberingRefusal)
    /// The shot list cannot be used.
    case shotList(ShotListProblem)
    /// The report must not be written where it is wanted.
    case report(ReportObstacle)

    // MARK: What is said of colour

    /// Nothing says that a DPX holds ACESproxy codes; the encoding is the one that its bits leave.
    case untaggedProxy(encoding: ACESproxy)
    /// What an option says a DPX holds is not what it can hold, which is in this encoding.
    case otherCodes(option: String, said: String, encoding: ACESproxy)
    /// A frame differs from the first in what its tags say.
    case changingTags(frame: Int?, tags: String, firstTags: String)
    /// A frame of a DPX sequence has codes of another size than the first.
    case changingCodes(frame: Int?, bits: Int, firstBits: Int)
    /// `--assume` names a sequence with two spaces.
    case assumedTwice(first: String, second: String)
    /// `--assume` names none of the sequences that there are.
    case assumedNothing(pattern: String, sequences: [String])
    /// `--assume` for all, and the tags of two files differ.
    case disagreeingTags(first: String, firstTags: String, second: String, secondTags: String)
    /// `--assume` for all, and the tags of a slate are not those of its shot.
    case slateTagsDisagree(tags: String, shotTags: String)
    /// An option says of an EXR what only a DPX can be.
    case proxyForEXR(option: String, encoding: String)
    /// A preview of a DPX is asked for.
    case previewOfDPX
    /// Only the header of a DPX would be written anew.
    case headerOfDPX
    /// Black would stand among deep frames; the options made it black.
    case deepBlack(options: [String])
    /// The frames cannot be those of one shot.
    case mixed(reasons: [ShotContrast])

    // MARK: Time

    /// A cut in time code, and the source has none.
    case cutWithoutTimeCode
    /// A cut in time code, and no frame rate.
    case cutWithoutRate
    /// A cut in time code that cannot be found in the source; `last` is nil where a duration gives none.
    case cutNotInSource(first: TimeCode, last: TimeCode?, error: TimeCodeError)
    /// A cut in time code of which the source, which has time code from one to the other, has no frame.
    case cutOutsideSource(first: TimeCode, last: TimeCode, sourceFirst: TimeCode, sourceLast: TimeCode)
    /// A cut in time code of which the source has only a part.
    case cutBeyondSource(first: TimeCode, last: TimeCode, sourceFirst: TimeCode, sourceLast: TimeCode)
    /// `--fps` says another rate than a header.
    case otherRate(frame: Int?, given: FrameRate, found: FrameRate)
    /// `--fps` says DF or NDF, and time code says the other.
    case otherDropFrame(frame: Int?, given: Bool, timeCode: TimeCode)
    /// `--fps` says a rate that drops no numbers, and time code does.
    case rateWithoutDropFrame(frame: Int?, given: FrameRate, timeCode: TimeCode)

    // MARK: Slates

    /// A slate file that something stands against, as it would against a sequence.
    case slateFile(path: String, reason: Reason)
    /// The slate file cannot be read.
    case slateUnreadable(path: String, failure: FrameFailure)
    /// The slate file is a DPX.
    case slateIsDPX(path: String)
    /// The slate file has another resolution than the shot.
    case slateResolution(path: String)
    /// The slate file has another pixel aspect ratio than the shot.
    case slatePixelAspect(path: String, aspect: Float, shotAspect: Float)
    /// A slate would be drawn among deep frames.
    case deepSlate
    /// A slate would be drawn larger than a frame may be.
    case slateTooLarge(width: Int, height: Int)
    /// A slate cannot be drawn, for want of a font or of room.
    case slateNotDrawn(error: SlateError)
    /// The slate would replace a picture.
    case slateReplaces(file: SlateReplacement)

    // MARK: Places

    /// The name template cannot be used.
    case name(error: NameTemplateError)
    /// Something about the places of files, which renumbering meets as well.
    case place(PlaceObjection)
    /// Output would go into a folder of sources.
    case outputIsSource(folder: String)
    /// A folder could not be made, opened or synced.
    case folderFailure(error: Errno)
    /// Files that would be kept and are not what is ordered.
    case keptDiffers(first: String, count: Int, reason: OutputDifference)
    /// EXRs that would be replaced and stand for other source frames.
    case replacedFrame(first: String, count: Int, found: String, ordered: String)
    /// Previews that would be replaced and show other source frames.
    case replacedPreview(first: String, count: Int, found: String, ordered: String)

    // MARK: Memory

    /// Frames that need more memory than one may, in bytes: the source of the largest, and how many there are.
    case tooLarge(largest: String, count: Int, need: Int, limit: Int)

    // MARK: Input

    /// The search did not see all that was asked for. `instead` is what it found and left out.
    case search(problem: ScanProblem, extensions: [String], instead: IgnoredEntry?)
    /// Wishes are given for a sequence that is not among those found.
    case wishesOfNoSequence(path: String)
    /// Only EXRs are there, and DPX are wanted.
    case onlyEXRs
    /// Only DPX are there, of which one sequence is named, and EXRs are wanted.
    case onlyDPX(example: String, access: DPXAccess)
  }
}

/// How a user can have the DPX of a folder read.
public enum DPXAccess: String, Sendable, Hashable, Encodable {
  /// Not at all: previews are made of EXRs.
  case none
  /// By a pattern of their names.
  case named
  /// By a pattern, or by saying their encoding.
  case namedOrSaid
}

extension Refusal.Reason {
  /// Runs what only colour stands against, and says it as a reason of a plan.
  static func ofColour<Value>(
    _ body: () throws(ColourObjection) -> Value
  ) throws(Refusal.Reason) -> Value {
    do throws(ColourObjection) {
      return try body()
    } catch {
      throw .colour(error)
    }
  }
}
