import EXR
import FoundationEssentials
import Testing

/// Real files from many writers, where the machine has them: the folder that `TURNOVER_CORPUS` names, else
/// `shared/corpus` beside the package.
enum Corpus {
  static let folder: String = {
    if let named = ProcessInfo.processInfo.environment["TURNOVER_CORPUS"] { return named }
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/../shared/corpus"
  }()

  static let isThere = FileManager.default.fileExists(atPath: folder)
  /// What a skipped test says.
  static var absence: Comment { "no corpus at \(folder)" }

  /// Whole files, by path below the folder.
  static let good: [String] = files {
    ($0.hasPrefix("exr-") || $0.hasPrefix("seq-")) && !$0.hasPrefix("exr-damaged") && refused[$0] == nil
  }

  static let damaged: [String] = files { $0.hasPrefix("exr-damaged") }

  /// Files of the other set that are not whole, with what is wrong.
  static let refused: [String: EXRError.Kind] = [
    "exr-multipart-deep/invalid_shared_attrs_multipart.exr": .damaged,
    "exr-multipart-deep/unfinished_multipart.exr": .truncated,
    "exr-values/oiio_partial_tiles.exr": .incomplete,
  ]

  private static func files(_ isWanted: (String) -> Bool) -> [String] {
    // Without a folder there are no files, and the tests over them say that they are skipped.
    guard isThere, let all = try? FileManager.default.subpathsOfDirectory(atPath: folder) else { return [] }
    return all.filter { isWanted($0) && $0.hasSuffix(".exr") }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
  }
}

extension ByteBuffer {
  convenience init(_ bytes: [UInt8]) {
    self.init(capacity: bytes.count)
    // The array outlives the call.
    unsafe bytes.withUnsafeBytes { raw in unsafe append(raw) }
  }

  var array: [UInt8] {
    // Nobody writes to the buffer any more.
    unsafe Array(bytes)
  }
}
