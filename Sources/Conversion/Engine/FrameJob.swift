import ACES
import EXR
import Synchronization

/// One frame in flight: its source, its bands, and the files that grow from them.
final class FrameJob: Sendable {
  /// Position of the frame in the run's work list.
  let index: Int
  /// The memory admitted for it, in bytes.
  let reserved: Int
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
    var assembly: Assembly?
    var claimed = 0
    var finished = 0
    var failure: (band: Int, error: EXRError)?
    var findings = FrameFindings()

    init(assembly: consuming Assembly) {
      self.assembly = consume assembly
    }

    /// Bands behind a failed one are not worth doing; those before it are, so that the lowest failing band
    /// is the one reported however many lanes there are.
    func end(of bands: [Band]) -> Int { failure.map { min($0.band, bands.count) } ?? bands.count }
  }

  /// - Parameter files: Where the memory of the files comes from.
  init(
    index: Int, reserved: Int, picture: consuming Picture, order: FrameOrder, files: ByteBuffer.Pool,
    expectedByteCount: Int
  ) throws(FrameFailure) {
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
    self.index = index
    self.reserved = reserved
    self.header = header
    outputLayouts = outputParts.map { ChunkLayout($0) }
    conversion = BandConversion(from: samples.space(delivered: form.space), to: form.space)
    bands =
      BandPlan(header: header, recipe: recipe, writes: order.exr != nil, shownPart: preview?.part).bands
    state = Mutex(
      State(
        assembly: Assembly(
          output: output, reduced: preview?.emptyReduction, file: file,
          expectedByteCount: order.exr == nil ? 0 : expectedByteCount)))
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

  /// Takes the next band that nobody works on. Nil when there is nothing left to claim, now and for ever.
  func claim() -> Int? {
    state.withLock { state in
      guard state.claimed < state.end(of: bands) else { return nil }
      defer { state.claimed += 1 }
      return state.claimed
    }
  }

  /// Takes a finished band.
  ///
  /// - Returns: Whether the frame ends with it: all claimed bands are done and no other is wanted. True for
  ///   exactly one call a frame.
  func deliver(_ result: Result<BandResult, EXRError>, findings: FrameFindings, band: Int) -> Bool {
    state.withLock { state in
      do throws(EXRError) {
        let result = try result.get()
        if state.failure == nil {
          try state.assembly?.deliver(result, band: band, bands: bands, picture: picture)
        }
        state.findings.add(findings)
      } catch {
        if band < state.end(of: bands) { state.failure = (band, error) }
      }
      state.finished += 1
      return state.finished == state.claimed && state.claimed >= state.end(of: bands)
    }
  }

  /// Ends the frame. Called once, after the band that ended it.
  func finish() throws(FrameFailure) -> (exr: ByteBuffer?, preview: ByteBuffer?, findings: FrameFindings) {
    let (findings, failure) = state.withLock { ($0.findings, $0.failure?.error) }
    if let failure { throw FrameFailure(failure) }
    guard let assembly = state.withLock({ $0.assembly.take() }) else {
      preconditionFailure("a frame ends once")
    }
    do throws(EXRError) {
      let exr = try assembly.finish(preview: preview?.picture)
      return (exr, preview?.picture.file, findings)
    } catch {
      throw FrameFailure(error)
    }
  }
}
