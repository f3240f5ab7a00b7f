import Conversion
import Delivery
import Files
import FrameSequence
import Planning

/// Shows a plan: what would happen, and what stands in its way.
struct PlanPresenter {
  let plan: Plan

  /// One paragraph a sequence, for people.
  var text: String {
    var paragraphs = plan.sequences.map { PlanPresenter.lines(of: $0).joined(separator: "\n") }
    if !plan.ignored.isEmpty {
      let lines = plan.ignored.map { "  \(PathText.encode($0.path.bytes)): \($0.reason.words)" }
      paragraphs.append((["Ignored:"] + lines).joined(separator: "\n"))
    }
    let frames = plan.sequences.flatMap(\.allFrames).filter(\.isDelivered).count
    let counts = "\(plan.sequences.count.counted("sequence")), \(frames.counted("frame"))"
    paragraphs.append("\(counts) to deliver. Nothing was written.")
    return paragraphs.joined(separator: "\n\n")
  }

  var warnings: [String] {
    plan.sequences.flatMap { sequence in
      sequence.warnings.map { "warning: \(PathText.encode(sequence.source.bytes)): \($0.text)" }
    }
  }

  /// Every refusal with its advice.
  var refusals: [String] { RefusalPresenter(refusals: plan.refusals.map(ShownRefusal.init)).lines }

  private static func lines(of sequence: SequencePlan) -> [String] {
    let outputs = [sequence.output, sequence.preview].compactMap { $0.map { PathText.encode($0.bytes) } }
    var lines = ["\(PathText.encode(sequence.source.bytes)) -> \(outputs.joined(separator: " and "))"]
    func add(_ label: String, _ text: String) {
      lines.append("  " + label.padding(to: 11) + text)
    }
    if let tags = sequence.colour.overridden {
      add("override", "--assume says \(sequence.colour.name), and the tags say \(tags)")
    }
    add("frames", sequence.numbersInWords)
    add("colour", sequence.colourInWords)
    if sequence.output != nil {
      let converted = sequence.channels.converted.map(PathText.shown)
      let nothing = sequence.isPassThrough ? "nothing: chunks are copied as they are" : "nothing"
      add("converted", converted.isEmpty ? nothing : converted.listed)
    }
    if !sequence.channels.copied.isEmpty {
      add("copied", sequence.channels.copied.map(PathText.shown).listed)
    }
    let layers = sequence.channels.layers
    let classes = [("colour", layers.colour), ("data", layers.data), ("unknown", layers.unknown)]
    if layers.count > 1 {
      let shown = classes.filter { !$1.isEmpty }.map { "\($0): \($1.map(PathText.shown).listed)" }
      add("layers", shown.joined(separator: "; "))
    }
    if let preview = Report.Preview(sequence) {
      let size = preview.size == "1/1" ? "" : "\(preview.size) of "
      add(
        "preview",
        "\(preview.encoding) of \(preview.shown.map(PathText.shown).listed): \(size)the \(preview.window) window"
      )
      add("", "for \(preview.purpose)")
    }
    for row in PlanTable(sequence).rows { add(row.label, row.text) }
    for warning in sequence.warnings { add("warning", warning.text) }
    return lines
  }
}

extension SequencePlan {
  fileprivate var numbersInWords: String {
    let delivered = frames.filter(\.isDelivered)
    func range(_ numbers: [Int]) -> String {
      guard let first = numbers.min(), let last = numbers.max() else { return "one file without a number" }
      return first == last ? "\(first)" : "\(first)-\(last)"
    }
    let count = delivered.count.counted("frame")
    let source = range(delivered.compactMap(\.sourceFrame))
    let output = range(delivered.compactMap(\.outputFrame))
    return source == output ? "\(source) (\(count))" : "\(source) -> \(output) (\(count))"
  }

  fileprivate var colourInWords: String {
    let evidence = (colour.isTagged ? "tags: " : "") + colour.evidence.map(\.words).joined(separator: ", ")
    return colour.name != deliveredColour
      ? "\(colour.name) (\(evidence)) -> \(deliveredColour)"
      : "\(deliveredColour) already (\(evidence))"
  }
}

extension Int {
  /// The number with a noun: `1 frame`, `2 frames`.
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension [String] {
  /// The items with commas, cut where a line would become unreadable.
  var listed: String {
    prefix(24).joined(separator: ", ") + (count > 24 ? ", and \(count - 24) more" : "")
  }
}

extension String {
  /// The text with spaces behind it, at least one.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(1, width - count))
  }
}
