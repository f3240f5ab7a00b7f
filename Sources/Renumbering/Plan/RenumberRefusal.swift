import Files
import FrameSequence
import SystemPackage

/// Why a sequence or folder is not renumbered. Nothing of it was touched.
public struct RenumberRefusal: Sendable, Hashable, Encodable {
  /// The sequence, folder or file in the text form of ``PathText``, or `the request`.
  public let subject: String
  /// What is wrong, as a fact.
  public let reason: Reason

  init(_ path: FilePath, _ reason: Reason) {
    subject = PathText.encode(path.bytes)
    self.reason = reason
  }

  /// What is wrong with the request whatever is found.
  init(ofAll reason: Reason) {
    subject = "the request"
    self.reason = reason
  }

  /// The fact behind a refusal. Names and paths are in the text form of ``PathText``; ``text`` says it in words.
  public enum Reason: Error, Sendable, Hashable, Encodable {
    /// Missing frames are to be filled, and nothing here makes frames.
    case cannotFill(policy: String)
    /// A slate is to be made.
    case cannotMakeSlate
    /// Files are to be replaced or kept in the sources' own folders.
    case nothingGivesWayInPlace
    /// More folders than can be open together; `needed` is the limit of open files that would do.
    case tooManyFolders(count: Int, needed: Int, limit: UInt)
    /// The search did not see all that was asked for. `instead` is what it found and left out.
    case search(problem: ScanProblem, extensions: [String], instead: IgnoredEntry?)
    /// Something about the numbers.
    case numbering(NumberingRefusal)
    /// The name template cannot be used.
    case name(error: NameTemplateError)
    /// Names in the source's folder cannot be changed.
    case unchangeableFolder(obstacle: FolderObstacle)
    /// Output would go into a folder of sources.
    case outputIsSource
    /// Links and moves stay on one file system.
    case otherFileSystem(mode: RenumberMode)
    /// Something about the places of files.
    case place(PlaceObjection)
    /// A file that would be kept is not the frame; `others` more are not either.
    case notTheFrame(path: String, others: Int, frame: String)
    /// A file that would be replaced says that it stands for the source frame `said`, and the `source` that comes
    /// for `wanted`.
    case otherFrame(path: String, others: Int, said: String, source: String, wanted: String)
    /// A slate would replace a picture.
    case slateReplaces(file: SlateReplacement)
    /// Something has a frame's name and cannot be read as a file.
    case noFrame(name: String, obstacle: EntryObstacle)
    /// Moving a link would not move the frame.
    case link(name: String)
    /// What stands against renaming in a folder, with the first file concerned and the count of the others.
    case renaming(problem: RenameProblem, first: String?, others: Int)
    /// The names in a folder cannot be read.
    case unreadableFolder(error: Errno)

    // Found when a folder is locked, before its first file is touched.
    /// A folder cannot be opened.
    case folderNotOpened(error: Errno)
    /// A folder cannot be made.
    case folderNotMade(error: Errno)
    /// A folder cannot be locked.
    case lockedFolder(error: Errno)
    /// Another renumbering of the folder is going on.
    case underWay
    /// The file of this name is not the one that the plan saw.
    case changed(name: String)

    // Of recoveries.
    /// The journal is none that can be acted on.
    case unusableJournal(error: RenameJournalError)
    /// The journal cannot be read.
    case unreadableJournal(error: Errno)
    /// No renumbering of the folder was interrupted.
    case nothingInterrupted
    /// The journal is gone, and this many files have hidden names.
    case journalGone(parked: Int)
    /// The journal names something that is a folder.
    case journalOfFolder(name: String)
    /// Besides the lost files, which have refusals of their own.
    case othersCanGoOn
  }
}

/// Why a renumbering did not start; nothing was touched.
public struct RenumberRefused: Error, Sendable, Hashable {
  /// The reasons; never empty.
  public let refusals: [RenumberRefusal]

  init(_ refusals: [RenumberRefusal]) {
    self.refusals = refusals
  }

  init(_ path: FilePath, _ reason: RenumberRefusal.Reason) {
    self.init([RenumberRefusal(path, reason)])
  }

  init(_ path: FilePath, _ error: RenameError) {
    self.init(error.reasons.map { RenumberRefusal(path, $0) })
  }
}

extension RenameError {
  /// One reason for each kind of problem, however many files it concerns.
  var reasons: [RenumberRefusal.Reason] {
    var order: [RenameProblem] = []
    var names: [RenameProblem: [[UInt8]]] = [:]
    for problem in problems {
      if names[problem.kind] == nil { order.append(problem.kind) }
      names[problem.kind, default: []] += [problem.name].compactMap(\.self)
    }
    return order.map { kind in
      let concerned = names[kind] ?? []
      return .renaming(
        problem: kind, first: concerned.first.map(PathText.encode), others: max(0, concerned.count - 1))
    }
  }
}
