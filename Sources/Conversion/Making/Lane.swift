import EXR

/// The reusable buffers of one worker, and what it does with them.
package final class Lane {
  private var decoder: ChunkDecoder
  private var planes = BandPlanes()
  private var finisher: BandFinisher

  init(codec: Codec, slots: ByteBuffer.Pool) {
    decoder = ChunkDecoder(codec: codec)
    finisher = BandFinisher(codec: codec, slots: slots)
  }

  /// Makes of a band what the frame's files get of it.
  func work(
    on band: Band, of job: FrameJob, findings: inout FrameFindings
  ) throws(EXRError) -> BandResult {
    if case .copy(let chunks) = band.work { return BandResult(chunks: .copied(chunks)) }
    try load(band, of: job, findings: &findings)
    return try finisher.finish(band, of: job, planes: &planes, findings: &findings)
  }

  /// Decodes a band into the planes.
  private func load(
    _ band: Band, of job: FrameJob, findings: inout FrameFindings
  ) throws(EXRError) {
    guard let (chunks, area) = band.decoded else { preconditionFailure("the band is not decoded") }
    planes.shape(for: area, of: job, part: band.part)
    if let fill = job.fill {
      fill.draw(
        band, part: job.header.parts[band.part], classes: job.recipe.parts[band.part].classes, planes: planes)
      return
    }
    switch job.picture {
    case .exr(let source):
      for index in chunks {
        let chunk = source.chunk(part: band.part, index: index)
        unsafe try decoder.decode(chunk, of: source, into: planes.rows(of: chunk.place, in: area))
      }
    case .dpx(let frame):
      findings.illegalCodes += unsafe frame.decode(
        area, to: job.conversion.target, planes: planes.planes, codes: &finisher.scratch.codes)
    case .drawn: preconditionFailure("a drawn frame has a fill")
    }
  }
}

extension BandPlanes {
  fileprivate mutating func shape(for area: Band.Area, of job: FrameJob, part: Int) {
    shape(channels: job.header.parts[part].channels, width: area.width, height: area.height)
  }

  /// The rows of the planes that a chunk of the band covers.
  func rows(of place: ChunkPlace, in area: Band.Area) -> [Plane] {
    unsafe planes.map { unsafe $0.rows(from: place.y - area.y, count: place.height) }
  }
}
