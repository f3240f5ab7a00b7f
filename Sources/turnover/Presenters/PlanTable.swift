import Conversion
import Delivery
import Files
import FrameSequence
import Planning
import Timecode

/// A sequence's frames as a table: slate, head handle, cut and tail handle, with source and delivered
/// numbers, time codes and names, and everything that is missing, held, black or left out.
struct PlanTable {
  private let sequence: SequencePlan

  init(_ sequence: SequencePlan) {
    self.sequence = sequence
  }

  struct Row {
    let label: String
    let text: String
  }

  /// Neighbours that are alike share a row.
  var rows: [Row] {
    var rows: [Row] = []
    var run: [PlannedFrame] = []
    for frame in sequence.allFrames {
      if let last = run.last, !frame.continues(last) {
        rows.append(PlanTable.row(run))
        run = []
      }
      run.append(frame)
    }
    if !run.isEmpty { rows.append(PlanTable.row(run)) }
    return rows
  }

  private static func row(_ run: [PlannedFrame]) -> Row {
    let (first, last) = (run[0], run[run.count - 1])
    func range(_ number: (PlannedFrame) -> Int?) -> String {
      guard let low = number(first), let high = number(last) else { return "" }
      return low == high ? "\(low)" : "\(low)-\(high)"
    }
    var columns = [range(\.sourceFrame), range(\.outputFrame)].filter { !$0.isEmpty }
    if columns.count == 2 { columns = [columns.joined(separator: " -> ")] }
    columns.append(run.count.counted("frame"))
    if let from = first.timeCode?.text, let to = last.timeCode?.text {
      columns.append(from == to ? from : "\(from) to \(to)")
    }
    if let name = (first.exr ?? first.preview)?.name, first.intent != .missing {
      let names = [name] + (run.count > 1 ? [(last.exr ?? last.preview)?.name ?? []] : [])
      columns.append(names.map(PathText.encode).joined(separator: " … "))
    }
    if let remark = first.remark { columns.append(remark) }
    return Row(label: first.role.words, text: columns.joined(separator: "  "))
  }
}

extension PlannedFrame {
  /// Whether the frame goes on where another stopped, in the same way.
  fileprivate func continues(_ other: PlannedFrame) -> Bool {
    guard role == other.role, remark == other.remark else { return false }
    guard let mine = timeCode, let before = other.timeCode else { return timeCode == other.timeCode }
    // A row shows its first code and its last, so one that runs back begins a new row; midnight does not.
    return mine.text > before.text || (before.hours == 23 && mine.hours == 0)
  }

  fileprivate var remark: String? {
    switch (intent, content) {
    case (.missing, _): "missing, and stays missing"
    case (.skip, _): "skipped: the output is there already"
    case (.fail(let failure), _): "will fail: \(failure.text)"
    case (.deliver, .held(let number)): "held: shows source frame \(number)"
    case (.deliver, .black): "black"
    case (.deliver, .drawn): "drawn"
    case (.deliver, .source), (.deliver, .missing): nil
    }
  }
}

extension FrameRole {
  fileprivate var words: String {
    switch self {
    case .slate: "slate"
    case .headHandle: "head"
    case .cut: "cut"
    case .tailHandle: "tail"
    }
  }
}
