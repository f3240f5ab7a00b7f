import Delivery
import Files
import Foundation
import FrameSequence

/// Says what a run did.
struct ReportPresenter {
  let report: Report
  let duration: Duration

  /// One line a sequence and one for all, for people.
  var lines: [String] {
    var lines = report.sequences.map { sequence in
      let done = sequence.frames.filter { $0.status == .done }.count
      let outputs = [sequence.output, sequence.preview?.output].compactMap(\.self)
      var words = "\(sequence.source) -> \(outputs.joined(separator: " and ")): "
      words += "\(done) of \(sequence.frames.count.counted("frame"))"
      if let counts = sequence.counts, !counts.words.isEmpty { words += " (\(counts.words))" }
      return words
    }
    let remarked = report.sequences.flatMap(\.allFrames).filter { $0.status == .done && $0.reason != nil }
    if let first = remarked.first {
      // Remarks count samples, so those of the others are seldom the same.
      let more = remarked.count > 1 ? " (\(remarked.count - 1) more with remarks, in the report)" : ""
      lines.append("warning: \(first.source ?? ""): \(first.reason ?? "")\(more)")
    }
    let totals = report.totals
    let words: [(Report.Status, String)] = [
      (.done, "done"), (.failed, "failed"), (.missing, "missing"), (.skipped, "skipped"),
    ]
    let parts = words.compactMap { status, word in totals[status].map { "\($0) \(word)" } }
    let seconds = duration / .seconds(1)
    let rate = seconds > 0 ? Double(totals[.done] ?? 0) / seconds : 0
    lines.append(
      "\(parts.joined(separator: ", ")) in \(seconds.formatted(places: 1)) s (\(rate.formatted(places: 1)) frames/s)"
    )
    lines += report.problems
    if let reason = report.interrupted { lines.append("The run ended early: \(reason).") }
    return lines
  }

  /// Ends a command that only shows its plan; the report is written all the same.
  ///
  /// - Parameter text: The plan for people.
  static func show(
    _ plan: Report, as text: String, settings: RunSettings, takesReport: Bool
  ) throws -> ExitStatus {
    let presenter = ReportPresenter(report: plan, duration: .zero)
    let isPrinted = Terminal.print(settings.json ? presenter.json : text)
    let isWritten = try !takesReport || presenter.writeReport(settings)
    return ExitStatus(report: plan).telling(all: isPrinted && isWritten)
  }

  /// Says as data why nothing was done, where data was asked for.
  static func tell(refused report: Report, settings: RunSettings, takesReport: Bool) throws {
    let presenter = ReportPresenter(report: report, duration: .zero)
    // What could not be written was said, and the run is refused in any case.
    if settings.json { _ = Terminal.print(presenter.json) }
    // As above.
    if takesReport { _ = try presenter.writeReport(settings) }
  }

  /// The whole report as one line of JSON.
  var json: String { JSONLine.encode(report) }

  /// Writes the report, whole or not at all, where one was asked for.
  ///
  /// - Returns: False where it could not be written, which was said.
  func writeReport(_ settings: RunSettings) throws -> Bool {
    guard let file = try settings.reportFile() else { return true }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(report)
    do throws(FolderFailure) {
      try file.write([UInt8](data), sync: settings.sync)
      return true
    } catch {
      Terminal.complain("The report \(PathText.encode(file.path.bytes)) could not be written: \(error.error)")
      return false
    }
  }
}

extension Report.Counts {
  /// What a person should know of the samples; empty when there is nothing.
  fileprivate var words: String {
    let parts = [
      (nan, "NaN"), (inf, "Inf"), (clamped ?? 0, "clamped to ±65504"), (negative ?? 0, "negative"),
      (illegalCodes ?? 0, "codes without image data"),
    ]
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
