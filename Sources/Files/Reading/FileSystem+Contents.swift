import SystemPackage

extension FileSystem {
  /// All bytes of a small file; nil where it has more than `limit`.
  ///
  /// - Throws: The system's error. What is no plain file (a folder, a device, a pipe) counts as not permitted.
  package static func contents(of path: FilePath, limit: Int) throws(Errno) -> [UInt8]? {
    do {
      // A pipe without a writer would be waited for.
      let file = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
      // Nothing was written through it.
      defer { try? file.close() }
      guard try path.stat().type == .regular else { throw Errno.notPermitted }
      let bytes = try file.allBytes(at: 0, upTo: limit + 1)
      return bytes.count > limit ? nil : bytes
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}
