import ACES
import EXR
import FrameSequence
import Slate
import SystemPackage

/// Plans the frame before head-in.
struct SlatePlanner {
  let planner: FramePlanner
  let shot: ShotName
  /// What the picture became, for the slate to tell.
  let frames: [PlannedFrame]

  /// The slate; nil where none is asked for.
  func slate() throws(Refusal.Reason) -> PlannedFrame? {
    guard let slate = planner.numbering.slate else { return nil }
    let number = FramePlanner.Number(
      source: slate.outputNumber - planner.numbering.offset, output: slate.outputNumber, position: nil)
    let attributes = planner.timeAttributes(number.source)
    switch slate.source {
    case .frame(let frame):
      var slate = planner.planned(.slate, number, .source, reading: frame, attributes: attributes)
      // Its number may be any, and its time code is that before head-in all the same.
      slate.sourceFrame = frame.number
      return slate
    case .rendered:
      try checkCanBeDrawn()
      return planner.planned(
        .slate, number, .drawn, reading: planner.template, fill: .slate(content(number: slate.outputNumber)),
        attributes: attributes)
    case .file(let path):
      return try file(path, number: number, attributes: attributes)
    }
  }

  private func checkCanBeDrawn() throws(Refusal.Reason) {
    if planner.facts.representatives.contains(where: { $0.parts.contains { $0.storage.isDeep } }) {
      throw .slate("a deep sequence has no drawn slate: say --slate first, --slate FILE or --slate none")
    }
    let limits = planner.request.limits
    for window in planner.facts.representatives.flatMap(\.parts).map(\.displayWindow)
    where window.width > limits.maxWidth || window.height > limits.maxHeight {
      throw .slate("a slate of \(window.width)×\(window.height) is larger than any frame may be")
    }
    do throws(SlateError) {
      _ = try SlateFonts.installed()
    } catch {
      throw .slate(error.words)
    }
  }

  private func file(
    _ path: FilePath, number: FramePlanner.Number, attributes: [Attribute]
  ) throws(Refusal.Reason) -> PlannedFrame {
    let request = planner.request
    let name = "the slate \(PathText.encode(path.bytes))"
    let facts: FrameFacts
    let header: Header
    do throws(FrameFailure) {
      (facts, header) = try FrameFacts.read(path, limits: request.limits, rules: request.rules)
    } catch {
      throw .slate("\(name): \(error.text)")
    }
    guard facts.codes == nil else {
      throw .slate("\(name) is a DPX, and a slate is an EXR")
    }
    guard let own = facts.shape.first, let theirs = planner.facts.header?.parts.first,
      own.displayWindow.width == theirs.displayWindow.width,
      own.displayWindow.height == theirs.displayWindow.height
    else { throw .slate("\(name) has another resolution than the shot") }
    guard own.pixelAspectRatio == theirs.pixelAspectRatio else {
      throw .slate(
        "\(name) has pixels of aspect \(own.pixelAspectRatio), and the shot of \(theirs.pixelAspectRatio)")
    }
    var settings = planner.settings
    settings.kind = .exr
    do throws(Refusal.Reason) {
      // A tag would not help where there is nothing to convert.
      try ColourDecision.refuseHopeless(header, request: request)
      let colour = try SourceColour(
        claim: facts.claim, from: request.from?.pixels, assume: try assumed(of: path, claim: facts.claim))
      settings.from = colour.space ?? settings.from
      if request.conversion == nil { settings.to = settings.from }
      _ = try FrameRecipe(for: header, settings: settings)
    } catch {
      if case .unknownLayers = error { throw error }
      let advice = error == .untagged ? ": say --from SPACE, which is for everything that is untagged" : ""
      throw .slate("\(name): \(error.text)\(advice)")
    }
    // The time code counts at the shot's rate, whatever that of the file is.
    let attributes =
      attributes.filter { $0.name != "framesPerSecond" }
      + FramePlanner.attributes(of: planner.time.base?.rate)
    let fileName = path.lastComponent.map { FilePath(root: nil, [$0]).bytes } ?? []
    return planner.planned(
      .slate, number, .source, reading: path,
      sourceName: fileName,
      facts: .success(facts),
      making: FrameMaking(provenance: .source(fileName), attributes: attributes, dropsTimeCode: true),
      settings: settings)
  }

  /// What the slate is said to hold, whatever its tags say. What is said of all is said of their one space.
  private func assumed(of path: FilePath, claim: ColourClaim) throws(Refusal.Reason) -> SourceSpace? {
    let assume = planner.request.assume
    if case .all = assume, claim != .nothing,
      let shot = planner.facts.readable.map(\.claim).first(where: { $0 != .nothing }),
      !claim.agrees(with: shot)
    {
      throw .assumption(
        "--assume SPACE is for tags that all say the same: its own say \(claim.words), those of the shot "
          + "\(shot.words). Say --assume 'PATTERN=SPACE' for what is tagged wrong", advice: "")
    }
    return try assume?.source(of: path)?.pixels
  }

  // MARK: What a drawn slate says

  /// What of its text cannot be read on a slate, one sentence each.
  func warnings(of slate: PlannedFrame) -> [String] {
    guard case .deliver(let delivered) = slate.intent, case .slate(let content)? = delivered.making.fill,
      let part = planner.facts.header?.parts.first
    else { return [] }
    let problems: SlateProblems
    do throws(SlateError) {
      problems = try SlateProblems(
        content, fonts: .installed(), width: part.displayWindow.width, height: part.displayWindow.height,
        pixelAspectRatio: Double(part.pixelAspectRatio))
    } catch {
      return [error.words]
    }
    var warnings: [String] = []
    for lack in problems.undrawable {
      let shown = lack.characters.prefix(12).map(String.init).joined(separator: " ")
      warnings.append(
        "the slate's font lacks characters of \(lack.label), boxes stand for them: \(shown)"
          + (lack.characters.count > 12 ? " …" : ""))
    }
    if !problems.shortened.isEmpty {
      let more = problems.shortened.count - 6
      warnings.append(
        "the slate has no room for all of \(problems.shortened.prefix(6).joined(separator: ", "))"
          + (more > 0 ? " and \(more) more" : ""))
    }
    return warnings
  }

  private func content(number: Int) -> SlateContent {
    let (numbering, sequence) = (planner.numbering, planner.sequence)
    let pad = numbering.pattern.pad
    var content = SlateContent()
    content[.shot] = PathText.encode(shot.shot)
    content[.version] = PathText.encode(planner.request.naming.versionTag ?? shot.version ?? [])
    content[.date] = planner.request.slate.date
    for (name, text) in planner.request.slate.texts { content.set(name, to: text) }
    // What the plan knows is said last, so that no text can contradict it.
    if !planner.request.slate.notes.isEmpty { content.notes = planner.request.slate.notes }
    content[.frame] = SlateContent.text(frame: number, pad: pad)
    content[.source] = sequence.pattern.text
    content[.name] = deliveredName
    if let marks = numbering.marks {
      let cut = marks.cutIn...marks.cutOut
      let existing = delivered.filter { $0.outputFrame.map(cut.contains) ?? false }.count
      content[.delivered] = text(
        of: delivered.compactMap(\.outputFrame), pad: pad, total: (marks.headIn...marks.tailOut).count)
      content[.cut] = SlateContent.text(frames: cut, count: existing, of: cut.count, pad: pad)
      content[.handles] = "\(numbering.head.requested) + \(numbering.tail.requested)"
    }
    content[.sourceRange] = text(
      of: delivered.filter { $0.content == .source }.compactMap(\.sourceFrame), pad: sequence.pattern.pad)
    content[.timeCodeIn] = delivered.first?.timeCode?.text ?? ""
    content[.timeCodeOut] = delivered.last?.timeCode?.text ?? ""
    content[.frameRate] = planner.time.base?.rate.spoken ?? ""
    content[.colourSpace] = colourSpace
    content.remarks = remarks
    return content
  }

  /// The frames that there will be, those that are there already included.
  private var delivered: [PlannedFrame] {
    frames.filter { frame in
      switch frame.intent {
      case .deliver, .skip: true
      case .missing, .fail: false
      }
    }
  }

  /// Rising numbers, as the ends of their range with their count; empty where there is none.
  private func text(of numbers: [Int], pad: Int, total: Int? = nil) -> String {
    guard let first = numbers.first, let last = numbers.last else { return "" }
    return SlateContent.text(frames: first...last, count: numbers.count, of: total, pad: pad)
  }

  /// Of the EXRs, or of the previews where there are no others; empty where it is the source's.
  private var deliveredName: String {
    let places = planner.places
    let pattern = places.exrFolder == nil ? places.previewPattern : places.exrPattern
    return pattern.stem == planner.sequence.pattern.stem ? "" : pattern.text
  }

  /// Of the EXRs and of the previews, because both show one picture.
  private var colourSpace: String {
    let space = planner.settings.to.properName
    guard let preview = planner.request.preview else { return space }
    let encoding = "\(ACESproxy.name)\(preview.settings.encoding.bitDepth)"
    return planner.request.conversion == nil ? encoding : "\(space); preview \(encoding)"
  }

  /// Everything that is not as it was asked for.
  private var remarks: [String] {
    var remarks = planner.numbering.handleWarnings
    func list(_ word: String, _ isMeant: (PlannedFrame.Content) -> Bool) {
      let numbers = frames.filter { isMeant($0.content) }.compactMap(\.outputFrame)
      guard !numbers.isEmpty else { return }
      remarks.append("\(word): \(FrameNumbers.text(FrameNumbers.ranges(of: numbers)))")
    }
    list("Missing") { $0 == .missing }
    list("Black") { $0 == .black }
    list("Held") { if case .held = $0 { true } else { false } }
    return remarks
  }
}

extension NumberingPlan {
  /// What is short of the handles asked for, one sentence each.
  var handleWarnings: [String] {
    [("Head", head), ("tail", tail)].compactMap { word, handle in
      handle.isShort
        ? "\(word.capitalizedFirst) handle is short: \(handle.available) of \(handle.requested) frames" : nil
    }
  }
}

extension ColorSpace {
  /// The name as the Academy writes it.
  fileprivate var properName: String {
    switch self {
    case .aces2065_1: "ACES2065-1"
    case .acescg: "ACEScg"
    case .acescc: "ACEScc"
    case .acescct: "ACEScct"
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
