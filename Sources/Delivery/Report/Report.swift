import ACES
import Conversion
import Renumbering

/// What happened to every planned frame. Encodes to the JSON of `--report`.
///
/// Fields are added, never renamed. Names are bytes: those that are no UTF-8 are escaped as `PathText` does.
public struct Report: Sendable, Codable, Hashable {
  /// Counts up when a field changes its meaning.
  public static let currentSchemaVersion = 1

  /// The version of the fields; see ``currentSchemaVersion``.
  public var schemaVersion = Report.currentSchemaVersion
  /// Every sequence of the plan that was not refused, in its order.
  public var sequences: [Sequence]
  /// Files that belong to no sequence, with the reason.
  public var ignored: [Frame]
  /// What went wrong with the delivery as a whole, such as a folder that could not be synced.
  public var problems: [String]
  /// Why sequences, or the whole, were not delivered.
  public var refusals: [RefusedSequence]
  /// Why the run ended before its time, if it did.
  public var interrupted: String?
  /// Folders whose renumbering in place stopped part-way and has to be finished or undone.
  public var unfinished: [String]?

  /// What became of one sequence.
  public struct Sequence: Sendable, Codable, Hashable {
    /// The pattern with its folder.
    public var source: String
    /// The pattern of the EXRs; null where only previews are made.
    public var output: String?
    /// The previews; null where none are made.
    public var preview: Preview?
    /// Null where no file is opened: names alone change.
    public var colour: Colour?
    /// As ``colour``.
    public var channels: Channels?
    /// Null where no sample was looked at: chunks that were copied.
    public var counts: Counts?
    /// What a user should know and nothing is refused for, one sentence each: the texts of ``warningFacts``.
    public var warnings: [String]
    /// The warnings as data.
    public var warningFacts: [SaidFact]
    /// The frame before the picture, if there is one. It is no part of the picture.
    public var slate: Frame?
    /// The picture, from head-in to tail-out.
    public var frames: [Frame]

    /// The slate, if there is one, and the picture.
    public var allFrames: [Frame] { (slate.map { [$0] } ?? []) + frames }
  }

  /// From which space to which a sequence was converted.
  public struct Colour: Sendable, Codable, Hashable {
    /// The space of the source.
    public var from: String
    /// The space of what is delivered.
    public var to: String
    /// What the belief in `from` rests on.
    public var evidence: String
    /// What the files say, where the user overrode it.
    public var overridden: String?
  }

  /// Previews beside or in place of EXRs.
  public struct Preview: Sendable, Codable, Hashable {
    /// The pattern of the previews with its folder.
    public var output: String
    /// `acesproxy10` or `acesproxy12`.
    public var encoding: String
    /// The channels that are shown, as ``Channels`` names them.
    public var shown: [String]
    /// Which rectangle of the frame becomes the picture: `display` or `data`.
    public var window: String
    /// Its size in relation to the frame's: `1/1`, `1/2` or `1/4`.
    public var size: String
    /// What the encoding is good for, so that nobody takes a preview for a delivery.
    public var purpose = "monitoring and look creation; not for storage, interchange or delivery"
  }

  /// Which channels of a sequence were converted and which copied, as `layer.channel`.
  public struct Channels: Sendable, Codable, Hashable {
    /// The channels whose samples change.
    public var converted: [String]
    /// The channels whose samples stay as they are.
    public var copied: [String]
    /// What the layers with red, green and blue are.
    public var layers: LayerSummary?
  }

  /// Colour samples of all frames together. `nan` and `inf` count source samples, `clamped` and `negative`
  /// results of a conversion; these are null where none was made, as for previews alone.
  public struct Counts: Sendable, Codable, Hashable {
    /// Source samples that are no number.
    public var nan: Int
    /// Source samples that are infinite.
    public var inf: Int
    /// Results beyond the range of half, for which the nearest finite value was taken.
    public var clamped: Int?
    /// Results below zero.
    public var negative: Int?
    /// Codes of DPX sources that are no image data, for which the nearest were taken; null for EXRs.
    public var illegalCodes: Int?
  }

  /// What became of one planned frame, or of a file that belongs to no sequence.
  public struct Frame: Sendable, Codable, Hashable {
    /// The file that is read; null where there is none.
    public var source: String?
    /// The file that is made, or would be; null where none is.
    public var destination: String?
    /// The preview, where one is made beside an EXR.
    public var preview: String?
    /// The source number that it stands for.
    public var sourceFrame: Int?
    /// The delivered number.
    public var outputFrame: Int?
    /// `slate`, `headHandle`, `cut` or `tailHandle`.
    public var role: String?
    /// `source`, `held`, `black`, `drawn` or `missing`.
    public var content: String?
    /// The time code that it carries, as `HH:MM:SS:FF`.
    public var timeCode: String?
    /// How it ended.
    public var status: Status
    /// Why it ended so, in words; null where there is nothing to say.
    public var reason: String?
    /// What kind of failure, or of ignored entry, it is, as ``Fact`` has it. ``reason`` is its text.
    public var kind: String?
    /// The facts that the text is made of, by their names.
    public var values: [String: FactValue]?
    /// How a file that is not made anew came to its name.
    public var method: RenumberMethod?
  }

  /// How a frame ended.
  public enum Status: String, Sendable, Codable, Hashable {
    /// `missing` is a number that stays missing, `ignored` a file of no sequence, `skipped` one that was there already.
    case done, failed, missing, ignored, skipped
    /// Of a plan that was not carried out: it would be made.
    case planned
  }

  /// A refusal.
  public struct RefusedSequence: Sendable, Codable, Hashable {
    /// The sequence, or what else was refused.
    public var source: String
    /// What and why, in words.
    public var reason: String
    /// The layers that are asked for, with the sequences that have them; null for other reasons.
    public var layers: [UnknownLayer]?
    /// What kind of refusal it is, as ``Fact`` has it. ``reason`` is its text.
    public var kind: String?
    /// The facts that the text is made of, by their names.
    public var values: [String: FactValue]?
  }

  /// How many frames ended in each way.
  public var totals: [Status: Int] {
    sequences.flatMap(\.allFrames).reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
  }
}
