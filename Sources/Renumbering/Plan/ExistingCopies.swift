import Files
import FrameSequence
import Synchronization
import SystemPackage

/// The files that lie where frames would be renumbered to, and what stands against leaving or replacing them.
///
/// A file that is kept has to be the frame, and one that is replaced must not say that it is another: two ranges
/// of one sequence would be written over each other.
struct ExistingCopies {
  /// Every reason against it.
  let refusals: [RenumberRefusal.Reason]

  /// Looks at several files at once: on a file server each costs a round trip.
  ///
  /// - Parameter claims: Tells what files say that would be replaced.
  init(_ frames: [RenumberedFrame], existing: ExistingPolicy, claims: @escaping FileClaim.Reader) {
    let places = frames.filter { existing == .skip ? $0.intent == .skip : $0.isRenamed && $0.role != .slate }
    guard existing != .refuse, !places.isEmpty else {
      refusals = []
      return
    }
    let others = Mutex<[Int: Difference]>([:])
    Threads.forEach(places.indices) { index in
      let difference = ExistingCopies.difference(of: places[index], existing: existing, claims: claims)
      guard let difference else { return }
      others.withLock { $0[index] = difference }
    }
    let found = others.withLock(\.self)
    refusals =
      found.min { $0.key < $1.key }.map { index, difference in
        let path = PathText.encode(places[index].destination.path.bytes)
        return switch difference {
        case .notTheFrame(let frame):
          [.notTheFrame(path: path, others: found.count - 1, frame: frame)]
        case .otherFrame(let said, let source, let wanted):
          [.otherFrame(path: path, others: found.count - 1, said: said, source: source, wanted: wanted)]
        }
      } ?? []
  }

  /// What is wrong with one file.
  private enum Difference: Sendable {
    /// It cannot be kept as this frame.
    case notTheFrame(String)
    case otherFrame(said: String, source: String, wanted: String)
  }

  private static func difference(
    of frame: RenumberedFrame, existing: ExistingPolicy, claims: FileClaim.Reader
  ) -> Difference? {
    guard let source = frame.source, FileSystem.exists(frame.destination.path) else { return nil }
    if existing == .skip {
      return KeptCopy(frame).isTheFrame ? nil : .notTheFrame(PathText.encode(source.name))
    }
    guard let said = claims(frame.destination.path).frame, let wanted = claims(source.path).frame,
      said != wanted
    else { return nil }
    return .otherFrame(
      said: PathText.encode(said), source: PathText.encode(source.name), wanted: PathText.encode(wanted))
  }
}

/// A file that is kept in the place of a copy or link of a frame.
struct KeptCopy {
  private let source: FilePath
  private let copy: FilePath
  /// How much is compared at the beginning and at the end, in bytes.
  private static let edge = 16 << 10

  init(_ frame: RenumberedFrame) {
    guard let source = frame.source else { preconditionFailure("what is renumbered has a source") }
    (self.source, copy) = (source.path, frame.destination.path)
  }

  /// Whether it is the frame: the same file, or one of the same size with the same header, and the same end.
  var isTheFrame: Bool {
    // What cannot be read is not the frame.
    guard let source = try? FileDescriptor.open(source, .readOnly, options: [.nonBlocking, .closeOnExec])
    else { return false }
    // Nothing was written through it.
    defer { try? source.close() }
    // As above.
    guard let copy = try? FileDescriptor.open(copy, .readOnly, options: [.nonBlocking, .closeOnExec])
    else { return false }
    // As above.
    defer { try? copy.close() }
    // As above.
    guard let own = try? source.stat(), let other = try? copy.stat(), own.type == .regular,
      other.type == .regular
    else { return false }
    if FileIdentity(own) == FileIdentity(other) { return true }
    guard own.size == other.size else { return false }
    let ends = [0, max(0, Int(own.size) - KeptCopy.edge)]
    return ends.allSatisfy { offset in
      // As above.
      let bytes = try? source.allBytes(at: offset, upTo: KeptCopy.edge)
      // As above.
      return bytes != nil && bytes == (try? copy.allBytes(at: offset, upTo: KeptCopy.edge))
    }
  }
}
