import Delivery
import Files
import FrameSequence
import SystemPackage

/// Plans a renumbering, shows the plan, carries it out and reports.
struct RenumberingCommand {
  let request: RenumberRequest
  let settings: RunSettings

  func run() throws -> ExitStatus {
    var request = request
    request.report = try settings.reportFile()
    let plan = RenumberPlanner(request).plan()
    let presenter = RenumberPlanPresenter(plan: plan)
    for line in RefusalPresenter(refusals: plan.refusals).lines { Terminal.complain(line) }
    let isRefused = !plan.refusals.isEmpty && (!settings.keepGoing || plan.sequences.isEmpty)
    if settings.dryRun {
      let status = try ReportPresenter.show(
        Report(of: plan), as: presenter.text, settings: settings, takesReport: plan.takesReport)
      return isRefused ? .refused : status
    }
    guard !isRefused else {
      Terminal.complain("Nothing was changed.")
      try ReportPresenter.tell(refused: Report(of: plan), settings: settings, takesReport: plan.takesReport)
      return .refused
    }
    for line in presenter.warnings { Terminal.complain(line) }

    let interruption = Interruption()
    let signals = Signals(interruption)
    let progress = ProgressPresenter(json: settings.json)
    let work = RenumberRun(plan: plan, options: try settings.options(), interruption: interruption)
    return try RenumberOutcomePresenter(settings: settings, signals: signals, progress: progress).show {
      () throws(RenumberRefused) in
      defer { progress.end() }
      return try work.run { progress.show($0) }
    }
  }
}

/// Finishes or undoes an interrupted renumbering, and reports.
struct RecoveryCommand {
  let folder: FilePath
  let goal: RenameJournal.Goal
  let settings: RunSettings

  func run() throws -> ExitStatus {
    if let refusal = try settings.reportFile()?.refusal() {
      for line in RefusalPresenter(refusals: [refusal]).lines { Terminal.complain(line) }
      Terminal.complain("Nothing was changed.")
      try ReportPresenter.tell(refused: Report(refused: [refusal]), settings: settings, takesReport: false)
      return .refused
    }
    let interruption = Interruption()
    let signals = Signals(interruption)
    let recovery = RenumberRecovery(
      folder: folder, goal: goal, leavesLost: settings.keepGoing, interruption: interruption)
    return try RenumberOutcomePresenter(settings: settings, signals: signals).show {
      () throws(RenumberRefused) in
      settings.dryRun ? try recovery.survey() : try recovery.run()
    }
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
      for line in RefusalPresenter(refusals: error.refusals).lines { Terminal.complain(line) }
      Terminal.complain("Nothing was changed.")
      try ReportPresenter.tell(
        refused: Report(refused: error.refusals), settings: settings, takesReport: true)
      return .refused
    }
    let summary = ReportPresenter(report: report, duration: ContinuousClock.now - started)
    if settings.dryRun {
      let tables = report.sequences.map { RenumberTable($0).text }
      return try ReportPresenter.show(
        report, as: tables.joined(separator: "\n\n"), settings: settings, takesReport: true)
    }
    let isPrinted = !settings.json || (progress?.isPrinted != false && Terminal.print(summary.json))
    for line in summary.lines + advice(on: report) { Terminal.complain(line) }
    let isWritten = try summary.writeReport(settings)
    return signals.status ?? ExitStatus(report: report).telling(all: isPrinted && isWritten)
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
    return PathText.shellWord(bytes.first == UInt8(ascii: "-") ? Array("./".utf8) + bytes : bytes)
  }
}
