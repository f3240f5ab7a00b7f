import Delivery
import Planning

/// Shows what stands in the way of a plan.
struct RefusalPresenter {
  let refusals: [ShownRefusal]

  /// Every refusal with its advice. The whole command comes once, where it would not be refused again.
  var lines: [String] {
    var lines: [String] = []
    let choices = refusals.mendingChoices
    for refusal in refusals {
      lines.append("refused: \(refusal.subject): \(refusal.text)")
      switch refusal.advice {
      case .sentence(let text): lines.append("  \(text)")
      case .adding(let arguments) where choices == nil:
        lines.append("  if that is what you want, say \(RawArguments.words(arguments))")
      case .choosing(let found) where choices == nil:
        for choice in found {
          lines.append("  if \(choice.condition), say \(RawArguments.words(choice.arguments))")
        }
      case .adding, .choosing, nil: break
      }
    }
    for choice in choices ?? [] {
      lines.append("If \(choice.condition), say:")
      lines.append("  " + RawArguments.line(adding: choice.arguments))
    }
    return lines
  }
}
