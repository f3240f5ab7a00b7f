import Files
import FrameSequence
import SystemPackage

/// Looks whether the planned files can be put where they should go.
struct PlaceChecks {
  let frames: [PlannedFrame]
  let existing: ExistingPolicy
  let sources: SourceFolders

  /// Every reason against it.
  func refusals(folders: [FilePath]) -> [Refusal.Reason] {
    folders.flatMap(refusals(folder:)) + existingRefusals + nameRefusals
  }

  private func refusals(folder: FilePath) -> [Refusal.Reason] {
    let name = PathText.encode(folder.bytes)
    if sources.contains(folder) {
      return [.outputIsSource(folder: name)]
    }
    if let obstacle = FileSystem.obstacleToWriting(folder) {
      return [.place(.unwritableFolder(folder: name, obstacle: obstacle))]
    }
    return []
  }

  private var files: [Destination] {
    frames.filter { $0.isDelivered || $0.intent == .skip }.flatMap { [$0.exr, $0.preview] }.compactMap(\.self)
  }

  private var existingRefusals: [Refusal.Reason] {
    let there = files.map(\.path).filter(FileSystem.exists)
    // A folder is no frame, and nothing that is delivered gives it way.
    if let folder = there.first(where: FileSystem.isDirectory) {
      return [.place(.outputIsFolder(path: PathText.encode(folder.bytes)))]
    }
    guard existing == .refuse, let first = there.first else { return [] }
    return [.place(.existingOutput(first: PathText.encode(first.bytes), count: there.count))]
  }

  private var nameRefusals: [Refusal.Reason] {
    guard let long = files.map(\.name).first(where: { $0.count > OutputName.maximumLength }) else {
      return []
    }
    return [.place(.nameTooLong(name: PathText.encode(long), byteCount: long.count))]
  }
}
