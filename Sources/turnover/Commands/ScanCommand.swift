import ArgumentParser
import Delivery
import FrameSequence

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Say what sequences there are, and what is inconsistent inside them. Reads headers only.",
    discussion: "A slate that turnover drew is named apart from the frames behind it."
  )

  @Argument(help: "Files, patterns, folders or trees of shot folders.")
  var paths: [String]

  @Flag(help: "Print one JSON object a line: each sequence, then a summary.")
  var json = false

  @Option(
    help: ArgumentHelp("Frame rate of sources that do not say, to count time code with.", valueName: "rate"))
  var fps: String?

  @OptionGroup var layers: LayerOptions

  func run() throws {
    let rules = try layers.rules()
    let paths = try paths.map { try RawArguments.path($0) }
    let survey = Survey(of: paths, rules: rules, fps: try fps.map(GivenRate.init(argument:)))
    let presenter = ScanPresenter(survey: survey, rules: rules)
    Terminal.print(json ? presenter.json : presenter.text)
    for line in RefusalPresenter(refusals: survey.refusals).lines { Terminal.complain(line) }
    guard survey.refusals.isEmpty else { throw ExitStatus.refused.asError }
    guard survey.isReadable else { throw ExitStatus.incomplete.asError }
  }
}
