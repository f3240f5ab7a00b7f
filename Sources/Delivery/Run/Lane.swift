import EXR

/// One worker with its own reusable buffers.
struct Lane: ~Copyable {
  private var decoder: ChunkDecoder
  private var encoder: ChunkEncoder
  private var first = BandPlanes()
  private var second = BandPlanes()
  private let slots: ByteBuffer.Pool

  init(codec: Codec, slots: ByteBuffer.Pool) {
    decoder = ChunkDecoder(codec: codec)
    encoder = ChunkEncoder(codec: codec)
    self.slots = slots
  }

  /// Works on the claimed bands of a frame, one or two.
  ///
  /// - Returns: Whether the frame ends with them.
  mutating func work(on claim: Range<Int>, of job: FrameJob) -> Bool {
    if claim.count == 2 { return work(onPair: claim.lowerBound, of: job) }
    var findings = FrameFindings()
    let band = job.bands[claim.lowerBound]
    let result = Result { () throws(EXRError) -> BandResult in
      switch band.work {
      case .copy(let chunks): return .copied(chunks)
      case .recode(let chunks, _, let area):
        Lane.shape(&first, for: band, area: area, job: job)
        for index in chunks {
          let chunk = job.source.chunk(part: band.part, index: index)
          let rows = unsafe Lane.planes(&first, of: chunk.place, in: area)
          unsafe try decoder.decode(chunk, of: job.source, into: rows)
        }
        return try Lane.recode(band, of: job, planes: &first, encoder: &encoder, slots: slots, &findings)
      }
    }
    return job.deliver(result, findings: findings, band: claim.lowerBound)
  }

  /// Two bands of one chunk each: decoded in one loop, then finished one after the other.
  private mutating func work(onPair index: Int, of job: FrameJob) -> Bool {
    guard case .recode(let firstChunks, _, let firstArea) = job.bands[index].work,
      case .recode(let secondChunks, _, let secondArea) = job.bands[index + 1].work
    else { preconditionFailure("only bands to recode are claimed in pairs") }
    Lane.shape(&first, for: job.bands[index], area: firstArea, job: job)
    Lane.shape(&second, for: job.bands[index + 1], area: secondArea, job: job)
    let part = job.bands[index].part
    let firstChunk = job.source.chunk(part: part, index: firstChunks.lowerBound)
    let secondChunk = job.source.chunk(part: part, index: secondChunks.lowerBound)
    do throws(EXRError) {
      unsafe try decoder.decodePair(
        firstChunk, into: first.planes, secondChunk, into: second.planes, of: job.source)
    } catch {
      // One of them is damaged; alone, each says so for itself.
      return work(on: index..<index + 1, of: job) || work(on: index + 1..<index + 2, of: job)
    }

    var findings = FrameFindings()
    let firstResult = Result { () throws(EXRError) -> BandResult in
      return try Lane.recode(
        job.bands[index], of: job, planes: &first, encoder: &encoder, slots: slots, &findings)
    }
    // The second band is still open, so this cannot be the frame's end.
    _ = job.deliver(firstResult, findings: findings, band: index)

    findings = FrameFindings()
    let secondResult = Result { () throws(EXRError) -> BandResult in
      return try Lane.recode(
        job.bands[index + 1], of: job, planes: &second, encoder: &encoder, slots: slots, &findings)
    }
    return job.deliver(secondResult, findings: findings, band: index + 1)
  }

  private static func shape(_ planes: inout BandPlanes, for band: Band, area: Band.Area, job: FrameJob) {
    planes.shape(channels: job.header.parts[band.part].channels, width: area.width, height: area.height)
  }

  /// Converts decoded samples in place and encodes them into a pooled buffer.
  private static func recode(
    _ band: Band, of job: FrameJob, planes: inout BandPlanes, encoder: inout ChunkEncoder,
    slots: ByteBuffer.Pool, _ findings: inout FrameFindings
  ) throws(EXRError) -> BandResult {
    guard case .recode(_, let chunks, let area) = band.work,
      case .recode(let recode) = job.recipe.parts[band.part].treatment
    else { preconditionFailure("a band to recode belongs to a part to recode") }
    job.conversion.apply(
      to: &planes, classes: job.recipe.parts[band.part].classes, recode: recode, findings: &findings)

    let part = job.outputHeader.parts[band.part]
    let layout = job.outputLayouts[band.part]
    let buffer = ByteBuffer(pool: slots, capacity: part.bytesPerPixel * area.width * area.height)
    var encoded: [EncodedChunk] = []
    for index in chunks {
      let place = layout[index]
      let packed = unsafe try encoder.encode(
        part: part, place: place, planes: Lane.planes(&planes, of: place, in: area))
      let start = buffer.count
      unsafe buffer.append(packed)
      encoded.append(EncodedChunk(index: index, bytes: start..<buffer.count))
    }
    return .encoded(buffer, encoded)
  }

  /// The rows of the band's planes that a chunk covers.
  private static func planes(_ planes: inout BandPlanes, of place: ChunkPlace, in area: Band.Area) -> [Plane]
  {
    unsafe planes.planes.map { unsafe $0.rows(from: place.y - area.y, count: place.height) }
  }
}
