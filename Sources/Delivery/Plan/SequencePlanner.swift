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
    var refused = Refused(reasons: numberRefusals)
    if let output = FileSystem.identity(folder), output == found.directoryIdentity {
      refused.reasons.append(.destination("the output folder is the folder of the source"))
    }
    let files = sequence.frames.map(sequence.path(of:))
    let facts = SequenceFacts(
      files: files, numbers: sequence.frames.map(\.number), limits: request.limits, rules: request.rules)

    var output = sequence.pattern
    if request.start != nil { output.pad = 4 }
    let frames = plannedFrames(facts: facts, pattern: output)
    refused.reasons += existingRefusals(frames)

    let colour = settle(facts, &refused)
    guard let colour, refused.reasons.isEmpty else { throw refused }
    return SequencePlan(
      source: source,
      output: folder.appending(name: output.name), folder: folder, colour: colour.source,
      settings: colour.settings, channels: colour.channels, frames: frames,
      warnings: warnings(facts, settings: colour.settings),
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

  // MARK: Numbers

  /// What is added to every source number. Arithmetic, never position: a gap stays the same gap.
  private var offset: Int {
    guard let start = request.start, let first = sequence.frames.first?.number else { return 0 }
    return start - first
  }

  private var numberRefusals: [Refusal.Reason] {
    var reasons: [Refusal.Reason] = []
    if !sequence.duplicates.isEmpty {
      reasons.append(.duplicateNumbers(sequence.duplicates.words))
    }
    if request.gaps == .error, !sequence.gaps.isEmpty {
      reasons.append(.gaps(sequence.gaps.words))
    }
    if sequence.missingCount > SequencePlanner.mostMissing {
      let count = sequence.missingCount
      reasons.append(.numbering("\(count) numbers are missing: these are two sequences, not one"))
    }
    if request.start != nil, !sequence.pattern.isNumbered {
      reasons.append(.numbering("the name has no frame number that --start could change"))
    }
    if let range = sequence.range,
      ![range.lowerBound, range.upperBound].allSatisfy({ FrameName.numbers.contains($0 + offset) })
    {
      reasons.append(.numbering("numbers would leave \(FrameName.numbers)"))
    }
    return reasons
  }

  /// More missing numbers than any shot has frames; each would be a line of plan and report.
  private static let mostMissing = 100_000

  private func plannedFrames(
    facts: SequenceFacts, pattern: SequencePattern
  ) -> [PlannedFrame] {
    var frames: [PlannedFrame] = []
    for (file, facts) in zip(sequence.frames, facts.frames) {
      let number = file.number.map { $0 + offset }
      let name = pattern.name(for: number ?? 0)
      frames.append(
        PlannedFrame(
          sourceFrame: file.number, outputFrame: number, source: sequence.path(of: file), name: name,
          intent: intent(facts, output: folder.appending(name: name))))
    }
    guard request.gaps == .keep, sequence.missingCount <= SequencePlanner.mostMissing else { return frames }
    for number in sequence.gaps.joined() {
      frames.append(
        PlannedFrame(
          sourceFrame: number, outputFrame: number + offset, source: nil,
          name: pattern.name(for: number + offset), intent: .missing))
    }
    return frames.sorted { ($0.sourceFrame ?? 0) < ($1.sourceFrame ?? 0) }
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
    if request.start == 1001, sequence.frames.first?.number == 1000 {
      warnings.append("the source starts at 1000, which may be a slate: frame 1000 becomes 1001")
    }
    if !sequence.mixedPadding.isEmpty {
      let widths = sequence.mixedPadding.map { "\($0)" }.joined(separator: " and ")
      warnings.append("numbers are padded to \(widths) digits")
    }
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

extension [ClosedRange<Int>] {
  /// `1003, 1010-1012 (4 numbers)`.
  var words: String {
    let shown = prefix(8).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
    let total = reduce(0) { $0 + $1.count }
    return shown.joined(separator: ", ") + (count > 8 ? ", …" : "") + (total > 1 ? " (\(total) numbers)" : "")
  }
}

extension [DuplicateNumber] {
  /// `1 (f.1.exr, f.001.exr)`.
  var words: String {
    prefix(4).map { duplicate in
      "\(duplicate.number) (\(duplicate.names.map(PathText.encode).joined(separator: ", ")))"
    }.joined(separator: "; ") + (count > 4 ? "; and \(count - 4) more" : "")
  }
}
