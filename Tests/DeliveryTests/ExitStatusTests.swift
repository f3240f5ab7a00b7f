import Testing

@testable import Conversion
@testable import Delivery
@testable import Planning
@testable import Renumbering

/// The one table of how runs end.
struct ExitStatusTests {
  @Test func theNumbersAreThosePromised() {
    #expect(
      Delivery.ExitStatus.allCases.map { "\($0) \($0.rawValue)" } == [
        "done 0", "incomplete 1", "refused 2", "usage 64", "interrupted 130", "terminated 143",
      ])
  }

  private func report(_ statuses: [Report.Status], refusals: Int = 0) -> Report {
    Report(
      sequences: [
        Report.Sequence(
          source: "a.####.exr", output: "b/a.####.exr", preview: nil,
          colour: Report.Colour(
            from: "aces2065-1", to: "acescg", evidence: "chromaticities", overridden: nil),
          channels: Report.Channels(converted: [], copied: []), counts: nil, warnings: [], warningFacts: [],
          slate: nil,
          frames: statuses.map { Report.Frame(source: nil, destination: nil, status: $0) })
      ], ignored: [], problems: [],
      refusals: (0..<refusals).map { Report.RefusedSequence(source: "\($0)", reason: "") })
  }

  static let cases: [([Report.Status], Int, Delivery.ExitStatus)] = [
    ([], 0, .done), ([.done], 0, .done), ([.done, .missing, .skipped, .ignored], 0, .done),
    ([.skipped, .skipped], 0, .done), ([.done, .failed], 0, .incomplete), ([.failed], 0, .incomplete),
    ([.done], 1, .incomplete), ([.failed, .missing], 3, .incomplete),
  ]

  @Test(arguments: cases.indices) func theWorstFrameCounts(index: Int) {
    let (statuses, refusals, status) = ExitStatusTests.cases[index]
    #expect(Delivery.ExitStatus(report: report(statuses, refusals: refusals)) == status)
  }

  @Test func totalsCountEveryFrame() {
    let totals = report([.done, .done, .failed, .missing]).totals
    #expect(totals == [.done: 2, .failed: 1, .missing: 1])
  }
}
