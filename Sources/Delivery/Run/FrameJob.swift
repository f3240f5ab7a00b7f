import EXR
import Synchronization

/// One frame in flight: its source, its bands, and the file that grows from them.
final class FrameJob: Sendable {
  /// Position of the frame in the run's work list.
  let index: Int
  /// The memory admitted for it, in bytes.
  let reserved: Int
  let source: Source
  let header: Header
  let outputHeader: Header
  let outputLayouts: [ChunkLayout]
  let recipe: FrameRecipe
  let conversion: BandConversion
  let bands: [Band]
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

  init(
    index: Int, reserved: Int, source: consuming Source, settings: ConversionSettings, into file: ByteBuffer,
    expectedByteCount: Int
  ) throws(FrameFailure) {
    let header = source.header
    let recipe: FrameRecipe
    do throws(Refusal.Reason) {
      recipe = try FrameRecipe(for: header, settings: settings)
    } catch {
      throw FrameFailure(operation: .plan, reason: error.text)
    }
    let output: Output
    do throws(EXRError) {
      output = try Output(from: source, edits: recipe.edits(for: header, settings: settings), into: file)
    } catch {
      throw FrameFailure(error)
    }
    self.index = index
    self.reserved = reserved
    self.header = header
    self.recipe = recipe
    outputHeader = output.header
    outputLayouts = output.header.parts.map { ChunkLayout($0) }
    conversion = BandConversion(settings)
    bands = Band.bands(of: header, recipe: recipe)
    state = Mutex(State(assembly: Assembly(output: output, file: file, expectedByteCount: expectedByteCount)))
    self.source = source
  }

  /// Takes the next bands that nobody works on: two adjacent ones while more than two a lane remain, else
  /// one. Nil when there is nothing left to claim, now and for ever.
  func claim(lanes: Int) -> Range<Int>? {
    state.withLock { state in
      let first = state.claimed
      let left = state.end(of: bands) - first
      guard left > 0 else { return nil }
      let isPair = left > 2 * lanes && left > 1 && bands[first].pairs(with: bands[first + 1], in: header)
      state.claimed = first + (isPair ? 2 : 1)
      return first..<state.claimed
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
          try state.assembly?.deliver(result, band: band, bands: bands, source: source)
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
  func finish() throws(FrameFailure) -> (file: ByteBuffer, findings: FrameFindings) {
    let (findings, failure) = state.withLock { ($0.findings, $0.failure?.error) }
    if let failure { throw FrameFailure(failure) }
    guard let assembly = state.withLock({ $0.assembly.take() }) else {
      preconditionFailure("a frame ends once")
    }
    do throws(EXRError) {
      return (try assembly.finish(), findings)
    } catch {
      throw FrameFailure(error)
    }
  }
}
