import ACES
import Conversion
import Files
import FrameSequence
import SystemPackage

/// Finds the sources of a request, and says why where there are none.
struct SourceScan {
  let inputs: [FilePath]
  /// Whether DPX files are the sources, in place of EXRs. Where one is named, or a pattern of them, both are.
  var wantsDPX = false
  /// Folders that are delivered into. Below an input they are not searched: a second run would take its own
  /// output for sources.
  var outputs: [FilePath] = []
  /// The folder whose tree is kept, in place of that below each input.
  var base: FilePath?
  /// Which of the sequences that are found are meant.
  var selection = SequenceSelection()
  /// How a user can have the DPX of a folder read.
  var access = DPXAccess.named

  private var extensions: Set<String> {
    let named = inputs.contains { $0.extension?.lowercased() == "dpx" }
    return wantsDPX ? ["dpx"] : named ? ["exr", "dpx"] : ["exr"]
  }

  init(
    inputs: [FilePath], wantsDPX: Bool = false, outputs: [FilePath] = [], access: DPXAccess = .named
  ) {
    self.inputs = inputs
    self.wantsDPX = wantsDPX
    self.outputs = outputs
    self.access = access
  }

  /// The search for the sources of a request.
  init(_ request: Request) {
    let delivery = request.delivery
    var said = request.common.from
    if case .all(let source) = delivery.assume { said = source }
    self.init(
      inputs: request.inputs, wantsDPX: said?.proxy != nil,
      outputs: [delivery.conversion?.output, delivery.preview?.output].compactMap(\.self),
      access: delivery.preview == nil && delivery.conversion?.to != nil ? .namedOrSaid : .none)
    (base, selection) = (request.base, request.selection)
  }

  /// What was found, what was left out, and what could not be seen.
  typealias Result = (found: [FoundSequence], ignored: [IgnoredEntry], refusals: [Refusal])

  func run() -> Result {
    var request = scanRequest(inputs, extensions)
    (request.base, request.selection) = (base, selection)
    let scan = request.run()
    return (scan.found, scan.ignored, scan.problems.map { refusal($0, ignored: scan.ignored) })
  }

  private func scanRequest(_ paths: [FilePath], _ extensions: Set<String>) -> ScanRequest {
    var request = ScanRequest(paths: paths, extensions: extensions)
    request.excluded = outputs
    return request
  }

  private func refusal(_ problem: ScanProblem, ignored: [IgnoredEntry]) -> Refusal {
    let plain = Refusal(problem, extensions: extensions, ignored: ignored)
    guard problem.reason == .nothingFound, extensions.count == 1 else { return plain }
    let other = scanRequest([problem.path], [wantsDPX ? "exr" : "dpx"]).run()
    guard let sequence = other.found.first?.sequence else { return plain }
    let reason: Refusal.Reason =
      wantsDPX ? .onlyEXRs : .onlyDPX(example: PathText.encode(sequence.path.bytes), access: access)
    return Refusal(subject: PathText.encode(problem.path.bytes), reason: reason)
  }
}

extension Refusal {
  init(_ problem: ScanProblem, extensions: Set<String>, ignored: [IgnoredEntry]) {
    self.init(
      subject: PathText.encode(problem.path.bytes),
      reason: .search(
        problem: problem, extensions: extensions.sorted(by: >), instead: problem.entryInstead(of: ignored)))
  }
}
