import FrameSequence

/// What differs or contradicts itself inside a sequence, names included. ``text`` says it.
public enum Inconsistency: Sendable, Hashable, Encodable {
  /// What a delivery would warn of.
  case warning(Warning)
  /// What a delivery would be refused for.
  case refusal(Refusal.Reason)
  /// Numbers are padded to several widths.
  case mixedPadding(widths: [Int])

  /// The inconsistency as one sentence without its subject.
  public var text: String {
    switch self {
    case .warning(let warning): warning.text
    case .refusal(let reason): reason.text
    case .mixedPadding(let widths):
      "numbers are padded to \(widths.map { "\($0)" }.joined(separator: " and ")) digits"
    }
  }
}
