import ACES
import EXR
import FrameSequence
import Slate
import SystemPackage
import Timecode

/// What to do with a sequence whose frames cannot be those of one shot: their display windows, pixel aspects or
/// channels differ.
public enum MixedPolicy: String, Sendable, Hashable, CaseIterable {
  case refuse
  /// Deliver each frame as it is.
  case keep
}

/// What a user asks for.
public struct Request: Sendable {
  /// Files, patterns, folders and trees of shot folders.
  public var inputs: [FilePath]
  /// The EXRs to make, if any.
  public var conversion: ConversionRequest?
  /// The previews to make, if any.
  public var preview: PreviewRequest?
  /// What files hold that do not say; those that do keep their tags. An encoding takes DPX files in place of EXRs.
  public var from: SourceSpace?
  /// Whose tags are wrong, and what they hold. An encoding for all takes DPX files in place of EXRs.
  public var assume: Assumption?
  public var numbering = NumberingRequest()
  /// The cut in source time code, in place of the numbering's.
  public var cutTimeCode: CutTimeCode?
  public var naming = NamingRequest()
  public var time = TimeRequest()
  public var slate = SlateRequest()
  public var existing: ExistingPolicy = .refuse
  public var mixed: MixedPolicy = .refuse
  /// Where the caller will write the report, if anywhere.
  public var report: ReportFile?
  public var rules = LayerRules()
  public var limits = Limits()

  public init(inputs: [FilePath]) {
    self.inputs = inputs
  }

  /// The sources that are to be searched for.
  var sources: SourceScan {
    var said = from
    if case .all(let source) = assume { said = source }
    return SourceScan(
      inputs: inputs, wantsDPX: said?.proxy != nil,
      outputs: [conversion?.output, preview?.output].compactMap(\.self),
      access: preview == nil && conversion?.to != nil ? .namedOrSaid : .none)
  }
}

/// The EXRs that a user asks for.
public struct ConversionRequest: Sendable {
  public var output: FilePath
  /// The space to deliver; nil where each sequence stays in its own.
  public var to: ColorSpace?
  public var compression: CompressionPolicy = .use(.piz)
  public var depth: DepthPolicy = .half
  public var tags: TagPolicy = .both

  public init(output: FilePath, to: ColorSpace?) {
    self.output = output
    self.to = to
  }
}

/// The previews that a user asks for.
public struct PreviewRequest: Sendable {
  public var output: FilePath
  public var settings = PreviewSettings()
  /// What headers say of their making, in seconds since 1970 in UTC.
  public var creationTime: Int

  public init(output: FilePath, creationTime: Int) {
    self.output = output
    self.creationTime = creationTime
  }
}

/// Time code and frame rate for sources that have none.
public struct TimeRequest: Sendable {
  /// Refused where headers have another.
  public var rate: GivenRate?
  /// The time code of the first frame of the source.
  public var start: Timecode.TimeCode?

  public init() {}
}

/// What a drawn slate says besides what the plan knows.
public struct SlateRequest: Sendable {
  /// Field or label, and text; in order. What the plan knows stays what it is; see ``fact(named:)``.
  public var texts: [(name: String, text: String)] = []
  public var notes = ""
  /// The texts that ``texts`` can give; another name makes a row of its own.
  public static let fields = givenFields.map(\.rawValue)

  private static let givenFields: [SlateField] = [.show, .sequence, .shot, .version, .date]

  /// What the slate knows better than anybody by this name; nil where a text may say it.
  public static func fact(named name: String) -> String? {
    SlateField(named: name).flatMap { givenFields.contains($0) ? nil : $0.rawValue }
  }

  /// The date, as people write it; set by the caller, because a plan knows no clock.
  public var date = ""

  public init() {}
}
