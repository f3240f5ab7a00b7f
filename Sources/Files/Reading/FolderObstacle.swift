import SystemPackage

/// Why no file can be made in a folder that is there or is still to be made.
public enum FolderObstacle: Sendable, Hashable, Encodable {
  /// What has its name is a file.
  case notADirectory
  /// The operating system would not let a file be made in it.
  case system(error: Errno)
  /// A link on the way leads nowhere yet: making its target would turn it into a folder that nobody has seen.
  case linkToNowhere(path: FilePath)
  /// `..` leads up from a folder that is not there.
  case missingParent(path: FilePath)

  /// What stands in the way, as one clause.
  public var words: String {
    switch self {
    case .notADirectory: "\(Errno.notDirectory)"
    case .system(let error): "\(error)"
    case .linkToNowhere(let path): "\(PathText.encode(path.bytes)) is a link to nowhere"
    case .missingParent(let path):
      "\(PathText.encode(path.bytes)) is not there, and .. leads up from it again"
    }
  }
}
