import ArgumentParser
import Conversion
import Delivery
import Files
import Glibc
import SystemPackage

/// The command's root: its subcommands and what `--help` says of the whole.
struct Turnover: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "turnover",
    abstract: "Convert shots of OpenEXR frames between the ACES colour spaces, truthfully.",
    discussion: """
      A PATH is a file, a pattern (sh010.####.exr, sh010.%04d.exr, sh010.@@@@.exr), a folder, or a tree of \
      shot folders. Everything that is wrong is said before anything is written; sources are never \
      touched, but for the names that renumber --in-place and --mode move change.

      Exit status: 0 everything asked for was done; 1 some frames failed, or with --dry-run would fail, \
      sequences were left out by --keep-going, scan found something missing or damaged, or standard output or the \
      report could not be written; 2 refused, or nothing could start; 64 wrong usage; 130 or 143 interrupted.
      """,
    version: version,
    subcommands: [ScanCommand.self, ConvertCommand.self, PreviewCommand.self, RenumberCommand.self]
  )

  static let version = Product.version
}

@main
enum Main {
  static func main() {
    occupyStandardStreams()
    raiseFileLimit()
    obeyAddressSpace()
    do {
      var command = try Turnover.parseAsRoot(RawArguments.escaped)
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// Help and version are results, and that they cannot be printed is an error.
  private static func end(with error: any Error) -> Never {
    let text = Turnover.fullMessage(for: error)
    guard Turnover.exitCode(for: error) == .success, !text.isEmpty else { Turnover.exit(withError: error) }
    Turnover.exit(withError: Terminal.print(text) ? nil : ExitStatus.incomplete.asError)
  }
}

extension Main {
  /// A standard stream that is closed would be the number of the next file that is opened, and words would go into
  /// a frame.
  private static func occupyStandardStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      // For reading only, so that what is printed fails as it does on a closed stream. It gets the lowest free
      // number, which is this one.
      _ = try? FileDescriptor.open(FilePath("/dev/null"), .readOnly)
    }
  }

  /// Swift ends a program whose allocation fails. Under a limit of the address space that is to be expected, and told
  /// in words.
  private static func obeyAddressSpace() {
    guard AddressSpace.free != nil else { return }
    signal(SIGABRT) { _ in
      let text: StaticString =
        "Ended: an allocation failed. Raise the limit of the address space (ulimit -v), or lower --memory.\n"
      // The text is part of the program.
      _ = unsafe write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(ExitStatus.incomplete.rawValue)
    }
    guard let shortage = AddressSpace.shortage else { return }
    Terminal.complain("Error: \(shortage)")
    exit(ExitStatus.refused.rawValue)
  }

  /// Folders that are renumbered in place are open together, and a show has more shots than the usual 1024 files.
  private static func raiseFileLimit() {
    var limit = rlimit()
    // The structure lives to the end of both calls. Where the limit stays, the plan says what is too many.
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

extension ExitStatus {
  /// The status where not everything could be told.
  func telling(all isTold: Bool) -> ExitStatus { self == .done && !isTold ? .incomplete : self }

  /// As the error that ends a command without a message.
  var asError: ExitCode { ExitCode(rawValue) }
}
