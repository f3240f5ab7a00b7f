import ArgumentParser
import Delivery
import FrameSequence
import Planning
import Timecode

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Say what sequences there are, and what is inconsistent inside them. Reads headers only.",
    discussion: """
      A frame that is cut short, or was never finished, is unreadable: headers say how long a file has to be. What \
      the pixels hold is not looked at. A slate that turnover drew is named apart from the frames behind it.

      Exit status: 0 all is there; 1 numbers are missing, or frames are unreadable, and with --strict also \
      where anything is inconsistent; 2 a PATH is not there, or could not be searched.
      """
  )

  @Argument(help: "Files, patterns, folders or trees of shot folders.")
  var paths: [String]

  @Flag(help: "Print one JSON object a line: each sequence, then a summary.")
  var json = false

  @Flag(help: "End with 1 also where anything is inconsistent.")
  var strict = false

  @Option(
    help: ArgumentHelp("Frame rate of sources that do not say, to count time code with.", valueName: "rate"))
  var fps: String?

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var layers: LayerOptions

  func run() throws {
    let rules = try layers.rules()
    let paths = try paths.map { try RawArguments.path($0) }
    let survey = Survey(
      of: paths, selection: try selection.selection(), rules: rules,
      fps: try fps.map(GivenRate.init(argument:)))
    let presenter = ScanPresenter(survey: survey, rules: rules)
    let isPrinted = Terminal.print(json ? presenter.json : presenter.text)
    for line in RefusalPresenter(refusals: survey.refusals.map(ShownRefusal.init)).lines {
      Terminal.complain(line)
    }
    let status = ExitStatus(survey: survey, isStrict: strict).telling(all: isPrinted)
    guard status == .done else { throw status.asError }
  }
}
