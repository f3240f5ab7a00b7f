import Delivery
import Files
import FrameSequence
import Renumbering
import SystemPackage

/// Plans a renumbering, shows the plan, carries it out and reports.
struct RenumberingCommand {
  let request: RenumberRequest
  let settings: RunSettings

  func run() throws -> ExitStatus {
    let job = RenumberJob(request, report: try settings.reportFile())
    let presenter = RenumberPlanPresenter(plan: job.plan)
    for line in RefusalPresenter(refusals: job.refusals).lines { Terminal.complain(line) }
    let isRefused = !job.refusals.isEmpty && (!settings.keepGoing || job.plan.sequences.isEmpty)
    if settings.dryRun {
      let status = try ReportPresenter.show(
        job.report, as: presenter.text, settings: settings, takesReport: job.takesReport)
      return isRefused ? .refused : status
    }
    guard !isRefused else {
      Terminal.complain("Nothing was changed.")
      try ReportPresenter.tell(refused: job.report, settings: settings, takesReport: job.takesReport)
      return .refused
    }
    for line in presenter.warnings { Terminal.complain(line) }

    let interruption = Interruption()
    let signals = Signals(interruption)
    let progress = ProgressPresenter(json: settings.json)
    let options = try settings.options()
    return try RenumberOutcomePresenter(settings: settings, signals: signals, progress: progress).show {
      () throws(RenumberRefused) in
      defer { progress.end() }
      return try job.run(options: options, interruption: interruption) { progress.show($0) }
    }
  }
}

/// Finishes or undoes an interrupted renumbering, and reports.
struct RecoveryCommand {
  let folder: FilePath
  let goal: RecoveryGoal
  let settings: RunSettings

  func run() throws -> ExitStatus {
    if let refusal = try settings.reportFile()?.refusal() {
      for line in RefusalPresenter(refusals: [ShownRefusal(refusal)]).lines { Terminal.complain(line) }
      Terminal.complain("Nothing was changed.")
      try ReportPresenter.tell(refused: Report(refused: [refusal]), settings: settings, takesReport: false)
      return .refused
    }
    let interruption = Interruption()
    let signals = Signals(interruption)
    let recovery = RenumberRecovery(
      folder: folder, goal: goal, leavesLost: settings.keepGoing, interruption: interruption)
    let presenter = RenumberOutcomePresenter(settings: settings, signals: signals)
    guard settings.dryRun else {
      return try presenter.show { () throws(RenumberRefused) in Report(try recovery.run()) }
    }
    let found: RecoveredFolder
    do throws(RenumberRefused) {
      found = try recovery.survey()
    } catch {
      return try presenter.show(error)
    }
    return try ReportPresenter.show(
      Report(found), as: RenumberTable(found).text, settings: settings, takesReport: true)
  }
}

/// Says how a renumbering or a recovery went.
struct RenumberOutcomePresenter {
  let settings: RunSettings
  let signals: Signals
  var progress: ProgressPresenter?

  func show(_ work: () throws(RenumberRefused) -> Report) throws -> ExitStatus {
    let started = ContinuousClock.now
    let report: Report
    do throws(RenumberRefused) {
      report = try work()
    } catch {
      return try show(error)
    }
    let summary = ReportPresenter(report: report, duration: ContinuousClock.now - started)
    let isPrinted = !settings.json || (progress?.isPrinted != false && Terminal.print(summary.json))
    for line in summary.lines + advice(on: report) { Terminal.complain(line) }
    let isWritten = try summary.writeReport(settings)
    return signals.status ?? ExitStatus(report: report).telling(all: isPrinted && isWritten)
  }

  /// Says why nothing started.
  func show(_ refused: RenumberRefused) throws -> ExitStatus {
    let refusals = refused.refusals.map(ShownRefusal.init)
    for line in RefusalPresenter(refusals: refusals).lines { Terminal.complain(line) }
    Terminal.complain("Nothing was changed.")
    try ReportPresenter.tell(refused: Report(refused: refused), settings: settings, takesReport: true)
    return .refused
  }

  /// How to go on where a folder is left between old names and new.
  private func advice(on report: Report) -> [String] {
    (report.unfinished ?? []).flatMap { folder in
      let path = RenumberOutcomePresenter.shellWord(folder)
      return [
        "\(folder) is left between its old names and its new ones. To finish, say:",
        "  turnover renumber --resume \(path)",
        "To give all files their old names back, say:",
        "  turnover renumber --undo \(path)",
      ]
    }
  }

  private static func shellWord(_ encoded: String) -> String {
    // Reports hold only what was encoded, which decodes.
    let bytes = (try? PathText.decode(encoded)) ?? Array(encoded.utf8)
    return PathText.shellPath(bytes)
  }
}
