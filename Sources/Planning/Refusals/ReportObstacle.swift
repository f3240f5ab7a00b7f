import Files

/// Why a report must not be written where it is wanted.
public enum ReportObstacle: Sendable, Hashable, Encodable {
  /// The operating system would not let it be written.
  case unwritable(cause: FolderObstacle)
  /// Its name is that of a frame.
  case frameName
  /// What is there is a device, a pipe or a socket.
  case device
  /// It is a file that is read.
  case source
  /// A file that is not a report is there.
  case otherFile

  var words: String {
    switch self {
    case .unwritable(let cause): cause.words
    case .frameName: "its name is that of a frame"
    case .device: "it is no file but a device"
    case .source: "it is a file that is read"
    case .otherFile: "a file that is no report is there"
    }
  }
}
