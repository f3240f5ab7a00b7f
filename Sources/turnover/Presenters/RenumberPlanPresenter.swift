import Delivery
import Files
import FrameSequence

/// Shows a renumbering's plan: which name becomes which.
struct RenumberPlanPresenter {
  let plan: RenumberPlan

  /// One table a sequence, for people.
  var text: String {
    var paragraphs = Report(of: plan).sequences.map { RenumberTable($0).text }
    paragraphs += warnings.isEmpty ? [] : [warnings.joined(separator: "\n")]
    if !plan.ignored.isEmpty {
      let lines = plan.ignored.map { "  \(PathText.encode($0.path.bytes)): \($0.reason.words)" }
      paragraphs.append((["Ignored:"] + lines).joined(separator: "\n"))
    }
    let frames = plan.sequences.flatMap(\.allFrames).filter(\.isRenamed).count
    let counts = "\(plan.sequences.count.counted("sequence")), \(frames.counted("frame"))"
    paragraphs.append("\(counts) to rename. Nothing was changed.")
    return paragraphs.joined(separator: "\n\n")
  }

  var warnings: [String] {
    plan.sequences.flatMap { sequence in
      sequence.warnings.map { "warning: \(PathText.encode(sequence.source.bytes)): \($0)" }
    }
  }
}

/// Old and new name of every frame of a sequence, in columns.
struct RenumberTable {
  private let sequence: Report.Sequence

  init(_ sequence: Report.Sequence) {
    self.sequence = sequence
  }

  var text: String {
    let olds = sequence.allFrames.map { frame in
      frame.source?.lastName ?? frame.sourceFrame.map { "(\($0))" } ?? ""
    }
    let width = olds.map(\.count).max() ?? 0
    let rows = zip(olds, sequence.allFrames).map { old, frame in
      let notes = [frame.role?.note, frame.reason].compactMap(\.self)
      let note = notes.isEmpty ? "" : "  " + notes.joined(separator: ", ")
      return "  \(old.padding(to: width + 1))-> \(frame.destination?.lastName ?? "")\(note)"
    }
    return (["\(sequence.source) -> \(sequence.output ?? "")"] + rows).joined(separator: "\n")
  }
}

extension String {
  /// What a role is called in the table; nil for what most frames are.
  fileprivate var note: String? {
    switch self {
    case "slate": "slate"
    case "headHandle": "head"
    case "tailHandle": "tail"
    default: nil
    }
  }

  /// What stands behind the last slash.
  fileprivate var lastName: String {
    String(self[(lastIndex(of: "/").map { index(after: $0) } ?? startIndex)...])
  }
}
