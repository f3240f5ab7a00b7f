import Files
import FrameSequence
import SystemPackage

/// The sequences of a request, planned one by one, and everything that stands against it or them: a user mends all
/// at once.
struct PlannedSequences<Planned> {
  /// Those that can be carried out, in the order in which they were found.
  private(set) var planned: [Planned] = []
  /// Why the others, or all, cannot.
  private(set) var refusals: [Refusal]

  /// - Parameters:
  ///   - refused: What is wrong with the request whatever the sequences are. It is said once, and no sequence is
  ///     carried out then.
  ///   - plan: Plans one sequence, beside the folders of all.
  init(
    of found: [FoundSequence], refused: [Refusal.Reason],
    plan: (FoundSequence, SourceFolders) throws(SequencePlanner.Refused) -> Planned
  ) {
    refusals = refused.map { Refusal(subject: "the request", reason: $0) }
    let sources = SourceFolders(of: found)
    for found in found {
      do throws(SequencePlanner.Refused) {
        planned.append(try plan(found, sources))
      } catch {
        let subject = PathText.encode(found.sequence.path.bytes)
        // What is wrong with the request is wrong for every sequence, and was said.
        refusals += error.reasons.filter { !refused.contains($0) }
          .map { Refusal(subject: subject, reason: $0) }
      }
    }
    if !refused.isEmpty { planned = [] }
  }
}
