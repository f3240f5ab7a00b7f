import FoundationEssentials

/// Real files of many writers, where the machine has them: the folder that `TURNOVER_CORPUS` names, else
/// `shared/corpus` beside the package.
package enum Corpus {
  package static let folder: String = {
    if let named = ProcessInfo.processInfo.environment["TURNOVER_CORPUS"] { return named }
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/../shared/corpus"
  }()

  package static let isThere = FileManager.default.fileExists(atPath: "\(folder)/MANIFEST.tsv")

  /// The files that are wanted by their path below the folder, in the order of these paths.
  package static func files(_ isWanted: (String) -> Bool) -> [String] {
    // Without a folder there are no files, and the tests over them say that they are skipped.
    guard isThere, let all = try? FileManager.default.subpathsOfDirectory(atPath: folder) else { return [] }
    return all.filter(isWanted).sorted()
  }

  package static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
  }
}
