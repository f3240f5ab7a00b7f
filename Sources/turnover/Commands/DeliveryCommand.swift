import Conversion
import Delivery
import Files
import FrameSequence
import Planning

/// Plans a request, shows the plan, carries it out and reports: what the commands that write have in common.
struct DeliveryCommand {
  let request: Request
  let settings: RunSettings

  func run() throws -> ExitStatus {
    let options = try settings.options()
    var request = request
    request.delivery.memory = options.largestFrame
    let job = DeliveryJob(request, report: try settings.reportFile())
    let plan = job.plan
    let presenter = PlanPresenter(plan: plan)
    for line in presenter.refusals { Terminal.complain(line) }
    let isRefused = !plan.refusals.isEmpty && (!settings.keepGoing || plan.sequences.isEmpty)
    if settings.dryRun {
      let status = try ReportPresenter.show(
        Report(of: plan), as: presenter.text, settings: settings, takesReport: job.takesReport)
      return isRefused ? .refused : status
    }
    guard !isRefused else {
      Terminal.complain("Nothing was delivered.")
      try ReportPresenter.tell(refused: Report(of: plan), settings: settings, takesReport: job.takesReport)
      return .refused
    }
    for line in presenter.warnings { Terminal.complain(line) }
    return try carryOut(plan, options: options)
  }

  private func carryOut(_ plan: Plan, options: RunOptions) throws -> ExitStatus {
    let interruption = Interruption()
    let signals = Signals(interruption)
    let progress = ProgressPresenter(json: settings.json)
    let started = ContinuousClock.now
    let report: Report
    let delivery = DeliveryRun(plan: plan, options: options, interruption: interruption)
    do throws(FolderFailure) {
      report = try delivery.run { progress.show($0) }
    } catch {
      progress.end()
      for line in RefusalPresenter(refusals: [ShownRefusal(error.refusal)]).lines { Terminal.complain(line) }
      var refused = Report(of: plan)
      refused.refusals.append(Report.RefusedSequence(error.refusal))
      try ReportPresenter.tell(refused: refused, settings: settings, takesReport: true)
      return .refused
    }
    progress.end()
    let summary = ReportPresenter(report: report, duration: ContinuousClock.now - started)
    let isPrinted = !settings.json || (progress.isPrinted && Terminal.print(summary.json))
    for line in summary.lines { Terminal.complain(line) }
    let isWritten = try summary.writeReport(settings)
    return signals.status ?? ExitStatus(report: report).telling(all: isPrinted && isWritten)
  }
}
