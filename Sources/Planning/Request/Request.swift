import ACES
import Conversion
import EXR
import FrameSequence
import SystemPackage

/// What a user asks for.
public struct Request: Sendable {
  /// Files, patterns, folders and trees of shot folders.
  public var inputs: [FilePath]
  /// What holds for the delivery as a whole.
  public var delivery = DeliverySettings()
  /// What is wanted of every sequence that has no wishes of its own.
  ///
  /// A cut and a slate file belong to one sequence: they are refused here where several sequences have no others.
  public var common = SequenceWishes()
  /// The wishes of single sequences, which take the place of ``common`` as a whole: what is wanted beside them has
  /// to be copied from there. The key is the sequence's pattern with its folder; see ``SequencePlan/source``.
  public var own: [FilePath: SequenceWishes] = [:]

  public init(inputs: [FilePath]) {
    self.inputs = inputs
  }

  /// What is wanted of a sequence.
  func wishes(for sequence: ImageSequence) -> SequenceWishes { own[sequence.path] ?? common }
}

/// What holds for a delivery as a whole, whichever sequence it is about.
public struct DeliverySettings: Sendable {
  /// The EXRs to make, if any.
  public var conversion: ConversionRequest?
  /// The previews to make, if any.
  public var preview: PreviewRequest?
  /// Whose tags are wrong, and what they hold. An encoding for all takes DPX files in place of EXRs. A sequence's own
  /// ``SequenceWishes/assume`` comes before it.
  public var assume: Assumption?
  public var existing: ExistingPolicy = .refuse
  public var rules = LayerRules()
  public var limits = Limits()

  public init() {}
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
