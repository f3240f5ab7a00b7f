import Conversion
import Files
import FrameSequence
import Planning
import Renumbering
import SystemPackage

/// A renumbering with its reports: planned, carried out, and told.
public struct RenumberJob: Sendable {
  /// The plan; what it refuses is not renumbered.
  public let plan: RenumberPlan
  /// Why sequences, or the whole, are not renumbered.
  package let refusals: [ShownRefusal]
  /// Whether the report may be written where it is wanted.
  package let takesReport: Bool
  private let reportRefusal: Refusal?

  /// Plans. Reads directories, and headers of files that would be replaced; writes nothing.
  public init(_ request: RenumberRequest) {
    self.init(request, report: nil)
  }

  /// Plans, with the report's place.
  ///
  /// - Parameter report: Where the caller will write the report, if anywhere.
  package init(_ request: RenumberRequest, report: ReportFile?) {
    var plan = RenumberPlanner(request, claims: FileClaim.init(headerOf:)).plan()
    let place = ReportPlace(
      report, reads: plan.allFrames.compactMap { $0.frame.source?.path }, existing: request.existing)
    if place.refusal != nil { plan.dropAll() }
    self.plan = plan
    takesReport = place.takesReport
    reportRefusal = place.refusal
    refusals =
      plan.refusals.map(ShownRefusal.init) + [place.refusal].compactMap(\.self).map(ShownRefusal.init)
  }

  /// Renumbers every sequence of the plan that was not refused.
  ///
  /// - Parameters:
  ///   - options: Only lanes and sync mean something here.
  ///   - progress: Told of every frame that ends, from any thread, one call at a time.
  /// - Returns: One entry for every planned frame.
  /// - Throws: ``RenumberRefused`` where nothing could start; nothing was touched then.
  public func run(
    options: RunOptions, interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (FrameProgress) -> Void
  ) throws(RenumberRefused) -> Report {
    let board = RenumberBoard(plan: plan, progress: progress)
    board.tellKnown()
    let run = RenumberRun(plan: plan, lanes: options.lanes, sync: options.sync, interruption: interruption)
    let end = try run.run { board.end($0, $1) }
    return report(board.rows, end)
  }

  /// The report of a renumbering that was not carried out: every frame that would be renamed is planned only.
  public var report: Report { report(RenumberBoard(plan: plan) { _ in }.rows, RenumberEnd()) }

  private func report(_ frames: [[Report.Frame]], _ end: RenumberEnd) -> Report {
    var report = Report(
      sequences: zip(plan.sequences, frames).map { sequence, frames in
        Report.Sequence(
          source: sequence.source, output: sequence.output,
          warnings: sequence.warnings.map { SaidFact($0, text: $0.text) }, hasSlate: sequence.slate != nil,
          all: frames)
      },
      ignored: plan.ignored.map(Report.Frame.init(ignored:)), problems: [],
      refusals: plan.refusals.map(Report.RefusedSequence.init)
        + [reportRefusal].compactMap(\.self).map(Report.RefusedSequence.init))
    report.add(end)
    return report
  }
}

extension Report {
  /// The report of a recovery: one entry for every file of the journal.
  public init(_ recovered: RecoveredFolder) {
    let frames = recovered.files.map { file in
      var frame = Frame(
        source: PathText.encode(recovered.folder.appending(name: file.from).bytes),
        destination: PathText.encode(recovered.folder.appending(name: file.to).bytes),
        sourceFrame: FrameName(file.from).number, outputFrame: FrameName(file.to).number, status: .planned)
      if let outcome = file.outcome { frame.end(outcome) }
      return frame
    }
    self.init(
      sequences: [Sequence(source: recovered.folder, output: recovered.folder, all: frames)], ignored: [],
      problems: [], refusals: [])
    add(recovered.end)
  }

  fileprivate mutating func add(_ end: RenumberEnd) {
    interrupted = end.interrupted
    unfinished = end.unfinished.isEmpty ? nil : end.unfinished.map { PathText.encode($0.bytes) }
  }
}

extension Report {
  /// The report of what did not start.
  public init(refused: RenumberRefused) {
    self.init(
      sequences: [], ignored: [], problems: [], refusals: refused.refusals.map(RefusedSequence.init))
  }
}

extension Report.RefusedSequence {
  init(_ refusal: RenumberRefusal) {
    let fact = Fact(refusal.reason)
    self.init(source: refusal.subject, reason: refusal.reason.text, kind: fact.kind, values: fact.values)
  }
}

extension FileClaim {
  /// What the header of a file says; nothing where it cannot be read.
  init(headerOf path: FilePath) {
    let facts = OutputFacts.said(by: path)
    var frame: [UInt8]?
    if case .exr(let said)? = facts { frame = said.provenance?.frame }
    self.init(frame: frame, isSlate: facts?.isSlate { _ in false })
  }
}
