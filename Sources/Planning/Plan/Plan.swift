import ACES
import Conversion
import EXR
import Files
import FrameSequence
import Slate
import SystemPackage
import Timecode

/// Every decision of a delivery, made before any byte is written.
public struct Plan: Sendable {
  /// What was asked for.
  public let request: Request
  /// Every sequence that is delivered, in the order of the search.
  public internal(set) var sequences: [SequencePlan] = []
  /// Files that belong to no sequence.
  public internal(set) var ignored: [IgnoredEntry] = []
  /// Why sequences, or the whole, are not delivered.
  public internal(set) var refusals: [Refusal] = []

  /// Adds a reason for which nothing at all is delivered.
  package mutating func refuseAll(_ refusal: Refusal) {
    refusals.append(refusal)
    sequences = []
  }
}

/// One sequence of a plan.
public struct SequencePlan: Sendable {
  /// The source pattern with its folder.
  public let source: FilePath
  /// The pattern of the EXRs with its folder; nil where only previews are made.
  public let output: FilePath?
  /// The pattern of the previews with its folder.
  public let preview: FilePath?
  /// What the source is taken to be in, and why.
  public let colour: SourceColour
  /// The space of what is delivered.
  public let space: ColorSpace
  /// What previews are like; nil where none are made.
  public let previewSettings: PreviewSettings?
  /// Which channels change.
  public let channels: ChannelSummary
  /// The channels that previews show; none where none are made.
  public let shown: [String]
  /// The frame before head-in, if there is one. It is no part of the picture.
  public private(set) var slate: PlannedFrame?
  /// What the plan knows of a slate that is drawn; nil where none is.
  package let slateDraft: SlateDraft?
  /// The picture, from head-in to tail-out.
  public private(set) var frames: [PlannedFrame]
  /// Where the range's marks fall; nil for a file without number.
  public let marks: NumberingPlan.Marks?
  /// What a user should know and nothing is refused for.
  public let warnings: [Warning]
  /// Whether no sample of an EXR changes: chunks go over as they are.
  public let isPassThrough: Bool

  /// The name of what is made: the space of the EXRs, or where there are none the encoding of the previews.
  public var deliveredColour: String {
    guard output == nil, let previewSettings else { return space.name }
    return previewSettings.encoding.rawValue
  }

  /// The slate, if there is one, and the picture.
  public var allFrames: [PlannedFrame] { slate.map { [$0] + frames } ?? frames }

  /// Changes every frame in the order of ``allFrames``.
  mutating func changeFrames(_ change: (inout PlannedFrame) -> Void) {
    if var changed = slate {
      change(&changed)
      slate = changed
    }
    for index in frames.indices { change(&frames[index]) }
  }
}

extension Plan {
  /// The orders of all sequences that have any, in the order of their items.
  public var orders: [[FrameOrder]] {
    sequences.map { sequence in
      sequence.allFrames.compactMap { if case .deliver(let order) = $0.intent { order } else { nil } }
    }.filter { !$0.isEmpty }
  }
}

/// What is decided for one number.
public struct PlannedFrame: Sendable, Equatable {
  /// Where it stands in the delivery.
  public let role: FrameRole
  /// The source number that it stands for, whether the source has that frame or not; of a slate that is a
  /// source frame its own.
  public internal(set) var sourceFrame: Int?
  /// The delivered number; nil for a file without one.
  public let outputFrame: Int?
  /// What it shows.
  public let content: Content
  /// The file that is read; nil for a number that stays missing.
  public let source: FilePath?
  /// The EXR of that number, whether it is made or not; nil where none is asked for.
  public let exr: Destination?
  /// The preview of that number, whether it is made or not; nil where none is asked for.
  public let preview: Destination?
  /// The time code it will carry.
  public let timeCode: Timecode.TimeCode?
  package internal(set) var intent: Intent
  /// What its files are to be, to compare those with it that are there already.
  var ordered = OrderedFiles()

  /// What a frame shows.
  public enum Content: Sendable, Hashable {
    /// The source frame, or for a slate a file of its own.
    case source
    /// Another source frame, with this number.
    case held(Int)
    /// Black, in the place of a frame that is not there.
    case black
    /// A slate that is drawn.
    case drawn
    /// Nothing: the number stays missing.
    case missing

    /// Whether it stands for a source frame that is not there.
    var isFiller: Bool {
      switch self {
      case .held, .black: true
      case .source, .drawn, .missing: false
      }
    }
  }

  package enum Intent: Sendable, Equatable {
    case deliver(FrameOrder)
    /// The source does not have it, and the user chose to keep the gap.
    case missing
    /// The output is there, and the user chose to leave it.
    case skip
    /// It cannot be read; the others can.
    case fail(FrameFailure)
  }

  /// Whether the run has to make something.
  public var isDelivered: Bool {
    if case .deliver = intent { true } else { false }
  }
}

/// Which channels of a sequence are converted and which copied, as `layer.channel`, with the part in front
/// where there is more than one.
public struct ChannelSummary: Sendable, Hashable {
  /// The channels whose samples change.
  public let converted: [String]
  /// The channels whose samples stay as they are.
  public let copied: [String]
  /// What the layers with red, green and blue are, with the part in front where there is more than one.
  public let layers: LayerSummary
}

extension ChannelSummary {
  /// The channels of a sequence of which no EXR is made.
  static func ofPreviews(_ layers: LayerSummary) -> ChannelSummary {
    ChannelSummary(converted: [], copied: [], layers: layers)
  }

  init(header: Header, recipe: FrameRecipe) {
    var converted: [String] = []
    var copied: [String] = []
    var layers = LayerSummary()
    for (part, recipe) in zip(header.parts, recipe.parts) {
      let changed = recipe.changedChannels
      for index in part.channels.indices {
        let name = header.name(ofChannel: index, part: part)
        if changed.contains(index) { converted.append(name) } else { copied.append(name) }
      }
      layers.add(LayerSummary(recipe.classes, prefix: header.prefix(of: part)))
    }
    self.init(converted: converted, copied: copied, layers: layers)
  }
}

extension Header {
  /// A channel as plans and reports name it.
  func name(ofChannel index: Int, part: Part) -> String {
    prefix(of: part) + part.channels[index].name
  }

  /// What stands before the names of a part's channels and layers.
  func prefix(of part: Part) -> String {
    parts.count > 1 ? "\(part.name ?? "\(part.index)"):" : ""
  }
}
