import Conversion
import Files
import FrameSequence
import Slate
import SystemPackage
import Timecode

/// A table of wishes, a row for each sequence: `sequence` or `shot`, `cut`, `handles`, `space`, `notes`, and the texts
/// of slates.
struct ShotList: Sendable {
  /// The rows in their order.
  private(set) var rows: [ShotRow] = []

  /// The most bytes that a shot list may have.
  static let limit = 4 << 20

  /// Reads a file.
  ///
  /// - Throws: Everything that is wrong with it; what is no table, first.
  init(_ path: FilePath) throws(Reasons<ShotListProblem>) {
    let contents: [UInt8]?
    do throws(Errno) {
      contents = try FileSystem.contents(of: path, limit: ShotList.limit)
    } catch {
      throw Reasons(.unreadable(error: error))
    }
    guard let contents else { throw Reasons(.tooLarge(limit: ShotList.limit)) }
    try self.init(parsing: contents)
  }

  /// Reads the bytes of a file.
  init(parsing bytes: [UInt8]) throws(Reasons<ShotListProblem>) {
    let table: CSVTable
    do throws(CSVTable.Failure) {
      table = try CSVTable(parsing: bytes)
    } catch {
      throw Reasons(.malformed(line: error.line, column: error.column, problem: error.problem))
    }
    guard let header = table.records.first else { throw Reasons(.noColumns) }
    let columns = try ShotColumns(header)
    var refused = Reasons<ShotListProblem>()
    for record in table.records.dropFirst() {
      do throws(Reasons<ShotListProblem>) {
        rows.append(try columns.row(record))
      } catch {
        refused.reasons += error.reasons
      }
    }
    guard refused.reasons.isEmpty else { throw refused }
  }

  /// The wishes of the sequences that rows are about.
  ///
  /// - Parameters:
  ///   - found: The sequences of the request.
  ///   - leftOut: Those that are not meant this time. A row may be about one of them.
  /// - Throws: Rows that are about no sequence, about several, or about that of another row.
  func wishes(
    _ common: SequenceWishes, for found: [FilePath], leftOut: [FilePath]
  ) throws(Reasons<ShotListProblem>) -> [FilePath: SequenceWishes] {
    var refused = Reasons<ShotListProblem>()
    var wishes: [FilePath: SequenceWishes] = [:]
    var lines: [FilePath: Int] = [:]
    for row in rows {
      let named = (found + leftOut).filter(row.matches)
      let texts = (named.isEmpty ? found : named).map { PathText.encode($0.bytes) }
      guard let path = named.first, named.count == 1 else {
        refused.reasons.append(
          named.isEmpty
            ? .noSequence(line: row.line, column: row.column, name: row.text, sequences: texts)
            : .severalSequences(line: row.line, column: row.column, name: row.text, sequences: texts))
        continue
      }
      if let line = lines[path] {
        refused.reasons.append(
          .repeatedSequence(line: row.line, column: row.column, sequence: texts[0], firstLine: line))
        continue
      }
      lines[path] = row.line
      if found.contains(path) { wishes[path] = row.wishes(changing: common) }
    }
    guard refused.reasons.isEmpty else { throw refused }
    return wishes
  }
}

/// What a shot list says of one sequence; what is nil or empty there is as for all.
struct ShotRow: Sendable {
  /// Which sequence it is about.
  enum Name: Sendable, Hashable {
    /// The one of this name.
    case sequence(SequenceGlob)
    /// The one of this shot, as names are read for `{shot}`.
    case shot([UInt8])
  }

  /// A cut, however it is written.
  enum Cut: Sendable, Hashable {
    case numbers(ClosedRange<Int>)
    case timeCode(CutTimeCode)
  }

  let line: Int
  /// Where the name stands.
  let column: Int
  let name: Name
  var cut: Cut?
  var handles: Handles?
  var space: SourceSpace?
  var notes: String?
  var texts: [(name: String, text: String)] = []

  /// The name as it is shown.
  var text: String {
    switch name {
    case .sequence(let glob): glob.text
    case .shot(let shot): PathText.encode(shot)
    }
  }

  func matches(_ path: FilePath) -> Bool {
    switch name {
    case .sequence(let glob): return glob.matches(path)
    case .shot(let shot):
      let name = path.lastComponent.map { FilePath(root: nil, components: $0).bytes } ?? []
      let pattern = SequencePattern(parsing: name) ?? FrameName(name).pattern
      return ShotName(stem: pattern.stem).shot == shot
    }
  }

  func wishes(changing common: SequenceWishes) -> SequenceWishes {
    var wishes = common
    switch cut {
    case .numbers(let range)?: (wishes.numbering.cut, wishes.cutTimeCode) = (range, nil)
    case .timeCode(let cut)?: (wishes.numbering.cut, wishes.cutTimeCode) = (nil, cut)
    case nil: break
    }
    if let handles { wishes.numbering.handles = handles }
    if let space { wishes.assume = space }
    if let notes { wishes.slate.notes = notes }
    wishes.slate.texts += texts
    return wishes
  }
}

extension FrameName {
  /// The name of a file without a number as a pattern.
  fileprivate var pattern: SequencePattern { SequencePattern(prefix: prefix, pad: 0, suffix: suffix) }
}

extension Reasons<ShotListProblem> {
  init(_ problem: ShotListProblem) {
    self.init()
    reasons = [problem]
  }
}
