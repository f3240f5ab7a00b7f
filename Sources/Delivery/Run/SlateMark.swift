import DPX
import EXR
import Files
import Slate
import SystemPackage

/// What tells a slate of ours from any other file, and from a slate that says something else: 16 digits in its
/// header, computed from its texts.
///
/// In an EXR they are the attribute `turnover/slate`, in a DPX they stand in the slate field of the header. The date
/// does not count: the same facts of another day are the same facts.
struct SlateMark: Sendable, Equatable {
  /// The name of the attribute.
  static let attributeName = "turnover/slate"
  private static let prefix = "drawn slate "

  let digits: String

  init(of content: SlateContent) {
    let texts = content.texts.filter { $0.label != SlateField.date.rawValue }
    // FNV-1a in 64 bits, over texts that a byte which no text contains keeps apart.
    let hash = texts.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) { hash, row in
      for byte in Array(row.label.utf8) + [0xFF] + Array(row.text.utf8) + [0xFF] {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    let digits = String(hash, radix: 16)
    self.digits = String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Reads it from a file; nil where the file is no slate that was drawn, or cannot be read.
  init?(at path: FilePath, limits: Limits) {
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

  /// The mark for the header of an EXR.
  var attribute: Attribute { Attribute(SlateMark.attributeName, .string(digits)) }

  /// The mark for the slate field of a DPX, before what the field says anyway.
  func field(before text: String) -> String { "\(SlateMark.prefix)\(digits) \(text)" }
}
