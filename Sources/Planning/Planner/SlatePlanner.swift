import ACES
import Conversion
import EXR
import Files
import FrameSequence
import Slate
import SystemPackage
import Timecode

/// Plans the frame before head-in.
struct SlatePlanner {
  let planner: FramePlanner
  let wishes: SequenceWishes
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
      guard let draft else { return nil }
      // What is expected; the run draws what happened.
      let content = draft.content(frames.map { ($0, $0.expectedEnding) })
      var slate = planner.planned(
        .slate, number, .drawn, reading: planner.template, as: .slate(try order(content)),
        attributes: attributes)
      if isSettled(slate, as: content) { slate.intent = .skip }
      return slate
    case .file(let path):
      return try file(path, number: number, attributes: attributes)
    }
  }

  /// The slate that says this, in the fonts that are installed.
  private func order(_ content: SlateContent) throws(Refusal.Reason) -> SlateOrder {
    do throws(SlateError) {
      return try SlateOrder(content)
    } catch {
      throw .slateNotDrawn(error: error)
    }
  }

  /// Whether the slates that are there say this already, and nothing is made that could change it.
  private func isSettled(_ slate: PlannedFrame, as content: SlateContent) -> Bool {
    let files = [slate.exr, slate.preview].compactMap(\.self)
    return planner.delivery.existing == .skip && !frames.contains(where: \.isDelivered)
      && files.allSatisfy {
        SlateMark(at: $0.path, limits: planner.delivery.limits) == SlateMark(of: content)
      }
  }

  private func checkCanBeDrawn() throws(Refusal.Reason) {
    if planner.facts.representatives.contains(where: { $0.parts.contains { $0.storage.isDeep } }) {
      throw .deepSlate
    }
    let limits = planner.delivery.limits
    for window in planner.facts.representatives.flatMap(\.parts).map(\.displayWindow)
    where window.width > limits.maxWidth || window.height > limits.maxHeight {
      throw .slateTooLarge(width: window.width, height: window.height)
    }
  }

  private func file(
    _ path: FilePath, number: FramePlanner.Number, attributes: [Attribute]
  ) throws(Refusal.Reason) -> PlannedFrame {
    let delivery = planner.delivery
    let name = PathText.encode(path.bytes)
    let facts: FrameFacts
    let header: Header
    do throws(FrameFailure) {
      (facts, header) = try FrameFacts.read(path, limits: delivery.limits, rules: delivery.rules)
    } catch {
      throw .slateUnreadable(path: name, failure: error)
    }
    guard facts.codes == nil else {
      throw .slateIsDPX(path: name)
    }
    guard let own = facts.shape.first, let theirs = planner.templateShape,
      own.displayWindow.width == theirs.displayWindow.width,
      own.displayWindow.height == theirs.displayWindow.height
    else { throw .slateResolution(path: name) }
    guard own.pixelAspectRatio == theirs.pixelAspectRatio else {
      throw .slatePixelAspect(
        path: name, aspect: own.pixelAspectRatio, shotAspect: theirs.pixelAspectRatio)
    }
    var form = planner.form
    let seen: FrameInput.Content
    do throws(Refusal.Reason) {
      // A tag would not help where there is nothing to convert.
      try Refusal.Reason.ofColour { () throws(ColourObjection) in
        try ColourDecision.refuseHopeless(header, delivery: delivery)
      }
      let assumed = try assumed(of: path, claim: facts.claim)
      let colour = try ColourDecision.settled(facts.claim, from: wishes.from?.pixels, assumed: assumed)
      let space = colour.space ?? form.space
      if delivery.conversion == nil { form.space = space }
      seen = .exr(space)
      let settled = form
      _ = try Refusal.Reason.ofColour { () throws(ColourObjection) in
        try FrameRecipe(for: header, samples: .pixels(space), form: settled, layers: delivery.rules)
      }
    } catch {
      if case .colour(.unknownLayers) = error { throw error }
      throw .slateFile(path: name, reason: error)
    }
    // The time code counts at the shot's rate, whatever that of the file is.
    let attributes =
      attributes.filter { $0.name != "framesPerSecond" }
      + FramePlanner.attributes(of: planner.time.base?.rate)
    return planner.planned(
      .slate, number, .source, input: FrameInput(file: path, content: seen), facts: .success(facts),
      edits: HeaderEdits(attributes: attributes, dropsTimeCode: true), form: form, header: header)
  }

  /// What the slate is said to hold, whatever its tags say. What is said of all is said of their one space.
  private func assumed(of path: FilePath, claim: ColourClaim) throws(Refusal.Reason) -> SourceSpace? {
    let assume = planner.delivery.assume
    if case .all = assume, claim != .nothing,
      let shot = planner.facts.readable.map(\.claim).first(where: { $0 != .nothing }),
      !claim.agrees(with: shot)
    {
      throw .slateTagsDisagree(tags: claim.words, shotTags: shot.words)
    }
    return try assume?.source(of: path)?.pixels
  }

  // MARK: What a drawn slate says

  /// What of its text cannot be read on a slate.
  func warnings(of slate: PlannedFrame) -> [Warning] {
    guard case .deliver(let order) = slate.intent, case .slate(let drawn) = order.input.content,
      let part = planner.templateShape
    else {
      return foreign(slate).map { [.foreignSlate(path: $0)] } ?? []
    }
    let problems: SlateProblems
    do throws(SlateError) {
      problems = try SlateProblems(
        drawn.content, fonts: .installed(), width: part.displayWindow.width,
        height: part.displayWindow.height,
        pixelAspectRatio: Double(part.pixelAspectRatio))
    } catch {
      return [.slateNotDrawn(error: error)]
    }
    var warnings = problems.undrawable.map { lack in
      Warning.slateLacksCharacters(label: lack.label, characters: lack.characters.map(String.init))
    }
    if !problems.shortened.isEmpty { warnings.append(.slateShortened(labels: problems.shortened)) }
    return warnings
  }

  /// The name of a file that is left in the place of a slate to draw, and was not drawn by this program.
  private func foreign(_ slate: PlannedFrame) -> String? {
    guard slate.content == .drawn, slate.intent == .skip else { return nil }
    let files = [slate.exr, slate.preview].compactMap(\.self)
    return files.first { SlateMark(at: $0.path, limits: planner.delivery.limits) == nil }
      .map { PathText.encode($0.path.bytes) }
  }

  /// What the plan knows of a slate that is drawn; nil where none is.
  var draft: SlateDraft? {
    guard let slate = planner.numbering.slate, slate.source == .rendered else { return nil }
    let (numbering, sequence) = (planner.numbering, planner.sequence)
    let pad = numbering.pattern.pad
    var content = SlateContent()
    content[.shot] = PathText.encode(shot.shot)
    content[.version] = PathText.encode(wishes.naming.versionTag ?? shot.version ?? [])
    content[.date] = wishes.slate.date
    for (name, text) in wishes.slate.texts { content.set(name, to: text) }
    // What plan and run know is said last, so that no text can contradict it.
    if !wishes.slate.notes.isEmpty { content.notes = wishes.slate.notes }
    content[.frame] = SlateContent.text(frame: slate.outputNumber, pad: pad)
    content[.source] = sequence.pattern.text
    content[.name] = deliveredName
    if numbering.marks != nil {
      content[.handles] = "\(numbering.head.requested) + \(numbering.tail.requested)"
    }
    content[.frameRate] = planner.time.base?.rate.spoken ?? ""
    content[.colourSpace] = colourSpace
    return SlateDraft(
      said: content, marks: numbering.marks, pad: pad, sourcePad: sequence.pattern.pad,
      shortages: numbering.handleWarnings)
  }

  /// Of the EXRs, or of the previews where there are no others; empty where it is the source's.
  private var deliveredName: String {
    let places = planner.places
    let pattern = places.exrFolder == nil ? places.previewPattern : places.exrPattern
    return pattern.stem == planner.sequence.pattern.stem ? "" : pattern.text
  }

  /// Of the EXRs and of the previews, because both show one picture.
  private var colourSpace: String {
    let space = planner.form.space.properName
    guard let preview = planner.delivery.preview else { return space }
    let encoding = "\(ACESproxy.name)\(preview.settings.encoding.bitDepth)"
    return planner.delivery.conversion == nil ? encoding : "\(space); preview \(encoding)"
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
