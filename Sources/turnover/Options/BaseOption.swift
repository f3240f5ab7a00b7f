import ArgumentParser
import SystemPackage

/// Which folders are kept below an output folder.
struct BaseOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep the tree below this folder, in place of that below each PATH: PLATES/sh050 goes to DIR/sh050.",
      valueName: "dir"))
  var base: String?

  func path() throws -> FilePath? { try base.map { try RawArguments.path($0, of: "--base") } }
}
