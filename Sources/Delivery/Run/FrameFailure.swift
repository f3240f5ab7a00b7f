import EXR
import FrameSequence
import SystemPackage

/// Why one frame was not delivered. The others go on.
public struct FrameFailure: Error, Sendable, Hashable {
  /// What was being done.
  public let operation: Operation
  /// What went wrong, in words, without the file's name.
  public let reason: String
  /// The error of the system call behind it, if there is one.
  public let system: Errno?

  public enum Operation: String, Sendable, Hashable {
    case open, read, plan, convert, write, sync, rename, link
  }

  public init(operation: Operation, reason: String, system: Errno? = nil) {
    self.operation = operation
    self.reason = reason
    self.system = system
  }

  init(_ operation: Operation, _ error: Errno) {
    self.init(operation: operation, reason: error.description, system: error)
  }

  init(_ error: EXRError, during operation: Operation = .convert) {
    // Names from the header are in it.
    self.init(operation: operation, reason: PathText.shown(error.reason))
  }

  /// The failure of a frame that has its name, in a folder that could not be synced.
  init(_ unsynced: FolderFailure) {
    let folder = PathText.encode(unsynced.path.bytes)
    self.init(
      operation: .sync,
      reason: "\(folder): \(unsynced.error). The file is there, but a power failure may take it away",
      system: unsynced.error)
  }

  /// The same failure, saying which file could not be written: a frame is known by its source.
  func of(_ destination: Destination) -> FrameFailure {
    FrameFailure(
      operation: operation, reason: "\(PathText.encode(destination.path.bytes)): \(reason)", system: system)
  }

  /// Whether the next frame would fail the same way, so that going on only fills the report.
  var endsTheRun: Bool {
    switch system {
    case .noSpace, .diskQuotaExceeded, .readOnlyFileSystem, .permissionDenied:
      operation == .write || operation == .sync
    default: false
    }
  }

  /// The failure as one sentence.
  public var text: String {
    switch operation {
    case .convert, .plan: reason
    default: "cannot \(operation.rawValue): \(reason)"
    }
  }
}
