import ACES
import EXR

/// What a lane does with decoded samples: show them, convert them, encode them.
struct BandFinisher: ~Copyable {
  private var encoder: ChunkEncoder
  private let slots: ByteBuffer.Pool
  var scratch = PreviewScratch()

  init(codec: Codec, slots: ByteBuffer.Pool) {
    encoder = ChunkEncoder(codec: codec)
    self.slots = slots
  }

  /// Converts decoded samples in place and encodes them into a pooled buffer; a preview sees them first.
  mutating func finish(
    _ band: Band, of job: FrameJob, planes: inout BandPlanes, findings: inout FrameFindings
  ) throws(EXRError) -> BandResult {
    var result = BandResult()
    var shown = SampleCounts()
    if band.isShown, let preview = job.preview, let area = band.decoded?.area {
      (result.reduced, shown) = unsafe preview.take(planes.planes, area: area, scratch: &scratch)
    }
    guard case .recode(_, let chunks, let area) = band.work else {
      findings.counts += shown
      return result
    }
    guard case .recode(let recode) = job.recipe.parts[band.part].treatment else {
      preconditionFailure("a band to recode belongs to a part to recode")
    }
    if job.picture.needsConversion {
      // The preview met some of the same samples, which count once.
      findings.add(
        job.conversion.apply(to: &planes, classes: job.recipe.parts[band.part].classes, recode: recode))
    }
    result.chunks = try encode(band.part, chunks: chunks, area: area, of: job, planes: planes)
    return result
  }

  private mutating func encode(
    _ index: Int, chunks: Range<Int>, area: Band.Area, of job: FrameJob, planes: borrowing BandPlanes
  ) throws(EXRError) -> BandResult.Chunks {
    let part = job.outputParts[index]
    let layout = job.outputLayouts[index]
    let buffer = ByteBuffer(pool: slots, capacity: part.bytesPerPixel * area.width * area.height)
    var encoded: [EncodedChunk] = []
    for index in chunks {
      let place = layout[index]
      let packed = unsafe try encoder.encode(
        part: part, place: place, planes: planes.rows(of: place, in: area))
      let start = buffer.count
      unsafe buffer.append(packed)
      encoded.append(EncodedChunk(index: index, bytes: start..<buffer.count))
    }
    return .encoded(buffer, encoded)
  }
}
