import DPX
import EXR
import Files
import FrameSequence
import SystemPackage

/// What a delivered file is, as far as its header says: one that lies in the place of an output, or one that is
/// ordered.
package enum OutputFacts: Sendable, Equatable {
  case exr(EXRFacts)
  case preview(PreviewFacts)

  /// Reads the header of a file, and looks whether the file is whole.
  package static func read(_ path: FilePath, limits: Limits, rules: LayerRules) throws(FrameFailure)
    -> OutputFacts
  {
    let file = try onFiles { () throws(FileFailure) in try SourceFile(path) }
    if path.extension?.lowercased() == "dpx" { return .preview(PreviewFacts(try file.proxyImage())) }
    return .exr(EXRFacts(try file.header(limits: limits), rules: rules))
  }

  /// What a file says of itself; nil for one that cannot be read, or is not whole.
  package static func said(by path: FilePath) -> OutputFacts? {
    // What cannot be read says nothing.
    try? read(path, limits: Limits(), rules: LayerRules())
  }

  /// Looks whether a file that appeared under the name of an output is what this run made for it.
  ///
  /// - Parameter made: The file that was made, in memory.
  static func checkKept(
    _ path: FilePath, insteadOf made: ByteBuffer, limits: Limits, rules: LayerRules
  ) throws(FrameFailure) {
    let there = try read(path, limits: limits, rules: rules)
    let order: OutputFacts
    switch there {
    case .exr:
      do throws(EXRError) {
        order = .exr(EXRFacts(try Source(made, limits: limits).header, rules: rules))
      } catch {
        throw FrameFailure(error)
      }
    case .preview:
      do throws(DPXError) {
        // The buffer holds the file's bytes and outlives the span.
        order = .preview(
          PreviewFacts(try unsafe DPXImage(parsing: made.bytes.bindMemory(to: UInt8.self).span)))
      } catch {
        throw FrameFailure(.plan, .dpx(error))
      }
    }
    guard let difference = there.differences(from: order).first else { return }
    throw FrameFailure(.plan, .otherOutput(difference: difference))
  }

  /// In what it is not what is ordered. What it does not say is not compared; see ``unsaid(for:)``.
  package func differences(from order: OutputFacts) -> [OutputDifference] {
    switch (self, order) {
    case (.exr(let facts), .exr(let order)): facts.differences(from: order)
    case (.preview(let facts), .preview(let order)): facts.differences(from: order)
    default: [.otherKind]
    }
  }

  /// What cannot be compared with the order, because the file does not say it.
  package func unsaid(for order: OutputFacts) -> [String] {
    switch (self, order) {
    case (.exr(let facts), .exr(let order)):
      (facts.claim == .nothing && order.claim != .nothing ? ["colour space"] : [])
        + (facts.provenance == nil ? ["source frame"] : [])
    case (.preview(let facts), .preview):
      (facts.encoding == nil ? ["encoding"] : []) + (facts.isOurs ? [] : ["source frame"])
    default: []
    }
  }

  /// Whether it is a slate. Nil where nothing in the file says so or otherwise.
  ///
  /// - Parameter isPicture: Whether a source frame of that name is known to be a picture.
  package func isSlate(isPicture: ([UInt8]) -> Bool) -> Bool? {
    switch self {
    case .exr(let facts):
      switch facts.provenance {
      case .slate: true
      case .held, .black: false
      case .source(let name): isPicture(name) ? false : nil
      case nil: nil
      }
    case .preview(let facts): facts.isOurs ? facts.isSlate : nil
    }
  }
}

/// What the header of an EXR says of what was delivered in it.
package struct EXRFacts: Sendable, Equatable {
  let shape: [PartShape]
  /// One entry a part; nil where the order does not know them.
  package var dataWindows: [Box]?
  let claim: ColourClaim
  package var provenance: Provenance?

  package init(_ header: Header, rules: LayerRules) {
    let facts = FrameFacts(header: header, byteCount: 0, rules: rules)
    (shape, dataWindows, claim) = (facts.shape, facts.dataWindows, facts.claim)
    provenance = Provenance(header)
  }

  func differences(from order: EXRFacts) -> [OutputDifference] {
    var found: [OutputDifference] = []
    if let provenance, let ordered = order.provenance, provenance != ordered {
      found.append(.source(found: provenance.words, ordered: ordered.words))
    }
    if claim != .nothing, order.claim != .nothing, !claim.agrees(with: order.claim) {
      found.append(.property(name: "colour", found: claim.words, ordered: order.claim.words))
    }
    func note<Value: Equatable>(_ what: String, _ mine: Value, _ theirs: Value, _ words: (Value) -> String) {
      guard mine != theirs else { return }
      found.append(.property(name: what, found: words(mine), ordered: words(theirs)))
    }
    note("number of parts", shape.count, order.shape.count) { "\($0)" }
    guard shape.count == order.shape.count else { return found }
    for (index, (mine, theirs)) in zip(shape, order.shape).enumerated() {
      let part = shape.count > 1 ? " of part \(theirs.name ?? "\(index)")" : ""
      note("compression" + part, mine.compression, theirs.compression) { $0.name }
      note("list of channels" + part, mine.sampled, theirs.sampled) {
        $0.map(\.words).joined(separator: ", ")
      }
      note("display window" + part, mine.displayWindow, theirs.displayWindow) { $0.words }
      if let windows = dataWindows, let ordered = order.dataWindows {
        note("data window" + part, windows[index], ordered[index]) { $0.words }
      }
      note("pixel aspect ratio" + part, mine.pixelAspectRatio, theirs.pixelAspectRatio) { "\($0)" }
      note("storage" + part, mine.storage, theirs.storage) { "\($0)" }
      note("tiling" + part, mine.tiles, theirs.tiles) { $0.map { "\($0.width)×\($0.height)" } ?? "none" }
    }
    return found
  }
}

/// What the header of a preview says.
package struct PreviewFacts: Sendable, Equatable {
  /// Nil where the file does not name one.
  let encoding: DPXEncoding?
  let bitDepth: DPXBitDepth
  let width: Int
  let height: Int
  /// The name of the file whose picture it shows, or as much of it as the header has room for; none for a frame
  /// that was drawn.
  package let source: [UInt8]
  let isSlate: Bool
  /// Whether it was written by this program, which always says what it knows.
  package let isOurs: Bool

  init(_ image: DPXImage) {
    encoding = image.encoding
    bitDepth = image.bitDepth
    (width, height) = (image.width, image.height)
    source = image.header.source.fileName.bytes
    isSlate = image.header.film.framePosition == nil
    isOurs = image.header.file.creator.bytes.starts(with: Array("Turnover ".utf8))
  }

  /// The preview that is ordered.
  package init(encoding: DPXEncoding, width: Int, height: Int, source: [UInt8], isSlate: Bool) {
    self.encoding = encoding
    bitDepth = encoding.bitDepth
    (self.width, self.height) = (width, height)
    (self.source, self.isSlate) = (source, isSlate)
    isOurs = true
  }

  func differences(from order: PreviewFacts) -> [OutputDifference] {
    var found: [OutputDifference] = []
    if isOurs, !shows(order.source) || isSlate != order.isSlate {
      found.append(.source(found: words, ordered: order.words))
    }
    if bitDepth != order.bitDepth {
      found.append(.bitDepth(found: Int(bitDepth.rawValue), ordered: Int(order.bitDepth.rawValue)))
    }
    if width != order.width || height != order.height {
      found.append(
        .property(name: "size", found: "\(width)×\(height)", ordered: "\(order.width)×\(order.height)"))
    }
    return found
  }

  /// Whether it shows that file. A header cuts longer names off.
  package func shows(_ name: [UInt8]) -> Bool {
    let room = 100
    // At most three bytes of a character that would be cut in two are left out.
    return name == source || (name.count > room && source.count > room - 4 && name.starts(with: source))
  }

  private var words: String {
    if source.isEmpty { return isSlate ? "a drawn slate" : "black" }
    return (isSlate ? "the slate made of " : "made of ") + PathText.encode(source)
  }
}

extension Provenance {
  /// What a file is, for messages: `made of a.0007.exr`.
  var words: String {
    switch self {
    case .source(let source): "made of \(PathText.encode(source))"
    case .held(let source, let missing):
      "\(PathText.encode(source)) held for the missing \(PathText.encode(missing))"
    case .black(let missing): "black for the missing \(PathText.encode(missing))"
    case .slate: "a drawn slate"
    }
  }
}

extension PartShape {
  /// The channels without the hint for lossy codecs, which writers set as they like.
  fileprivate var sampled: [Channel] {
    channels.map { channel in
      var channel = channel
      channel.isPerceptuallyLinear = false
      return channel
    }
  }
}

extension Box {
  /// `1920×1080 at 0,0`.
  fileprivate var words: String { "\(width)×\(height) at \(xMin),\(yMin)" }
}
