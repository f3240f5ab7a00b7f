import Files
import FrameSequence
import SystemPackage

/// Plans the new names of one sequence.
struct RenumberSequencePlanner {
  private let found: FoundSequence
  private let request: RenumberRequest
  /// The folders of all sequences that were found.
  private let sources: SourceFolders
  private var sequence: ImageSequence { found.sequence }

  init(found: FoundSequence, request: RenumberRequest, sources: SourceFolders) {
    self.found = found
    self.request = request
    self.sources = sources
  }

  func plan() throws(SequencePlanner.Refused) -> RenumberedSequence {
    var refused = SequencePlanner.Refused()
    refused.reasons = folderRefusals
    let numbering: NumberingPlan
    do throws(NumberingError) {
      numbering = try sequence.numbering(request.naming.padded(request.numbering))
    } catch {
      refused.reasons += error.refusals.map(Refusal.Reason.numbering)
      throw refused
    }
    let named = refused.collect { () throws(Refusal.Reason) in try pattern(numbering) }
    guard let pattern = named else { throw refused }
    let frames = numbering.entries.map { plannedFrame($0, pattern: pattern) }
    let slate = numbering.slate.flatMap { plannedSlate($0, pattern: pattern) }
    refused.reasons += frameRefusals(frames + [slate].compactMap(\.self))
    let slatePlace = slate.flatMap { self.slatePlace($0, pattern: pattern) }
    refused.reasons += slatePlace?.refusals ?? []
    guard refused.reasons.isEmpty else { throw refused }
    return RenumberedSequence(
      source: sequence.path, output: folder.appending(name: pattern.name), slate: slate, frames: frames,
      warnings: numbering.warnings.map(\.words) + numbering.handleWarnings + (slatePlace?.warnings ?? []),
      directory: sequence.directory,
      directoryIdentity: found.directoryIdentity)
  }

  /// What stands behind the number stays as it is spelt, because the files stay what they are.
  private func pattern(_ numbering: NumberingPlan) throws(Refusal.Reason) -> SequencePattern {
    do throws(NameTemplateError) {
      let named = try request.naming.pattern(
        for: sequence, colorspace: nil, suffix: sequence.pattern.suffix, pad: request.numbering.pad)
      return named ?? numbering.pattern
    } catch {
      throw .name(error.words)
    }
  }

  // MARK: Folders

  /// Where the new names are.
  private var folder: FilePath {
    switch request.place {
    case .folder(let output, _): output.appending(found.relativeFolder.components)
    case .inPlace: sequence.directory
    }
  }

  /// Whether files leave the source's folder or change their names in it.
  private var changesSource: Bool {
    switch request.place {
    case .folder(_, let mode): mode == .move
    case .inPlace: true
    }
  }

  /// Whether the new names would be in a folder that frames come from.
  private var leadsIntoSource: Bool {
    guard case .folder = request.place else { return false }
    return sources.contains(folder)
  }

  private var folderRefusals: [Refusal.Reason] {
    var reasons: [Refusal.Reason] = []
    if changesSource, let reason = FileSystem.obstacleToWriting(sequence.directory) {
      reasons.append(.destination("names in its folder cannot be changed: \(reason)"))
    }
    guard case .folder(_, let mode) = request.place else { return reasons }
    if leadsIntoSource {
      reasons.append(
        .destination("the output folder is a folder of the source: to rename files there, say --in-place"))
      return reasons
    }
    if let reason = FileSystem.obstacleToWriting(folder) {
      reasons.append(.destination("cannot write into \(PathText.encode(folder.bytes)): \(reason)"))
      return reasons
    }
    let isBound = mode == .hardlink || mode == .move
    if isBound, FileSystem.device(of: folder) != found.directoryIdentity.device {
      let words = mode == .move ? "be moved to" : "have hard links on"
      reasons.append(
        .destination("files cannot \(words) another file system: say --mode clone or --mode copy"))
    }
    return reasons
  }

  // MARK: Frames

  private func plannedSlate(_ slate: NumberingPlan.Slate, pattern: SequencePattern) -> RenumberedFrame? {
    guard case .frame(let frame) = slate.source else { return nil }
    return plannedFrame(
      frame, role: .slate, from: frame.number, to: slate.outputNumber, pattern: pattern)
  }

  /// Nil where the slate replaces nothing.
  private func slatePlace(_ slate: RenumberedFrame, pattern: SequencePattern) -> SlatePlace? {
    guard case .folder = request.place, !leadsIntoSource, request.existing == .overwrite, slate.isRenamed,
      let number = slate.outputFrame
    else { return nil }
    return SlatePlace(slate, before: Destination(folder: folder, name: pattern.name(for: number - 1)))
  }

  private func plannedFrame(_ entry: NumberingPlan.Entry, pattern: SequencePattern) -> RenumberedFrame {
    var source: SequenceFrame?
    if case .source(let frame) = entry.content { source = frame }
    return plannedFrame(
      source, role: FrameRole(entry.role), from: entry.sourceNumber, to: entry.outputNumber,
      pattern: pattern)
  }

  private func plannedFrame(
    _ frame: SequenceFrame?, role: FrameRole, from sourceNumber: Int?, to outputNumber: Int?,
    pattern: SequencePattern
  ) -> RenumberedFrame {
    let destination = Destination(folder: folder, name: pattern.name(for: outputNumber ?? 0))
    var intent = RenumberedFrame.Intent.missing
    var identity: FileIdentity?
    if let frame {
      if changesSource {
        // A file that is gone by now is found out before the first one is renamed.
        identity = (try? sequence.path(of: frame).stat(followTargetSymlink: false)).map(FileIdentity.init)
      }
      intent = self.intent(of: frame, to: destination)
    }
    return RenumberedFrame(
      role: role, sourceFrame: sourceNumber, outputFrame: outputNumber,
      source: frame.map { Destination(folder: sequence.directory, name: $0.name) },
      destination: destination, intent: intent, identity: identity)
  }

  private func intent(of frame: SequenceFrame, to destination: Destination) -> RenumberedFrame.Intent {
    if case .inPlace = request.place { return frame.name == destination.name ? .stay : .rename }
    if request.existing == .skip, FileSystem.exists(destination.path) { return .skip }
    guard let obstacle = frame.obstacle else { return .rename }
    return .fail(RenumberFailure(.open, .file(.obstacle(obstacle))))
  }

  // MARK: Refusals

  private func frameRefusals(_ frames: [RenumberedFrame]) -> [Refusal.Reason] {
    var reasons = changesSource ? obstacleRefusals : []
    let renamed = frames.filter(\.isRenamed)
    if let long = renamed.map(\.destination.name).first(where: { $0.count > OutputName.maximumLength }) {
      let most = OutputName.maximumLength
      reasons.append(
        .destination("\(PathText.encode(long)) has \(long.count) bytes, and a name has \(most) at most"))
    }
    guard case .folder = request.place, !leadsIntoSource else { return reasons }
    let there = frames.filter { $0.isRenamed || $0.intent == .skip }.map(\.destination.path)
      .filter(FileSystem.exists)
    if let first = there.first, request.existing == .refuse {
      reasons.append(.existingOutput(first: PathText.encode(first.bytes), count: there.count))
    } else if let directory = there.first(where: FileSystem.isDirectory) {
      reasons.append(.destination("\(PathText.encode(directory.bytes)) is a folder"))
    } else {
      reasons += ExistingCopies(frames, existing: request.existing).refusals
    }
    return reasons
  }

  /// Where sources change, all do or none: what is no frame, or would break by being moved, stops them.
  private var obstacleRefusals: [Refusal.Reason] {
    sequence.frames.compactMap { frame in
      let name = PathText.encode(frame.name)
      switch frame.obstacle {
      case .directory?, .fifo?, .socket?, .device?:
        return .input("\(name) is \(frame.obstacle?.words ?? ""), not a frame")
      case .danglingLink?, .linkLoop?, nil:
        guard case .folder = request.place, FileSystem.isLink(sequence.path(of: frame)) else { return nil }
        return .input("\(name) is a link: moving it would not move the frame, and may break the link")
      }
    }
  }
}

extension FileSystem {
  /// The device of a folder, or of the one above that it is still to be made in.
  fileprivate static func device(of folder: FilePath) -> UInt64? {
    var path = folder
    while true {
      if let identity = identity(path.isEmpty ? "." : path) { return identity.device }
      guard path.lastComponent != nil else { return nil }
      path.removeLastComponent()
    }
  }

  /// Whether that name is a symbolic link.
  fileprivate static func isLink(_ path: FilePath) -> Bool {
    // What cannot be looked at cannot be moved either; the run says why.
    (try? path.stat(followTargetSymlink: false).type) == .symbolicLink
  }
}
