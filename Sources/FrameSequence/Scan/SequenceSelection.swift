import Files
import SystemPackage

/// Which of the sequences below the paths are meant.
public struct SequenceSelection: Hashable, Sendable {
  /// Only sequences that one of these names; all where there is none.
  public var only: [SequenceGlob] = []
  /// No sequence that one of these names, whatever ``only`` says.
  public var excluded: [SequenceGlob] = []

  /// How a sequence was selected.
  public enum Option: String, Hashable, Sendable, Encodable {
    /// By ``SequenceSelection/only``.
    case only
    /// By ``SequenceSelection/excluded``.
    case exclude
  }

  /// All sequences.
  public init() {}

  func takes(_ path: FilePath) -> Bool {
    (only.isEmpty || only.contains { $0.matches(path) }) && !excluded.contains { $0.matches(path) }
  }
}

extension ScanResult {
  /// Leaves out the sequences that are not meant, and reports a glob that names none of them all.
  ///
  /// - Parameter paths: Those that were searched.
  mutating func select(_ selection: SequenceSelection, paths: [FilePath]) {
    let all = found.map(\.sequence.path)
    // Where nothing was found at all, that is said of the paths.
    guard !all.isEmpty else { return }
    var wrong: [ScanProblem] = []
    for (option, globs) in [(SequenceSelection.Option.only, selection.only), (.exclude, selection.excluded)] {
      for glob in globs where !all.contains(where: glob.matches) {
        wrong.append(ScanProblem(glob, .namesNothing(option: option, sequences: all)))
      }
    }
    problems += wrong
    // With a misspelt glob nobody knows which sequences are meant.
    guard wrong.isEmpty else {
      found = []
      return
    }
    let (taken, left) = (found.filter { selection.takes($0.sequence.path) }, found)
    found = taken
    let names = Set(taken.map(\.sequence.path))
    ignored += left.map(\.sequence.path).filter { !names.contains($0) }
      .map { IgnoredEntry(path: $0, reason: .notSelected) }
    guard taken.isEmpty, problems.isEmpty else { return }
    for index in Set(left.map(\.pathIndex)).sorted() {
      problems.append(ScanProblem(path: paths[index], reason: .nothingSelected))
    }
  }
}

extension ScanProblem {
  /// A problem of what names sequences.
  fileprivate init(_ glob: SequenceGlob, _ reason: Reason) {
    // No path has a NUL, and what has one names nothing.
    self.init(path: FilePath(bytes: glob.pattern.map { $0 == 0 ? UInt8(ascii: "?") : $0 }), reason: reason)
  }
}
