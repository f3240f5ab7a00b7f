import Files
import FrameSequence
import SystemPackage

/// Turns a request into a plan. Reads directories and opens no file, writes nothing.
public struct RenumberPlanner: Sendable {
  /// The extensions of files that are frames.
  static let extensions: Set<String> = ["exr", "dpx"]

  private let request: RenumberRequest

  public init(_ request: RenumberRequest) {
    self.request = request
  }

  /// The plan, with every refusal there is: a user mends them all at once, not one by one.
  public func plan() -> RenumberPlan {
    var plan = RenumberPlan(request: request)
    plan.refusals = request.contradictions.map { Refusal(subject: "the request", reason: .input($0)) }
    guard plan.refusals.isEmpty else { return plan }
    var scanRequest = ScanRequest(paths: request.inputs, extensions: RenumberPlanner.extensions)
    if case .folder(let output, _) = request.place { scanRequest.excluded = [output] }
    let scan = scanRequest.run()
    plan.ignored = scan.ignored
    plan.refusals = scan.problems.map {
      Refusal($0, extensions: RenumberPlanner.extensions, ignored: scan.ignored)
    }
    let refused = request.numbering.refusals(sequences: scan.found.count).map(Refusal.Reason.numbering)
    let sequences = PlannedSequences(of: scan.found, refused: refused) {
      found, sources throws(SequencePlanner.Refused) in
      try RenumberSequencePlanner(found: found, request: request, sources: sources).plan()
    }
    plan.sequences = sequences.planned
    plan.refusals += sequences.refusals
    switch request.place {
    case .folder: plan.refuseCollisions()
    case .inPlace:
      plan.refuseTooManyFolders()
      plan.refuseImpossibleFolders()
    }
    plan.refuseReport()
    return plan
  }
}

extension RenumberPlan {
  /// Refuses names in other folders that several sequences would take.
  fileprivate mutating func refuseCollisions() {
    let outputs = sequences.map { $0.allFrames.filter(\.isRenamed).map(\.destination.output) }
    let collisions = Collisions(of: outputs, from: sequences.map(\.source))
    refusals += collisions.all.map {
      Refusal(subject: PathText.encode($0.file.bytes), reason: .destination($0.words))
    }
    sequences = collisions.survivors(of: sequences)
  }

  /// Refuses a report in the place of something else, and with it the whole.
  fileprivate mutating func refuseReport() {
    let reads = sequences.flatMap(\.allFrames).compactMap(\.source?.path)
    let refused = request.report?.refusal(reads: reads, existing: request.existing)
    takesReport = request.report != nil && refused == nil
    guard let refused else { return }
    refusals.append(refused)
    sequences = []
  }

  /// Refuses more folders than can be locked, and so be open, before the first is touched.
  fileprivate mutating func refuseTooManyFolders() {
    // Besides the folders: the standard streams, a journal, the report, what the process was started with.
    let needed = folders.count + 64
    let limit = FileSystem.openFileLimit
    guard needed > limit else { return }
    let words =
      "\(folders.count) folders would be renumbered in place together, each of them open, and this process may "
      + "have \(limit) files open: raise the limit to \(needed) (ulimit -n), or name fewer folders"
    refusals.append(Refusal(subject: "the request", reason: .input(words)))
    sequences = []
  }

  /// Refuses folders in which the moves of all their sequences together cannot be done.
  fileprivate mutating func refuseImpossibleFolders() {
    for folder in folders {
      let reasons: [Refusal.Reason]
      do {
        _ = try RenamePlan(folder.moves, present: FolderListing.names(in: folder.path))
        continue
      } catch let error as RenameError {
        reasons = error.sentences.map(Refusal.Reason.destination)
      } catch {
        reasons = [.input("cannot read: \(error)")]
      }
      let subject = PathText.encode(folder.path.bytes)
      // What the search refused the folder for was said, and has to be mended first.
      if !refusals.contains(where: { $0.subject == subject }) {
        refusals += reasons.map { Refusal(subject: subject, reason: $0) }
      }
      sequences.removeAll { $0.directoryIdentity == folder.identity }
    }
  }

  /// All that is to be renamed in one folder.
  struct FolderMoves: Sendable {
    let path: FilePath
    let identity: FileIdentity
    let moves: [RenameMove]
    let files: [[UInt8]: FileIdentity]
  }

  /// The folders of the sequences in the order in which they were found, each once.
  var folders: [FolderMoves] {
    var order: [FileIdentity] = []
    var members: [FileIdentity: [RenumberedSequence]] = [:]
    for sequence in sequences {
      if members[sequence.directoryIdentity] == nil { order.append(sequence.directoryIdentity) }
      members[sequence.directoryIdentity, default: []].append(sequence)
    }
    return order.compactMap { identity in
      guard let sequences = members[identity], let path = sequences.first?.directory else { return nil }
      let frames = sequences.flatMap(\.allFrames)
      var moves: [RenameMove] = []
      var files: [[UInt8]: FileIdentity] = [:]
      for frame in frames where frame.intent == .rename || frame.intent == .stay {
        guard let source = frame.source else { continue }
        moves.append(RenameMove(from: source.name, to: frame.destination.name))
        files[source.name] = frame.identity
      }
      return FolderMoves(path: path, identity: identity, moves: moves, files: files)
    }
  }
}
