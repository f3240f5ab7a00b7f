import Conversion
import Files
import FrameSequence

/// Whether all tags of a request say the same, which one `--assume` for all needs: it is meant for a show that is
/// mis-tagged throughout, and must not take a shot along whose tags are right.
struct TagAgreement {
  private var first: (file: String, claim: ColourClaim)?
  /// The first frame that says something else than the first tagged one.
  private(set) var objection: Refusal.Reason?

  /// Frames without a tag do not disagree.
  mutating func add(_ facts: SequenceFacts, of sequence: ImageSequence) {
    for (frame, facts) in zip(sequence.frames, facts.frames) where objection == nil {
      guard case .success(let facts) = facts, facts.claim != .nothing else { continue }
      guard let first else {
        first = (PathText.encode(sequence.path(of: frame).bytes), facts.claim)
        continue
      }
      guard !facts.claim.agrees(with: first.claim) else { continue }
      let file = PathText.encode(sequence.path(of: frame).bytes)
      objection = .disagreeingTags(
        first: first.file, firstTags: first.claim.words, second: file, secondTags: facts.claim.words)
    }
  }
}
