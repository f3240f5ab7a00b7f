import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One entry of a directory.
package struct DirectoryEntry {
  package let name: [UInt8]
  package let kind: EntryKind
}

/// What a directory says an entry is, links not followed.
package enum EntryKind: Hashable {
  case regular
  case directory
  case link
  case other(EntryObstacle)
}

/// What a path leads to, links followed.
package enum Target: Hashable {
  case regular
  case directory(FileIdentity)
  case obstacle(EntryObstacle)

  /// Why this is no file to read; `nil` for one.
  package var obstacle: EntryObstacle? {
    switch self {
    case .regular: nil
    case .directory: .directory
    case .obstacle(let obstacle): obstacle
    }
  }
}

/// The only code of this module that asks the operating system. It reads directories and the status of
/// entries, and never opens a file.
package enum DirectoryReader {
  /// All entries of the directory but `.` and `..`, by rising bytes of their names.
  ///
  /// - Throws: the error of `opendir`, `readdir` or `lstat`. An entry that vanishes while the
  ///   directory is being read is left out.
  package static func entries(of directory: FilePath) throws(Errno) -> [DirectoryEntry] {
    var entries: [DirectoryEntry] = []
    for (name, type) in try names(in: directory) {
      if let kind = try kind(of: directory.appending(name: name), type: type) {
        entries.append(DirectoryEntry(name: name, kind: kind))
      }
    }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// What `path` leads to, links followed.
  ///
  /// - Throws: the error of `stat`; `noSuchFileOrDirectory` if there is nothing under that name at all,
  ///   while a link to nothing is ``EntryObstacle/danglingLink``.
  package static func target(of path: FilePath) throws(Errno) -> Target {
    do throws(Errno) {
      return target(of: try Stat(path))
    } catch .tooManySymbolicLinkLevels {
      return .obstacle(.linkLoop)
    } catch .noSuchFileOrDirectory {
      guard try Stat(path, followTargetSymlink: false).type == .symbolicLink else {
        throw .noSuchFileOrDirectory
      }
      return .obstacle(.danglingLink)
    }
  }

  /// What an entry leads to, without a system call where the directory has said it; `nil` if it is gone.
  ///
  /// - Throws: the error of `stat`.
  package static func target(of path: FilePath, kind: EntryKind) throws(Errno) -> Target? {
    switch kind {
    case .regular: return .regular
    case .other(let obstacle): return .obstacle(obstacle)
    case .directory, .link:
      do throws(Errno) { return try target(of: path) } catch .noSuchFileOrDirectory { return nil }
    }
  }

  private static func target(of status: Stat) -> Target {
    switch status.type {
    case .regular: .regular
    case .directory: .directory(FileIdentity(status))
    case .fifo: .obstacle(.fifo)
    case .socket: .obstacle(.socket)
    default: .obstacle(.device)
    }
  }

  /// Where the name begins in an entry. It may be shorter than the tuple that Swift sees, and the entry
  /// with it, so the tuple is never read as a whole.
  private static let nameOffset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0

  /// The names in `directory` with their `d_type`.
  static func names(in directory: FilePath) throws(Errno) -> [(name: [UInt8], type: Int)] {
    // The path is NUL-terminated; the stream is closed on every way out.
    guard let stream = unsafe directory.withPlatformString({ unsafe opendir($0) }) else {
      throw Errno(rawValue: errno)
    }
    // `stream` is open and not used after this.
    defer { unsafe closedir(stream) }

    var names: [(name: [UInt8], type: Int)] = []
    while true {
      errno = 0  // readdir reports its end and its failures alike, but for this
      // The entry is valid until the next call on `stream`, and its name ends in NUL within it.
      guard let entry = unsafe readdir(stream) else { break }
      let start = unsafe UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: CChar.self)
      let name = unsafe UnsafeBufferPointer(start: start, count: strlen(start)).map { UInt8(bitPattern: $0) }
      let type = unsafe Int(entry.pointee.d_type)
      if name != [Byte.dot], name != [Byte.dot, Byte.dot] { names.append((name, type)) }
    }
    guard errno == 0 else { throw Errno(rawValue: errno) }
    return names
  }

  /// What the entry is; `nil` if it is gone. Some file systems leave the type out of the directory.
  private static func kind(of path: FilePath, type: Int) throws(Errno) -> EntryKind? {
    switch type {
    case Int(DT_REG): return .regular
    case Int(DT_DIR): return .directory
    case Int(DT_LNK): return .link
    default: break
    }
    do throws(Errno) {
      let status = try Stat(path, followTargetSymlink: false)
      if status.type == .symbolicLink { return .link }
      return switch target(of: status) {
      case .regular: .regular
      case .directory: .directory
      case .obstacle(let obstacle): .other(obstacle)
      }
    } catch .noSuchFileOrDirectory {
      return nil
    }
  }
}
