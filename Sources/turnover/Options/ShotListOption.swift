import ArgumentParser
import SystemPackage

/// What is wanted of single sequences.
struct ShotListOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A table (CSV) with a row for each sequence that is wanted otherwise than the rest.",
      discussion: """
        Its first line names the columns: sequence, as scan prints it or by a glob, or shot; cut, both ends included, \
        in numbers or as --cut-tc; handles; space, as --assume; notes; and for drawn slates show, version, date, and \
        beside sequence also shot. An empty field leaves what is said of all.
        """,
      valueName: "file.csv"))
  var shots: String?

  func path() throws -> FilePath? { try shots.map { try RawArguments.path($0, of: "--shots") } }
}
