import Files
import SystemPackage

/// What a user says to mean one sequence or several: the pattern with its folder, as a scan prints it or as bytes; or
/// a glob (`*`, `?`, `[…]`) on what a scan prints, in which nothing stands for a slash.
public struct SequenceGlob: Sendable, Hashable {
  /// As it was given.
  public let pattern: [UInt8]

  /// A name or glob as given; whether it names a sequence is found by a scan.
  public init(_ pattern: [UInt8]) {
    self.pattern = pattern
  }

  /// Whether it means the sequence, or the file, at `path`.
  package func matches(_ path: FilePath) -> Bool {
    let text = PathText.encode(path.bytes)
    if pattern == path.bytes || pattern.elementsEqual(text.utf8) { return true }
    return Glob(String(decoding: pattern, as: UTF8.self)).matches(text, isPath: true)
  }

  /// In the text form of ``PathText``.
  package var text: String { PathText.encode(pattern) }
}
