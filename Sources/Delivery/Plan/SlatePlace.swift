import EXR
import Files
import FrameSequence
import SystemPackage

/// What a slate would replace, where `--existing overwrite` lets it.
///
/// A file that says what it is is believed. Of any other the place tells: a slate stands before the first frame
/// of its sequence, so a file with a frame before it is a picture of an earlier delivery.
struct SlatePlace {
  /// What is said of a picture that would be lost.
  private(set) var refusals: [Refusal.Reason] = []
  /// What is said of a file that may be the slate's predecessor, or the first picture of other numbers.
  private(set) var warnings: [String] = []

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
      look(at: file, before: before, says: facts?.isSlate(isPicture: names.contains))
    }
  }

  /// - Parameters:
  ///   - frame: A slate that keeps its bytes.
  ///   - before: The place of the number before its own.
  init(_ frame: RenumberedFrame, before: Destination) {
    let facts = OutputFacts.said(by: frame.destination.path)
    look(at: frame.destination, before: before, says: facts?.isSlate { _ in false })
  }

  /// - Parameter isSlate: What the file itself says; nil where it does not.
  private mutating func look(at file: Destination, before: Destination, says isSlate: Bool?) {
    guard FileSystem.exists(file.path), !FileSystem.isDirectory(file.path), isSlate != true else { return }
    let name = PathText.encode(file.path.bytes)
    let precedes = FileSystem.exists(before.path)
    guard isSlate == false || precedes else {
      warnings.append("the slate replaces \(name), which is there already")
      return
    }
    let reason = isSlate == false ? "its header says so" : "\(PathText.encode(before.name)) stands before it"
    refusals.append(
      .slate("the slate would replace \(name), which is a picture of an earlier delivery: \(reason)"))
  }
}
