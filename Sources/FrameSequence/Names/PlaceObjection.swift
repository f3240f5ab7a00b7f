import Files

/// What stands against putting files into their places, whatever they are made of. Names and paths are in the text
/// form of `PathText`.
public enum PlaceObjection: Sendable, Hashable, Encodable {
  /// The output folder cannot be written into.
  case unwritableFolder(folder: String, obstacle: FolderObstacle)
  /// A name is longer than file systems take.
  case nameTooLong(name: String, byteCount: Int)
  /// A folder has the name of an output.
  case outputIsFolder(path: String)
  /// Files that would be overwritten.
  case existingOutput(first: String, count: Int)
  /// Several sequences would write one file.
  case collision(writers: [String])

  /// What is wrong, as one sentence.
  package var words: String {
    switch self {
    case .unwritableFolder(let folder, let obstacle): "cannot write into \(folder): \(obstacle.words)"
    case .nameTooLong(let name, let byteCount):
      "\(name) has \(byteCount) bytes, and a name has \(OutputName.maximumLength) at most"
    case .outputIsFolder(let path): "\(path) is a folder"
    case .existingOutput(let first, let count): "\(Self.files(first, count)) there already"
    case .collision(let writers): "it would be written by \(writers.joined(separator: " and "))"
    }
  }

  /// Names a file and how many more there are, with the verb.
  package static func files(_ first: String, _ count: Int) -> String {
    first + (count == 1 ? " is" : " and \(count - 1) more are")
  }
}
