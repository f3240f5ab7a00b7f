import ACES
import Conversion
import EXR
import FrameSequence
import SystemPackage

/// What a user asks for.
public struct Request: Sendable {
  /// Files, patterns, folders and trees of shot folders.
  public var inputs: [FilePath]
  /// The folder whose tree is kept below output folders, in place of that below each input; see
  /// ``FoundSequence/relativeFolder``.
  public var base: FilePath?
  /// Which of the sequences that are found are meant.
  public var selection = SequenceSelection()
  /// What holds for the delivery as a whole.
  public var delivery = DeliverySettings()
  /// What is wanted of every sequence that has no wishes of its own.
  ///
  /// A cut and a slate file belong to one sequence: they are refused here where several sequences have no others.
  public var common = SequenceWishes()
  /// The wishes of single sequences, which take the place of ``common`` as a whole: what is wanted beside them has
  /// to be copied from there. The key is the sequence's pattern with its folder; see ``SequencePlan/source``.
  public var own: [FilePath: SequenceWishes] = [:]
  /// A shot list, whose rows become wishes of single sequences: ``common`` with what the row says in its place. The
  /// space of a row is ``SequenceWishes/assume``. Where anything is wrong with it, nothing is planned.
  public var shots: FilePath?

  /// A request that asks for nothing yet: ``delivery`` says what is to be made.
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
  /// What becomes of output files that are there already.
  public var existing: ExistingPolicy = .refuse
  /// What is said of layers whose name does not settle what they are.
  public var rules = LayerRules()
  /// What a source file may ask for at most.
  public var limits = Limits()
  /// What one frame may take of memory, in bytes: what the run is given, see ``RunOptions/largestFrame``.
  public var memory = RunOptions().largestFrame

  /// Settings that make nothing: no EXRs and no previews.
  public init() {}
}

/// The EXRs that a user asks for.
public struct ConversionRequest: Sendable {
  /// The folder that is delivered into; the tree below each input, or ``Request/base``, is kept.
  public var output: FilePath
  /// The space to deliver; nil where each sequence stays in its own.
  public var to: ColorSpace?
  /// The compression of parts with colour.
  public var compression: CompressionPolicy = .use(.piz)
  /// The sample type of colour channels.
  public var depth: DepthPolicy = .half
  /// Which colour tags linear outputs carry.
  public var tags: TagPolicy = .both

  /// EXRs in half, PIZ and with both tags, below a folder.
  public init(output: FilePath, to: ColorSpace?) {
    self.output = output
    self.to = to
  }
}

/// The previews that a user asks for.
public struct PreviewRequest: Sendable {
  /// The folder that previews go below; it may be that of the EXRs.
  public var output: FilePath
  /// Encoding, rectangle and size.
  public var settings = PreviewSettings()
  /// What headers say of their making, in seconds since 1970 in UTC.
  public var creationTime: Int

  /// Previews of ten bits in full size, below a folder.
  public init(output: FilePath, creationTime: Int) {
    self.output = output
    self.creationTime = creationTime
  }
}
