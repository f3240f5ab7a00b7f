import Files
import SystemPackage

/// The sequences of a request, planned one by one, and everything that stands against it or them: a user mends all
/// at once.
package struct PlannedSequences<Planned, Reason: Error & Hashable> {
  /// Those that can be carried out, in the order in which they were found.
  package private(set) var planned: [Planned] = []
  /// Why the others, or all, cannot: the sequence, or nil for the request, and what is wrong.
  package private(set) var refusals: [(found: FoundSequence?, reason: Reason)]

  /// - Parameters:
  ///   - refused: What is wrong with the request whatever the sequences are. It is said once, and no sequence is
  ///     carried out then.
  ///   - own: Sequences that ``refused`` is not about, so that the same has to be said of them too.
  ///   - plan: Plans one sequence, beside the folders of all.
  package init(
    of found: [FoundSequence], refused: [Reason], own: Set<FilePath> = [],
    plan: (FoundSequence, SourceFolders) throws(Reasons<Reason>) -> Planned
  ) {
    refusals = refused.map { (nil, $0) }
    let sources = SourceFolders(of: found)
    for found in found {
      do throws(Reasons<Reason>) {
        planned.append(try plan(found, sources))
      } catch {
        // What is wrong with the request is wrong for every sequence without wishes of its own, and was said.
        refusals += error.reasons.filter { own.contains(found.sequence.path) || !refused.contains($0) }
          .map { (found, $0) }
      }
    }
    if !refused.isEmpty { planned = [] }
  }
}
