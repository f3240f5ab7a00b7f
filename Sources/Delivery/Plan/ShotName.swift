import FrameSequence

/// What a sequence's name says, read as the field writes it: `sh010_pl01_v003` is shot, plate and version.
struct ShotName: Sendable, Hashable {
  /// What is left without plate and version: `sh010`, or the whole name.
  let shot: String
  /// `pl01`, `fg01`, `bg02`, `el01`, `mp01`, `ref01`, `comp`: nil where no word says so.
  let plate: String?
  /// `v003`.
  let version: String?

  init(stem: [UInt8]) {
    var words = PathText.encode(stem).split(separator: "_").map(String.init)
    version = words.lastIndex(where: ShotName.isVersion).map { words.remove(at: $0) }
    plate = words.dropFirst().lastIndex(where: ShotName.isPlate).map { words.remove(at: $0) }
    shot = words.joined(separator: "_")
  }

  private static func isVersion(_ word: String) -> Bool {
    guard let first = word.first, first == "v" || first == "V" else { return false }
    return word.count > 1 && word.dropFirst().allSatisfy(\.isNumber)
  }

  private static let plates: Set<String> = [
    "pl", "plate", "fg", "bg", "mg", "el", "elem", "mp", "cp", "ref", "comp", "clean", "hdri",
  ]

  private static func isPlate(_ word: String) -> Bool {
    plates.contains(word.lowercased().filter { !$0.isNumber })
  }
}
