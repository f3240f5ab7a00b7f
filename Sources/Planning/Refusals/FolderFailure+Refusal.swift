import Files

extension FolderFailure {
  /// The failure as what stands in the way of a run.
  package var refusal: Refusal {
    Refusal(subject: PathText.encode(path.bytes), reason: .folderFailure(error: error))
  }
}
