import Conversion
import Delivery
import Files
import FrameSequence
import Planning

/// Shows a survey.
struct ScanPresenter {
  let survey: Survey
  let rules: LayerRules

  /// One JSON object a line: each sequence, then what was ignored.
  var json: String {
    var lines = survey.sequences.map { JSONLine.encode(SurveyReport($0, rules: rules)) }
    let ignored = survey.ignored.map(Report.Frame.init(ignored:))
    lines.append(JSONLine.encode(Summary(sequences: survey.sequences.count, ignored: ignored)))
    return lines.joined(separator: "\n")
  }

  /// One paragraph a sequence, for people.
  var text: String {
    var paragraphs = survey.sequences.map { sequence in
      ScanPresenter.lines(of: SurveyReport(sequence, rules: rules)).joined(separator: "\n")
    }
    if !survey.ignored.isEmpty {
      let lines = survey.ignored.map { "  \(PathText.encode($0.path.bytes)): \($0.reason.words)" }
      paragraphs.append((["Ignored:"] + lines).joined(separator: "\n"))
    }
    let frames = survey.sequences.reduce(0) { $0 + $1.sequence.frames.count }
    paragraphs.append("\(survey.sequences.count.counted("sequence")), \(frames.counted("frame"))")
    return paragraphs.joined(separator: "\n\n")
  }

  private struct Summary: Encodable {
    let schemaVersion = Report.currentSchemaVersion
    let sequences: Int
    let ignored: [Report.Frame]
  }

  private static func lines(of report: SurveyReport) -> [String] {
    var lines = [report.source]
    func add(_ label: String, _ text: String) { lines.append("  " + label.padding(to: 14) + text) }
    if let first = report.first, let last = report.last {
      add("frames", first == last ? "\(first)" : "\(first)-\(last), \(report.count) there")
    } else {
      add("frames", "one file without a number")
    }
    if let slate = report.drawnSlate { add("slate", "\(slate), drawn") }
    if !report.gaps.isEmpty {
      let shown = report.gaps.prefix(12).map { $0[0] == $0[1] ? "\($0[0])" : "\($0[0])-\($0[1])" }
      add("missing", shown.joined(separator: ", ") + (report.gaps.count > 12 ? ", …" : ""))
    }
    for part in report.parts {
      if report.parts.count > 1 { add("part", PathText.shown(part.name ?? "")) }
      for (label, text) in part.rows { add(label, text) }
    }
    add("colour", report.colour.space.map { "\($0) (\(report.colour.evidence))" } ?? report.colour.evidence)
    if let code = report.timeCode {
      add("time code", code.first == code.last ? code.first : "\(code.first) to \(code.last)")
    }
    if let rate = report.framesPerSecond { add("frame rate", rate) }
    for text in report.inconsistencies { add("inconsistent", text) }
    for text in report.warnings { add("warning", text) }
    for frame in report.unreadable { add("unreadable", "\(frame.source ?? ""): \(frame.reason ?? "")") }
    return lines
  }
}

extension SurveyReport.Part {
  /// Label and text of each line that describes the part.
  fileprivate var rows: [(String, String)] {
    func size(_ box: [Int]) -> String { "\(box[2] - box[0] + 1)×\(box[3] - box[1] + 1)" }
    func place(_ box: [Int]) -> String { "\(size(box)) at \(box[0]),\(box[1])" }
    var rows = [("resolution", size(displayWindow))]
    if pixelAspectRatio != 1 { rows[0].1 += ", pixel aspect \(pixelAspectRatio)" }
    if displayWindow.prefix(2) != [0, 0] { rows.append(("display window", place(displayWindow))) }
    if dataWindows.count > 1 {
      rows.append(("data window", "moves: \(dataWindows.count) different, first \(place(dataWindows[0]))"))
    } else if let window = dataWindows.first, window != displayWindow {
      rows.append(("data window", place(window)))
    }
    for (label, kind) in [
      ("colour channels", LayerClass.colour), ("data channels", .data), ("unknown", .unknown),
    ] {
      let group = channels.filter { $0.kind == kind }
      if !group.isEmpty { rows.append((label, group.map { "\(PathText.shown($0.name)) \($0.type)" }.listed)) }
    }
    if let unknown = layers?.unknown, !unknown.isEmpty {
      rows.append(("", "colour or data? Say --colour-layer NAME or --data-layer NAME to convert or copy it."))
    }
    let tile = tiles.map { ", \($0[0])×\($0[1])" } ?? ""
    rows.append(("compression", "\(compression), \(storage)\(tile)"))
    return rows
  }
}
