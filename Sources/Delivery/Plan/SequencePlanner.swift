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
    var reasons: [Refusal.Reason] = []
  }

  func plan() throws(Refused) -> SequencePlan {
    var refused = Refused()
    for folder in [exrFolder, previewFolder].compactMap(\.self)
    where FileSystem.identity(folder) == found.directoryIdentity {
      refused.reasons.append(.destination("the output folder is the folder of the source"))
    }
    let facts = SequenceFacts(
      files: sequence.frames.map(sequence.path(of:)), numbers: sequence.frames.map(\.number),
      limits: request.limits, rules: request.rules)

    var colour: ColourDecision?
    do throws(Refusal.Reason) {
      colour = try ColourDecision(facts, request: request, isDPX: isDPX)
    } catch {
      refused.reasons.append(error)
    }
    let numbering: NumberingPlan
    do throws(NumberingError) {
      numbering = try sequence.numbering(request.numbering)
    } catch {
      refused.reasons += error.refusals.map(Refusal.Reason.numbering)
      throw refused
    }
    let frames = plannedFrames(numbering, facts: facts)
    refused.reasons += existingRefusals(frames) + nameRefusals(frames)
    guard let colour, refused.reasons.isEmpty else { throw refused }
    return SequencePlan(
      source: source, output: exrFolder?.appending(name: pattern(numbering, suffix: ".exr").name),
      preview: previewFolder?.appending(name: pattern(numbering, suffix: ".dpx").name),
      colour: colour.source, settings: colour.settings, previewSettings: request.preview?.settings,
      channels: colour.channels, frames: frames,
      warnings: numbering.warnings.map(\.words) + warnings(facts, settings: colour.settings),
      isPassThrough: colour.isPassThrough)
  }

  // MARK: Places

  /// The tree below the path that was asked for is kept.
  private var exrFolder: FilePath? {
    request.conversion?.output.appending(found.relativeFolder.components)
  }

  private var previewFolder: FilePath? {
    request.preview?.output.appending(found.relativeFolder.components)
  }

  private var isDPX: Bool { suffix.lowercased() == ".dpx" }

  private var suffix: String { String(decoding: sequence.pattern.suffix, as: UTF8.self) }

  /// The names of outputs. A file of the same kind keeps its extension as it is spelt.
  private func pattern(_ numbering: NumberingPlan, suffix new: String) -> SequencePattern {
    var pattern = numbering.pattern
    if suffix.lowercased() != new { pattern.suffix = Array(new.utf8) }
    return pattern
  }

  // MARK: Frames

  private func plannedFrames(_ numbering: NumberingPlan, facts: SequenceFacts) -> [PlannedFrame] {
    var factsOfFrame: [[UInt8]: Result<FrameFacts, FrameFailure>] = [:]
    for (frame, facts) in zip(sequence.frames, facts.frames) { factsOfFrame[frame.name] = facts }
    let exr = pattern(numbering, suffix: ".exr")
    let dpx = pattern(numbering, suffix: ".dpx")
    return numbering.entries.enumerated().map { position, entry in
      let number = entry.outputNumber ?? 0
      let files = Files(
        exr: exrFolder.map { Destination(folder: $0, name: exr.name(for: number)) },
        preview: previewFolder.map { Destination(folder: $0, name: dpx.name(for: number)) })
      var source: FilePath?
      var intent = PlannedFrame.Intent.missing
      if case .source(let frame) = entry.content, let facts = factsOfFrame[frame.name] {
        source = sequence.path(of: frame)
        let label = files.preview.map {
          PreviewLabel(
            name: $0.name, sourceName: frame.name, shot: sequence.pattern.stem, number: entry.outputNumber,
            position: position + 1, sequenceLength: numbering.entries.count,
            creationTime: request.preview?.creationTime ?? 0, slate: slateText(numbering))
        }
        intent = self.intent(facts, files: files, label: label)
      }
      return PlannedFrame(
        sourceFrame: entry.sourceNumber, outputFrame: entry.outputNumber, source: source, exr: files.exr,
        preview: files.preview, intent: intent)
    }
  }

  private struct Files {
    let exr: Destination?
    let preview: Destination?
  }

  private func intent(
    _ facts: Result<FrameFacts, FrameFailure>, files: Files, label: PreviewLabel?
  ) -> PlannedFrame.Intent {
    func isWanted(_ file: Destination?) -> Bool {
      file.map { request.existing != .skip || !FileSystem.exists($0.path) } ?? false
    }
    let (exr, preview) = (isWanted(files.exr), isWanted(files.preview))
    guard exr || preview else { return .skip }
    switch facts {
    case .success(let facts):
      return .deliver(
        PlannedFrame.Delivered(
          makesEXR: exr, label: preview ? label : nil, unpackedByteCount: facts.unpackedByteCount))
    case .failure(let failure): return .fail(failure)
    }
  }

  /// The slate field of a preview's header: shot and delivered range.
  private func slateText(_ numbering: NumberingPlan) -> String {
    let range = numbering.marks.map { " \($0.headIn)-\($0.tailOut)" } ?? ""
    return PathText.encode(sequence.pattern.stem) + range
  }

  private func nameRefusals(_ frames: [PlannedFrame]) -> [Refusal.Reason] {
    let names = frames.filter(\.isDelivered).flatMap { [$0.exr?.name, $0.preview?.name] }.compactMap(\.self)
    guard let long = names.first(where: { $0.count > OutputName.maximumLength }) else { return [] }
    let name = PathText.encode(long)
    return [
      .destination("\(name) has \(long.count) bytes, and a name has \(OutputName.maximumLength) at most")
    ]
  }

  private func existingRefusals(_ frames: [PlannedFrame]) -> [Refusal.Reason] {
    let there = frames.filter(\.isDelivered).flatMap { [$0.exr, $0.preview] }.compactMap { $0?.path }
      .filter(FileSystem.exists)
    guard let first = there.first else { return [] }
    switch request.existing {
    case .refuse: return [.existingOutput(first: PathText.encode(first.bytes), count: there.count)]
    case .skip: return []
    case .overwrite:
      let folder = there.first(where: FileSystem.isDirectory)
      return folder.map { [.destination("\(PathText.encode($0.bytes)) is a folder")] } ?? []
    }
  }

  // MARK: Warnings

  private func warnings(_ facts: SequenceFacts, settings: ConversionSettings) -> [String] {
    var warnings = facts.inconsistencies
    guard let header = facts.header else { return warnings + ["no frame can be read"] }
    for part in header.parts {
      let classes = ChannelClasses(of: part, rules: request.rules)
      for triple in classes.triples where part.channels[triple.red].type == .float && settings.depth == .half
      {
        let layer = triple.layer.isEmpty ? "RGB" : triple.layer
        warnings.append("\(layer) of part \(part.label) is float and becomes half, which keeps 11 bits of it")
      }
      for layer in classes.dataLayers {
        warnings.append("\(layer) has red, green and blue but its name says data: it is copied")
      }
      if classes.triples.contains(where: { part.compression.isLossy(for: part.channels[$0.red].type) }) {
        warnings.append("part \(part.label) comes in \(part.compression.name), which is lossy")
      }
    }
    return warnings
  }
}
