import Files
import SystemPackage

/// A scan under way.
struct DirectoryScan {
  /// A folder to be searched.
  struct Folder {
    let path: FilePath
    let identity: FileIdentity
    let pathIndex: Int
    var relative: FilePath
    let depth: Int
  }

  let request: ScanRequest
  let rules: EntryRules
  var result = ScanResult()
  /// Folders that are not to be searched below a path.
  private let excluded: Set<FileIdentity>
  /// Folders read so far, with the name each was read under.
  private var visited: [FileIdentity: FilePath] = [:]
  /// Paths given whose search led to a sequence or to a line that says why not.
  private var explained: Set<Int> = []
  /// Real folders to be searched, the next one last; and linked ones, the next one first.
  private var pending: [Folder] = []
  private var linked: [Folder] = []
  /// Files named one by one, by their directory.
  var files: [FilePath: (pathIndex: Int, names: Set<[UInt8]>)] = [:]

  init(request: ScanRequest) {
    self.request = request
    rules = EntryRules(extensions: request.extensions)
    // What is not there yet has nothing to be searched.
    excluded = Set(request.excluded.compactMap { (try? Stat($0)).map(FileIdentity.init) })
  }

  mutating func run() -> ScanResult {
    if let base = request.base, !FileSystem.isDirectory(base) {
      report(base, .noBase)
      return result
    }
    var roots = request.paths.enumerated().compactMap { resolve($1, index: $0) }
    // Folders that are named together keep their names, so that what is in them is not mixed.
    if request.base == nil, Set(roots.map(\.identity)).count > 1 {
      for index in roots.indices { roots[index].relative = FileSystem.ownName(of: roots[index].path) }
    }
    pending = roots.reversed()
    // Links wait until all real folders have been read, so that these are found under their own names.
    while let folder = pending.popLast() ?? (linked.isEmpty ? nil : linked.removeFirst()) { search(folder) }
    collectFiles()
    for root in roots where !explained.contains(root.pathIndex) { report(root.path, .nothingFound) }
    result.found.sort(by: Self.precedes)
    result.select(request.selection, paths: request.paths)
    result.ignored.sort { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
    result.problems.sort { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
    return result
  }

  private mutating func search(_ folder: Folder) {
    if let name = visited[folder.identity] {
      explained.insert(folder.pathIndex)
      return result.ignored.append(IgnoredEntry(path: folder.path, reason: .alreadyRead(as: name)))
    }
    guard folder.depth <= request.maximumDepth else {
      return report(folder.path, .tooDeep(limit: request.maximumDepth))
    }
    visited[folder.identity] = folder.path
    let entries: [DirectoryEntry]
    do throws(Errno) { entries = try DirectoryReader.entries(of: folder.path) } catch {
      explained.insert(folder.pathIndex)
      return report(folder.path, .unreadable(error: error))
    }
    reportInterruption(of: folder.path, entries)
    var groups = FrameGroups()
    var folders: [Folder] = []
    for entry in entries { sort(entry, of: folder, into: &groups, &folders) }
    pending += folders.reversed()

    let (sequences, obstacles) = groups.sequences(in: folder.path)
    if !sequences.isEmpty { explained.insert(folder.pathIndex) }
    for sequence in sequences {
      result.found.append(
        FoundSequence(
          sequence: sequence, pathIndex: folder.pathIndex, relativeFolder: folder.relative,
          directoryIdentity: folder.identity))
    }
    for (name, obstacle) in obstacles {
      ignore(folder.path.appending(name: name), .obstacle(entry: obstacle))
    }
  }

  /// Finds the place of one entry: a frame, a folder to be searched, or ignored.
  private mutating func sort(
    _ entry: DirectoryEntry, of folder: Folder, into groups: inout FrameGroups, _ folders: inout [Folder]
  ) {
    let path = folder.path.appending(name: entry.name)
    if OwnNames.isRenumbering(entry.name) { return }
    if let reason = rules.droppingReason(entry.name) { return ignore(path, reason) }
    let isImage = rules.hasExtension(entry.name)
    do throws(Errno) {
      switch try DirectoryReader.target(of: path, kind: entry.kind) {
      case let target? where isImage: groups.add(entry.name, obstacle: target.obstacle)
      case .regular?: ignore(path, .otherExtension)
      case .obstacle(let obstacle)?: ignore(path, .obstacle(entry: obstacle))
      case .directory(let identity)?:
        let below = Folder(
          path: path, identity: identity, pathIndex: folder.pathIndex,
          relative: folder.relative.appending(name: entry.name), depth: folder.depth + 1)
        if try isExcluded(below, isLink: entry.kind == .link) {
          ignore(path, .excluded)
        } else if entry.kind == .link {
          linked.append(below)
        } else {
          folders.append(below)
        }
      case nil: break  // it vanished while the folder was being read
      }
    } catch {
      report(path, .unreadable(error: error))
    }
  }

  /// Whether a folder is one that is not to be searched, or a link leads into one.
  private func isExcluded(_ folder: Folder, isLink: Bool) throws(Errno) -> Bool {
    guard !excluded.isEmpty else { return false }
    var identity = folder.identity
    var path = folder.path
    while !excluded.contains(identity) {
      guard isLink else { return false }
      // Behind a link `..` is the folder that holds what it leads to; that of the root is the root.
      path.append("..")
      let above = FileIdentity(try Stat(path))
      if above == identity { return false }
      identity = above
    }
    return true
  }

  mutating func ignore(_ path: FilePath, _ reason: IgnoreReason) {
    result.ignored.append(IgnoredEntry(path: path, reason: reason))
  }

  mutating func report(_ path: FilePath, _ reason: ScanProblem.Reason) {
    result.problems.append(ScanProblem(path: path, reason: reason))
  }

  private static func precedes(_ left: FoundSequence, _ right: FoundSequence) -> Bool {
    if left.pathIndex != right.pathIndex { return left.pathIndex < right.pathIndex }
    let (a, b) = (left.relativeFolder.bytes, right.relativeFolder.bytes)
    if a != b { return NaturalOrder.precedes(a, b) }
    return NaturalOrder.precedes(left.sequence.pattern.name, right.sequence.pattern.name)
  }
}
