import Delivery

/// Shows what stands in the way of a plan.
struct RefusalPresenter {
  let refusals: [Refusal]

  /// Every refusal with its advice; the command to repeat comes once.
  var lines: [String] {
    var lines: [String] = []
    var additions: [String] = []
    for refusal in refusals {
      lines.append("refused: \(refusal.subject): \(refusal.reason.text)")
      switch refusal.reason.advice {
      case .sentence(let text): lines.append("  \(text)")
      case .adding(let arguments):
        if !additions.containsRun(arguments) { additions += arguments }
      case nil: break
      }
    }
    if !additions.isEmpty {
      lines.append("If that is what you want, say:")
      lines.append("  " + RawArguments.line(adding: additions))
    }
    return lines
  }
}

extension [String] {
  fileprivate func containsRun(_ run: [String]) -> Bool {
    indices.contains { self[$0...].starts(with: run) }
  }
}
