import Files
import FrameSequence
import SystemPackage

/// Turns a request into a plan. Reads directories and opens no file, writes nothing.
public struct RenumberPlanner: Sendable {
  private let request: RenumberRequest
  private let claims: FileClaim.Reader

  /// A planner that compares only names and bytes of files that would be replaced; nothing looks into them.
  public init(_ request: RenumberRequest) {
    self.init(request) { _ in FileClaim() }
  }

  /// - Parameter claims: Tells what files say that lie in the places of frames.
  package init(_ request: RenumberRequest, claims: @escaping FileClaim.Reader) {
    self.request = request
    self.claims = claims
  }

  /// The plan, with every refusal there is: a user mends them all at once, not one by one.
  public func plan() -> RenumberPlan {
    var plan = RenumberPlan(request: request)
    plan.refusals = request.contradictions.map(RenumberRefusal.init(ofAll:))
    guard plan.refusals.isEmpty else { return plan }
    let extensions = ScanRequest.frameExtensions
    var scanRequest = ScanRequest(paths: request.inputs, extensions: extensions)
    scanRequest.base = request.base
    scanRequest.selection = request.selection
    if case .folder(let output, _) = request.place { scanRequest.excluded = [output] }
    let scan = scanRequest.run()
    plan.ignored = scan.ignored
    plan.refusals = scan.problems.map { problem in
      RenumberRefusal(
        problem.path,
        .search(
          problem: problem, extensions: extensions.sorted(), instead: problem.entryInstead(of: scan.ignored)))
    }
    let refused = request.numbering.refusals(sequences: scan.found.count)
      .map(RenumberRefusal.Reason.numbering)
    let sequences = PlannedSequences(of: scan.found, refused: refused) {
      found, sources throws(Reasons<RenumberRefusal.Reason>) in
      try RenumberSequencePlanner(found: found, request: request, sources: sources, claims: claims).plan()
    }
    plan.sequences = sequences.planned
    plan.refusals += sequences.refusals.map { found, reason in
      found.map { RenumberRefusal($0.sequence.path, reason) } ?? RenumberRefusal(ofAll: reason)
    }
    switch request.place {
    case .folder: plan.refuseCollisions()
    case .inPlace: plan.planFolders()
    }
    return plan
  }
}

extension RenumberPlan {
  /// Refuses names in other folders that several sequences would take.
  fileprivate mutating func refuseCollisions() {
    let outputs = sequences.map { $0.allFrames.filter(\.isRenamed).map(\.destination.output) }
    let collisions = Collisions(of: outputs, from: sequences.map(\.source))
    refusals += collisions.all.map { collision in
      RenumberRefusal(collision.file, .place(collision.objection))
    }
    sequences = collisions.survivors(of: sequences)
  }

  /// Plans what is renamed in each folder by all of its sequences together, and refuses folders in which that
  /// cannot be done.
  fileprivate mutating func planFolders() {
    let groups = FolderGroup.all(of: sequences)
    // All are locked, and so open, before the first is touched. Besides the folders: the standard streams, a
    // journal, the report, what the process was started with.
    let needed = groups.count + 64
    let limit = FileSystem.openFileLimit
    guard needed <= limit else {
      refusals.append(
        RenumberRefusal(ofAll: .tooManyFolders(count: groups.count, needed: needed, limit: limit)))
      return dropAll()
    }
    var renames: [FileIdentity: RenamePlan] = [:]
    for group in groups {
      let reasons: [RenumberRefusal.Reason]
      do {
        renames[group.identity] = try RenamePlan(
          group.moves, present: FolderListing.names(in: group.path))
        continue
      } catch let error as RenameError {
        reasons = error.reasons
      } catch {
        reasons = [.unreadableFolder(error: error as? Errno ?? .ioError)]
      }
      let refused = reasons.map { RenumberRefusal(group.path, $0) }
      // What the search refused the folder for was said, and has to be mended first.
      if !refusals.contains(where: { $0.subject == refused.first?.subject }) { refusals += refused }
    }
    sequences.removeAll { renames[$0.directoryIdentity] == nil }
    folders = FolderGroup.all(of: sequences).compactMap { group in
      renames[group.identity].map { rename in
        RenumberedFolder(
          path: group.path, identity: group.identity, rename: rename,
          places: group.frames.filter(\.frame.isRenamed).map(\.place), files: group.files)
      }
    }
  }
}

/// The sequences of one folder.
private struct FolderGroup {
  let path: FilePath
  let identity: FileIdentity
  /// Those that have a name and keep or change it.
  var frames: [(place: RenumberPlan.Place, frame: RenumberedFrame)] = []

  /// In the order in which the folders were found, each once.
  static func all(of sequences: [RenumberedSequence]) -> [FolderGroup] {
    var groups: [FolderGroup] = []
    var positions: [FileIdentity: Int] = [:]
    for (index, sequence) in sequences.enumerated() {
      let position = positions[sequence.directoryIdentity] ?? groups.count
      if position == groups.count {
        positions[sequence.directoryIdentity] = position
        groups.append(FolderGroup(path: sequence.directory, identity: sequence.directoryIdentity))
      }
      for (each, frame) in sequence.allFrames.enumerated()
      where frame.intent == .rename || frame.intent == .stay {
        groups[position].frames.append((RenumberPlan.Place(sequence: index, frame: each), frame))
      }
    }
    return groups
  }

  var moves: [RenameMove] {
    frames.compactMap { _, frame in
      frame.source.map { RenameMove(from: $0.name, to: frame.destination.name) }
    }
  }

  var files: [[UInt8]: FileIdentity] {
    var files: [[UInt8]: FileIdentity] = [:]
    for (_, frame) in frames {
      if let source = frame.source { files[source.name] = frame.identity }
    }
    return files
  }
}
