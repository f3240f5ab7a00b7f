import Planning

/// A delivery that is planned, with the place of its report.
package struct DeliveryJob: Sendable {
  package let plan: Plan
  /// Whether a report is wanted and may be written.
  package let takesReport: Bool

  /// Plans. Reads directories and headers, writes nothing.
  ///
  /// - Parameter report: Where the caller will write the report, if anywhere. Where it must not be written, nothing
  ///   is delivered.
  package init(_ request: Request, report: ReportFile? = nil) {
    var plan = Planner(request).plan()
    let place = ReportPlace(
      report,
      reads: plan.sequences.flatMap(\.allFrames).compactMap(\.source) + [request.shots].compactMap(\.self),
      existing: request.delivery.existing)
    if let refusal = place.refusal { plan.refuseAll(refusal) }
    self.plan = plan
    takesReport = place.takesReport
  }
}
