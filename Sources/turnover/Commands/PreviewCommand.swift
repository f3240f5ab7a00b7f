import ACES
import ArgumentParser
import Conversion
import Delivery
import Foundation
import Planning

struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Make ACESproxy DPX previews of sequences.",
    discussion: """
      ACESproxy (Academy S-2013-001) is an encoding for monitoring and look creation. It is not for storage, \
      interchange or delivery: it is clipped and has 10 or 12 bits. The DPX says so in its header.

      Import the files as full range (data levels): the codes lie between 64 and 940, or 256 and 3760, \
      already.

      SOURCE_DATE_EPOCH, seconds since 1970, takes the place of the time in headers and on slates.
      """
  )

  @Argument(help: "Files, patterns, folders or trees of shot folders.")
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "The folder to write into; the tree below PATH is kept, and of several folders their names too.",
      valueName: "dir"))
  var out: String

  @OptionGroup var base: BaseOption
  @OptionGroup var selection: SelectionOptions

  @Option(help: ArgumentHelp("The encoding. (acesproxy10, acesproxy12)", valueName: "name"))
  var encoding = "acesproxy10"

  @Option(help: ArgumentHelp("Reduce the picture, in linear light. (1/2, 1/4)", valueName: "size"))
  var size: String?

  @Option(
    help: ArgumentHelp(
      "The display window, filled or cropped to one size a shot, or the data window.",
      valueName: "window"))
  var window: PreviewSettings.Window = .display

  @OptionGroup(title: "Colour") var source: SourceOptions
  @OptionGroup(title: "Numbers") var numbers: NumberOptions
  @OptionGroup(title: "Single sequences") var shots: ShotListOption
  @OptionGroup(title: "Names, time code and slate") var delivery: DeliveryOptions
  @OptionGroup(title: "Existing files") var existing: ExistingOptions
  @OptionGroup(title: "Mixed shots") var mixed: MixedOptions
  @OptionGroup(title: "Layers") var layers: LayerOptions
  @OptionGroup(title: "The run") var settings: RunSettings

  func validate() throws {
    try delivery.validateSlateTexts()
    try settings.validate()
    try existing.validate()
    _ = try request()
  }

  func run() throws {
    let status = try DeliveryCommand(request: request(), settings: settings).run()
    guard status == .done else { throw status.asError }
  }

  private func request() throws -> Request {
    var request = Request(inputs: try paths.map { try RawArguments.path($0) })
    request.delivery.preview = try PreviewRequest(argument: out, of: "--out", settings: previewSettings())
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
    var settings = try PreviewSettings(encodingArgument: encoding)
    settings.window = window
    switch size {
    case nil, "1/1": settings.size = .full
    case "1/2": settings.size = .half
    case "1/4": settings.size = .quarter
    case let other?: throw ValidationError("'\(other)' is no size. Known are 1/2 and 1/4.")
    }
    return settings
  }
}

extension PreviewSettings {
  init(encodingArgument text: String) throws {
    self.init()
    guard setEncoding(named: text) else {
      throw ValidationError("'\(text)' is no preview encoding. Known are acesproxy10 and acesproxy12.")
    }
  }
}

extension PreviewRequest {
  /// Headers tell the time of SOURCE_DATE_EPOCH where it is set, so that builds can be repeated.
  init(argument: String, of option: String, settings: PreviewSettings) throws {
    self.init(
      output: try RawArguments.path(argument, of: option),
      creationTime: try Clock.sourceDateEpoch ?? Int(Date().timeIntervalSince1970))
    self.settings = settings
  }
}

extension PreviewSettings.Window: ExpressibleByArgument {}
