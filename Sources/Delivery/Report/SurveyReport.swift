import ACES
import Conversion
import EXR
import Files
import FrameSequence
import Planning
import Timecode

/// A surveyed sequence as `scan --json` prints it. Fields are added, never renamed.
public struct SurveyReport: Sendable, Codable, Hashable {
  public var schemaVersion = Report.currentSchemaVersion
  /// The pattern with its folder.
  public var source: String
  public var first: Int?
  public var last: Int?
  public var count: Int
  /// The number of a slate before these frames that Turnover drew. It is not counted among them.
  public var drawnSlate: Int?
  /// Missing numbers as inclusive ranges.
  public var gaps: [[Int]]
  public var parts: [Part]
  public var colour: Colour
  public var timeCode: TimeCodeRange?
  /// As `24/1`.
  public var framesPerSecond: String?
  public var inconsistencies: [String]
  public var unreadable: [Report.Frame]
  /// What was passed over in reading headers, such as a wrong file size in that of a DPX.
  public var warnings: [String]
  /// The size of all readable files, in bytes.
  public var byteCount: Int

  public struct Part: Sendable, Codable, Hashable {
    public var name: String?
    public var storage: String
    public var compression: String
    public var channels: [Channel]
    /// What the layers with red, green and blue are.
    public var layers: LayerSummary?
    /// Left, top, right and bottom, inclusive.
    public var displayWindow: [Int]
    /// All that occur; more than one where it moves.
    public var dataWindows: [[Int]]
    public var pixelAspectRatio: Float
    /// Width and height of a tile.
    public var tiles: [Int]?
  }

  public struct Channel: Sendable, Codable, Hashable {
    public var name: String
    public var type: String
    /// Whether a conversion changes it.
    public var isColour: Bool
    /// The class of the layer for its red, green and blue, and data for everything else.
    public var kind: LayerClass?
  }

  public struct Colour: Sendable, Codable, Hashable {
    /// Null where the tags say nothing, something else, or contradict each other.
    public var space: String?
    /// What the tags say, in words.
    public var evidence: String
  }

  public struct TimeCodeRange: Sendable, Codable, Hashable {
    public var first: String
    public var last: String
  }

  public init(_ surveyed: SurveyedSequence, rules: LayerRules) {
    let sequence = surveyed.sequence
    let readable = surveyed.facts.readable
    source = PathText.encode(surveyed.path.bytes)
    first = sequence.range?.lowerBound
    last = sequence.range?.upperBound
    count = sequence.frames.count
    drawnSlate = surveyed.drawnSlate
    gaps = sequence.gaps.map { [$0.lowerBound, $0.upperBound] }
    parts =
      surveyed.facts.header?.parts.map { part in
        Part(
          part, dataWindows: surveyed.dataWindows(ofPart: part.index), codes: readable.first?.codes,
          rules: rules)
      } ?? []
    colour = Colour(readable.first?.claim ?? .nothing)
    let codes = readable.compactMap(\.countedCode)
    if let first = codes.first, let last = codes.last {
      timeCode = TimeCodeRange(first: first.text, last: last.text)
    }
    framesPerSecond = readable.first?.framesPerSecond.map { "\($0.numerator)/\($0.denominator)" }
    inconsistencies = surveyed.inconsistencies
    unreadable = zip(sequence.frames, surveyed.facts.frames).compactMap { frame, facts in
      guard case .failure(let failure) = facts else { return nil }
      var unreadable = Report.Frame(
        source: PathText.encode(sequence.path(of: frame).bytes), sourceFrame: frame.number, status: .failed)
      unreadable.settle(failure.fate)
      return unreadable
    }
    warnings = surveyed.warnings
    // Sparse files can claim more than all numbers hold.
    byteCount = readable.reduce(0) { sum, facts in
      let (total, overflows) = sum.addingReportingOverflow(facts.byteCount)
      return overflows ? .max : total
    }
  }
}

extension SurveyReport.Part {
  /// - Parameter codes: What a DPX holds, whose part is that of the EXR that it becomes.
  init(_ part: Part, dataWindows: [Box], codes: CodeFacts?, rules: LayerRules) {
    if let codes {
      self.init(
        storage: codes.storage, compression: Compression.none.name,
        channels: ["R", "G", "B"].map {
          SurveyReport.Channel(name: $0, type: codes.type, isColour: true, kind: .colour)
        },
        displayWindow: part.displayWindow.corners, dataWindows: dataWindows.map(\.corners),
        pixelAspectRatio: part.pixelAspectRatio)
      return
    }
    let classes = ChannelClasses(of: part, rules: rules)
    let colour = Set(classes.triples.flatMap(\.indices))
    let unknown = Set(classes.unknown.flatMap(\.indices))
    self.init(
      name: part.name, storage: part.storage.words, compression: part.compression.name,
      channels: part.channels.enumerated().map { index, channel in
        let isColour = colour.contains(index)
        return SurveyReport.Channel(
          name: channel.name, type: channel.type.name, isColour: isColour,
          kind: isColour ? .colour : unknown.contains(index) ? .unknown : .data)
      },
      layers: LayerSummary(classes),
      displayWindow: part.displayWindow.corners, dataWindows: dataWindows.map(\.corners),
      pixelAspectRatio: part.pixelAspectRatio, tiles: part.tiles.map { [$0.width, $0.height] })
  }
}

extension SurveyReport.Colour {
  init(_ claim: ColourClaim) {
    switch claim {
    case .space(let space, let evidence):
      self.init(space: space.name, evidence: evidence.map(\.words).joined(separator: ", "))
    case .proxy(let encoding, let evidence):
      self.init(space: encoding.rawValue, evidence: evidence.words)
    case .nothing, .foreign, .contradiction:
      self.init(space: nil, evidence: claim.words)
    }
  }
}

extension Box {
  var corners: [Int] { [xMin, yMin, xMax, yMax] }
}
