/// Whether a file is on the disk before it gets its name.
public enum SyncPolicy: String, Sendable, Hashable, CaseIterable {
  /// Every file is synced before it is renamed, and its folder after it; only then it is done.
  case frame
  /// The system writes when it likes; a power cut may leave files without content.
  case none
}
