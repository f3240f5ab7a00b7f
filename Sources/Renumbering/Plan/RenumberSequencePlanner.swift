import Files
import FrameSequence
import SystemPackage

/// Plans the new names of one sequence.
struct RenumberSequencePlanner {
  private let found: FoundSequence
  private let request: RenumberRequest
  /// The folders of all sequences that were found.
  private let sources: SourceFolders
  private let claims: FileClaim.Reader
  private var sequence: ImageSequence { found.sequence }

  init(
    found: FoundSequence, request: RenumberRequest, sources: SourceFolders, claims: @escaping FileClaim.Reader
  ) {
    self.found = found
    self.request = request
    self.sources = sources
    self.claims = claims
  }

  func plan() throws(Reasons<RenumberRefusal.Reason>) -> RenumberedSequence {
    var refused = Reasons<RenumberRefusal.Reason>()
    refused.reasons = folderRefusals
    let numbering: NumberingPlan
    do throws(NumberingError) {
      numbering = try sequence.numbering(request.naming.padded(request.numbering))
    } catch {
      refused.reasons += error.refusals.map(RenumberRefusal.Reason.numbering)
      throw refused
    }
    let named = refused.collect { () throws(RenumberRefusal.Reason) in try pattern(numbering) }
    guard let pattern = named else { throw refused }
    let frames = numbering.entries.map { plannedFrame($0, pattern: pattern) }
    let slate = numbering.slate.flatMap { plannedSlate($0, pattern: pattern) }
    refused.reasons += frameRefusals(frames + [slate].compactMap(\.self))
    let replaced = slate.flatMap { replacedFile($0, pattern: pattern) }
    if let replaced, replaced.isPicture { refused.reasons.append(.slateReplaces(file: replaced)) }
    guard refused.reasons.isEmpty else { throw refused }
    return RenumberedSequence(
      source: sequence.path, output: folder.appending(name: pattern.name), slate: slate, frames: frames,
      warnings: (numbering.warnings + numbering.handleWarnings).map(RenumberWarning.numbering)
        + [replaced.map(RenumberWarning.slateReplaces)].compactMap(\.self),
      directory: sequence.directory,
      directoryIdentity: found.directoryIdentity)
  }

  /// What stands behind the number stays as it is spelt, because the files stay what they are.
  private func pattern(_ numbering: NumberingPlan) throws(RenumberRefusal.Reason) -> SequencePattern {
    do throws(NameTemplateError) {
      let named = try request.naming.pattern(
        for: sequence, colorspace: nil, suffix: sequence.pattern.suffix, pad: request.numbering.pad)
      return named ?? numbering.pattern
    } catch {
      throw .name(error: error)
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

  private var folderRefusals: [RenumberRefusal.Reason] {
    var reasons: [RenumberRefusal.Reason] = []
    if changesSource, let obstacle = FileSystem.obstacleToWriting(sequence.directory) {
      reasons.append(.unchangeableFolder(obstacle: obstacle))
    }
    guard case .folder(_, let mode) = request.place else { return reasons }
    if leadsIntoSource {
      reasons.append(.outputIsSource)
      return reasons
    }
    if let obstacle = FileSystem.obstacleToWriting(folder) {
      reasons.append(.place(.unwritableFolder(folder: PathText.encode(folder.bytes), obstacle: obstacle)))
      return reasons
    }
    let isBound = mode == .hardlink || mode == .move
    if isBound, FileSystem.device(of: folder) != found.directoryIdentity.device {
      reasons.append(.otherFileSystem(mode: mode))
    }
    return reasons
  }

  // MARK: Frames

  private func plannedSlate(_ slate: NumberingPlan.Slate, pattern: SequencePattern) -> RenumberedFrame? {
    guard case .frame(let frame) = slate.source else { return nil }
    return plannedFrame(
      frame, role: .slate, from: frame.number, to: slate.outputNumber, pattern: pattern)
  }

  /// What the slate replaces; nil where it replaces nothing.
  private func replacedFile(_ slate: RenumberedFrame, pattern: SequencePattern) -> SlateReplacement? {
    guard case .folder = request.place, !leadsIntoSource, request.existing == .overwrite, slate.isRenamed,
      let number = slate.outputFrame
    else { return nil }
    let file = slate.destination
    return SlateReplacement(
      of: file.path, before: Destination(folder: folder, name: pattern.name(for: number - 1)).path,
      isSlate: claims(file.path).isSlate)
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
        identity = FileSystem.identity(sequence.path(of: frame), followingLinks: false)
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
    return .fail(RenumberFailure(.open, .file(.obstacle(entry: obstacle))))
  }

  // MARK: Refusals

  private func frameRefusals(_ frames: [RenumberedFrame]) -> [RenumberRefusal.Reason] {
    var reasons = changesSource ? obstacleRefusals : []
    let renamed = frames.filter(\.isRenamed)
    if let long = renamed.map(\.destination.name).first(where: { $0.count > OutputName.maximumLength }) {
      reasons.append(.place(.nameTooLong(name: PathText.encode(long), byteCount: long.count)))
    }
    guard case .folder = request.place, !leadsIntoSource else { return reasons }
    let there = frames.filter { $0.isRenamed || $0.intent == .skip }.map(\.destination.path)
      .filter(FileSystem.exists)
    if let first = there.first, request.existing == .refuse {
      reasons.append(.place(.existingOutput(first: PathText.encode(first.bytes), count: there.count)))
    } else if let directory = there.first(where: FileSystem.isDirectory) {
      reasons.append(.place(.outputIsFolder(path: PathText.encode(directory.bytes))))
    } else {
      reasons += ExistingCopies(frames, existing: request.existing, claims: claims).refusals
    }
    return reasons
  }

  /// Where sources change, all do or none: what is no frame, or would break by being moved, stops them.
  private var obstacleRefusals: [RenumberRefusal.Reason] {
    sequence.frames.compactMap { frame in
      let name = PathText.encode(frame.name)
      switch frame.obstacle {
      case .directory?, .fifo?, .socket?, .device?:
        return frame.obstacle.map { .noFrame(name: name, obstacle: $0) }
      case .danglingLink?, .linkLoop?, nil:
        guard case .folder = request.place, FileSystem.isLink(sequence.path(of: frame)) else { return nil }
        return .link(name: name)
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
