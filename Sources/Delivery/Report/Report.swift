import ACES
import Conversion
import Renumbering

/// What happened to every planned frame. Encodes to the JSON of `--report`.
///
/// Fields are added, never renamed. Names are bytes: those that are no UTF-8 are escaped as `PathText` does.
public struct Report: Sendable, Codable, Hashable {
  /// Counts up when a field changes its meaning.
  public static let currentSchemaVersion = 1

  public var schemaVersion = Report.currentSchemaVersion
  public var sequences: [Sequence]
  /// Files that belong to no sequence, with the reason.
  public var ignored: [Frame]
  /// What went wrong with the delivery as a whole, such as a folder that could not be synced.
  public var problems: [String]
  public var refusals: [RefusedSequence]
  /// Why the run ended before its time, if it did.
  public var interrupted: String?
  /// Folders whose renumbering in place stopped part-way and has to be finished or undone.
  public var unfinished: [String]?

  public struct Sequence: Sendable, Codable, Hashable {
    /// The pattern with its folder.
    public var source: String
    /// The pattern of the EXRs; null where only previews are made.
    public var output: String?
    public var preview: Preview?
    /// Null where no file is opened: names alone change.
    public var colour: Colour?
    /// As ``colour``.
    public var channels: Channels?
    /// Null where no sample was looked at: chunks that were copied.
    public var counts: Counts?
    public var warnings: [String]
    /// The frame before the picture, if there is one. It is no part of the picture.
    public var slate: Frame?
    public var frames: [Frame]

    /// The slate, if there is one, and the picture.
    public var allFrames: [Frame] { (slate.map { [$0] } ?? []) + frames }
  }

  public struct Colour: Sendable, Codable, Hashable {
    public var from: String
    public var to: String
    /// What the belief in `from` rests on.
    public var evidence: String
    /// What the files say, where the user overrode it.
    public var overridden: String?
  }

  /// Previews beside or in place of EXRs.
  public struct Preview: Sendable, Codable, Hashable {
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

  public struct Channels: Sendable, Codable, Hashable {
    public var converted: [String]
    public var copied: [String]
    /// What the layers with red, green and blue are.
    public var layers: LayerSummary?
  }

  /// Colour samples of all frames together. `nan` and `inf` count source samples, `clamped` and `negative`
  /// results of a conversion; these are null where none was made, as for previews alone.
  public struct Counts: Sendable, Codable, Hashable {
    public var nan: Int
    public var inf: Int
    public var clamped: Int?
    public var negative: Int?
    /// Codes of DPX sources that are no image data, for which the nearest were taken; null for EXRs.
    public var illegalCodes: Int?
  }

  public struct Frame: Sendable, Codable, Hashable {
    public var source: String?
    public var destination: String?
    /// The preview, where one is made beside an EXR.
    public var preview: String?
    public var sourceFrame: Int?
    public var outputFrame: Int?
    /// `slate`, `headHandle`, `cut` or `tailHandle`.
    public var role: String?
    /// `source`, `held`, `black`, `drawn` or `missing`.
    public var content: String?
    public var timeCode: String?
    public var status: Status
    public var reason: String?
    /// What kind of failure, or of ignored entry, it is, as ``Fact`` has it. ``reason`` is its text.
    public var kind: String?
    /// The facts that the text is made of, by their names.
    public var values: [String: FactValue]?
    /// How a file that is not made anew came to its name.
    public var method: RenumberMethod?
  }

  public enum Status: String, Sendable, Codable, Hashable {
    case done, failed, missing, ignored, skipped
    /// Of a plan that was not carried out: it would be made.
    case planned
  }

  public struct RefusedSequence: Sendable, Codable, Hashable {
    /// The sequence, or what else was refused.
    public var source: String
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
