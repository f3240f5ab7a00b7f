/// Why a file could not be read or made. The caller knows the path.
public struct EXRError: Error, Sendable, Hashable, Encodable {
  /// What was being done.
  public enum Operation: String, Sendable, Hashable, Encodable {
    /// Reading headers and chunk tables.
    case openFile
    /// Unpacking a chunk.
    case decodeChunk
    /// Packing a chunk.
    case encodeChunk
    /// Making a file.
    case writeFile
  }

  /// What a user can do about it.
  public enum Kind: String, Sendable, Hashable, Encodable {
    /// The bytes are something else.
    case notOpenEXR
    /// The file ends too early.
    case truncated
    /// The file was never finished: chunks are missing.
    case incomplete
    /// The file contradicts itself.
    case damaged
    /// The file is valid and uses what is not handled here.
    case unsupported
    /// The file exceeds ``Limits``.
    case tooLarge
    /// The system could not read.
    case io
  }

  /// What was being done.
  public var operation: Operation
  /// What a user can do about it.
  public var kind: Kind
  /// One sentence without the path and without a full stop.
  public var reason: String

  package init(_ operation: Operation, _ kind: Kind, _ reason: String) {
    self.operation = operation
    self.kind = kind
    self.reason = reason
  }
}
