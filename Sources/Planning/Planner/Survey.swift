import Conversion
import EXR
import FrameSequence
import SystemPackage
import Timecode

/// What is there: every sequence below some paths, with what its headers say. Reads headers only.
public struct Survey: Sendable {
  /// Every sequence found, in the order of the search.
  public let sequences: [SurveyedSequence]
  /// Files that belong to no sequence.
  public let ignored: [IgnoredEntry]
  /// Paths in which nothing is, or not all can be seen.
  public let refusals: [Refusal]

  /// - Parameters:
  ///   - selection: Which of the sequences that are found are meant; headers of the others are not read.
  ///   - rules: What counts as colour.
  ///   - fps: The frame rate of sequences that do not say, to count time code with.
  public init(
    of paths: [FilePath], selection: SequenceSelection = SequenceSelection(),
    rules: LayerRules = LayerRules(),
    fps: GivenRate? = nil, limits: Limits = Limits()
  ) {
    var search = SourceScan(inputs: paths)
    search.selection = selection
    let scan = search.run()
    ignored = scan.ignored
    refusals = scan.refusals
    sequences = scan.found.map { found in
      let (slate, sequence) = found.sequence.apartFromDrawnSlate(limits: limits)
      let numbers = sequence.frames.map(\.number)
      var facts = SequenceFacts(
        files: sequence.frames.map(sequence.path(of:)), numbers: numbers, limits: limits, rules: rules)
      facts.completeTimeCode(numbers: numbers, fps: fps)
      let time = SequenceTime(facts, numbers: numbers, fps: fps, startTimeCode: nil)
      return SurveyedSequence(
        sequence: sequence, drawnSlate: slate?.number, facts: facts,
        rateObjection: time.objection, time: time.warnings)
    }
  }

  /// Whether every frame can be read as far as its header and the size of its file tell.
  public var isReadable: Bool {
    sequences.allSatisfy { $0.facts.readable.count == $0.facts.frames.count }
  }

  /// Whether no number is missing between the first and the last of any sequence.
  public var hasAllNumbers: Bool { sequences.allSatisfy(\.sequence.gaps.isEmpty) }

  /// Whether nothing differs inside any sequence that should not.
  public var isConsistent: Bool { sequences.allSatisfy(\.inconsistencies.isEmpty) }
}

/// One sequence and what its headers say.
public struct SurveyedSequence: Sendable {
  /// The files and their numbers.
  public let sequence: ImageSequence
  /// The number of a slate before it that we drew, which is not a frame of it.
  public let drawnSlate: Int?
  package let facts: SequenceFacts
  /// What its headers say against the rate that the user gives.
  let rateObjection: Refusal.Reason?
  /// Where time code jumps or contradicts the numbers.
  let time: [Warning]

  /// The pattern with its folder.
  public var path: FilePath { sequence.path }

  /// What differs inside the sequence, names included.
  public var inconsistencies: [Inconsistency] {
    var found = facts.contrasts().map { Inconsistency.warning(.contrast($0)) }
    if let rateObjection { found.append(.refusal(rateObjection)) }
    found += time.map(Inconsistency.warning)
    if !sequence.duplicates.isEmpty {
      found.append(.refusal(.numbering(.duplicateNumbers(duplicates: sequence.duplicates))))
    }
    if !sequence.mixedPadding.isEmpty { found.append(.mixedPadding(widths: sequence.mixedPadding)) }
    return found
  }

  /// What was passed over in reading headers.
  public var warnings: [Warning] { facts.oddHeaders() }

  /// The data windows of a part over all frames, each different one once, in the order of the frames.
  package func dataWindows(ofPart index: Int) -> [Box] {
    var seen: Set<Box> = []
    return facts.readable.compactMap { $0.dataWindows.indices.contains(index) ? $0.dataWindows[index] : nil }
      .filter { seen.insert($0).inserted }
  }
}
