import EXR
import FrameSequence

/// What a slate would replace, where `--existing overwrite` lets it.
///
/// A slate that we drew says so itself and gives way without a word. Any other file is known by its place: a slate
/// stands before the first frame of its sequence. A file with a frame before it is a picture of an earlier delivery.
struct SlatePlace {
  /// What is said of a picture that would be lost.
  let refusals: [Refusal.Reason]
  /// What is said of a file that may be the slate's predecessor, or the first picture of other numbers.
  let warnings: [String]

  init(_ slate: PlannedFrame?, places: Places, existing: ExistingPolicy, limits: Limits) {
    var refusals: [Refusal.Reason] = []
    var warnings: [String] = []
    if existing == .overwrite, let slate, let number = slate.outputFrame {
      for (file, before) in [
        (slate.exr, places.exr(number - 1)), (slate.preview, places.preview(number - 1)),
      ] {
        guard let file, let before, FileSystem.exists(file.path), !FileSystem.isDirectory(file.path),
          SlateMark(at: file.path, limits: limits) == nil
        else { continue }
        let name = PathText.encode(file.path.bytes)
        if FileSystem.exists(before.path) {
          refusals.append(
            .slate(
              "the slate would replace \(name), which is a picture of an earlier delivery: "
                + "\(PathText.encode(before.name)) stands before it"))
        } else {
          warnings.append("the slate replaces \(name), which is there already")
        }
      }
    }
    (self.refusals, self.warnings) = (refusals, warnings)
  }
}
