import Conversion
import Files
import FrameSequence
import SystemPackage

/// Whose tags give way to what the user says.
public enum Assumption: Sendable, Hashable {
  /// Every sequence is in this space. Their tags have to agree among themselves; see ``TagAgreement``.
  case all(SourceSpace)
  /// The named sequences are, whatever their tags say; the others keep theirs.
  case named([Named])

  /// Sequences by their name.
  public struct Named: Sendable, Hashable {
    /// The pattern with its folder, or a glob.
    public let name: SequenceGlob
    /// What their files hold.
    public let source: SourceSpace

    /// A name as given; whether it names a sequence is found by the plan.
    public init(pattern: [UInt8], source: SourceSpace) {
      name = SequenceGlob(pattern)
      self.source = source
    }
  }

  /// What the sequence, or the slate, at `path` is said to hold; nil where its own tags count.
  ///
  /// - Throws: Where it is named with two spaces.
  func source(of path: FilePath) throws(Refusal.Reason) -> SourceSpace? {
    switch self {
    case .all(let source): return source
    case .named(let names):
      let said = names.filter { $0.name.matches(path) }.map(\.source)
      if let other = said.first(where: { $0 != said[0] }) {
        throw .assumedTwice(first: said[0].name, second: other.name)
      }
      return said.first
    }
  }

  /// What names nothing of the request, whose sequences and slate these are.
  func refusals(of paths: [FilePath]) -> [Refusal.Reason] {
    guard case .named(let names) = self else { return [] }
    return names.filter { !paths.contains(where: $0.name.matches) }.map { name in
      .assumedNothing(
        pattern: name.name.text, sequences: paths.map { PathText.encode($0.bytes) })
    }
  }
}
