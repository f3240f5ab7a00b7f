/// What a sequence's name says, read as the field writes it: `sh010_pl01_v003` is shot, plate and version.
///
/// The words are bytes, as names are.
package struct ShotName: Sendable, Hashable {
  /// What is left without plate and version: `sh010`, or the whole name.
  package let shot: [UInt8]
  /// `pl01`, `fg01`, `bg02`, `el01`, `mp01`, `ref01`, `comp`: nil where no word says so.
  let plate: [UInt8]?
  /// `v003`.
  package let version: [UInt8]?

  package init(stem: [UInt8]) {
    let underscore = UInt8(ascii: "_")
    var words = stem.split(separator: underscore).map(Array.init)
    version = words.lastIndex(where: ShotName.isVersion).map { words.remove(at: $0) }
    plate = words.dropFirst().lastIndex(where: ShotName.isPlate).map { words.remove(at: $0) }
    shot = Array(words.joined(separator: [underscore]))
  }

  private static func isVersion(_ word: [UInt8]) -> Bool {
    guard let first = word.first, first == UInt8(ascii: "v") || first == UInt8(ascii: "V") else {
      return false
    }
    return word.count > 1 && word.dropFirst().allSatisfy(isDigit)
  }

  private static let plates: Set<String> = [
    "pl", "plate", "fg", "bg", "mg", "el", "elem", "mp", "cp", "ref", "comp", "clean", "hdri",
  ]

  private static func isPlate(_ word: [UInt8]) -> Bool {
    plates.contains(String(decoding: word.filter { !isDigit($0) }, as: UTF8.self).lowercased())
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
