import Files
import FrameSequence

extension RenameError {
  /// The reasons as sentences, one for each kind however many files it concerns.
  var sentences: [String] {
    var order: [String] = []
    var names: [String: [[UInt8]]] = [:]
    for problem in problems {
      let (name, words) = problem.parts
      if names[words] == nil { order.append(words) }
      names[words, default: []].append(contentsOf: name.map { [$0] } ?? [])
    }
    return order.map { words in
      let concerned = names[words] ?? []
      guard let first = concerned.first else { return words }
      let more = concerned.count > 1 ? " (and \(concerned.count - 1) more)" : ""
      return "\(PathText.encode(first))\(more): \(words)"
    }
  }
}

extension RenameError.Problem {
  /// The name that it is about, and what is wrong.
  fileprivate var parts: ([UInt8]?, String) {
    switch self {
    case .twiceOld(let name): (name, "it would be renamed twice")
    case .twiceNew(let name): (name, "it would be the new name of two files")
    case .occupied(let name): (name, "another file has this name")
    case .lost(let name): (name, "it is not there any more, under none of its names")
    case .tooLong(let name): (name, "the name is too long")
    case .unusableName(let name): (name, "it is no name of a file")
    case .interrupted:
      (nil, "an earlier renumbering was interrupted: finish it with --resume, or go back with --undo")
    }
  }
}

extension RenameJournalError {
  /// What is wrong with the journal, in words.
  var words: String {
    switch self {
    case .notAJournal: "it is no journal of a renumbering"
    case .incomplete: "its end is missing, or it was changed"
    case .malformed(let line): "line \(line) is not what it should be"
    }
  }
}
