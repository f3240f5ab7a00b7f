import SystemPackage

/// What to search for, and where.
public struct ScanRequest: Hashable, Sendable {
  /// Files, patterns and folders, in the order given. A path that exists is what it is; one that does
  /// not and whose last component holds a number token is a pattern.
  public var paths: [FilePath]
  /// The extensions of images, lower case and without dot; names may have them in any case.
  public var extensions: Set<String>
  /// How many levels of folders below a path are searched.
  public var maximumDepth: Int
  /// Folders that are not searched where they lie below a path, such as those that output goes into. They are
  /// known by whatever name they are reached; where one is itself a path asked for, it is searched.
  public var excluded: [FilePath] = []

  /// The folder whose tree is repeated below an output folder, in place of that below each path. Every path has to be
  /// in it or below it.
  public var base: FilePath?
  /// Which of the sequences that are found are meant.
  public var selection = SequenceSelection()

  /// The extensions of all files that are frames.
  package static let frameExtensions: Set<String> = ["exr", "dpx"]

  /// A request for images of these extensions below these paths.
  public init(paths: [FilePath], extensions: Set<String> = ["exr"], maximumDepth: Int = 64) {
    self.paths = paths
    self.extensions = extensions
    self.maximumDepth = maximumDepth
  }

  /// Reads the folders and puts all sequences together. Files are not opened.
  ///
  /// - A **folder** is searched with everything below it. Hidden folders and folders with an image's
  ///   name are not searched. Links to folders are followed, after all real folders; a folder is read
  ///   once, under the first name, so loops end and nothing is found twice.
  /// - A **file** is taken alone, even if its folder holds more of its sequence. Several files of one
  ///   folder that differ only in the number are one sequence, as a shell's `sh010.*.exr` means it.
  /// - A **pattern** takes the files that follow it.
  ///
  /// The result is the same whatever the order in which the file system lists entries. Failures are
  /// in ``ScanResult/problems``, and the rest is searched all the same.
  public func run() -> ScanResult {
    var scan = DirectoryScan(request: self)
    return scan.run()
  }
}
