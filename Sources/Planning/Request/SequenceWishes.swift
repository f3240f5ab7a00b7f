import Conversion
import FrameSequence
import Slate
import Timecode

/// What a user wants of one sequence.
public struct SequenceWishes: Sendable {
  /// What its files hold if they do not say; those that do keep their tags. Said of all sequences, an encoding takes
  /// DPX files in place of EXRs.
  public var from: SourceSpace?
  /// What its files hold, whatever their tags say; nil where ``DeliverySettings/assume`` tells.
  public var assume: SourceSpace?
  /// How frames are numbered.
  public var numbering = NumberingRequest()
  /// The cut in source time code, in place of the numbering's.
  public var cutTimeCode: CutTimeCode?
  /// How files are named.
  public var naming = NamingRequest()
  /// Time code and rate for sources that have none.
  public var time = TimeRequest()
  /// What a drawn slate says.
  public var slate = SlateRequest()
  /// What becomes of a sequence whose frames cannot be those of one shot.
  public var mixed: MixedPolicy = .refuse

  /// No wishes: numbers, names and colour stay those of the source.
  public init() {}
}

/// What to do with a sequence whose frames cannot be those of one shot: their display windows, pixel aspects or
/// channels differ.
public enum MixedPolicy: String, Sendable, Hashable, CaseIterable {
  /// Do not deliver the sequence.
  case refuse
  /// Deliver each frame as it is.
  case keep
}

/// Time code and frame rate for sources that have none.
public struct TimeRequest: Sendable {
  /// Refused where headers have another.
  public var rate: GivenRate?
  /// The time code of the first frame of the source.
  public var start: Timecode.TimeCode?

  /// Neither a rate nor a time code.
  public init() {}
}

/// What a drawn slate says besides what the plan knows.
public struct SlateRequest: Sendable {
  /// Field or label, and text; in order. What the plan knows stays what it is; see ``fact(named:)``.
  public var texts: [(name: String, text: String)] = []
  /// Running text below the rows.
  public var notes = ""
  /// The texts that ``texts`` can give; another name makes a row of its own.
  package static let fields = givenFields.map(\.rawValue)

  private static let givenFields: [SlateField] = [.show, .sequence, .shot, .version, .date]

  /// What the slate knows better than anybody by this name; nil where a text may say it.
  package static func fact(named name: String) -> String? {
    SlateField(named: name).flatMap { givenFields.contains($0) ? nil : $0.rawValue }
  }

  /// The date, as people write it; set by the caller, because a plan knows no clock.
  public var date = ""

  /// Nothing besides what the plan knows.
  public init() {}
}
