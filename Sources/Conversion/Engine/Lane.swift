import EXR

/// One worker with its own reusable buffers.
struct Lane: ~Copyable {
  private var decoder: ChunkDecoder
  private var planes = BandPlanes()
  private var finisher: BandFinisher

  init(codec: Codec, slots: ByteBuffer.Pool) {
    decoder = ChunkDecoder(codec: codec)
    finisher = BandFinisher(codec: codec, slots: slots)
  }

  /// Works on a claimed band of a frame.
  ///
  /// - Returns: Whether the frame ends with it.
  mutating func work(on index: Int, of job: FrameJob) -> Bool {
    let band = job.bands[index]
    var findings = FrameFindings()
    let result = Result { () throws(EXRError) -> BandResult in
      if case .copy(let chunks) = band.work { return BandResult(chunks: .copied(chunks)) }
      try load(band, of: job, findings: &findings)
      return try finisher.finish(band, of: job, planes: &planes, findings: &findings)
    }
    return job.deliver(result, findings: findings, band: index)
  }

  /// Decodes a band into the planes.
  private mutating func load(
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
