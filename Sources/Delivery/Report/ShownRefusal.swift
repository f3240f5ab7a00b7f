import Files
import FrameSequence
import Planning
import Renumbering

/// A refusal in words, whoever refused.
package struct ShownRefusal: Sendable, Hashable {
  /// The sequence as the plan prints it, or the path that was asked for.
  package let subject: String
  /// What is wrong, as one sentence without its subject.
  package let text: String
  /// What to do about it, where something can be done from the command line.
  package let advice: Advice?

  package init(_ refusal: Refusal) {
    (subject, text, advice) = (refusal.subject, refusal.reason.text, refusal.advice)
  }

  package init(_ refusal: RenumberRefusal) {
    (subject, text, advice) = (refusal.subject, refusal.reason.text, refusal.advice)
  }
}

extension RenumberRefusal {
  fileprivate var advice: Advice? {
    switch reason {
    case .renaming(.interrupted, _, _):
      .sentence(
        "finish it with turnover renumber --resume \(folder), or go back with turnover renumber --undo \(folder)"
      )
    case .numbering(let refusal): refusal.advice
    case .search(let problem, _, _): problem.advice
    case .place(.existingOutput): .existingOutput
    case .notTheFrame, .otherFrame: .otherFrame
    default: nil
    }
  }

  /// The folder that it is about, as a word for the shell.
  private var folder: String {
    // A subject that is no text form of a name is taken as it stands.
    PathText.shellPath((try? PathText.decode(subject)) ?? Array(subject.utf8))
  }
}

extension [ShownRefusal] {
  /// The ways to make the same command one that is not refused any more; nil where there is none.
  package var mendingChoices: [Advice.Choice]? {
    var choices: [Advice.Choice] = []
    let others = filter {
      guard case .choosing(let found)? = $0.advice else { return true }
      choices += found
      return false
    }
    guard let arguments = others.mendingArguments else { return nil }
    if choices.isEmpty {
      return arguments.isEmpty
        ? [] : [Advice.Choice(condition: "that is what you want", arguments: arguments)]
    }
    return choices.map { Advice.Choice(condition: $0.condition, arguments: arguments + $0.arguments) }
  }

  /// The arguments by which the same command is not refused any more, each once; nil where something is
  /// refused that no argument mends.
  var mendingArguments: [String]? {
    var known: [[String]] = []
    for refusal in self {
      guard case .adding(let added)? = refusal.advice else { return nil }
      if !known.contains(added) { known.append(added) }
    }
    return known.flatMap(\.self)
  }
}
