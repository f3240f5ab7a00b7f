import DPX
import EXR
import Files
import Slate
import SystemPackage

extension SlateMark {
  /// Reads it from a file; nil where the file is no slate that was drawn, or cannot be read.
  package init?(at path: FilePath, limits: Limits) {
    // What cannot be read is not known to be a slate; whoever needs the file says why it cannot.
    guard let digits = try? SlateMark.digits(at: path, limits: limits) else { return nil }
    self.digits = digits
  }

  private static func digits(at path: FilePath, limits: Limits) throws(FrameFailure) -> String? {
    let file = try onFiles { () throws(FileFailure) in try SourceFile(path) }
    guard path.extension?.lowercased() == "dpx" else {
      let header = try file.header(limits: limits)
      return Provenance(header) == .slate ? header.parts.first?.string(named: attributeName) ?? "" : nil
    }
    let field = try file.proxyImage().header.film.slate.string
    return field.hasPrefix(prefix) ? String(field.dropFirst(prefix.count).prefix(16)) : nil
  }
}
