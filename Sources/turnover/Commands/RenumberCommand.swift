import ArgumentParser
import Conversion
import Delivery
import Files
import FrameSequence
import Planning
import Renumbering

struct RenumberCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renumber",
    abstract: "Give frames other numbers and names, and leave their bytes alone.",
    usage: """
      turnover renumber PATH... --out DIR [--mode clone|copy|hardlink|move] [options]
      turnover renumber PATH... --out DIR --retag [--from SPACE] [options]
      turnover renumber PATH... --in-place [options]
      turnover renumber --resume DIR | --undo DIR
      """,
    discussion: """
      Works on EXR and DPX frames alike, because it opens none of them as a picture. Time code and headers \
      stay as they are; with --retag EXRs get true colour tags, and their pixels are copied as they are.

      With --in-place the new numbers may overlap the old ones (1000-1099 -> 1001-1100). A journal in the \
      folder says how far it is. Whatever interrupts it, --resume DIR finishes it and --undo DIR gives all \
      files their old names back. If one of them is not there any more, --keep-going does it for the others.

      No file is replaced, --existing overwrite apart. Where the file system cannot promise that, as on NFS, a \
      name may only be looked at just before it is given; let no other program put files there meanwhile.

      --mode move goes from the last frame to the first, so the same command finishes an interrupted one, as \
      long as more frames are left than --handles takes.
      """
  )

  @Argument(help: "Files, patterns, folders or trees of shot folders.")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "The folder for the new names; the tree below PATH is kept, and of several folders their names too.",
      valueName: "dir"))
  var out: String?

  @OptionGroup var base: BaseOption
  @OptionGroup var selection: SelectionOptions

  @Option(
    help: ArgumentHelp(
      "How frames get there: clone (copies where the file system cannot), copy, hardlink, move. "
        + "(default: clone)", valueName: "mode"))
  var mode: RenumberMode?

  @Flag(help: "Rename the files in their own folders.")
  var inPlace = false

  @Flag(help: "Write headers anew with true colour tags; not in place, not on hard links.")
  var retag = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Finish the renumbering that was interrupted in this folder.", valueName: "dir"))
  var resume: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Undo the renumbering that was interrupted in this folder.", valueName: "dir"))
  var undo: String?

  @OptionGroup(title: "Numbers") var numbers: NumberOptions
  @OptionGroup(title: "Names; time code with --retag") var delivery: DeliveryOptions
  @OptionGroup(title: "Existing files") var existing: ExistingOptions
  @OptionGroup(title: "Colour, with --retag") var source: SourceOptions
  @OptionGroup(title: "Mixed shots, with --retag") var mixed: MixedOptions
  @OptionGroup(title: "Layers, with --retag") var layers: LayerOptions
  @OptionGroup(title: "The run") var settings: RunSettings

  func validate() throws {
    try settings.validate()
    try existing.validate()
    try source.validate()
    try numbers.validate()
    try delivery.validate()
    _ = try resume.map { try RawArguments.path($0, of: "--resume") }
    _ = try undo.map { try RawArguments.path($0, of: "--undo") }
    if resume != nil || undo != nil { return try validateRecovery() }
    guard !paths.isEmpty else { throw ValidationError("Say which frames: at least one PATH is missing.") }
    guard (out != nil) != inPlace else {
      throw ValidationError("Say either --out DIR or --in-place.")
    }
    try validateMode()
    for reason in try request().contradictions { throw ValidationError("\(reason.text).") }
  }

  private func validateMode() throws {
    if inPlace {
      if mode != nil { throw ValidationError("--mode is for --out: in place files are renamed.") }
      if base.base != nil {
        throw ValidationError("--base is for --out: in place files stay in their folders.")
      }
      if retag { throw ValidationError("--retag writes new files: it is for --out, not in place.") }
      if settings.sync == .none {
        throw ValidationError("--sync none is for --out: a renumbering in place is always synced.")
      }
    }
    if retag, let mode, mode == .hardlink || mode == .move {
      throw ValidationError("--retag writes new files: it goes with --mode clone and --mode copy alone.")
    }
    let speaksOfColour =
      source.from != nil || !source.assume.isEmpty || !layers.isEmpty
    if speaksOfColour, !retag {
      throw ValidationError("Colour matters with --retag alone: without it only names change.")
    }
    if mixed.mixed != nil, !retag {
      throw ValidationError("--mixed is for --retag: without it no file is opened, so none is compared.")
    }
    let speaksOfTime = numbers.cutTimeCode != nil || delivery.fps != nil || delivery.startTimeCode != nil
    if speaksOfTime, !retag {
      throw ValidationError("Time code is in the headers, which are read and written with --retag alone.")
    }
    if !delivery.slateTexts.isEmpty || delivery.notes != nil {
      throw ValidationError("renumber draws no slate: it can be the first frame, or none.")
    }
  }

  /// Whether anything is said of what files are to be called.
  private var speaksOfNames: Bool {
    get throws {
      let request = try request()
      var nothing = NumberingRequest()
      nothing.allowsNegative = false
      return try request.numbering != nothing || numbers.cutRange() != nil
        || request.naming.template != nil || request.naming.versionTag != nil
    }
  }

  private func validateRecovery() throws {
    guard (resume != nil) != (undo != nil) else {
      throw ValidationError("--resume and --undo exclude each other.")
    }
    let isAlone =
      paths.isEmpty && out == nil && base.base == nil && selection.isEmpty && mode == nil && !inPlace
      && !retag
      && existing.policy == .refuse
      && source.from == nil && source.assume.isEmpty && mixed.mixed == nil && settings.sync == .frame
    guard isAlone, try !speaksOfNames else {
      throw ValidationError("--resume and --undo take a folder, and what to do is in its journal.")
    }
  }

  func run() throws {
    let status = try self.status()
    guard status == .done else { throw status.asError }
  }

  private func status() throws -> ExitStatus {
    if let resume {
      return try RecoveryCommand(folder: RawArguments.path(resume), goal: .finish, settings: settings).run()
    }
    if let undo {
      return try RecoveryCommand(folder: RawArguments.path(undo), goal: .undo, settings: settings).run()
    }
    if retag, let out {
      return try DeliveryCommand(request: retagging(into: out), settings: settings).run()
    }
    return try RenumberingCommand(request: request(), settings: settings).run()
  }

  private func request() throws -> RenumberRequest {
    let place: RenumberRequest.Place
    if let out {
      place = .folder(try RawArguments.path(out, of: "--out"), mode ?? .clone)
    } else {
      place = .inPlace
    }
    let names = try wishes()
    var request = RenumberRequest(inputs: try paths.map { try RawArguments.path($0) }, place: place)
    request.base = try base.path()
    request.selection = try selection.selection()
    request.numbering = names.numbering
    request.naming = names.naming
    request.existing = existing.policy
    return request
  }

  /// A delivery in which every sequence stays what it is, but for its tags.
  private func retagging(into out: String) throws -> Request {
    var request = Request(inputs: try paths.map { try RawArguments.path($0) })
    request.base = try base.path()
    request.selection = try selection.selection()
    request.common = try wishes()
    var conversion = ConversionRequest(output: try RawArguments.path(out), to: nil)
    conversion.compression = .keep
    conversion.depth = .keep
    request.delivery.conversion = conversion
    try source.apply(to: &request)
    request.delivery.existing = existing.policy
    request.common.mixed = mixed.policy
    request.delivery.rules = try layers.rules()
    return request
  }

  /// What is wanted of numbers, names and time.
  private func wishes() throws -> SequenceWishes {
    var wishes = SequenceWishes()
    wishes.numbering = try numbers.request()
    wishes.cutTimeCode = try numbers.cutRange()
    try delivery.apply(to: &wishes)
    return wishes
  }
}

extension RenumberMode: ExpressibleByArgument {}
