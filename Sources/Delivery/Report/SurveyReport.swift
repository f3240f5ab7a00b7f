import ACES
import Conversion
import EXR
import Files
import FrameSequence
import Planning
import Timecode

/// A surveyed sequence as `scan --json` prints it. Fields are added, never renamed.
public struct SurveyReport: Sendable, Codable, Hashable {
  /// The version of the fields; see ``Report/currentSchemaVersion``.
  public var schemaVersion = Report.currentSchemaVersion
  /// The pattern with its folder.
  public var source: String
  /// The lowest number; null for a file without one.
  public var first: Int?
  /// The highest number; null for a file without one.
  public var last: Int?
  /// How many files there are.
  public var count: Int
  /// The number of a slate before these frames that Turnover drew. It is not counted among them.
  public var drawnSlate: Int?
  /// Missing numbers as inclusive ranges.
  public var gaps: [[Int]]
  /// The parts of the first readable frame.
  public var parts: [Part]
  /// What the tags of the first readable frame say.
  public var colour: Colour
  /// The time code of the first and the last frame that have one; null where none has.
  public var timeCode: TimeCodeRange?
  /// As `24/1`.
  public var framesPerSecond: String?
  /// What differs inside the sequence, one sentence each: the texts of ``inconsistencyFacts``.
  public var inconsistencies: [String]
  /// The inconsistencies as data.
  public var inconsistencyFacts: [SaidFact]
  /// The frames that cannot be read, each with the reason.
  public var unreadable: [Report.Frame]
  /// What was passed over in reading headers, such as a wrong file size in that of a DPX.
  public var warnings: [String]
  /// ``warnings`` as data.
  public var warningFacts: [SaidFact]
  /// The size of all readable files, in bytes.
  public var byteCount: Int

  /// One part of a frame; of a DPX, what it becomes.
  public struct Part: Sendable, Codable, Hashable {
    /// The part's name; null where it has none.
    public var name: String?
    /// How its pixels are stored, in words.
    public var storage: String
    /// How its chunks are packed.
    public var compression: String
    /// Its channels, in the order of the file.
    public var channels: [Channel]
    /// What the layers with red, green and blue are.
    public var layers: LayerSummary?
    /// Left, top, right and bottom, inclusive.
    public var displayWindow: [Int]
    /// All that occur; more than one where it moves.
    public var dataWindows: [[Int]]
    /// The width of a pixel divided by its height.
    public var pixelAspectRatio: Float
    /// Width and height of a tile.
    public var tiles: [Int]?
  }

  /// One channel of a part.
  public struct Channel: Sendable, Codable, Hashable {
    /// The full name, layer prefix included.
    public var name: String
    /// The type of its samples: `half`, `float` or `uint`.
    public var type: String
    /// Whether a conversion changes it.
    public var isColour: Bool
    /// The class of the layer for its red, green and blue, and data for everything else.
    public var kind: LayerClass?
  }

  /// What tags say of a colour space.
  public struct Colour: Sendable, Codable, Hashable {
    /// Null where the tags say nothing, something else, or contradict each other.
    public var space: String?
    /// What the tags say, in words.
    public var evidence: String
  }

  /// A range of time code, both ends included, as `HH:MM:SS:FF`.
  public struct TimeCodeRange: Sendable, Codable, Hashable {
    /// The time code of the first frame that has one.
    public var first: String
    /// The time code of the last frame that has one.
    public var last: String
  }

  /// Puts what the headers say into plain values.
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
    inconsistencyFacts = surveyed.inconsistencies.map { SaidFact($0, text: $0.text) }
    inconsistencies = inconsistencyFacts.map(\.text)
    unreadable = zip(sequence.frames, surveyed.facts.frames).compactMap { frame, facts in
      guard case .failure(let failure) = facts else { return nil }
      var unreadable = Report.Frame(
        source: PathText.encode(sequence.path(of: frame).bytes), sourceFrame: frame.number, status: .failed)
      unreadable.settle(failure.fate)
      return unreadable
    }
    warningFacts = surveyed.warnings.map { SaidFact($0, text: $0.text) }
    warnings = warningFacts.map(\.text)
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
