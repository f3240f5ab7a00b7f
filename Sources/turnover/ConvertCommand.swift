import ArgumentParser
import Delivery

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert sequences to another ACES space, and renumber them.",
    discussion: """
      SPACE is aces2065-1 (ap0, lin_ap0_scene), acescg (ap1, lin_ap1_scene), acescc or acescct. The space of \
      a source is what its tags say: acesImageContainerFlag, colorInteropID, chromaticities. Colour becomes \
      half in PIZ unless asked otherwise; every other channel, part and attribute goes over unchanged.

      A round trip in half is not bit-exact, and none is claimed to be.
      """
  )

  @Argument(help: "Files, patterns, folders or trees of shot folders.")
  var paths: [String]

  @OptionGroup(title: "Colour") var colour: ColourOptions
  @OptionGroup(title: "Numbers and names") var naming: NamingOptions
  @OptionGroup(title: "Output files") var files: FileOptions
  @OptionGroup(title: "The run") var settings: RunSettings
  @OptionGroup(title: "Layers") var layers: LayerOptions

  func validate() throws {
    try colour.validate()
    _ = try files.compressionPolicy()
    try settings.validate()
  }

  func run() throws {
    let status = try ConversionRun(request: makeRequest(), settings: settings).run()
    guard status == .done else { throw status.asError }
  }

  private func makeRequest() throws -> Request {
    var request = Request(
      inputs: try paths.map(RawArguments.path), output: try RawArguments.path(naming.out),
      to: try ColourOptions.space(colour.to).space)
    request.from = try colour.from.map(ColourOptions.space)?.space
    request.assume = try colour.assume.map(ColourOptions.space)?.space
    request.numbering = naming.request
    request.compression = try files.compressionPolicy()
    request.depth = files.depth
    request.tags = colour.tags
    request.existing = files.policy
    request.rules = layers.rules
    return request
  }
}
