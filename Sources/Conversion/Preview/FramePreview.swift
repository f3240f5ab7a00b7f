import ACES
import DPX
import EXR
import Files

/// The preview of one frame in flight: which samples it shows, and the picture they go into.
package struct FramePreview: Sendable {
  /// The part that is shown, and its colour in it.
  let part: Int
  let triple: ColourTriple
  let picture: PreviewPicture
  private let toAP1: ConversionPlan

  /// Nil where the order asks for none.
  ///
  /// - Parameter space: What the decoded samples are.
  init?(
    _ order: FrameOrder, space: ColorSpace, header: Header, recipe: FrameRecipe, files: ByteBuffer.Pool
  ) throws(ColourObjection) {
    guard let (form, file) = order.preview else { return nil }
    (part, triple) = try FramePreview.shown(in: header, recipe: recipe)
    let shown = header.parts[part]
    let raster = PreviewRaster(part: shown, settings: form.settings)
    toAP1 = ConversionPlan(from: space, to: .acescg)
    do throws(DPXError) {
      picture = try PreviewPicture(
        raster: raster, encoding: form.settings.encoding, space: space,
        header: DPXHeader(
          of: order, form: form, name: file.name, part: shown, raster: raster),
        covered: shown.dataWindow, into: ByteBuffer(pool: files))
    } catch {
      throw .previewUnwritable(cause: error)
    }
  }

  /// What is shown: the colour of the default layer of the first part that has one, else the first colour
  /// there is.
  package static func shown(in header: Header, recipe: FrameRecipe) throws(ColourObjection) -> (
    Int, ColourTriple
  ) {
    let all = zip(header.parts, recipe.parts).flatMap { part, recipe in
      recipe.classes.triples.map { (part, $0) }
    }
    guard let (part, triple) = all.first(where: { $0.1.layer.isEmpty }) ?? all.first else {
      let open = recipe.parts.flatMap(\.classes.unknown).map { UnknownLayer(name: $0.name) }
      throw open.isEmpty ? .noColourToPreview : .unknownLayers(layers: open)
    }
    guard !part.storage.isDeep else {
      throw .deepPreview(part: part.named)
    }
    let types = Set(triple.indices.map { part.channels[$0].type })
    guard !part.isSubsampled, types.count == 1, !types.contains(.uint) else {
      throw .unshowable(part: part.named)
    }
    return (part.index, triple)
  }

  /// The sums to start a reduced picture with; nil at full size.
  var emptyReduction: ReducedPicture? {
    picture.raster.reduction == 1 ? nil : ReducedPicture(raster: picture.raster)
  }

  /// Takes the samples of a band as they were decoded.
  ///
  /// - Returns: A share of the reduced picture, nil at full size, where the rows are in the picture already; and
  ///   the samples of the picture that are NaN or infinite.
  func take(
    _ planes: [Plane], area: Band.Area, scratch: inout PreviewScratch
  ) -> (reduced: ReducedBlock?, counts: SampleCounts) {
    let shown = unsafe triple.indices.map { unsafe planes[$0] }
    if picture.raster.reduction == 1 {
      return unsafe (nil, picture.take(shown, area: area, codes: &scratch.codes))
    }
    let block = unsafe ReducedBlock(
      shown, area: area, raster: picture.raster, toAP1: toAP1, scratch: &scratch.linear)
    // The results of a conversion that only the preview makes are nobody's.
    return (block, SampleCounts(nan: block?.counts.nan ?? 0, inf: block?.counts.inf ?? 0))
  }
}

/// A lane's memory for previews.
struct PreviewScratch: ~Copyable {
  var codes = CodeRows()
  var linear = LinearRows()
}
