import Files
import SystemPackage

/// What the paths given are: files, patterns or folders.
extension DirectoryScan {
  /// Takes a file or a pattern at once; gives back a folder, to be searched later.
  mutating func resolve(_ path: FilePath, index: Int) -> Folder? {
    do throws(Errno) {
      switch try DirectoryReader.target(of: path) {
      case .directory(let identity):
        guard let kept = keptFolder(path) else {
          report(path, .outsideBase(base: request.base ?? path))
          break
        }
        return Folder(path: path, identity: identity, pathIndex: index, relative: kept, depth: 0)
      case .regular: addFile(path, index: index)
      case .obstacle(let obstacle): report(path, .obstacle(entry: obstacle))
      }
    } catch .noSuchFileOrDirectory {
      if let pattern = SequencePattern(parsing: path.lastName) {
        addPattern(pattern, path: path, index: index)
      } else {
        report(path, .notFound(similar: patterns(in: path.parent)))
      }
    } catch {
      report(path, .unreadable(error: error))
    }
    return nil
  }

  /// What is repeated of a folder among the paths below the output folder; nil where it is not below the base.
  private func keptFolder(_ path: FilePath) -> FilePath? {
    guard let base = request.base else { return FilePath() }
    return FileSystem.place(of: path, below: base)
  }

  private mutating func addFile(_ path: FilePath, index: Int) {
    let name = path.lastName
    // A hidden file is taken where it is named: somebody means it.
    if let reason = rules.droppingReason(name), reason != .hidden {
      ignore(path, reason)
    } else if rules.hasExtension(name) {
      files[path.parent, default: (index, [])].names.insert(name)
    } else {
      report(path, .otherExtension)
    }
  }

  private mutating func addPattern(_ pattern: SequencePattern, path: FilePath, index: Int) {
    let directory = path.parent
    var frames: [SequenceFrame] = []
    do throws(Errno) {
      let entries = try DirectoryReader.entries(of: directory)
      reportInterruption(of: directory, entries)
      for entry in entries {
        guard let number = pattern.number(of: entry.name),
          let target = try DirectoryReader.target(of: directory.appending(name: entry.name), kind: entry.kind)
        else { continue }
        frames.append(SequenceFrame(number: number, name: entry.name, obstacle: target.obstacle))
      }
    } catch {
      return report(
        directory, error == .noSuchFileOrDirectory ? .notFound(similar: []) : .unreadable(error: error))
    }
    guard frames.contains(where: { $0.obstacle == nil }) else {
      return report(path, .noMatch(similar: patterns(in: directory)))
    }
    let sequence = ImageSequence(
      directory: directory, prefix: pattern.prefix, suffix: pattern.suffix, frames: frames)
    add(sequence, pathIndex: index)
  }

  /// Says once of a folder that its files are between old names and new, however they were asked for: those that
  /// have names of frames now are not all there are.
  mutating func reportInterruption(of directory: FilePath, _ entries: [DirectoryEntry]) {
    guard entries.contains(where: { OwnNames.isRenumbering($0.name) }),
      !result.problems.contains(where: { $0.path == directory && $0.reason == .interruptedRenumbering })
    else { return }
    report(directory, .interruptedRenumbering)
  }

  /// The sequences of a folder, to be offered where a path is wrong; nothing if it cannot be read.
  private func patterns(in directory: FilePath) -> [SequencePattern] {
    // A suggestion beside an error that is reported anyway: no second error for it.
    guard let entries = try? DirectoryReader.entries(of: directory) else { return [] }
    var groups = FrameGroups()
    for entry in entries where entry.kind == .regular || entry.kind == .link {
      if rules.droppingReason(entry.name) == nil, rules.hasExtension(entry.name) { groups.add(entry.name) }
    }
    return groups.sequences(in: directory).sequences.map(\.pattern)
      .sorted { NaturalOrder.precedes($0.name, $1.name) }
  }

  /// Puts the files that were named one by one into sequences.
  mutating func collectFiles() {
    for (directory, group) in files {
      // A folder that cannot be listed can hold files that can be read.
      if let entries = try? DirectoryReader.entries(of: directory) {
        reportInterruption(of: directory, entries)
      }
      var groups = FrameGroups()
      for name in group.names { groups.add(name) }
      for sequence in groups.sequences(in: directory).sequences { add(sequence, pathIndex: group.pathIndex) }
    }
  }

  /// Takes a sequence that was named by a pattern or by its files.
  private mutating func add(_ sequence: ImageSequence, pathIndex: Int) {
    var kept = FilePath()
    if let base = request.base {
      guard let place = FileSystem.place(of: sequence.directory, below: base) else {
        return report(sequence.path, .outsideBase(base: base))
      }
      kept = place
    }
    do throws(Errno) {
      let identity = FileIdentity(try Stat(sequence.directory))
      result.found.append(
        FoundSequence(
          sequence: sequence, pathIndex: pathIndex, relativeFolder: kept, directoryIdentity: identity))
    } catch {
      report(sequence.directory, .unreadable(error: error))
    }
  }
}

extension FilePath {
  /// The directory that holds what this path names; `.` for a bare name.
  fileprivate var parent: FilePath {
    let parent = removingLastComponent()
    return parent.isEmpty ? "." : parent
  }

  /// The last component's bytes; empty for a root.
  fileprivate var lastName: [UInt8] { lastComponent.map { FilePath(root: nil, components: $0).bytes } ?? [] }
}
