import ACES
import EXR
import FrameSequence
import SystemPackage

/// Plans one sequence: what its headers say, whether it can be converted, which file goes where.
struct SequencePlanner {
  private let found: FoundSequence
  private let request: Request
  private var sequence: ImageSequence { found.sequence }

  init(found: FoundSequence, request: Request) {
    self.found = found
    self.request = request
  }

  /// The sequence's pattern with its folder.
  var source: FilePath { sequence.directory.appending(name: sequence.pattern.name) }

  /// Everything that stands against a sequence.
  struct Refused: Error {
    var reasons: [Refusal.Reason]
  }

  /// Where its frames go: the tree below the path that was asked for is kept.
  private var folder: FilePath { request.output.appending(found.relativeFolder.components) }

  func plan() throws(Refused) -> SequencePlan {
    var refused = Refused(reasons: [])
    if let output = FileSystem.identity(folder), output == found.directoryIdentity {
      refused.reasons.append(.destination("the output folder is the folder of the source"))
    }
    let facts = SequenceFacts(
      files: sequence.frames.map(sequence.path(of:)), numbers: sequence.frames.map(\.number),
      limits: request.limits, rules: request.rules)
    let colour = settle(facts, &refused)

    let numbering: NumberingPlan
    do throws(NumberingError) {
      numbering = try sequence.numbering(request.numbering)
    } catch {
      refused.reasons += error.refusals.map(Refusal.Reason.numbering)
      throw refused
    }
    let frames = plannedFrames(numbering, facts: facts)
    refused.reasons += existingRefusals(frames)
    guard let colour, refused.reasons.isEmpty else { throw refused }
    return SequencePlan(
      source: source, output: folder.appending(name: numbering.pattern.name), folder: folder,
      colour: colour.source, settings: colour.settings, channels: colour.channels, frames: frames,
      warnings: numbering.warnings.map(\.words) + warnings(facts, settings: colour.settings),
      byteCount: facts.readable.reduce(0) { $0 + $1.byteCount }, isPassThrough: colour.isPassThrough)
  }

  // MARK: Colour

  private struct Settled {
    let source: SourceColour
    let settings: ConversionSettings
    let channels: ChannelSummary
    let isPassThrough: Bool
  }

  /// Decides the conversion, or adds to the reasons against it.
  private func settle(_ facts: SequenceFacts, _ refused: inout Refused) -> Settled? {
    if request.assume == nil, let change = facts.changingClaim, let first = facts.readable.first {
      let place = sequence.frames[change.index].number.map { "frame \($0)" } ?? "a frame"
      refused.reasons.append(
        .changingTags("\(place) says \(change.claim.words), the first says \(first.claim.words)"))
      return nil
    }
    let claim = facts.readable.first?.claim ?? .nothing
    do throws(Refusal.Reason) {
      // A sequence of which no frame can be read is one of failed frames, not a refusal.
      let source = try SourceColour(
        claim: claim, from: request.from ?? (facts.header == nil ? request.to : nil), assume: request.assume)
      let settings = ConversionSettings(
        from: source.space, to: request.to, compression: request.compression, depth: request.depth,
        tags: request.tags, rules: request.rules)
      guard let header = facts.header else {
        return Settled(
          source: source, settings: settings, channels: ChannelSummary(converted: [], copied: []),
          isPassThrough: true)
      }
      for other in facts.representatives { _ = try FrameRecipe(for: other, settings: settings) }
      let recipe = try FrameRecipe(for: header, settings: settings)
      return Settled(
        source: source, settings: settings, channels: ChannelSummary(header: header, recipe: recipe),
        isPassThrough: recipe.isPassThrough)
    } catch {
      refused.reasons.append(error)
      return nil
    }
  }

  // MARK: Frames

  private func plannedFrames(_ numbering: NumberingPlan, facts: SequenceFacts) -> [PlannedFrame] {
    var factsOfFrame: [[UInt8]: Result<FrameFacts, FrameFailure>] = [:]
    for (frame, facts) in zip(sequence.frames, facts.frames) { factsOfFrame[frame.name] = facts }
    return numbering.entries.map { entry in
      let name = numbering.name(for: entry.outputNumber)
      var source: FilePath?
      var intent = PlannedFrame.Intent.missing
      if case .source(let frame) = entry.content, let facts = factsOfFrame[frame.name] {
        source = sequence.path(of: frame)
        intent = self.intent(facts, output: folder.appending(name: name))
      }
      return PlannedFrame(
        sourceFrame: entry.sourceNumber, outputFrame: entry.outputNumber, source: source, name: name,
        intent: intent)
    }
  }

  private func intent(
    _ facts: Result<FrameFacts, FrameFailure>, output: FilePath
  ) -> PlannedFrame.Intent {
    if request.existing == .skip, FileSystem.exists(output) { return .skip }
    switch facts {
    case .success(let facts): return .deliver(unpackedByteCount: facts.unpackedByteCount)
    case .failure(let failure): return .fail(failure)
    }
  }

  private func existingRefusals(_ frames: [PlannedFrame]) -> [Refusal.Reason] {
    let there = frames.filter { $0.isDelivered && FileSystem.exists(folder.appending(name: $0.name)) }
    guard let first = there.first else { return [] }
    let name = PathText.encode(folder.appending(name: first.name).bytes)
    switch request.existing {
    case .refuse: return [.existingOutput(first: name, count: there.count)]
    case .overwrite, .skip:
      let blocked = there.first { FileSystem.isDirectory(folder.appending(name: $0.name)) }
      return blocked.map { [.destination("\(PathText.encode($0.name)) is a folder in the destination")] }
        ?? []
    }
  }

  // MARK: Warnings

  private func warnings(_ facts: SequenceFacts, settings: ConversionSettings) -> [String] {
    var warnings = facts.inconsistencies
    guard let header = facts.header else { return warnings + ["no frame can be read"] }
    for part in header.parts {
      let classes = ChannelClasses(of: part, rules: request.rules)
      for triple in classes.triples where part.channels[triple.red].type == .float && request.depth == .half {
        let layer = triple.layer.isEmpty ? "RGB" : triple.layer
        warnings.append("\(layer) of part \(part.label) is float and becomes half, which keeps 11 bits of it")
      }
      for layer in classes.dataLayers {
        warnings.append("\(layer) has red, green and blue but its name says data: it is copied")
      }
      if part.compression.isLossy(for: .half), !classes.triples.isEmpty {
        warnings.append("part \(part.label) comes in \(part.compression.name), which is lossy")
      }
    }
    return warnings
  }
}
