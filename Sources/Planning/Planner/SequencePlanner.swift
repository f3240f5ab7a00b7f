import ACES
import Conversion
import EXR
import FrameSequence
import SystemPackage

/// Plans one sequence: what its headers say, whether it can be converted, which file goes where.
struct SequencePlanner {
  private let found: FoundSequence
  private let wishes: SequenceWishes
  private let delivery: DeliverySettings
  /// The folders of all sources of the request.
  private let sources: SourceFolders
  /// The frames that are delivered.
  let sequence: ImageSequence
  /// A slate that we drew before the picture; it is not a part of it.
  private let drawnSlate: SequenceFrame?

  /// What the headers say.
  let facts: SequenceFacts
  /// The numbers of the frames that are pictures, and nil for the others.
  private let pictured: [Int?]

  /// Reads the headers.
  init(
    found: FoundSequence, wishes: SequenceWishes, delivery: DeliverySettings, sources: SourceFolders
  ) {
    self.found = found
    self.wishes = wishes
    self.delivery = delivery
    self.sources = sources
    (drawnSlate, sequence) =
      wishes.numbering.slate == .first
      ? (nil, found.sequence) : found.sequence.apartFromDrawnSlate(limits: delivery.limits)
    let numbers = sequence.frames.map(\.number)
    // The first frame is no picture where it is the slate, and its time code may be anything.
    pictured = wishes.numbering.slate == .first ? [nil] + numbers.dropFirst() : numbers
    var facts = SequenceFacts(
      files: sequence.frames.map(sequence.path(of:)), numbers: numbers, limits: delivery.limits,
      rules: delivery.rules)
    facts.completeTimeCode(numbers: pictured, fps: wishes.time.rate)
    self.facts = facts
  }

  /// Everything that stands against a sequence.
  typealias Refused = Reasons<Refusal.Reason>

  func plan() throws(Refused) -> SequencePlan {
    var refused = Refused()
    let time = SequenceTime(
      facts, numbers: pictured, fps: wishes.time.rate, startTimeCode: wishes.time.start)
    if let objection = time.objection { refused.reasons.append(objection) }
    let colour = refused.collect { () throws(Refusal.Reason) in
      try ColourDecision(facts, of: sequence.path, wishes: wishes, delivery: delivery, isDPX: isDPX)
    }
    if refused.reasons.contains(.colour(.untagged)) {
      let open = ColourDecision.openLayers(facts, delivery: delivery)
      if !open.isEmpty { refused.reasons.append(.colour(.unknownLayers(layers: open))) }
    }
    let numbering = number(time: time, &refused)
    guard let numbering else { throw refused }
    // Frames of another shot, and a slate, may be in the sequence as long as they are not delivered as picture.
    let pictures = numbering.pictures(in: sequence)
    let contrasts = facts.contrasts(where: pictures.contains)
    let mixes = contrasts.filter { $0.mix != nil }
    if wishes.mixed == .refuse, !mixes.isEmpty {
      refused.reasons.append(.mixed(reasons: mixes))
    }
    let places = refused.collect { () throws(Refusal.Reason) in
      try self.places(numbering, space: colour?.form.space ?? .acescg)
    }
    guard let colour, let places else { throw refused }

    let planner = FramePlanner(
      sequence: sequence, numbering: numbering, facts: facts, time: time, content: colour.content,
      form: colour.form,
      places: places, delivery: delivery)
    let frames = planner.frames
    let slatePlanner = SlatePlanner(
      planner: planner, wishes: wishes, shot: ShotName(stem: sequence.pattern.stem), frames: frames)
    let slate = refused.collect { () throws(Refusal.Reason) in try slatePlanner.slate() } ?? nil
    if frames.contains(where: { $0.content == .black }), facts.hasDeepParts {
      refused.reasons.append(.deepBlack(options: numbering.optionsOfBlack(wishes.numbering)))
    }
    let all = frames + [slate].compactMap(\.self)
    let checks = PlaceChecks(frames: all, existing: delivery.existing, sources: sources)
    refused.reasons += checks.refusals(folders: [places.exrFolder, places.previewFolder].compactMap(\.self))
    if let objection = MemoryCheck(limit: delivery.memory).objection(to: all) {
      refused.reasons.append(objection)
    }
    let there = ExistingOutputs(all, delivery: delivery)
    let slatePlace = SlatePlace(
      slate, places: places, pictures: frames, there: there, existing: delivery.existing)
    refused.reasons += there.refusals + slatePlace.refusals
    guard refused.reasons.isEmpty else { throw refused }
    return SequencePlan(
      source: sequence.path, output: places.exr, preview: places.preview, colour: colour.source,
      space: colour.form.space, previewSettings: delivery.preview?.settings,
      channels: isDelivery ? colour.channels : .ofPreviews(colour.channels.layers),
      shown: colour.shown, slate: slate, slateDraft: slatePlanner.draft, frames: frames,
      marks: numbering.marks,
      warnings: leftOut + (numbering.warnings + numbering.handleWarnings).map(Warning.numbering)
        + time.warnings + uncountedWarning(all, time) + there.warnings + slatePlace.warnings
        + (slate.map(slatePlanner.warnings(of:)) ?? []) + contrasts.map(Warning.contrast)
        + facts.oddHeaders(where: pictures.contains) + warnings(facts, depth: colour.form.depth),
      isPassThrough: colour.isPassThrough && !all.contains { $0.content == .black || $0.content == .drawn })
  }

  private func number(time: SequenceTime, _ refused: inout Refused) -> NumberingPlan? {
    var wanted = wishes.naming.padded(wishes.numbering)
    if let cut = wishes.cutTimeCode {
      let isWhole = wanted.gaps == .error
      guard
        let range = refused.collect({ () throws(Refusal.Reason) in try time.numbers(cut, isWhole: isWhole) })
      else { return nil }
      wanted.cut = range
    }
    do throws(NumberingError) {
      return try sequence.numbering(wanted)
    } catch {
      refused.reasons += error.refusals.map(Refusal.Reason.numbering)
      return nil
    }
  }

  // MARK: Places

  /// Whether EXRs are made, and not previews alone.
  private var isDelivery: Bool { delivery.conversion != nil }

  private var isDPX: Bool { has(extension: ".dpx") }

  /// In any case of letters.
  private func has(extension wanted: String) -> Bool {
    String(decoding: sequence.pattern.fileExtension, as: UTF8.self).lowercased() == wanted
  }

  /// The tree below the path that was asked for is kept.
  private func places(
    _ numbering: NumberingPlan, space: ColorSpace
  ) throws(Refusal.Reason) -> Places {
    func folder(_ output: FilePath?) -> FilePath? {
      output?.appending(found.relativeFolder.components)
    }
    func pattern(_ new: String, _ colorspace: String) throws(Refusal.Reason) -> SequencePattern {
      do throws(NameTemplateError) {
        let named = try wishes.naming.pattern(
          for: sequence, colorspace: colorspace, suffix: Array(new.utf8), pad: wishes.numbering.pad)
        if let named { return named }
      } catch {
        throw .name(error: error)
      }
      var pattern = numbering.pattern
      // A file of the same kind keeps its extension as it is spelt, and all keep what stands before it.
      if !has(extension: new) {
        pattern.suffix.removeLast(pattern.fileExtension.count)
        pattern.suffix += Array(new.utf8)
      }
      return pattern
    }
    let encoding = (delivery.preview?.settings ?? PreviewSettings()).encoding
    return Places(
      exrFolder: folder(delivery.conversion?.output), previewFolder: folder(delivery.preview?.output),
      exrPattern: try pattern(".exr", space.name), previewPattern: try pattern(".dpx", encoding.rawValue))
  }

  // MARK: Warnings

  private var leftOut: [Warning] {
    drawnSlate?.number.map { [.drawnSlateLeftOut(frame: $0)] } ?? []
  }

  /// What gets no time code because nothing can be counted.
  private func uncountedWarning(_ frames: [PlannedFrame], _ time: SequenceTime) -> [Warning] {
    guard let reason = time.uncounted else { return [] }
    let isFiller = frames.contains { $0.role != .slate && $0.timeCode == nil && $0.content.isFiller }
    let isSlate = frames.contains { $0.role == .slate && $0.timeCode == nil }
    let made: [Warning.MadeFrames] = (isFiller ? [.fillers] : []) + (isSlate ? [.slate] : [])
    return made.isEmpty ? [] : [.uncountedTimeCode(frames: made, reason: reason)]
  }

  private func warnings(_ facts: SequenceFacts, depth: DepthPolicy) -> [Warning] {
    guard let header = facts.header else { return [.nothingReadable] }
    var warnings: [Warning] = []
    for part in header.parts {
      let classes = ChannelClasses(of: part, rules: delivery.rules)
      for triple in classes.triples where part.channels[triple.red].type == .float && depth == .half {
        warnings.append(.becomesHalf(layer: triple.layer, part: part.named))
      }
      for layer in classes.data.map(\.name) where isDelivery {
        warnings.append(.copiedLayer(layer: layer))
      }
      if classes.triples.contains(where: { part.compression.isLossy(for: part.channels[$0.red].type) }) {
        warnings.append(.lossySource(part: part.named, compression: part.compression.name))
      }
    }
    return warnings
  }
}

extension NumberingPlan {
  /// The positions of the frames that are delivered as picture, themselves or held.
  func pictures(in sequence: ImageSequence) -> Set<Int> {
    let names = Set(
      entries.compactMap { entry in
        switch entry.content {
        case .source(let frame), .held(let frame): frame.name
        case .black, .missing: nil
        }
      })
    return Set(sequence.frames.indices.filter { names.contains(sequence.frames[$0].name) })
  }
}
