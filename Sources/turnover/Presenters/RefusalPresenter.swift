import Delivery

/// Shows what stands in the way of a plan.
struct RefusalPresenter {
  let refusals: [Refusal]

  /// Every refusal with its advice. The whole command comes once, where it would not be refused again.
  var lines: [String] {
    var lines: [String] = []
    let mending = refusals.mendingArguments
    for refusal in refusals {
      lines.append("refused: \(refusal.subject): \(refusal.reason.text)")
      switch refusal.advice {
      case .sentence(let text): lines.append("  \(text)")
      case .adding(let arguments) where mending == nil:
        lines.append("  if that is what you want, say \(arguments.joined(separator: " "))")
      case .adding, nil: break
      }
    }
    if let mending, !mending.isEmpty {
      lines.append("If that is what you want, say:")
      lines.append("  " + RawArguments.line(adding: mending))
    }
    return lines
  }
}
