import Delivery
import FrameSequence

/// Plans a request, shows the plan, carries it out and reports: what the commands that write have in common.
struct DeliveryCommand {
  let request: Request
  let settings: RunSettings

  func run() throws -> ExitStatus {
    var request = request
    request.report = try settings.reportFile()
    let plan = Planner(request).plan()
    let presenter = PlanPresenter(plan: plan)
    for line in presenter.refusals { Terminal.complain(line) }
    if settings.dryRun {
      Terminal.print(settings.json ? presenter.json : presenter.text)
    }
    guard plan.refusals.isEmpty || (settings.keepGoing && !plan.sequences.isEmpty) else {
      return try ReportPresenter.refuse(
        Report(of: plan), settings: settings, takesReport: plan.takesReport, saying: "Nothing was delivered.")
    }
    if settings.dryRun { return ExitStatus(report: Report(of: plan)) }
    for line in presenter.warnings { Terminal.complain(line) }
    return try carryOut(plan)
  }

  private func carryOut(_ plan: Plan) throws -> ExitStatus {
    let interruption = Interruption()
    let signals = Signals(interruption)
    let progress = ProgressPresenter(json: settings.json)
    let started = ContinuousClock.now
    let report: Report
    let delivery = DeliveryRun(plan: plan, options: try settings.options(), interruption: interruption)
    do throws(FolderFailure) {
      report = try delivery.run { progress.show($0) }
    } catch {
      progress.end()
      for line in RefusalPresenter(refusals: [error.refusal]).lines { Terminal.complain(line) }
      var refused = Report(of: plan)
      refused.refusals.append(Report.RefusedSequence(error.refusal))
      try ReportPresenter.tell(refused: refused, settings: settings, takesReport: true)
      return .refused
    }
    progress.end()
    let summary = ReportPresenter(report: report, duration: ContinuousClock.now - started)
    if settings.json { Terminal.print(summary.json) }
    for line in summary.lines { Terminal.complain(line) }
    guard try summary.writeReport(settings) else { return signals.status ?? .incomplete }
    return signals.status ?? ExitStatus(report: report)
  }
}
