import ACES
import EXR
import Synchronization

/// One frame in flight: its source, its bands, and the files that grow from them.
package final class FrameJob: Sendable {
  let picture: Picture
  let header: Header
  let recipe: FrameRecipe
  let conversion: BandConversion
  let bands: [Band]
  /// The EXR that is made: its parts and where their chunks lie. Empty where only a preview is made.
  let outputParts: [Part]
  let outputLayouts: [ChunkLayout]
  let preview: FramePreview?
  /// What takes the place of the file's samples, if something does.
  let fill: FrameFill?
  private let state: Mutex<State>

  private struct State: ~Copyable {
    var claims: BandClaims
    var results: InOrder<BandResult>
    /// Nil while a lane appends to it.
    var assembly: FileAssembly?
    var isAppending = false
    /// Of the lowest band that failed.
    var failure: EXRError?
    var findings = FrameFindings()
    var isEnded = false

    init(bands: Int, assembly: consuming FileAssembly) {
      claims = BandClaims(count: bands)
      results = InOrder(count: bands)
      self.assembly = consume assembly
    }

    mutating func fail(_ band: Int, _ error: EXRError) {
      if claims.fail(band) { failure = error }
    }

    /// The result to append next, where nobody appends.
    mutating func takeTurn() -> (band: Int, result: BandResult)? {
      guard !isAppending, failure == nil, let (band, result) = results.take() else { return nil }
      isAppending = true
      return (band, result)
    }
  }

  /// - Parameter files: Where the memory of the files comes from.
  init(picture: consuming Picture, order: FrameOrder, files: ByteBuffer.Pool) throws(FrameFailure) {
    let header = picture.header
    let facts = FrameFacts(header: header, byteCount: 0, rules: order.layers)
    // A DPX says what it is in another header, which its own reader compares.
    guard order.input.isDPX || facts.claim.agrees(with: order.claim) else {
      throw FrameFailure(.plan, .changedClaim(claim: facts.claim))
    }
    let samples = order.input.content.samples
    let form = order.form
    fill = try FrameFill(order.input.content, part: header.parts[0])
    do throws(ColourObjection) {
      recipe = try FrameRecipe(for: header, samples: samples, form: form, layers: order.layers)
      preview = try FramePreview(
        order, space: samples.space(delivered: form.space), header: header, recipe: recipe, files: files)
    } catch {
      throw FrameFailure(.plan, .unplanned(objection: error))
    }
    let file = ByteBuffer(pool: files)
    let output: Output?
    do throws(EXRError) {
      if order.exr == nil {
        output = nil
        outputParts = []
      } else {
        let made = try FrameJob.output(
          of: picture, recipe: recipe, order: order, into: file)
        outputParts = made.header.parts
        output = consume made
      }
    } catch {
      throw FrameFailure(error)
    }
    self.header = header
    outputLayouts = outputParts.map { ChunkLayout($0) }
    conversion = BandConversion(from: samples.space(delivered: form.space), to: form.space)
    bands =
      BandPlan(header: header, recipe: recipe, writes: order.exr != nil, shownPart: preview?.part).bands
    state = Mutex(
      State(
        bands: bands.count,
        assembly: FileAssembly(
          output: output, reduced: preview?.emptyReduction, file: file,
          mostByteCount: FrameJob.mostByteCount(of: outputParts, after: file.count, picture: picture))))
    self.picture = picture
  }

  private static func output(
    of picture: borrowing Picture, recipe: FrameRecipe, order: FrameOrder, into file: ByteBuffer
  ) throws(EXRError) -> Output {
    let header = picture.header
    let (form, edits, provenance) = (order.form, order.edits, order.provenance)
    var parts = recipe.edits(for: header, form: form)
    // Time code is one of the attributes that all parts of a file share.
    for index in parts.indices {
      parts[index].removed.formUnion(Provenance.attributeNames)
      if index == 0 { parts[index].set += provenance.attributes }
      parts[index].set += edits.attributes
      if edits.dropsTimeCode, edits.timeCode(of: header.parts[index]) == nil {
        parts[index].removed.insert("timeCode")
      }
    }
    switch picture {
    case .exr(let source): return try Output(from: source, edits: parts, into: file)
    case .drawn(let header): return try Output(from: header, edits: parts, into: file)
    case .dpx(let frame):
      return try Output(
        parts: [frame.definition(form: form, edits: edits, provenance: provenance)], into: file)
    }
  }

  /// How large the EXR can become.
  ///
  /// - Parameter head: Its headers and chunk tables, in bytes.
  private static func mostByteCount(of parts: [Part], after head: Int, picture: borrowing Picture) -> Int {
    parts.reduce(head) { bytes, part in
      // A chunk that packing does not make smaller is stored as it is; its own header has at most 40 bytes.
      let layout = ChunkLayout(part)
      let samples = part.storage.isDeep ? picture.byteCount : layout.pixelCount * part.bytesPerPixel
      return bytes + samples + 40 * layout.count
    }
  }
}

extension FrameJob: BandJob {
  package func claim() -> (band: Int, isLast: Bool)? {
    state.withLock { $0.claims.claim() }
  }

  package func work(on band: Int, by lane: Lane) -> Bool {
    var findings = FrameFindings()
    let result = Result { () throws(EXRError) in try lane.work(on: bands[band], of: self, findings: &findings)
    }
    state.withLock { state in
      state.findings.add(findings)
      switch result {
      case .success(let result): state.results.put(result, at: band)
      case .failure(let error): state.fail(band, error)
      }
    }
    appendAll()
    return state.withLock { state in
      state.claims.finish()
      guard state.claims.areAllDone, !state.isEnded else { return false }
      state.isEnded = true
      return true
    }
  }

  /// Appends the results whose turn it is, unless another lane does: whoever has the files takes along what arrives
  /// meanwhile.
  private func appendAll() {
    while true {
      var next: (band: Int, result: BandResult)?
      var assembly = state.withLock { state in
        next = state.takeTurn()
        return next == nil ? nil : state.assembly.take()
      }
      guard let (band, result) = next else { return }
      var failure: EXRError?
      do throws(EXRError) {
        try assembly?.append(result, part: bands[band].part, picture: picture)
      } catch {
        failure = error
      }
      state.withLock { state in
        state.assembly = assembly.take()
        state.isAppending = false
        if let failure { state.fail(band, failure) }
      }
    }
  }

  package func finish() throws(FrameFailure) -> FrameFiles {
    let (findings, failure) = state.withLock { ($0.findings, $0.failure) }
    if let failure { throw FrameFailure(failure) }
    guard let assembly = state.withLock({ $0.assembly.take() }) else {
      preconditionFailure("a frame ends once")
    }
    do throws(EXRError) {
      let exr = try assembly.finish(preview: preview?.picture)
      return FrameFiles(exr: exr, preview: preview?.picture.file, findings: findings)
    } catch {
      throw FrameFailure(error)
    }
  }
}
