import ArgumentParser
import FrameSequence

/// Which of the sequences below the PATHs are meant.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only the sequences that this names, as scan prints them or by a glob: 'PLATES/sh0[12]*/*'. Can be given again.",
      valueName: "glob"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Not the sequences that this names, whatever --only says. Can be given again.", valueName: "glob"))
  var exclude: [String] = []

  /// Whether nothing is said.
  var isEmpty: Bool { only.isEmpty && exclude.isEmpty }

  func validate() throws { _ = try selection() }

  func selection() throws -> SequenceSelection {
    var selection = SequenceSelection()
    selection.only = try only.map { SequenceGlob(try RawArguments.bytes(of: $0)) }
    selection.excluded = try exclude.map { SequenceGlob(try RawArguments.bytes(of: $0)) }
    return selection
  }
}
