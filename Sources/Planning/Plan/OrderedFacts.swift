import ACES
import Conversion
import DPX
import EXR

/// What the outputs of frames of one shape are to be. The frames differ in data window and source only.
struct OrderedFacts {
  private let exr: EXRFacts
  /// One entry a part: whether a drawing shows in it.
  private let showsDrawing: [Bool]
  /// The part that a preview shows; nil where none is made.
  private let shownPart: Int?

  /// Nil where the frames cannot be delivered at all, which is a refusal of its own.
  ///
  /// - Parameter header: Of a frame of that shape.
  init?(
    header: Header, samples: SampleSource, form: EXRForm, layers: LayerRules, preview: PreviewSettings?
  ) {
    // Why not is said where the shape is planned.
    guard let recipe = try? FrameRecipe(for: header, samples: samples, form: form, layers: layers),
      // As above.
      let made = try? Output(
        from: header, edits: recipe.edits(for: header, form: form), into: ByteBuffer())
    else { return nil }
    exr = EXRFacts(made.header, rules: layers)
    showsDrawing = recipe.parts.map { !$0.classes.triples.isEmpty }
    // As above.
    shownPart = preview == nil ? nil : (try? FramePreview.shown(in: header, recipe: recipe))?.0
  }

  /// - Parameter facts: Those of the file that is read; nil where it cannot be.
  func facts(of input: FrameInput, provenance: Provenance, reading facts: FrameFacts?) -> EXRFacts {
    var exr = exr
    exr.provenance = provenance
    exr.dataWindows = facts.map { windows(of: input, reading: $0) }
    return exr
  }

  /// Nil where no preview is made.
  func preview(
    _ settings: PreviewSettings, of input: FrameInput, isSlate: Bool, reading facts: FrameFacts
  ) -> PreviewFacts? {
    guard let shownPart else { return nil }
    let window =
      settings.window == .display
      ? facts.shape[shownPart].displayWindow : windows(of: input, reading: facts)[shownPart]
    let raster = PreviewRaster(window: window, reduction: settings.size.rawValue)
    return PreviewFacts(
      encoding: DPXEncoding(settings.encoding), width: raster.width,
      height: raster.height, source: input.isDrawn ? [] : input.fileName,
      isSlate: isSlate)
  }

  private func windows(of input: FrameInput, reading facts: FrameFacts) -> [Box] {
    guard input.isDrawn else { return facts.dataWindows }
    return facts.dataWindows.indices.map { index in
      let data = facts.dataWindows[index]
      return showsDrawing[index]
        ? input.drawnWindow(data: data, display: facts.shape[index].displayWindow) : data
    }
  }
}

/// What the files of one frame are to be.
struct OrderedFiles: Sendable, Equatable {
  var exr: EXRFacts?
  var preview: PreviewFacts?
}
