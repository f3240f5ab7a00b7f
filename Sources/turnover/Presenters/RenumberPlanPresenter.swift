import Delivery
import Files
import FrameSequence
import Renumbering

/// Shows a renumbering's plan: which name becomes which.
struct RenumberPlanPresenter {
  let plan: RenumberPlan

  /// One table a sequence, for people.
  var text: String {
    var paragraphs = plan.sequences.map { RenumberTable($0).text }
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
      sequence.warnings.map { "warning: \(PathText.encode(sequence.source.bytes)): \($0.text)" }
    }
  }
}

/// Old and new name of every frame, in columns.
struct RenumberTable {
  private let title: String
  private let rows: [Row]

  private struct Row {
    let old: String
    let new: String
    let notes: [String]
  }

  init(_ sequence: RenumberedSequence) {
    title = "\(PathText.encode(sequence.source.bytes)) -> \(PathText.encode(sequence.output.bytes))"
    rows = sequence.allFrames.map { frame in
      Row(
        old: frame.source.map { PathText.encode($0.name) } ?? frame.sourceFrame.map { "(\($0))" } ?? "",
        new: PathText.encode(frame.destination.name),
        notes: [frame.role.note, frame.remark].compactMap(\.self))
    }
  }

  init(_ recovered: RecoveredFolder) {
    let path = PathText.encode(recovered.folder.bytes)
    title = "\(path) -> \(path)"
    rows = recovered.files.map { file in
      var notes: [String] = []
      if case .notTried(let leftOff)? = file.outcome { notes = [leftOff.words] }
      return Row(old: PathText.encode(file.from), new: PathText.encode(file.to), notes: notes)
    }
  }

  var text: String {
    let width = rows.map(\.old.count).max() ?? 0
    let lines = rows.map { row in
      let note = row.notes.isEmpty ? "" : "  " + row.notes.joined(separator: ", ")
      return "  \(row.old.padding(to: width + 1))-> \(row.new)\(note)"
    }
    return ([title] + lines).joined(separator: "\n")
  }
}

extension FrameRole {
  /// What a role is called in the table; nil for what most frames are.
  fileprivate var note: String? {
    switch self {
    case .slate: "slate"
    case .headHandle: "head"
    case .tailHandle: "tail"
    case .cut: nil
    }
  }
}
