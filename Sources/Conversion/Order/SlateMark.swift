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
package struct SlateMark: Sendable, Equatable {
  /// The name of the attribute.
  static let attributeName = "turnover/slate"
  static let prefix = "drawn slate "

  let digits: String

  package init(of content: SlateContent) {
    let texts = content.texts.filter { $0.label != SlateField.date.rawValue }
    // A byte that no text contains keeps the texts apart.
    digits = FNV1a.digits(
      of: texts.flatMap { row in Array(row.label.utf8) + [0xFF] + Array(row.text.utf8) + [0xFF] })
  }

  /// The mark for the header of an EXR.
  package var attribute: Attribute { Attribute(SlateMark.attributeName, .string(digits)) }

  /// The mark for the slate field of a DPX, before what the field says anyway.
  package func field(before text: String) -> String { "\(SlateMark.prefix)\(digits) \(text)" }
}
