import ACES
import Conversion
import EXR
import Files
import FrameSequence
import SystemPackage
import Timecode

/// Turns numbers into planned frames: which file is read, what is made of it, where it goes.
struct FramePlanner {
  let sequence: ImageSequence
  let numbering: NumberingPlan
  let facts: SequenceFacts
  let time: SequenceTime
  let content: FrameInput.Content
  let form: EXRForm
  let places: Places
  let delivery: DeliverySettings

  /// The frame whose header frames without a file of their own take over. One of the picture, where one of it can be
  /// read: a slate that comes first, and frames that are not delivered, may be of another shape.
  let template: SequenceFrame

  private let factsOfName: [[UInt8]: Result<FrameFacts, FrameFailure>]
  /// What is ordered, by the shape of what is read and by whether it is drawn. Empty where nobody asks.
  private let ordered: [Shape: OrderedFacts]

  private struct Shape: Hashable {
    let parts: [PartShape]
    let isDrawn: Bool
  }

  init(
    sequence: ImageSequence, numbering: NumberingPlan, facts: SequenceFacts, time: SequenceTime,
    content: FrameInput.Content, form: EXRForm, places: Places, delivery: DeliverySettings
  ) {
    self.sequence = sequence
    self.numbering = numbering
    self.facts = facts
    self.time = time
    self.content = content
    self.form = form
    self.places = places
    self.delivery = delivery
    factsOfName = Dictionary(
      zip(sequence.frames.map(\.name), facts.frames), uniquingKeysWith: { first, _ in first })
    var ordered: [Shape: OrderedFacts] = [:]
    for header in facts.representatives where delivery.existing != .refuse {
      for samples in [content.samples, .drawn] {
        ordered[Shape(parts: header.parts.map(PartShape.init), isDrawn: samples == .drawn)] = OrderedFacts(
          header: header, samples: samples, form: form, layers: delivery.rules,
          preview: delivery.preview?.settings)
      }
    }
    self.ordered = ordered
    let pictures = numbering.pictures(in: sequence)
    // Only whether the header was read is asked; why not is in the report of that frame.
    let readable = sequence.frames.indices.filter { (try? facts.frames[$0].get()) != nil }
    template = sequence.frames[readable.first(where: pictures.contains) ?? readable.first ?? 0]
  }

  /// The picture, from head-in to tail-out.
  var frames: [PlannedFrame] {
    numbering.entries.enumerated().map { position, entry in
      frame(entry, position: position + 1)
    }
  }

  private func frame(_ entry: NumberingPlan.Entry, position: Int) -> PlannedFrame {
    let role = FrameRole(entry.role)
    let number = Number(source: entry.sourceNumber, output: entry.outputNumber, position: position)
    switch entry.content {
    case .source(let frame):
      return planned(role, number, .source, reading: frame, attributes: ownAttributes(frame))
    case .held(let frame):
      return planned(
        role, number, .held(frame.number ?? 0), reading: frame, attributes: timeAttributes(entry.sourceNumber)
      )
    case .black:
      return planned(
        role, number, .black, reading: template, as: .black,
        attributes: timeAttributes(entry.sourceNumber))
    case .missing:
      return PlannedFrame(
        role: role, sourceFrame: entry.sourceNumber, outputFrame: entry.outputNumber, content: .missing,
        source: nil, exr: places.exr(number.output), preview: places.preview(number.output), timeCode: nil,
        intent: .missing)
    }
  }

  struct Number {
    let source: Int?
    let output: Int?
    /// Nil for a slate.
    let position: Int?
  }

  /// What frames without a file of their own are shaped like: the first part of ``template``; nil where no frame can
  /// be read.
  var templateShape: PartShape? {
    guard case .success(let facts)? = factsOfName[template.name] else { return nil }
    return facts.shape.first
  }

  func planned(
    _ role: FrameRole, _ number: Number, _ content: PlannedFrame.Content,
    reading frame: SequenceFrame, as seen: FrameInput.Content? = nil, attributes: [Attribute]
  ) -> PlannedFrame {
    let facts = factsOfName[frame.name] ?? .failure(FrameFailure(.open, .file(.gone)))
    var attributes = attributes
    // A file that says the rate goes on saying it in the same way.
    if case .success(let facts) = facts, facts.framesPerSecond != nil {
      attributes.removeAll { $0.name == "framesPerSecond" }
    }
    return planned(
      role, number, content, input: FrameInput(file: sequence.path(of: frame), content: seen ?? self.content),
      facts: facts, edits: HeaderEdits(attributes: attributes, dropsTimeCode: frame.number != number.source),
      form: form)
  }

  /// - Parameter header: That of the file where it is none of the sequence.
  func planned(
    _ role: FrameRole, _ number: Number, _ content: PlannedFrame.Content, input: FrameInput,
    facts: Result<FrameFacts, FrameFailure>, edits: HeaderEdits, form: EXRForm, header: Header? = nil
  ) -> PlannedFrame {
    let (exr, preview) = (places.exr(number.output), places.preview(number.output))
    let missing = content.isFiller ? sequence.pattern.name(for: number.source ?? 0) : nil
    var products: [FrameProduct] = []
    if let exr, isWanted(exr, input) { products.append(FrameProduct(file: exr, form: .exr(form))) }
    if let preview, let previewForm, isWanted(preview, input) {
      products.append(FrameProduct(file: preview, form: .preview(previewForm)))
    }
    let intent: PlannedFrame.Intent =
      switch facts {
      case _ where products.isEmpty: .skip
      case .failure(let failure): .fail(failure)
      case .success(let facts):
        .deliver(
          FrameOrder(
            item: 0, input: input, missing: missing, products: products,
            replaces: delivery.existing == .overwrite,
            number: number.output, position: number.position, edits: edits, claim: facts.claim,
            layers: delivery.rules, byteCost: byteCost(facts, input, products),
            bandByteCost: facts.bandByteCount(
              written: form.compression, windows: dataWindows(facts, input))))
      }
    return PlannedFrame(
      role: role, sourceFrame: number.source, outputFrame: number.output, content: content,
      source: input.file,
      exr: exr, preview: preview, timeCode: timeCode(facts, edits), intent: intent,
      ordered: ordered(
        facts, input, provenance: input.provenance(missing: missing), isSlate: role == .slate, form: form,
        header: header))
  }

  /// What the files of a frame are to be. Of one that cannot be read only what all frames have in common is known.
  private func ordered(
    _ facts: Result<FrameFacts, FrameFailure>, _ input: FrameInput, provenance: Provenance, isSlate: Bool,
    form: EXRForm, header: Header?
  ) -> OrderedFiles {
    guard delivery.existing != .refuse else { return OrderedFiles() }
    // Why it cannot be read is its intent.
    let readable = try? facts.get()
    let own = header.flatMap {
      OrderedFacts(
        header: $0, samples: input.content.samples, form: form, layers: delivery.rules,
        preview: delivery.preview?.settings)
    }
    let shape = readable?.shape ?? self.facts.readable.first?.shape ?? []
    guard let ordered = own ?? ordered[Shape(parts: shape, isDrawn: input.isDrawn)] else {
      return OrderedFiles()
    }
    var files = OrderedFiles(exr: ordered.facts(of: input, provenance: provenance, reading: readable))
    if let preview = delivery.preview, let facts = readable ?? self.facts.readable.first {
      files.preview = ordered.preview(preview.settings, of: input, isSlate: isSlate, reading: facts)
    }
    return files
  }

  /// What the frame takes in memory at most, in bytes: its source, its files and its pictures.
  private func byteCost(_ facts: FrameFacts, _ input: FrameInput, _ products: [FrameProduct]) -> Int {
    let unpacked = facts.unpackedByteCount + grownByteCount(facts, input)
    // A drawn frame has no source in memory, but costs that are equal are written once in a plan.
    var bytes = ByteBuffer.memoryByteCount(for: facts.byteCount)
    if case .slate = input.content { bytes += 2 * facts.displayedPixelCount }
    for product in products {
      switch product.form {
      case .exr: bytes += unpacked
      case .preview(let form):
        let pixels = form.settings.window == .display ? facts.displayedPixelCount : unpacked / 6
        let reduction = form.settings.size.rawValue
        // Three codes of 10 bits share four bytes, those of 12 bits have two bytes each. A reduced picture has sums too.
        let codes = form.settings.encoding.bitDepth == 10 ? 4 : 6
        bytes += pixels / (reduction * reduction) * (reduction == 1 ? codes : codes + 12)
      }
    }
    return bytes
  }

  /// What the previews are like; nil where none are made.
  private var previewForm: PreviewForm? {
    delivery.preview.map { preview in
      PreviewForm(
        settings: preview.settings, shot: sequence.pattern.stem, sequenceLength: numbering.entries.count,
        creationTime: preview.creationTime, slate: slateField)
    }
  }

  /// The data windows of what is made: those of the file, but for a drawn frame.
  private func dataWindows(_ facts: FrameFacts, _ input: FrameInput) -> [Box] {
    guard input.isDrawn else { return facts.dataWindows }
    return zip(facts.shape, facts.dataWindows).map { input.drawnWindow(data: $1, display: $0.displayWindow) }
  }

  /// What the samples of a drawn frame take where its data windows are not the file's.
  private func grownByteCount(_ facts: FrameFacts, _ input: FrameInput) -> Int {
    zip(facts.shape, zip(facts.dataWindows, dataWindows(facts, input))).reduce(0) { bytes, next in
      let (part, (data, window)) = next
      guard window != data else { return bytes }
      // All levels of a part have less than four times the samples of the first.
      let pixels = window.width * window.height * (part.tiles == nil ? 1 : 4)
      return bytes + pixels * part.channels.reduce(0) { $0 + $1.type.byteCount }
    }
  }

  private func isWanted(_ file: Destination, _ input: FrameInput) -> Bool {
    guard delivery.existing == .skip, FileSystem.exists(file.path) else { return true }
    // The run decides about a slate that we drew, because it may say something else then.
    guard case .slate = input.content else { return false }
    return SlateMark(at: file.path, limits: delivery.limits) != nil
  }

  /// The slate field of a preview's header: shot and delivered range.
  private var slateField: String {
    let range = numbering.marks.map { " \($0.headIn)-\($0.tailOut)" } ?? ""
    return PathText.encode(sequence.pattern.stem) + range
  }

  // MARK: Time code

  /// The time code that the frame will carry, for the plan to show: that of the file, or what takes its place.
  private func timeCode(
    _ facts: Result<FrameFacts, FrameFailure>, _ edits: HeaderEdits
  ) -> Timecode.TimeCode? {
    guard case .success(let facts) = facts else { return nil }
    return edits.timeCode(insteadOf: facts.timeCode)?.counted
  }

  /// Time code and frame rate of a frame that stands for a source number without being it.
  func timeAttributes(_ number: Int?) -> [Attribute] {
    guard let code = number.flatMap(time.timeCode(of:)) else { return rateAttributes }
    let word = EXR.TimeCode(timeAndFlags: code.openEXRWord(), userData: 0)
    return [Attribute("timeCode", .timeCode(word))] + rateAttributes
  }

  /// What a source frame gets that has none of its own, or digits alone.
  private func ownAttributes(_ frame: SequenceFrame) -> [Attribute] {
    guard case .success(let facts)? = factsOfName[frame.name] else { return [] }
    var attributes: [Attribute] = []
    if facts.codes != nil, let completed = facts.timeCode {
      attributes = [Attribute("timeCode", .timeCode(completed))]
    } else if facts.timeCode == nil, time.writesMissing {
      attributes = timeAttributes(frame.number).filter { $0.name == "timeCode" }
    }
    return attributes + rateAttributes
  }

  private var rateAttributes: [Attribute] { FramePlanner.attributes(of: time.writtenRate) }

  /// The rate as a header says it; nothing where none is known.
  static func attributes(of rate: FrameRate?) -> [Attribute] {
    guard let rate, let numerator = Int32(exactly: rate.numerator),
      let denominator = UInt32(exactly: rate.denominator)
    else { return [] }
    return [Attribute("framesPerSecond", .rational(Rational(numerator: numerator, denominator: denominator)))]
  }
}

/// Where the files of a sequence go and what they are called.
struct Places {
  let exrFolder: FilePath?
  let previewFolder: FilePath?
  let exrPattern: SequencePattern
  let previewPattern: SequencePattern

  func exr(_ number: Int?) -> Destination? {
    exrFolder.map { Destination(folder: $0, name: exrPattern.name(for: number ?? 0)) }
  }

  func preview(_ number: Int?) -> Destination? {
    previewFolder.map { Destination(folder: $0, name: previewPattern.name(for: number ?? 0)) }
  }

  /// The patterns with their folders, for people.
  var exr: FilePath? { exrFolder?.appending(name: exrPattern.name) }
  var preview: FilePath? { previewFolder?.appending(name: previewPattern.name) }
}
