import ACES
import ArgumentParser
import Conversion
import Delivery
import EXR
import Planning

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert sequences to another ACES space, and renumber them.",
    discussion: """
      SPACE is aces2065-1 (ap0, lin_ap0_scene), acescg (ap1, lin_ap1_scene), acescc or acescct. The space of \
      a source is what its tags say: acesImageContainerFlag, colorInteropID, chromaticities. Colour becomes \
      half in PIZ unless asked otherwise; every other channel, part and attribute goes over unchanged. \
      turnover/content, turnover/source and turnover/missing in the header say which source frame an output \
      was made of.

      --from acesproxy10 or acesproxy12 reads DPX previews, by the bits of their codes; one that says itself \
      what it is needs no --from. No other space goes with a DPX. ACESproxy is for monitoring and look creation, \
      not for storage or delivery: what it clipped and rounded does not come back.

      A round trip in half is not bit-exact, and none is claimed to be.
      """
  )

  @Argument(help: "Files, patterns, folders or trees of shot folders.")
  var paths: [String]

  @Option(help: ArgumentHelp("The space to deliver.", valueName: "space"))
  var to: String

  @Option(
    help: ArgumentHelp(
      "The folder to deliver into; the tree below PATH is kept, and of several folders their names too.",
      valueName: "dir"))
  var out: String

  @OptionGroup var base: BaseOption
  @OptionGroup var selection: SelectionOptions

  @OptionGroup(title: "Colour") var source: SourceOptions
  @OptionGroup(title: "Output files") var files: EXROptions
  @OptionGroup(title: "Numbers") var numbers: NumberOptions
  @OptionGroup(title: "Single sequences") var shots: ShotListOption
  @OptionGroup(title: "Names, time code and slate") var delivery: DeliveryOptions
  @OptionGroup(title: "Existing files") var existing: ExistingOptions
  @OptionGroup(title: "Mixed shots") var mixed: MixedOptions
  @OptionGroup(title: "Layers") var layers: LayerOptions
  @OptionGroup(title: "The run") var settings: RunSettings

  @Option(
    help: ArgumentHelp(
      "Write ACESproxy DPX previews too, from the same samples; for monitoring, not for delivery.",
      valueName: "dir"))
  var preview: String?

  @Option(
    help: ArgumentHelp(
      "Encoding of the previews. (acesproxy10, acesproxy12; default: acesproxy10)", valueName: "name"))
  var previewEncoding: String?

  func validate() throws {
    try delivery.validateSlateTexts()
    try settings.validate()
    try existing.validate()
    if previewEncoding != nil, preview == nil {
      throw ValidationError("--preview-encoding needs --preview DIR: without it no previews are made.")
    }
    _ = try request()
  }

  func run() throws {
    let status = try DeliveryCommand(request: request(), settings: settings).run()
    guard status == .done else { throw status.asError }
  }

  private func request() throws -> Request {
    var request = Request(inputs: try paths.map { try RawArguments.path($0) })
    request.delivery.conversion = try files.request(output: out, to: to)
    if let preview {
      request.delivery.preview = try PreviewRequest(
        argument: preview, of: "--preview", settings: previewSettings())
    }
    request.base = try base.path()
    request.selection = try selection.selection()
    request.shots = try shots.path()
    try source.apply(to: &request)
    request.common.numbering = try numbers.request()
    request.common.cutTimeCode = try numbers.cutRange()
    try delivery.apply(to: &request.common)
    request.delivery.existing = existing.policy
    request.common.mixed = mixed.policy
    request.delivery.rules = try layers.rules()
    return request
  }

  private func previewSettings() throws -> PreviewSettings {
    try previewEncoding.map(PreviewSettings.init(encodingArgument:)) ?? PreviewSettings()
  }
}
