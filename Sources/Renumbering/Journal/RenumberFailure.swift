import Files
import SystemPackage

/// Why one file did not get its new name. The others go on.
public struct RenumberFailure: Error, Sendable, Hashable {
  /// What stood against it.
  public enum Cause: Sendable, Hashable, Encodable {
    /// Something about a file or folder.
    case file(FileFailure.Cause)
    /// A file could not be renamed in its folder.
    case step(old: [UInt8], new: [UInt8], error: Errno)
    /// The journal could not be removed.
    case journal(error: Errno)
    /// The journal in the folder is that of another run.
    case otherJournal
    /// The source's name is that of another file than when the plan was made.
    case otherFile
    /// Another file took the source's name, was moved in its place, and could not be moved back.
    case movedOtherFile(error: Errno)
  }

  /// What was being done.
  public let operation: FileFailure.Operation
  /// What stood against it.
  public let cause: Cause
  /// The folder, where a file that has its name is not safe in it.
  public let path: FilePath?

  init(_ operation: FileFailure.Operation, _ cause: Cause, path: FilePath? = nil) {
    self.operation = operation
    self.cause = cause
    self.path = path
  }

  init(_ failure: FileFailure) {
    self.init(failure.operation, .file(failure.cause), path: failure.path)
  }

  init(_ operation: FileFailure.Operation, _ error: Errno) {
    self.init(operation, .file(.system(error: error)))
  }
}

extension RenumberFailure {
  /// The failure as one sentence.
  public var text: String {
    let name = path.map { "\(PathText.encode($0.bytes)): " } ?? ""
    return "cannot \(operation.rawValue): \(name)\(cause.words)"
  }

  /// Whether the next file would fail the same way, so that going on only fills the report.
  var endsTheRun: Bool {
    system.map { operation == .write || operation == .sync ? $0.endsAllWriting : false } ?? false
  }

  /// The error of the system call behind it, if there is one.
  var system: Errno? {
    switch cause {
    case .file(let cause): cause.system
    case .step(_, _, let error), .journal(let error), .movedOtherFile(let error): error
    case .otherFile, .otherJournal: nil
    }
  }
}

extension RenumberFailure.Cause {
  /// What stood against it, as one clause.
  var words: String {
    switch self {
    case .file(let cause): cause.words
    case .step(let old, let new, let error): "\(PathText.encode(old)) to \(PathText.encode(new)): \(error)"
    case .journal(let error): "the journal cannot be removed: \(error)"
    case .otherJournal: "another run put its own journal into the folder, and may be renaming the same files"
    case .otherFile: "another file has its name since the plan was made"
    case .movedOtherFile(let error):
      "another file had its name and was moved in its place, and cannot go back: \(error)"
    }
  }
}

/// Runs what only asks for files, as a step of renumbering.
func renumbering<Value: ~Copyable>(
  _ body: () throws(FileFailure) -> Value
) throws(RenumberFailure) -> Value {
  do throws(FileFailure) {
    return try body()
  } catch {
    throw RenumberFailure(error)
  }
}
