import ACES
import Conversion
import Files
import FrameSequence
import Planning
import SystemPackage
import Timecode

extension Report.Sequence {
  /// Names alone; the fields about pictures stay null.
  ///
  /// - Parameter all: What became of every frame, the slate first if there is one.
  init(
    source: FilePath, output: FilePath?, warnings: [SaidFact] = [], hasSlate: Bool = false,
    all: [Report.Frame]
  ) {
    self.init(
      source: PathText.encode(source.bytes), output: output.map { PathText.encode($0.bytes) },
      warnings: warnings.map(\.text), warningFacts: warnings, slate: hasSlate ? all.first : nil,
      frames: hasSlate ? Array(all.dropFirst()) : all)
  }

  init(_ plan: SequencePlan, frames: [Report.Frame], findings: FrameFindings) {
    self.init(
      source: plan.source, output: plan.output, warnings: plan.warnings.map { SaidFact($0, text: $0.text) },
      hasSlate: plan.slate != nil, all: frames)
    preview = Report.Preview(plan)
    colour = Report.Colour(
      from: plan.colour.name, to: plan.deliveredColour,
      evidence: plan.colour.evidence.map(\.words).joined(separator: ", "),
      overridden: plan.colour.overridden)
    channels = Report.Channels(
      converted: plan.channels.converted, copied: plan.channels.copied, layers: plan.channels.layers)
    counts = Report.Counts(findings, of: plan)
  }
}

extension Report.Preview {
  /// What a plan says of its previews; nil where it makes none.
  package init?(_ plan: SequencePlan) {
    guard let pattern = plan.preview, let settings = plan.previewSettings else { return nil }
    self.init(
      output: PathText.encode(pattern.bytes), encoding: settings.encoding.rawValue, shown: plan.shown,
      window: settings.window.rawValue, size: "1/\(settings.size.rawValue)")
  }
}

extension Report.Counts {
  /// Nil where no sample was looked at.
  init?(_ findings: FrameFindings, of plan: SequencePlan) {
    let converts = plan.output != nil && !plan.isPassThrough
    guard converts || plan.preview != nil else { return nil }
    let counts = findings.counts
    self.init(
      nan: counts.nan, inf: counts.inf, clamped: converts ? counts.clamped : nil,
      negative: converts ? counts.negative : nil,
      illegalCodes: plan.colour.source.proxy == nil ? nil : findings.illegalCodes)
  }
}

extension Report.RefusedSequence {
  package init(_ refusal: Refusal) {
    let fact = Fact(refusal.reason)
    self.init(source: refusal.subject, reason: refusal.reason.text, kind: fact.kind, values: fact.values)
    if case .colour(.unknownLayers(let layers)) = refusal.reason { self.layers = layers }
  }
}

extension Report.Frame {
  /// A planned frame before the run.
  init(_ frame: PlannedFrame) {
    self.init(
      source: frame.source.map { PathText.encode($0.bytes) },
      destination: (frame.exr ?? frame.preview).map { PathText.encode($0.path.bytes) },
      preview: frame.exr == nil ? nil : frame.preview.map { PathText.encode($0.path.bytes) },
      sourceFrame: frame.sourceFrame, outputFrame: frame.outputFrame, role: frame.role.rawValue,
      content: frame.content.word, timeCode: frame.timeCode?.text, status: .planned)
    switch frame.intent {
    case .deliver: break
    case .missing: settle(.missing)
    case .skip: settle(.skipped)
    case .fail(let failure): settle(failure.fate)
    }
  }

  /// A file that belongs to no sequence.
  package init(ignored entry: IgnoredEntry) {
    let fact = Fact(entry.reason)
    self.init(
      source: PathText.encode(entry.path.bytes), destination: nil, sourceFrame: nil, outputFrame: nil,
      status: .ignored, reason: entry.reason.words, kind: fact.kind, values: fact.values)
  }
}

extension PlannedFrame.Content {
  /// `source`, `held`, `black`, `drawn` or `missing`.
  var word: String {
    switch self {
    case .source: "source"
    case .held: "held"
    case .black: "black"
    case .drawn: "drawn"
    case .missing: "missing"
    }
  }
}

extension ExitStatus {
  /// The status of a run that came to its end. The worst of all frames counts.
  public init(report: Report) {
    let failed = report.sequences.contains { $0.allFrames.contains { $0.status == .failed } }
    let isWhole =
      !failed && report.refusals.isEmpty && report.problems.isEmpty && report.unfinished == nil
    self = isWhole ? .done : .incomplete
  }
}

extension Report {
  /// The report of what could not even be planned, or did not start.
  public init(refused refusals: [Refusal]) {
    self.init(sequences: [], ignored: [], problems: [], refusals: refusals.map(RefusedSequence.init))
  }
}
