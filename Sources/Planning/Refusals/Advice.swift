import ACES
import Conversion
import Files
import FrameSequence

/// What a user can add or change so that a refused request goes through.
package enum Advice: Sendable, Hashable {
  /// Run the same command with these arguments added.
  case adding([String])
  /// Run the same command with the arguments added that belong to what is true.
  case choosing([Choice])
  /// A sentence.
  case sentence(String)
}

extension Advice {
  /// Arguments that are right on a condition, which stands behind an `if`.
  package struct Choice: Sendable, Hashable {
    package let condition: String
    package let arguments: [String]

    package init(condition: String, arguments: [String]) {
      self.condition = condition
      self.arguments = arguments
    }
  }
}

extension Advice {
  /// What to do where files would be overwritten.
  package static let existingOutput = Advice.sentence(
    "choose another --out, or say --existing overwrite or --existing skip")
  /// What to do where the files there are of other frames.
  package static let otherFrame = Advice.sentence(
    "choose another --out or other numbers, or remove what is there")
}

extension Refusal {
  /// What to do about it. Where the space of a sequence is to be said, the sequence is named and the space left
  /// open: nobody stated it.
  package var advice: Advice? {
    let assume = "--assume \(PathText.shellWord(Array("\(subject)=SPACE".utf8)))"
    switch reason {
    case .colour(.untagged):
      return .sentence(
        "say which space its pixels are in: \(assume), or --from SPACE for everything that is untagged")
    case .colour(.foreignSpace), .colour(.contradictingTags):
      return .sentence("if you know the space its pixels are in, say \(assume): it overrides the tags")
    case .changingTags:
      return .sentence("convert the differing frames apart, or if all are in one space, say \(assume)")
    default: return reason.advice
    }
  }
}

extension Refusal.Reason {
  /// What to do about it whatever sequence it is, where something can be done from the command line.
  var advice: Advice? {
    switch self {
    case .untaggedProxy(let encoding), .otherCodes(_, _, let encoding):
      .sentence("if its codes are ACESproxy, --from \(encoding.rawValue) says so")
    case .colour(.unknownLayers(let layers)):
      .choosing(
        [("colour", "--colour-layer"), ("data", "--data-layer")].map { kind, option in
          Advice.Choice(
            condition: layers.count == 1 ? "it is \(kind)" : "they are \(kind)",
            arguments: layers.flatMap { [option, Glob.literal($0.name)] })
        })
    case .colour(.lossy): .adding(["--compression", "piz"])
    case .numbering(let refusal): refusal.advice
    case .place(.existingOutput): .existingOutput
    case .keptDiffers(_, _, .source), .replacedFrame, .replacedPreview: .otherFrame
    case .keptDiffers: .sentence("choose another --out, or say --existing overwrite")
    case .cutBeyondSource: .adding(["--gaps", "keep"])
    case .mixed: .adding(["--mixed", "keep"])
    case .tooLarge(_, _, let need, _):
      .sentence("where the machine has that much, say --memory \((need - 1) >> 20 + 1)M")
    case .otherRate: .sentence("leave --fps out: it is for headers that have no rate")
    case .otherDropFrame:
      .sentence("leave DF and NDF out: the time code says itself whether it drops numbers")
    case .rateWithoutDropFrame: .sentence("drop-frame counts at 29.97 and 59.94 frames/s alone")
    case .assumedTwice: .sentence("name it once: a name of its own, and no glob that takes it along")
    case .assumedNothing(_, let sequences): Advice.naming(sequences)
    case .search(let problem, _, _): problem.advice
    case .disagreeingTags:
      .sentence(
        "name the sequences whose tags are wrong, as turnover scan prints them: "
          + "--assume 'PATTERN=SPACE', once for each; the others keep their tags")
    case .onlyDPX(let example, let access): access.advice(example: example)
    default: nil
    }
  }
}

extension Advice {
  /// The names that can be said.
  fileprivate static func naming(_ sequences: [String]) -> Advice {
    guard !sequences.isEmpty else { return .sentence("there is none") }
    let more = sequences.count > 4 ? " and \(sequences.count - 4) more" : ""
    return .sentence(
      "say the name as turnover scan prints it: there is "
        + "\(sequences.prefix(4).joined(separator: ", "))\(more)")
  }
}

extension ScanProblem {
  /// What to do about it.
  package var advice: Advice? {
    switch reason {
    case .namesNothing(_, let sequences): .naming(sequences.map { PathText.encode($0.bytes) })
    default: nil
    }
  }
}

extension DPXAccess {
  /// - Parameter example: The pattern of one sequence, in its text form.
  fileprivate func advice(example: String) -> Advice? {
    // A text that is no text form of a name is taken as it stands.
    let pattern = PathText.shellWord((try? PathText.decode(example)) ?? Array(example.utf8))
    return switch self {
    case .none: nil
    case .named: .sentence("name them by a pattern: \(pattern)")
    case .namedOrSaid:
      .sentence(
        "name them by a pattern, \(pattern), or if they are ACESproxy say --from acesproxy10 or --from acesproxy12"
      )
    }
  }
}
