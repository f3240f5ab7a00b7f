import ACES
import Conversion
import Files
import FrameSequence

/// Why a sequence is not delivered. Refusals come from the plan, before anything is written.
public struct Refusal: Sendable, Hashable {
  /// The sequence as the plan prints it, or the path that was asked for.
  public let subject: String
  public let reason: Reason

  public init(subject: String, reason: Reason) {
    self.subject = subject
    self.reason = reason
  }

  /// The fact behind a refusal. ``text`` says what and why, ``advice`` what to do.
  public enum Reason: Error, Sendable, Hashable {
    /// What the colour of the frames itself stands against.
    case colour(ColourObjection)
    /// Nothing says that a DPX holds ACESproxy codes; the encoding is the one that its bits leave.
    case untaggedProxy(ACESproxy)
    /// What the user says a DPX holds is not what it can hold, which is in this encoding.
    case codes(String, fitting: ACESproxy)
    /// A frame differs from the others in what it says of its colour.
    case changingTags(String)
    /// What `--assume` says cannot be done as it is said, and what to do.
    case assumption(String, advice: String)
    /// A part or channel that a conversion cannot be applied to.
    case unconvertible(String)
    /// Files that would be overwritten.
    case existingOutput(first: String, count: Int)
    /// Files that are there already and are not what is ordered, or of another source frame.
    case otherOutput(String, isOfOtherFrame: Bool)
    /// Something about the destination that cannot work.
    case destination(String)
    /// Something about time code.
    case timeCode(String)
    /// The report must not be written where it is wanted.
    case report(String)
    /// What the user says of the frame rate is not what the files say, and what to do.
    case rate(String, advice: String)
    /// The slate cannot be made.
    case slate(String)
    /// The name template cannot be used.
    case name(String)
    /// Something about the numbers.
    case numbering(NumberingRefusal)
    /// Something about the input as a whole.
    case input(String)
    /// A folder of files that are sources in another way than was asked for, and what to do.
    case otherKind(String, advice: String?)
    /// The frames cannot be those of one shot.
    case mixed(String)
  }
}

/// What a user can add or change so that a refused request goes through.
public enum Advice: Sendable, Hashable {
  /// Run the same command with these arguments added.
  case adding([String])
  /// Run the same command with the arguments added that belong to what is true.
  case choosing([Choice])
  /// A sentence.
  case sentence(String)
}

extension Advice {
  /// Arguments that are right on a condition, which stands behind an `if`.
  public struct Choice: Sendable, Hashable {
    public let condition: String
    public let arguments: [String]

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
  public var advice: Advice? {
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
  /// What is wrong, as one sentence without its subject.
  public var text: String {
    switch self {
    case .colour(let objection): objection.text
    case .untaggedProxy: "nothing in the DPX says that its codes are ACESproxy"
    case .changingTags(let text), .unconvertible(let text), .destination(let text),
      .input(let text), .otherKind(let text, _), .rate(let text, _), .codes(let text, _),
      .timeCode(let text), .otherOutput(let text, _), .slate(let text), .name(let text),
      .assumption(let text, _), .mixed(let text):
      text
    case .report(let text): "the report cannot be written: \(text)"
    case .numbering(let refusal): refusal.words
    case .existingOutput(let first, let count):
      count == 1 ? "\(first) is there already" : "\(first) and \(count - 1) more are there already"
    }
  }

  /// What to do about it whatever sequence it is, where something can be done from the command line.
  public var advice: Advice? {
    switch self {
    case .untaggedProxy(let encoding), .codes(_, let encoding):
      .sentence("if its codes are ACESproxy, --from \(encoding.rawValue) says so")
    case .colour(.unknownLayers(let layers)):
      .choosing(
        [("colour", "--colour-layer"), ("data", "--data-layer")].map { kind, option in
          Advice.Choice(
            condition: layers.count == 1 ? "it is \(kind)" : "they are \(kind)",
            arguments: layers.flatMap { [option, Glob.literal($0.name)] })
        })
    case .numbering(let refusal): refusal.advice
    case .existingOutput: .existingOutput
    case .otherOutput(_, let isOfOtherFrame):
      isOfOtherFrame ? .otherFrame : .sentence("choose another --out, or say --existing overwrite")
    case .colour(.lossy): .adding(["--compression", "piz"])
    case .mixed: .adding(["--mixed", "keep"])
    case .rate(_, let advice), .assumption(_, let advice): .sentence(advice)
    case .otherKind(_, let advice): advice.map(Advice.sentence)
    case .colour, .changingTags, .unconvertible, .destination, .input, .timeCode, .slate, .name,
      .report:
      nil
    }
  }
}

extension Refusal.Reason {
  /// Runs what only colour stands against, and says it as a reason of a plan.
  static func ofColour<Value>(
    _ body: () throws(ColourObjection) -> Value
  ) throws(Refusal.Reason) -> Value {
    do throws(ColourObjection) {
      return try body()
    } catch {
      throw .colour(error)
    }
  }
}
