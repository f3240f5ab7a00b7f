import Files
import FrameSequence

extension RenumberRefusal.Reason {
  /// What is wrong, as one sentence without its subject.
  public var text: String {
    switch self {
    case .cannotFill(let policy): "renumber makes no frames: missing ones cannot be filled by '\(policy)'"
    case .cannotMakeSlate: "renumber makes no slate: it can be the first frame, or none"
    case .nothingGivesWayInPlace: "in place no file gives way to another: --existing is for --out"
    case .tooManyFolders(let count, let needed, let limit):
      "\(count) folders would be renumbered in place together, each of them open, and this process may "
        + "have \(limit) files open: raise the limit to \(needed) (ulimit -n), or name fewer folders"
    case .search(let problem, let extensions, let instead):
      problem.words(extensions: Set(extensions), instead: instead)
    case .numbering(let refusal): refusal.words
    case .name(let error): error.words
    case .unchangeableFolder(let obstacle): "names in its folder cannot be changed: \(obstacle.words)"
    case .outputIsSource:
      "the output folder is a folder of the source: to rename files there, say --in-place"
    case .otherFileSystem(let mode):
      "files cannot \(mode == .move ? "be moved to" : "have hard links on") another file system: "
        + "say --mode clone or --mode copy"
    case .place(let objection): objection.words
    case .notTheFrame(let path, let others, let frame):
      PlaceObjection.files(path, others + 1) + " there already" + ", and cannot be kept: it is not \(frame)"
    case .otherFrame(let path, let others, let said, let source, let wanted):
      PlaceObjection.files(path, others + 1) + " there already"
        + ", and would be replaced by another source frame: it stands for \(said), and \(source) for \(wanted)"
    case .slateReplaces(let file): file.words
    case .noFrame(let name, let obstacle): "\(name) is \(obstacle.words), not a frame"
    case .link(let name):
      "\(name) is a link: moving it would not move the frame, and may break the link"
    case .renaming(let problem, let first, let others):
      (first.map { others > 0 ? "\($0) (and \(others) more): " : "\($0): " } ?? "") + problem.words
    case .unreadableFolder(let error): "cannot read: \(error)"
    case .folderNotOpened(let error): "cannot open the folder: \(error)"
    case .folderNotMade(let error): "\(error)"
    case .lockedFolder(let error): "cannot write into the folder: \(error)"
    case .underWay: "another renumbering of this folder is under way"
    case .changed(let name): "\(name) has changed since it was looked at"
    case .unusableJournal(let error):
      "the journal \(PathText.encode(OwnNames.journal)) cannot be used: \(error.words). Files whose names "
        + "begin with \(PathText.encode(OwnNames.parked([]))) have their old names behind that"
    case .unreadableJournal(let error): "cannot read the journal: \(error)"
    case .nothingInterrupted:
      "no renumbering was interrupted here: all names are as before it, or all are as after it"
    case .journalGone(let parked):
      "the journal is gone, but \(parked) files are parked: their names begin with "
        + "\(PathText.encode(OwnNames.parked([]))), and their old names stand behind that"
    case .journalOfFolder(let name): "\(name) is a folder, and the journal speaks of files"
    case .othersCanGoOn: "--keep-going brings the other files to their names"
    }
  }
}

extension RenameProblem {
  /// What is wrong with a file, in words.
  fileprivate var words: String {
    switch self {
    case .twiceOld: "it would be renamed twice"
    case .twiceNew: "it would be the new name of two files"
    case .occupied: "another file has this name"
    case .lost: "it is not there any more, under none of its names"
    case .tooLong: "the name is too long"
    case .unusableName: "it is no name of a file"
    case .interrupted: "an earlier renumbering of this folder was interrupted"
    }
  }
}

extension RenameJournalError {
  /// What is wrong with the journal, in words.
  fileprivate var words: String {
    switch self {
    case .notAJournal: "it is no journal of a renumbering"
    case .incomplete: "its end is missing, or it was changed"
    case .malformed(let line): "line \(line) is not what it should be"
    }
  }
}
