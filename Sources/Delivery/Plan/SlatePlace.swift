import FrameSequence

/// What a slate would replace, where `--existing overwrite` lets it.
///
/// Nothing in a file says that it is a slate, but its place does: a slate stands before the first frame of its
/// sequence. A file with a frame before it is a picture of an earlier delivery.
struct SlatePlace {
  /// What is said of a picture that would be lost.
  let refusals: [Refusal.Reason]
  /// What is said of a file that may be the slate's predecessor, or the first picture of other numbers.
  let warnings: [String]

  init(_ slate: PlannedFrame?, places: Places, existing: ExistingPolicy) {
    var refusals: [Refusal.Reason] = []
    var warnings: [String] = []
    if existing == .overwrite, let slate, let number = slate.outputFrame {
      for (file, before) in [
        (slate.exr, places.exr(number - 1)), (slate.preview, places.preview(number - 1)),
      ] {
        guard let file, let before, FileSystem.exists(file.path), !FileSystem.isDirectory(file.path) else {
          continue
        }
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
