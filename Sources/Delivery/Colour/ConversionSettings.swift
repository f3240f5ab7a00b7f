import ACES
import EXR

/// Which colour tags a linear output carries. Log outputs always carry `colorInteropID` alone, because
/// AP1 `chromaticities` on log pixels would read as linear.
public enum TagPolicy: String, Sendable, Hashable, CaseIterable {
  /// `chromaticities` and `colorInteropID`, both true.
  case both
  /// `colorInteropID` only, as the ASWF recommendation has it.
  case interop
}

/// The sample type of delivered colour channels.
public enum DepthPolicy: String, Sendable, Hashable, CaseIterable {
  /// Half, whatever the source.
  case half
  /// Float colour stays float.
  case keep
}

/// The compression of delivered parts that hold colour. Parts without colour keep theirs.
public enum CompressionPolicy: Sendable, Hashable {
  case use(Compression)
  /// As the source part has it.
  case keep
}

/// What kind of file a frame comes in.
public enum SourceKind: Sendable, Hashable {
  case exr
  /// A DPX of ACESproxy codes; the encoding is nil where the file has to say so itself.
  case dpx(ACESproxy?)
}

/// Everything the pixels and tags of a frame depend on, besides the frame itself.
public struct ConversionSettings: Sendable, Hashable {
  /// What kind of file the source is.
  public var kind = SourceKind.exr
  public var from: ColorSpace
  public var to: ColorSpace
  public var compression: CompressionPolicy
  public var depth: DepthPolicy
  public var tags: TagPolicy
  public var rules: LayerRules
  /// Whether the samples of the file give way to a black picture or a slate.
  var isFilled = false

  /// The same delivery for a frame that is drawn: scene-linear neutrals, which AP0 and AP1 share.
  var filled: ConversionSettings {
    var settings = self
    settings.from = .acescg
    settings.isFilled = true
    return settings
  }

  public init(
    from: ColorSpace, to: ColorSpace, compression: CompressionPolicy = .use(.piz),
    depth: DepthPolicy = .half, tags: TagPolicy = .both, rules: LayerRules = LayerRules()
  ) {
    self.from = from
    self.to = to
    self.compression = compression
    self.depth = depth
    self.tags = tags
    self.rules = rules
  }
}
