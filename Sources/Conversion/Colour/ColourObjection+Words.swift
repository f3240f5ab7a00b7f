import Files

extension ColourObjection {
  /// What is wrong, as one sentence without its subject.
  package var text: String {
    switch self {
    case .untagged: "no colour tag says which space the pixels are in"
    case .foreignSpace(let tags): "the file says \(tags), which is no space to convert from"
    case .contradictingTags(let tags): "colour tags contradict each other: \(tags)"
    case .unknownLayers(let layers):
      "no name, tag or option says whether layers with red, green and blue are colour or data: "
        + layers.map(\.words).joined(separator: ", ")
    case .luminanceChroma:
      "luminance-chroma (Y, RY, BY) is no RGB: a conversion would need its chroma rebuilt"
    case .noColour(let channels):
      "no red, green and blue of one layer to convert among the channels "
        + "(\(channels.prefix(8).map(PathText.shown).joined(separator: ", "))\(channels.count > 8 ? ", …" : ""))"
    case .deepColour(let part):
      "part \(part.label) is deep and holds colour: deep samples are copied, never converted"
    case .undrawable(let part): "part \(part.label) is deep or subsampled: it cannot be drawn"
    case .subsampled(let channel, let part, let x, let y):
      "channel \(PathText.shown(channel)) of part \(part.label) is subsampled \(x)×\(y)"
    case .lossy(let part, let compression):
      "part \(part.label) is \(compression), which is lossy: its changed pixels cannot keep it"
    case .mixedTypes(let layer, let part):
      "\(LayerName.label(layer)) of part \(part.label) mixes sample types"
    case .integers(let layer, let part):
      "\(LayerName.label(layer)) of part \(part.label) is uint: integers are no scene colour"
    case .noColourToPreview: "there is no colour to preview"
    case .deepPreview(let part):
      "part \(part.label) is deep: deep samples make no picture by themselves"
    case .unshowable(let part):
      "the colour of part \(part.label) is subsampled, uint, or of mixed types"
    case .previewTooLarge(let width, let height, let maxWidth, let maxHeight):
      "a preview of \(width)×\(height) is larger than \(maxWidth)×\(maxHeight): say --window data"
    case .previewBeyondDPX(let width, let height): "no DPX can hold a preview of \(width)×\(height)"
    case .previewUnwritable(let cause): "no DPX can hold the preview: \(cause)"
    }
  }
}

extension LayerName {
  /// The layer as messages name it: RGB for the default layer, whose name is empty.
  package static func label(_ layer: String) -> String { layer.isEmpty ? "RGB" : PathText.shown(layer) }
}

extension PartName {
  /// The part's name in quotes, or its number.
  package var label: String { name.map { "'\(PathText.shown($0))'" } ?? "\(index)" }
}
