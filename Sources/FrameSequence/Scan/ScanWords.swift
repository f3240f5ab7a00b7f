import Files
import SystemPackage

extension IgnoreReason {
  /// The reason in words.
  public var words: String {
    switch self {
    case .appleDouble: "macOS metadata, not a frame"
    case .systemFile: "a file of the desktop, not a frame"
    case .hidden: "hidden"
    case .temporary: "an unfinished output of an earlier run"
    case .otherExtension: "another kind of file"
    case .obstacle(let obstacle): obstacle.words
    case .notSelected: "left out by --only or --exclude"
    case .excluded: "output goes into it, so it is not searched for sources"
    case .alreadyRead(let path): "the same folder as \(PathText.encode(path.bytes))"
    }
  }
}

extension ScanProblem {
  /// What the search left out where it found nothing, and what could be no file, or is no source, because of that.
  package func entryInstead(of ignored: [IgnoredEntry]) -> IgnoredEntry? {
    guard reason == .nothingFound else { return nil }
    return ignored.first { entry in
      switch entry.reason {
      case .obstacle, .excluded: entry.path.starts(with: path)
      default: false
      }
    }
  }

  /// What is wrong, as one sentence without the path.
  ///
  /// - Parameters:
  ///   - extensions: Those of the files that were searched for.
  ///   - instead: As ``entryInstead(of:)`` found it.
  package func words(extensions: Set<String>, instead: IgnoredEntry?) -> String {
    let words = reason.words(of: path, extensions: extensions)
    guard let instead else { return words }
    let name = PathText.encode(instead.path.bytes)
    return switch instead.reason {
    case .excluded: "\(words): \(name) is the output folder"
    default: "\(words): \(name) is \(instead.reason.words)"
    }
  }
}

extension ScanProblem.Reason {
  /// The problem in words, with what may have been meant.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - extensions: Those of the files that were searched for.
  fileprivate func words(of path: FilePath, extensions: Set<String>) -> String {
    func guess(_ similar: [SequencePattern]) -> String {
      similar.isEmpty ? "" : "; there is \(similar.prefix(4).map(\.text).joined(separator: ", "))"
    }
    switch self {
    case .notFound(let similar): return "there is no such file or folder" + guess(similar)
    case .noMatch(let similar): return "no file has a name of this pattern" + guess(similar)
    case .outsideBase(let base):
      return "it is not below \(PathText.encode(base.bytes)), and --base is for PATHs that all are"
    case .noBase: return "it is no folder that is there, and --base takes one that the PATHs are in"
    case .namesNothing(let option, _): return "--\(option.rawValue) names no sequence by it"
    case .nothingSelected: return "--only and --exclude leave none of its sequences"
    case .nothingFound: return "no frame is in it or below it"
    case .otherExtension:
      return "the name does not end in " + extensions.sorted(by: >).map { ".\($0)" }.joined(separator: " or ")
    case .obstacle(let obstacle): return "it is \(obstacle.words)"
    case .tooDeep(let limit):
      return "folders are nested more than \(limit) deep; what is below was not searched"
    case .interruptedRenumbering:
      let folder = PathText.shellPath(path.bytes)
      return
        "a renumbering is under way here, or was interrupted: finish it with turnover renumber --resume \(folder), "
        + "or go back with turnover renumber --undo \(folder)"
    case .unreadable(let error): return "cannot read: \(error)"
    }
  }
}
