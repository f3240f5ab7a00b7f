import EXR

/// One worker with its own reusable buffers.
struct Lane: ~Copyable {
  private var decoder: ChunkDecoder
  private var first = BandPlanes()
  private var second = BandPlanes()
  private var finisher: BandFinisher

  init(codec: Codec, slots: ByteBuffer.Pool) {
    decoder = ChunkDecoder(codec: codec)
    finisher = BandFinisher(codec: codec, slots: slots)
  }

  /// Works on the claimed bands of a frame, one or two.
  ///
  /// - Returns: Whether the frame ends with them.
  mutating func work(on claim: Range<Int>, of job: FrameJob) -> Bool {
    claim.count == 2 ? work(onPair: claim.lowerBound, of: job) : work(on: claim.lowerBound, of: job)
  }

  private mutating func work(on index: Int, of job: FrameJob) -> Bool {
    let band = job.bands[index]
    var findings = FrameFindings()
    let result = Result { () throws(EXRError) -> BandResult in
      if case .copy(let chunks) = band.work { return BandResult(chunks: .copied(chunks)) }
      try load(band, of: job, findings: &findings)
      return try finisher.finish(band, of: job, planes: &first, findings: &findings)
    }
    return job.deliver(result, findings: findings, band: index)
  }

  /// Two bands of one chunk each: decoded in one loop, then finished one after the other.
  private mutating func work(onPair index: Int, of job: FrameJob) -> Bool {
    let bands = (job.bands[index], job.bands[index + 1])
    do throws(EXRError) {
      try load(pair: bands, of: job)
    } catch {
      // One of them is damaged; alone, each says so for itself.
      let isLast = work(on: index, of: job)
      return work(on: index + 1, of: job) || isLast
    }
    var findings = FrameFindings()
    let firstResult = Result { () throws(EXRError) -> BandResult in
      try finisher.finish(bands.0, of: job, planes: &first, findings: &findings)
    }
    // The second band is still open, so this cannot be the frame's end.
    _ = job.deliver(firstResult, findings: findings, band: index)
    findings = FrameFindings()
    let secondResult = Result { () throws(EXRError) -> BandResult in
      try finisher.finish(bands.1, of: job, planes: &second, findings: &findings)
    }
    return job.deliver(secondResult, findings: findings, band: index + 1)
  }

  /// Decodes two bands of one chunk each into the two sets of planes.
  private mutating func load(pair bands: (Band, Band), of job: FrameJob) throws(EXRError) {
    guard let mine = bands.0.decoded, let theirs = bands.1.decoded else {
      preconditionFailure("only bands that are decoded are claimed in pairs")
    }
    first.shape(for: mine.area, of: job, part: bands.0.part)
    second.shape(for: theirs.area, of: job, part: bands.1.part)
    switch job.picture {
    case .exr(let source):
      unsafe try decoder.decodePair(
        source.chunk(part: bands.0.part, index: mine.chunks.lowerBound), into: first.planes,
        source.chunk(part: bands.1.part, index: theirs.chunks.lowerBound), into: second.planes, of: source)
    case .dpx: preconditionFailure("a DPX has no chunks to pair")
    case .drawn: preconditionFailure("what is drawn has no chunks to pair")
    }
  }

  /// Decodes one band into the first planes.
  private mutating func load(
    _ band: Band, of job: FrameJob, findings: inout FrameFindings
  ) throws(EXRError) {
    guard let (chunks, area) = band.decoded else { preconditionFailure("the band is not decoded") }
    first.shape(for: area, of: job, part: band.part)
    if let fill = job.fill {
      fill.draw(
        band, part: job.header.parts[band.part], classes: job.recipe.parts[band.part].classes, planes: first)
      return
    }
    switch job.picture {
    case .exr(let source):
      for index in chunks {
        let chunk = source.chunk(part: band.part, index: index)
        unsafe try decoder.decode(chunk, of: source, into: first.rows(of: chunk.place, in: area))
      }
    case .dpx(let frame):
      findings.illegalCodes += unsafe frame.decode(
        area, to: job.conversion.target, planes: first.planes, codes: &finisher.scratch.codes)
    case .drawn: preconditionFailure("what is drawn is known")
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
