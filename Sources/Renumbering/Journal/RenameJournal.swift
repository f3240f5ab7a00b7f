import Files

/// What a renumbering in place was about to do, kept in the folder while it is done.
///
/// As a file it is lines of ASCII and UTF-8:
/// ```
/// turnover renumber 1
/// phase gather
/// move f.1000.exr<TAB>f.1001.exr
/// end 1 5f3c0a2b9d8e7f61
/// ```
/// Names are in the form of ``PathText``, which has neither TAB nor line feed. The last line holds the
/// number of moves and a checksum (FNV-1a, 64 bits) of all bytes before it.
struct RenameJournal: Hashable, Sendable {
  /// Which of the two phases is under way; see ``RenamePlan``.
  enum Phase: String, Hashable, Sendable {
    /// Files go from old to parked names, or back.
    case gather
    /// Files go from parked to new names, or back.
    case scatter
  }

  /// The phase.
  let phase: Phase
  /// The moves of the plan.
  let moves: [RenameMove]

  private static let title = "turnover renumber 1"

  /// A journal of moves that a ``RenamePlan`` has checked.
  init(phase: Phase, moves: [RenameMove]) {
    self.phase = phase
    self.moves = moves
  }

  /// The journal as the bytes of its file.
  var encoded: [UInt8] {
    var text = "\(Self.title)\nphase \(phase.rawValue)\n"
    for move in moves { text += "move \(PathText.encode(move.old))\t\(PathText.encode(move.new))\n" }
    let body = Array(text.utf8)
    return body + Array("end \(moves.count) \(FNV1a.digits(of: body))\n".utf8)
  }

  /// Reads a journal.
  ///
  /// - Throws: ``RenameJournalError``: anything that ``encoded`` did not write.
  init(parsing bytes: [UInt8]) throws(RenameJournalError) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, first.elementsEqual(Self.title.utf8) else { throw .notAJournal }
    guard lines.count >= 4, lines[lines.count - 1].isEmpty else { throw .incomplete }
    let end = lines[lines.count - 2]
    let count = lines.count - 4
    guard end.elementsEqual("end \(count) \(FNV1a.digits(of: bytes[..<end.startIndex]))".utf8) else {
      throw .incomplete
    }
    guard
      let phase = [Phase.gather, .scatter].first(where: {
        lines[1].elementsEqual("phase \($0.rawValue)".utf8)
      })
    else { throw .malformed(line: 2) }
    var moves: [RenameMove] = []
    var (olds, news): (Set<[UInt8]>, Set<[UInt8]>) = ([], [])
    for index in 2..<(2 + count) {
      guard let move = Self.move(lines[index]), olds.insert(move.old).inserted, news.insert(move.new).inserted
      else { throw .malformed(line: index + 1) }
      moves.append(move)
    }
    self.init(phase: phase, moves: moves)
  }

  private static func move(_ line: ArraySlice<UInt8>) -> RenameMove? {
    guard line.starts(with: "move ".utf8) else { return nil }
    let names = line.dropFirst(5).split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      // A name that cannot be decoded makes the line no move, which the guard says.
      .map { try? PathText.decode(String(decoding: $0, as: UTF8.self)) }
    // Only names: a journal must not lead out of its folder, whoever wrote it, nor to what it needs itself.
    guard names.count == 2, let old = names[0], let new = names[1],
      [old, new].allSatisfy({ RenamePlan.isName($0) && !OwnNames.isRenumbering($0) })
    else { return nil }
    return RenameMove(from: old, to: new)
  }

  /// How many bytes from the beginning and from the end ``isPossible(beginning:end:)`` wants to see.
  static let edgeByteCount = 64

  /// Whether a file can be a journal by its first and last bytes, so that junk need not be read to the end.
  static func isPossible(beginning: [UInt8], end: [UInt8]) -> Bool {
    let lines = end.split(separator: UInt8(ascii: "\n"))
    return beginning.starts(with: "\(title)\n".utf8) && lines.last?.starts(with: "end ".utf8) == true
  }
}

/// Why a file is no journal that can be acted on.
public enum RenameJournalError: Error, Hashable, Sendable, Encodable {
  /// It does not begin as a journal of this version does.
  case notAJournal
  /// Its last line is missing or contradicts the rest.
  case incomplete
  /// A line, counted from 1, is not what it should be though the checksum holds.
  case malformed(line: Int)
}
