import ACES
import EXR

/// What happens to each part of one frame, decided from its header alone.
///
/// The plan makes one to find the refusals; the run makes it again from the frame it really read, so that a
/// frame that changed in between fails instead of being converted by stale facts.
package struct FrameRecipe: Sendable, Hashable {
  package let parts: [PartRecipe]

  /// - Parameters:
  ///   - samples: Where the samples come from.
  ///   - form: What the EXR is to be like.
  ///   - layers: Which layers are colour.
  package init(
    for header: Header, samples: SampleSource, form: EXRForm, layers: LayerRules
  ) throws(ColourObjection) {
    var parts: [PartRecipe] = []
    for part in header.parts {
      parts.append(try PartRecipe(for: part, samples: samples, form: form, layers: layers))
    }
    guard parts.contains(where: { !$0.classes.triples.isEmpty || !$0.classes.unknown.isEmpty }) else {
      throw FrameRecipe.lackOfColour(in: header)
    }
    let open = zip(header.parts, parts).flatMap { $1.openLayers(in: $0, samples: samples, form: form) }
    guard open.isEmpty else { throw .unknownLayers(layers: open.map { UnknownLayer(name: $0) }) }
    self.parts = parts
  }

  /// Whether no sample meets the codec.
  package var isPassThrough: Bool { parts.allSatisfy { $0.treatment == .copy } }

  /// The header changes that make the output's tags and types true.
  package func edits(for header: Header, form: EXRForm) -> [PartEdit] {
    zip(header.parts, parts).map { part, recipe in
      var edit = PartEdit()
      if case .recode(let recode) = recipe.treatment {
        edit.compression = recode.compression
        edit.channelTypes = recode.types
      }
      let holdsColour = !recipe.classes.triples.isEmpty
      ColourTags(form: form).apply(to: &edit, part: part, holdsColour: holdsColour)
      return edit
    }
  }

  private static func lackOfColour(in header: Header) -> ColourObjection {
    let names = header.parts.flatMap { $0.channels.map(\.name) }
    return names.contains("RY") || names.contains("BY")
      ? .luminanceChroma(channels: names) : .noColour(channels: names)
  }
}

/// What happens to one part.
package struct PartRecipe: Sendable, Hashable {
  package let classes: ChannelClasses
  let treatment: Treatment

  enum Treatment: Sendable, Hashable {
    /// Chunks go over as they are, under the new header.
    case copy
    case recode(Recode)
  }

  /// The names of layers whose samples would change if they were colour, and of which nobody says whether they are.
  /// A frame that is drawn stands among others, whose layers were settled.
  fileprivate func openLayers(in part: Part, samples: SampleSource, form: EXRForm) -> [String] {
    guard samples != .drawn else { return [] }
    let converts = samples.space(delivered: form.space) != form.space
    return classes.unknown.filter { triple in
      converts || (form.depth == .half && triple.indices.contains { part.channels[$0].type == .float })
    }.map(\.name)
  }

  /// Indices of the channels whose samples change, in value or type.
  package var changedChannels: Set<Int> {
    guard case .recode(let recode) = treatment else { return [] }
    return recode.converts ? Set(classes.triples.flatMap(\.indices)) : Set(recode.types.keys)
  }

  /// Decode, convert, encode.
  struct Recode: Sendable, Hashable {
    let compression: Compression
    /// New sample types by channel index.
    let types: [Int: PixelType]
    /// Whether the samples of the triples change value other than by narrowing.
    let converts: Bool
  }

  init(
    for part: Part, samples: SampleSource, form: EXRForm, layers: LayerRules
  ) throws(ColourObjection) {
    classes = ChannelClasses(of: part, rules: layers)
    if samples == .drawn {
      treatment = try PartRecipe.filling(part, classes: classes, form: form)
      return
    }
    guard !classes.triples.isEmpty else {
      treatment = .copy
      return
    }
    // Codes of a DPX are decoded to the target space itself, and there are no chunks to copy.
    let converts = samples != .pixels(form.space)
    guard part.storage == .scanLines || part.storage == .tiles else {
      guard !converts else {
        throw .deepColour(part: part.named)
      }
      treatment = .copy
      return
    }
    let types = try PartRecipe.colourTypes(of: part, classes: classes, depth: form.depth)
    let compression =
      switch form.compression {
      case .use(let compression): compression
      case .keep: part.compression
      }
    guard converts || !types.isEmpty || compression != part.compression else {
      treatment = .copy
      return
    }
    if let channel = part.channels.first(where: { $0.xSampling != 1 || $0.ySampling != 1 }) {
      throw .subsampled(
        channel: channel.name, part: part.named, x: Int(channel.xSampling), y: Int(channel.ySampling))
    }
    let written = part.channels.indices.map { types[$0] ?? part.channels[$0].type }
    if form.compression == .keep, written.contains(where: compression.isLossy(for:)) {
      throw .lossy(part: part.named, compression: compression.name)
    }
    treatment = .recode(Recode(compression: compression, types: types, converts: converts))
  }

  /// A part that is drawn has no chunks to copy, and takes the compression of its neighbours where that can
  /// be written.
  private static func filling(
    _ part: Part, classes: ChannelClasses, form: EXRForm
  ) throws(ColourObjection) -> Treatment {
    guard !part.storage.isDeep, !part.isSubsampled else {
      throw .undrawable(part: part.named)
    }
    var compression = part.compression
    if case .use(let wanted) = form.compression, !classes.triples.isEmpty { compression = wanted }
    return .recode(
      Recode(
        compression: compression.isEncoded ? compression : .piz,
        types: try colourTypes(of: part, classes: classes, depth: form.depth),
        converts: SampleSource.drawn.space(delivered: form.space) != form.space))
  }

  private static func colourTypes(
    of part: Part, classes: ChannelClasses, depth: DepthPolicy
  ) throws(ColourObjection) -> [Int: PixelType] {
    var types: [Int: PixelType] = [:]
    for triple in classes.triples {
      let found = Set(triple.indices.map { part.channels[$0].type })
      guard found.count == 1, let type = found.first else {
        throw .mixedTypes(layer: triple.layer, part: part.named)
      }
      guard type != .uint else {
        throw .integers(layer: triple.layer, part: part.named)
      }
      if type == .float, depth == .half {
        for index in triple.indices { types[index] = .half }
      }
    }
    return types
  }
}
