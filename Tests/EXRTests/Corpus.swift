import EXR
import FoundationEssentials
import TestSupport
import Testing

extension Corpus {
  /// What a skipped test says.
  static var absence: Comment { "no corpus at \(folder)" }

  /// Whole files, by path below the folder.
  static let good: [String] = files {
    $0.hasSuffix(".exr") && ($0.hasPrefix("exr-") || $0.hasPrefix("seq-")) && !$0.hasPrefix("exr-damaged")
      && refused[$0] == nil
  }

  static let damaged: [String] = files { $0.hasPrefix("exr-damaged") && $0.hasSuffix(".exr") }

  /// Files of the other set that are not whole, with what is wrong.
  static let refused: [String: EXRError.Kind] = [
    "exr-multipart-deep/invalid_shared_attrs_multipart.exr": .damaged,
    "exr-multipart-deep/unfinished_multipart.exr": .truncated,
    "exr-values/oiio_partial_tiles.exr": .incomplete,
  ]
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
