/// What to do with an output file that is there already.
public enum ExistingPolicy: String, Sendable, Hashable, CaseIterable {
  /// Refuse what would write it.
  case refuse
  /// Replace it, frame by frame, each in one step.
  case overwrite
  /// Leave it, and do the frames that are not there.
  case skip
}
