import Files
import FoundationEssentials
import FrameSequence
import Planning
import SystemPackage

/// The file that a report goes into, replacing an older report and nothing else unasked.
package struct ReportFile: Sendable, Hashable {
  package let path: FilePath

  package init(_ path: FilePath) {
    self.path = path
  }

  /// Why it cannot or must not be written; nil where nothing is known against it.
  ///
  /// A frame never gives way to a report, and neither does what is no plain file, whatever the policy is:
  /// a pattern that the shell expands behind the option names a frame.
  ///
  /// - Parameters:
  ///   - reads: All files that are read. None of them is replaced, by whatever name it is reached.
  ///   - existing: With `overwrite` a file that is no report gives way too.
  func obstacle(reads: [FilePath] = [], existing: ExistingPolicy = .refuse) -> ReportObstacle? {
    if path.lastComponent == nil || FileSystem.isDirectory(path) {
      return .unwritable(cause: .system(error: .isDirectory))
    }
    if let obstacle = FileSystem.obstacleToWriting(path.removingLastComponent()) {
      return .unwritable(cause: obstacle)
    }
    if let kind = path.extension?.lowercased(), ScanRequest.frameExtensions.contains(kind) {
      return .frameName
    }
    // What is not there can be nobody's file.
    guard let status = try? path.stat(followTargetSymlink: false) else { return nil }
    guard status.type == .regular || status.type == .symbolicLink else { return .device }
    if let file = FileSystem.identity(path), reads.contains(where: { FileSystem.identity($0) == file }) {
      return .source
    }
    if existing == .overwrite || (status.type == .regular && (status.size == 0 || holdsReport)) { return nil }
    return .otherFile
  }

  /// What stands against it, as ``obstacle(reads:existing:)``; nil where nothing is known.
  package func refusal(reads: [FilePath] = [], existing: ExistingPolicy = .refuse) -> Refusal? {
    obstacle(reads: reads, existing: existing)
      .map { Refusal(subject: PathText.encode(path.bytes), reason: .report($0)) }
  }

  /// Writes `bytes`, whole or not at all. The folder is made where it is missing; a link is replaced, and
  /// what it leads to is not written to.
  ///
  /// - Parameter sync: Whether it is on the disk afterwards, and with it the folder and what was made for it.
  package func write(_ bytes: [UInt8], sync: SyncPolicy = .frame) throws(FolderFailure) {
    guard let name = path.lastComponent else { throw FolderFailure(path: path, error: .isDirectory) }
    let parent = path.removingLastComponent().isEmpty ? "." : path.removingLastComponent()
    let grown = try OutputFolder.make(parent)
    let folder = try OutputFolder(parent)
    do {
      unsafe try bytes.withUnsafeBytes { bytes in
        unsafe try folder.write(bytes, name: FilePath(root: nil, [name]).bytes, replaces: true, sync: sync)
      }
    } catch {
      throw FolderFailure(path: path, error: (error as? FileFailure)?.cause.system ?? .ioError)
    }
    guard sync == .frame else { return }
    try folder.sync()
    for path in grown { try OutputFolder(path).sync() }
  }

  /// Whether it is what a report is: an object with a version and sequences.
  private var holdsReport: Bool {
    struct Mark: Decodable {
      struct Sequence: Decodable {}
      let schemaVersion: Int
      let sequences: [Sequence]
    }
    // What cannot be read or understood is not known to be a report.
    guard let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .noFollow]) else {
      return false
    }
    // Nothing was written through it.
    defer { try? file.close() }
    var bytes: [UInt8] = []
    // Any other large file is told by its first byte.
    while bytes.isEmpty || bytes[0] == UInt8(ascii: "{") {
      var piece = [UInt8](repeating: 0, count: 1 << 20)
      // The array outlives the call.
      guard let count = unsafe try? piece.withUnsafeMutableBytes({ unsafe try file.read(into: $0) }) else {
        return false
      }
      // As above.
      if count == 0 { return (try? JSONDecoder().decode(Mark.self, from: Data(bytes))) != nil }
      bytes += piece[..<count]
    }
    return false
  }
}
