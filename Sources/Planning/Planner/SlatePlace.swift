import Conversion
import EXR
import Files
import FrameSequence
import SystemPackage

/// What a slate would replace, where `--existing overwrite` lets it.
struct SlatePlace {
  /// What is said of a picture that would be lost.
  private(set) var refusals: [Refusal.Reason] = []
  /// What is said of a file that may be the slate's predecessor, or the first picture of other numbers.
  private(set) var warnings: [Warning] = []

  /// - Parameter there: What lies in the places of the delivery.
  init(
    _ slate: PlannedFrame?, places: Places, pictures: [PlannedFrame], there: ExistingOutputs,
    existing: ExistingPolicy
  ) {
    guard existing == .overwrite, let slate, let number = slate.outputFrame else { return }
    let names = Set(pictures.compactMap { $0.ordered.exr?.provenance?.frame })
    for (file, before) in [
      (slate.exr, places.exr(number - 1)), (slate.preview, places.preview(number - 1)),
    ] {
      guard let file, let before else { continue }
      let facts = there.facts(file.path)
      // A slate that may be any frame of the shot is replaced by itself.
      if case .exr(let said)? = facts, let own = said.provenance, own == slate.ordered.exr?.provenance {
        continue
      }
      let replaced = SlateReplacement(
        of: file.path, before: before.path, isSlate: facts?.isSlate(isPicture: names.contains))
      guard let replaced else { continue }
      if replaced.isPicture {
        refusals.append(.slateReplaces(file: replaced))
      } else {
        warnings.append(.slateReplaces(file: replaced))
      }
    }
  }
}
