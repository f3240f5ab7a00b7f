/// The names of files that this program puts beside frames for a while. All are hidden and none ends
/// in an image's extension, so nobody's frame search picks them up.
package enum OwnNames {
  private static let mark = Array(".turnover-".utf8)
  private static let unfinished = Array(".tmp".utf8)
  private static let parked = Array(".turnover-renumber.".utf8)

  /// The journal of a renumbering in place; see ``RenameJournal``.
  package static let journal = Array(".turnover-renumber".utf8)

  /// The name of an output file while it is being written: `.turnover-0123456789abcdef.tmp`.
  ///
  /// - Parameter token: unique among runs and files, for example random.
  package static func temporary(token: UInt64) -> [UInt8] {
    mark + Array(token.sixteenDigits.utf8) + unfinished
  }

  /// Whether `name` is one of ``temporary(token:)``: rubbish, if no run is under way.
  package static func isTemporary(_ name: [UInt8]) -> Bool {
    let token = name.dropFirst(mark.count).dropLast(unfinished.count)
    return name.starts(with: mark) && name.suffix(unfinished.count).elementsEqual(unfinished)
      && token.count == 16 && token.allSatisfy("0123456789abcdef".utf8.contains)
  }

  /// The name of the frame `name` between the two phases of a renumbering in place. It holds the old
  /// name, so that even without the journal a person can bring the frame back.
  package static func parked(_ name: [UInt8]) -> [UInt8] { parked + name }

  /// Whether `name` is a frame, or the journal, of an interrupted renumbering: never rubbish.
  package static func isRenumbering(_ name: [UInt8]) -> Bool { name == journal || name.starts(with: parked) }
}
