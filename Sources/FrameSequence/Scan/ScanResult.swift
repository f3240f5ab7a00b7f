import Files
import SystemPackage

/// Why an entry of a folder is not part of any sequence.
public enum IgnoreReason: Hashable, Sendable, Encodable {
  /// `._name`: what macOS leaves on file systems that cannot hold its extended attributes.
  case appleDouble
  /// `.DS_Store`, `Thumbs.db`, `desktop.ini`.
  case systemFile
  /// Any other name that begins with a dot, files and folders.
  case hidden
  /// An unfinished output of an earlier run; see ``OwnNames/temporary(token:)``.
  case temporary
  /// The name has none of the extensions asked for.
  case otherExtension
  /// Not a file that can be read, and no sequence that it could be a frame of.
  case obstacle(entry: EntryObstacle)
  /// A folder that was read already under this other name (a link, or two paths that overlap).
  case alreadyRead(as: FilePath)
  /// A folder that is not to be searched; see ``ScanRequest/excluded``.
  case excluded
  /// A sequence that ``ScanRequest/selection`` leaves out.
  case notSelected
}

/// An entry that the scan saw and left out.
public struct IgnoredEntry: Hashable, Sendable, Encodable {
  /// Where it is.
  public let path: FilePath
  /// Why it was left out.
  public let reason: IgnoreReason
}

/// Something that kept the scan from seeing all that was asked for.
public struct ScanProblem: Error, Hashable, Sendable, Encodable {
  /// What the problem is.
  public enum Reason: Hashable, Sendable, Encodable {
    /// A PATH does not exist. `similar`: patterns in its folder, for "did you mean".
    case notFound(similar: [SequencePattern])
    /// A pattern that no file follows. `similar`: as above.
    case noMatch(similar: [SequencePattern])
    /// A PATH that is neither the folder ``ScanRequest/base`` nor in it or below it.
    case outsideBase(base: FilePath)
    /// What should be ``ScanRequest/base`` is no folder that is there.
    case noBase
    /// A glob of ``ScanRequest/selection`` that names none of the sequences that were found, which are these.
    case namesNothing(option: SequenceSelection.Option, sequences: [FilePath])
    /// A PATH of which ``ScanRequest/selection`` leaves nothing, nor of any other.
    case nothingSelected
    /// A folder without any sequence in it or below it.
    case nothingFound
    /// A file named on the command line that has none of the extensions asked for.
    case otherExtension
    /// A PATH that is neither file nor folder, or a link to nowhere.
    case obstacle(entry: EntryObstacle)
    /// A folder deeper than the limit; what is below it was not searched.
    case tooDeep(limit: Int)
    /// A folder in which a renumbering was interrupted: some frames are parked under other names.
    case interruptedRenumbering
    /// The operating system refused to read the folder or to say what the entry is.
    case unreadable(error: Errno)
  }

  /// Where.
  public let path: FilePath
  /// What.
  public let reason: Reason
}

/// A sequence, and where it was found.
public struct FoundSequence: Hashable, Sendable {
  /// The sequence.
  public let sequence: ImageSequence
  /// Which of the paths asked for led to it, from 0.
  public let pathIndex: Int
  /// The folder of the sequence, to be repeated below the output folder: relative, without `.` and `..`.
  ///
  /// With ``ScanRequest/base`` it is the folder below that. Without, it is the folder below the path, and empty if the
  /// path is itself the sequence's folder, a pattern or a file. Where several paths are folders, each keeps its own name
  /// before that, so that what is in them is not mixed.
  public let relativeFolder: FilePath
  /// The identity of the sequence's directory, to compare with the output's.
  package let directoryIdentity: FileIdentity
}

/// All that a scan saw: every entry below the paths is in one of the lists.
public struct ScanResult: Hashable, Sendable {
  /// The sequences, by path asked for, then folder, then pattern; numbers in names by value.
  public internal(set) var found: [FoundSequence] = []
  /// What was left out, by path.
  public internal(set) var ignored: [IgnoredEntry] = []
  /// What could not be seen, by path. Not empty means that the scan is incomplete.
  public internal(set) var problems: [ScanProblem] = []
}
