import ACES
import EXR
import Files
import FrameSequence

/// What made us believe that pixels are in a colour space.
public enum ColourEvidence: Sendable, Hashable {
  /// `acesImageContainerFlag` = 1 (SMPTE ST 2065-4).
  case containerFlag
  /// The `colorInteropID` attribute, with its text.
  case interopID(String)
  /// `chromaticities` within 0.001 of AP0 or AP1.
  case chromaticities
  /// The description of a DPX image element, with its text.
  case description(String)
  /// The user said so with `--from`; the file says nothing.
  case from
  /// The user overrode whatever the file says with `--assume`.
  case assumed
}

/// What a file says of its colour space, before anybody's wish is heard.
///
/// Reader priority after the ASWF Color Interop recommendation for OpenEXR: `acesImageContainerFlag`, then
/// `colorInteropID`, then `chromaticities`.
public enum ColourClaim: Sendable, Hashable {
  /// No tag at all, or only `unknown`.
  case nothing
  /// One space, and every tag that says so, strongest first.
  case space(ColorSpace, [ColourEvidence])
  /// A DPX whose description says that its codes are ACESproxy.
  case proxy(ACESproxy, ColourEvidence)
  /// A space this program does not convert from, in words.
  case foreign(String)
  /// Tags that cannot all be true, in words.
  case contradiction(String)

  /// The claim of all colour in a file: that of the first part, unless another part disagrees.
  init(of header: Header, colourParts: [Int]) {
    var claims: [(part: Part, claim: ColourClaim)] = []
    for index in colourParts {
      let part = header.parts[index]
      claims.append((part, ColourClaim(of: part, first: header.parts[0])))
    }
    guard let first = claims.first else {
      self = .nothing
      return
    }
    if let other = claims.first(where: { !$0.claim.agrees(with: first.claim) }) {
      self = .contradiction(
        "part \(first.part.named.label) says \(first.claim.words), part \(other.part.named.label) says \(other.claim.words)"
      )
    } else {
      self = first.claim
    }
  }

  private init(of part: Part, first: Part) {
    var said: [(space: ColorSpace?, evidence: ColourEvidence, words: String)] = []
    if part.acesImageContainerFlag == 1 || first.acesImageContainerFlag == 1 {
      said.append((.aces2065_1, .containerFlag, "acesImageContainerFlag = 1 (ACES2065-1)"))
    }
    // The identifier belongs in the first part; a part's own is the closer word. Empty is no word.
    let identifiers = [part.colorInteropID, first.colorInteropID].compactMap { $0 }
    if let id = identifiers.first(where: { !$0.isEmpty && $0 != "unknown" && $0 != "data" }) {
      said.append((ColorSpace(colorInteropID: id), .interopID(id), ColourEvidence.interopID(id).words))
    }
    if let primaries = part.chromaticities ?? first.chromaticities {
      let space = ColorSpace(chromaticities: primaries.values)
      // Log encodings have the primaries of ACEScg, so those do not contradict them.
      let sameGamut = said.contains { $0.space.map { $0.isLogarithmic && space == .acescg } ?? false }
      if !sameGamut {
        let words = space.map { "chromaticities of \($0.name)" } ?? "chromaticities \(primaries.words)"
        said.append((space, .chromaticities, words))
      }
    }
    guard let strongest = said.first else {
      self = .nothing
      return
    }
    if said.contains(where: { $0.space != strongest.space }) {
      self = .contradiction(said.map(\.words).joined(separator: ", but "))
    } else if let space = strongest.space {
      self = .space(space, said.map(\.evidence))
    } else {
      self = .foreign(said.map(\.words).joined(separator: ", "))
    }
  }

  /// Whether two frames or parts say the same of their pixels, whichever tag says it.
  package func agrees(with other: ColourClaim) -> Bool {
    if let source { return source == other.source }
    return self == other
  }

  /// What the file says it holds; nil where it says nothing that could be.
  var source: SourceSpace? {
    switch self {
    case .space(let space, _): .space(space)
    case .proxy(let encoding, _): .proxy(encoding)
    case .nothing, .foreign, .contradiction: nil
    }
  }

  /// The claim in words for messages, without a verb.
  package var words: String {
    switch self {
    case .nothing: "nothing of colour"
    case .space(let space, let evidence): "\(space.name) (\(evidence.map(\.words).joined(separator: ", ")))"
    case .proxy(let encoding, let evidence): "\(encoding.rawValue) (\(evidence.words))"
    case .foreign(let words), .contradiction(let words): words
    }
  }
}

extension ColourEvidence {
  /// The evidence as messages and reports name it.
  package var words: String {
    switch self {
    case .containerFlag: "acesImageContainerFlag = 1"
    case .interopID(let id): "colorInteropID = \(PathText.shown(id))"
    case .chromaticities: "chromaticities"
    case .description(let text): "the image element's description '\(PathText.shown(text))'"
    case .from: "--from"
    case .assumed: "--assume"
    }
  }
}

/// What a shot's pixels or codes are taken to be, and why.
public struct SourceColour: Sendable, Hashable {
  /// What the pixels or codes are taken to be.
  public let source: SourceSpace
  /// What that rests on, strongest first.
  public let evidence: [ColourEvidence]
  /// What the file says, where `--assume` overrode it.
  public let overridden: String?

  /// The space of an EXR's pixels; nil for a DPX.
  public var space: ColorSpace? { source.space }

  /// The name of the space or encoding.
  public var name: String { source.name }

  /// Whether the files say so themselves.
  package var isTagged: Bool { !evidence.contains(.from) && !evidence.contains(.assumed) }

  /// Settles what the files say and what the user says.
  ///
  /// - Parameters:
  ///   - from: What untagged files hold. Tagged ones keep their tags.
  ///   - assume: What the files hold, whatever their tags say.
  /// - Throws: ``ColourObjection`` where tags contradict each other or nobody says anything.
  package init(claim: ColourClaim, from: SourceSpace?, assume: SourceSpace?) throws(ColourObjection) {
    if let assume {
      let isOverridden = claim != .nothing && claim.source != assume
      self.init(assume, [.assumed], overridden: isOverridden ? claim.words : nil)
      return
    }
    switch claim {
    case .nothing:
      guard let from else { throw .untagged }
      self.init(from, [.from])
    case .space(let space, let evidence):
      self.init(.space(space), evidence)
    case .proxy(let encoding, let evidence):
      self.init(.proxy(encoding), [evidence])
    case .foreign(let words):
      throw .foreignSpace(tags: words)
    case .contradiction(let words):
      throw .contradictingTags(tags: words)
    }
  }

  private init(_ source: SourceSpace, _ evidence: [ColourEvidence], overridden: String? = nil) {
    self.source = source
    self.evidence = evidence
    self.overridden = overridden
  }
}

extension Chromaticities {
  /// x and y of red, green, blue and white.
  var values: [Float] { [red, green, blue, white].flatMap { [$0.x, $0.y] } }

  init(_ primaries: Primaries) {
    let points = stride(from: 0, to: 8, by: 2).map { index in
      Point(x: primaries.chromaticities[index], y: primaries.chromaticities[index + 1])
    }
    self.init(red: points[0], green: points[1], blue: points[2], white: points[3])
  }

  /// `R 0.64 0.33, G 0.3 0.6, B 0.15 0.06, W 0.3127 0.329`.
  var words: String {
    "R \(red.x) \(red.y), G \(green.x) \(green.y), B \(blue.x) \(blue.y), W \(white.x) \(white.y)"
  }
}
