import ACES
import DPX
import EXR
import Files
import Slate
import SystemPackage

/// Why one frame was not delivered. The others go on.
public struct FrameFailure: Error, Sendable, Hashable, Encodable {
  /// What was being done.
  public enum Operation: String, Sendable, Hashable, Codable {
    /// The steps of making a frame, in the words of messages.
    case open, read, plan, convert, write, sync, rename, link
  }

  /// What stood against it.
  public enum Cause: Sendable, Hashable, Encodable {
    /// Something about a file of the frame.
    case file(FileFailure.Cause)
    /// The EXR cannot be read or made.
    case exr(error: EXRError)
    /// The DPX cannot be read.
    case dpx(DPXError)
    /// The codes of a DPX have another number of bits than those of the encoding that it was planned with.
    case codes(bits: Int, encoding: ACESproxy)
    /// The file says something else of its colour than when the plan was made.
    case changedClaim(claim: ColourClaim)
    /// The file cannot be converted as it was planned.
    case unplanned(objection: ColourObjection)
    /// The slate cannot be drawn.
    case slate(SlateError)
    /// The file of a font is not there any more, or is another than when the plan was made.
    case changedFont(file: FilePath)
    /// The frame needs more memory than is allowed, both in bytes.
    case tooLarge(need: Int, limit: Int)
    /// Another run put a file in the output's place that is not what is ordered.
    case otherOutput(difference: OutputDifference)
  }

  /// What was being done.
  public let operation: Operation
  /// What stood against it.
  public let cause: Cause
  /// The file or folder, where it is not the frame's source.
  public let path: FilePath?

  package init(_ operation: Operation, _ cause: Cause, path: FilePath? = nil) {
    self.operation = operation
    self.cause = cause
    self.path = path
  }

  init(_ error: EXRError, during operation: Operation = .convert) {
    self.init(operation, .exr(error: error))
  }

  init(_ failure: FileFailure) {
    let operation: Operation =
      switch failure.operation {
      case .open: .open
      case .read: .read
      case .write: .write
      case .sync: .sync
      case .rename: .rename
      case .link: .link
      }
    self.init(operation, .file(failure.cause), path: failure.path)
  }

  /// The same failure, saying which file could not be written: a frame is known by its source.
  func of(_ destination: Destination) -> FrameFailure {
    FrameFailure(operation, cause, path: destination.path)
  }

  /// The error of the system call behind it, if there is one.
  var system: Errno? {
    if case .file(let cause) = cause { cause.system } else { nil }
  }

  /// Whether the next frame would fail the same way, so that going on only fills the report.
  var endsTheRun: Bool {
    system.map { operation == .write || operation == .sync ? $0.endsAllWriting : false } ?? false
  }
}

/// Runs what only asks for files, as a step of making a frame.
func onFiles<Value: ~Copyable>(
  _ body: () throws(FileFailure) -> Value
) throws(FrameFailure) -> Value {
  do throws(FileFailure) {
    return try body()
  } catch {
    throw FrameFailure(error)
  }
}
