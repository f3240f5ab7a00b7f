import ACES
import ArgumentParser
import Conversion
import Delivery
import EXR
import Files
import FrameSequence
import Planning

/// What is said of the sources' colour.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The space of untagged sequences; tagged ones keep theirs. convert reads DPX by acesproxy10, acesproxy12.",
      valueName: "space"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Overrides tags that all say the same; with PATTERN=, as scan prints it, those of the named sequences alone. "
        + "Can be given again.",
      valueName: "[pattern=]space"))
  var assume: [String] = []

  func validate() throws {
    var request = Request(inputs: [])
    try apply(to: &request)
  }

  func apply(to request: inout Request) throws {
    request.common.from = try from.map(SourceSpace.init(argument:))
    request.delivery.assume = try Assumption(arguments: assume)
    if case .all = request.delivery.assume, from != nil {
      throw ValidationError("--from and --assume SPACE exclude each other: the latter is for all sequences.")
    }
  }
}

/// What EXRs are like.
struct EXROptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compression of parts that hold colour. (piz, zip, zips, none, keep)", valueName: "name"))
  var compression = "piz"

  @Option(
    help: ArgumentHelp(
      "Sample type of colour: half, or as in the source.", valueName: "type"))
  var depth: DepthPolicy = .half

  @Option(
    help: ArgumentHelp(
      "Tags of linear outputs: chromaticities and colorInteropID, or the latter alone.",
      valueName: "tags"))
  var tags: TagPolicy = .both

  func compressionPolicy() throws -> CompressionPolicy {
    guard let policy = CompressionPolicy(named: compression) else {
      throw ValidationError(
        "'\(compression)' is no compression to write. Known are piz, zip, zips, none, keep.")
    }
    return policy
  }

  /// - Parameter target: The space that `--to` names.
  func request(output: String, to target: String) throws -> ConversionRequest {
    let source = SourceSpace(target)
    guard let space = source?.space else {
      let fact = SourceSpace.objection(to: target)
      guard source != nil else { throw ValidationError("\(fact).") }
      throw ValidationError("\(fact). ACESproxy is for previews: say turnover preview, or --preview DIR.")
    }
    var request = ConversionRequest(output: try RawArguments.path(output, of: "--out"), to: space)
    request.compression = try compressionPolicy()
    request.depth = depth
    request.tags = tags
    return request
  }
}

/// What becomes of files that are there.
struct ExistingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What to do with output that is there: refuse, overwrite or skip. What is skipped must be whole and what would \
      be delivered, and what is overwritten must not be of another source frame. (default: refuse)
      """, valueName: "policy"))
  var existing: ExistingPolicy?

  @Flag(help: "Short for --existing overwrite.")
  var overwrite = false

  var policy: ExistingPolicy { overwrite ? .overwrite : existing ?? .refuse }

  func validate() throws {
    if let existing, overwrite, existing != .overwrite {
      throw ValidationError("--overwrite and --existing \(existing.rawValue) exclude each other.")
    }
  }
}

extension Assumption {
  /// What the values of `--assume` say together; nil for none.
  ///
  /// A name ends at the last `=`, because no space has one.
  init?(arguments: [String]) throws {
    guard !arguments.isEmpty else { return nil }
    let names = try arguments.compactMap { text -> Named? in
      guard let equals = text.lastIndex(of: "=") else { return nil }
      return Named(
        pattern: try RawArguments.bytes(of: String(text[..<equals])),
        source: try SourceSpace(argument: String(text[text.index(after: equals)...])))
    }
    if names.count == arguments.count {
      self = .named(names)
    } else if arguments.count == 1 {
      self = .all(try SourceSpace(argument: arguments[0]))
    } else {
      throw ValidationError("--assume SPACE is for all sequences: beside another it needs PATTERN=SPACE.")
    }
  }
}

extension SourceSpace {
  /// The space or encoding that an argument names.
  init(argument text: String) throws {
    guard let source = SourceSpace(text) else {
      throw ValidationError("\(SourceSpace.objection(to: text)), and for DPX acesproxy10 and acesproxy12.")
    }
    self = source
  }

  fileprivate static func objection(to text: String) -> String {
    "'\(text)' is no space to convert. Known are \(knownSpaces.joined(separator: ", "))"
  }
}

struct RunSettings: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Lanes that work at once, at most one a core, which is the default.",
      valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Memory for lanes and frames in flight, as 4G or 512M; default a quarter.",
      valueName: "size"))
  var memory: String?

  @Option(
    help: ArgumentHelp(
      "Whether a frame, its name and its folder are on the disk before it counts as done.",
      valueName: "when"))
  var sync: SyncPolicy = .frame

  @Option(
    help: ArgumentHelp(
      "Who codes PIZ: Turnover's kernels, or OpenEXR's. (own, openexr)",
      valueName: "who"))
  var codec = "own"

  @Flag(name: .customLong("keep-going"), help: "Deliver the sequences that are not refused, and exit with 1.")
  var keepGoing = false

  @Flag(name: .customLong("dry-run"), help: "Print the whole plan and write nothing but the report.")
  var dryRun = false

  @Flag(help: "Print JSON to standard output, one object a line.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write what happened to every frame as JSON, in place of an older report.",
      valueName: "file"))
  var report: String?

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads takes a number from 1 to 1024.")
    }
    _ = try memoryBytes()
    _ = try options()
    _ = try reportFile()
  }

  /// Where the report goes, if anywhere.
  func reportFile() throws -> ReportFile? {
    try report.map { ReportFile(try RawArguments.path($0, of: "--report")) }
  }

  /// What the words mean for the run.
  func options() throws -> RunOptions {
    var options = RunOptions(lanes: threads, memory: try memoryBytes())
    options.sync = sync
    guard options.setCodec(named: codec) else {
      throw ValidationError("'\(codec)' is no codec. Known are own and openexr.")
    }
    return options
  }

  private func memoryBytes() throws -> Int? {
    guard let memory else { return nil }
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let unit = memory.uppercased().last.flatMap { units[$0] }
    guard let number = Int(unit == nil ? memory[...] : memory.dropLast()), number > 0,
      case (let bytes, let overflow) = number.multipliedReportingOverflow(by: unit ?? 1), !overflow,
      bytes >= 16 << 20
    else { throw ValidationError("--memory takes a size of at least 16M, such as 512M or 4G.") }
    if let free = AddressSpace.free, bytes > free - AddressSpace.reserve {
      throw ValidationError(
        "--memory takes at most \(max(0, free - AddressSpace.reserve) >> 20)M: ulimit -v limits the address space."
      )
    }
    return bytes
  }
}

extension TagPolicy: ExpressibleByArgument {}
extension DepthPolicy: ExpressibleByArgument {}
extension ExistingPolicy: ExpressibleByArgument {}
extension SyncPolicy: ExpressibleByArgument {}
