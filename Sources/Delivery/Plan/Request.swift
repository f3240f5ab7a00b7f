import ACES
import EXR
import FrameSequence
import SystemPackage

/// What to do with an output file that is there already.
public enum ExistingPolicy: String, Sendable, Hashable, CaseIterable {
  case refuse
  /// Replace it, frame by frame, each in one step.
  case overwrite
  /// Leave it, and do the frames that are not there.
  case skip
}

/// What a user asks for.
public struct Request: Sendable {
  /// Files, patterns, folders and trees of shot folders.
  public var inputs: [FilePath]
  public var output: FilePath
  public var to: ColorSpace
  /// The space of untagged files.
  public var from: ColorSpace?
  /// The space of all files, whatever they say.
  public var assume: ColorSpace?
  public var numbering = NumberingRequest()
  public var compression: CompressionPolicy = .use(.piz)
  public var depth: DepthPolicy = .half
  public var tags: TagPolicy = .both
  public var existing: ExistingPolicy = .refuse
  public var rules = LayerRules()
  public var limits = Limits()

  public init(inputs: [FilePath], output: FilePath, to: ColorSpace) {
    self.inputs = inputs
    self.output = output
    self.to = to
  }
}
