import SystemPackage

/// Why something could not be done to a file.
public struct FileFailure: Error, Sendable, Hashable {
  /// What was being done.
  public enum Operation: String, Sendable, Hashable, Codable {
    /// The steps with a file, in the words of messages.
    case open, read, write, sync, rename, link
  }

  /// What stood against it.
  public enum Cause: Sendable, Hashable, Encodable {
    /// The system call failed.
    case system(error: Errno)
    /// It is a folder, a device, a pipe or a socket.
    case notRegular
    /// What has its name cannot be read as a file.
    case obstacle(entry: EntryObstacle)
    /// It was written to, or cut short, since it was opened.
    case changing
    /// It has no bytes.
    case empty
    /// It was there before, and is not any more.
    case gone
    /// Its folder has the path, but is not the one that was seen before.
    case folderReplaced
    /// It has its name, in a folder that could not be synced.
    case unsynced(error: Errno)
  }

  /// What was being done.
  public let operation: Operation
  /// What stood against it.
  public let cause: Cause
  /// The file or folder, where the caller does not know it anyway.
  public let path: FilePath?

  init(_ operation: Operation, _ cause: Cause, path: FilePath? = nil) {
    self.operation = operation
    self.cause = cause
    self.path = path
  }

  init(_ operation: Operation, _ error: Errno) {
    self.init(operation, .system(error: error))
  }

  /// The failure of a file that has its name, in a folder that could not be synced.
  package init(_ folder: FolderFailure) {
    self.init(.sync, .unsynced(error: folder.error), path: folder.path)
  }
}

extension FileFailure.Cause {
  /// The error of the system call behind it, if there is one.
  package var system: Errno? {
    switch self {
    case .system(let error), .unsynced(let error): error
    case .notRegular, .obstacle, .changing, .empty, .gone, .folderReplaced: nil
    }
  }

  /// What stood against it, as one clause without the file's name.
  package var words: String {
    switch self {
    case .system(let error): "\(error)"
    case .notRegular: "it is no regular file"
    case .obstacle(let obstacle): "it is \(obstacle.words)"
    case .changing: "it is being written to: wait until it is complete"
    case .empty: "the file is empty"
    case .gone: "it is gone"
    case .folderReplaced: "another folder took the place of its folder meanwhile"
    case .unsynced(let error): "\(error). The file is there, but a power failure may take it away"
    }
  }
}

extension Errno {
  /// Whether no further file could be written either: the disk is full, or nothing may be written to it.
  package var endsAllWriting: Bool {
    switch self {
    case .noSpace, .diskQuotaExceeded, .readOnlyFileSystem, .permissionDenied: true
    default: false
    }
  }
}
