import EXR
import FrameSequence
import Synchronization
import SystemPackage

/// What the headers of a whole sequence say.
public struct SequenceFacts: Sendable {
  /// One entry a file of the sequence, in its order.
  public internal(set) var frames: [Result<FrameFacts, FrameFailure>]
  private let numbers: [Int?]
  /// One header for each shape that frames have, the first readable frame's first.
  public let representatives: [Header]
  /// What differs between frames, one sentence each.
  public let inconsistencies: [String]

  /// Reads the headers of `files`, several at once: on a file server each costs a round trip.
  init(files: [FilePath], numbers: [Int?], limits: Limits, rules: LayerRules) {
    self.numbers = numbers
    let results = Mutex<[Result<FrameFacts, FrameFailure>?]>(Array(repeating: nil, count: files.count))
    let headers = Mutex<[[PartShape]: (index: Int, header: Header)]>([:])
    Threads.forEach(files.indices) { index in
      do throws(FrameFailure) {
        let (facts, header) = try FrameFacts.read(files[index], limits: limits, rules: rules)
        headers.withLock { if index < $0[facts.shape]?.index ?? .max { $0[facts.shape] = (index, header) } }
        results.withLock { $0[index] = .success(facts) }
      } catch {
        results.withLock { $0[index] = .failure(error) }
      }
    }
    frames = results.withLock { $0.compactMap(\.self) }
    representatives = headers.withLock { $0.values.sorted { $0.index < $1.index }.map(\.header) }
    inconsistencies = SequenceFacts.inconsistencies(of: frames, numbers: numbers)
  }

  /// The header of the first frame that could be read.
  public var header: Header? { representatives.first }

  /// Whether any frame has a deep part.
  var hasDeepParts: Bool { representatives.contains { $0.parts.contains { $0.storage.isDeep } } }

  /// The frames that could be read.
  public var readable: [FrameFacts] { frames.compactMap { try? $0.get() } }

  /// What the first frame says whose colour tags say something else than the first readable one's.
  var changingClaim: String? {
    guard let first = readable.first else { return nil }
    for (number, frame) in zip(numbers, frames) {
      guard case .success(let facts) = frame, !facts.claim.agrees(with: first.claim) else { continue }
      let place = number.map { "frame \($0)" } ?? "a frame"
      return "\(place) says \(facts.claim.words), the first says \(first.claim.words)"
    }
    return nil
  }

  /// What the first frame has whose codes are of another size than the first readable one's.
  var changingCodes: String? {
    guard let first = readable.first?.codes else { return nil }
    for (number, frame) in zip(numbers, frames) {
      guard case .success(let facts) = frame, let codes = facts.codes, codes.bitDepth != first.bitDepth
      else { continue }
      let place = number.map { "frame \($0)" } ?? "a frame"
      return "\(place) has \(codes.type) codes, the first \(first.type) ones: convert them apart"
    }
    return nil
  }

  private static func inconsistencies(
    of frames: [Result<FrameFacts, FrameFailure>], numbers: [Int?]
  ) -> [String] {
    var first: FrameFacts?
    var changes: [String: (number: Int?, count: Int, detail: String)] = [:]
    for (index, frame) in frames.enumerated() {
      guard case .success(let facts) = frame else { continue }
      guard let reference = first else {
        first = facts
        continue
      }
      for (topic, detail) in facts.differences(from: reference) {
        changes[topic, default: (numbers[index], 0, detail)].count += 1
      }
    }
    return changes.sorted { $0.key < $1.key }.map { topic, change in
      let place = change.number.map { "frame \($0)" } ?? "a frame"
      let more = change.count > 1 ? " and \(change.count - 1) more" : ""
      return "\(topic) changes at \(place)\(more): \(change.detail)"
    }
  }
}

extension FrameFacts {
  /// What differs from another frame of the same sequence: topic and detail.
  fileprivate func differences(from other: FrameFacts) -> [(String, String)] {
    var found: [(String, String)] = []
    func note<Value: Equatable>(_ topic: String, _ mine: Value, _ theirs: Value, _ words: (Value) -> String) {
      if mine != theirs { found.append((topic, "\(words(mine)), not \(words(theirs))")) }
    }
    note("number of parts", shape.count, other.shape.count) { "\($0)" }
    for (mine, theirs) in zip(shape, other.shape) {
      let part = shape.count > 1 ? " of part \(mine.name ?? "")" : ""
      note("resolution" + part, mine.displayWindow, theirs.displayWindow) { "\($0.width)×\($0.height)" }
      note("channels" + part, mine.channels, theirs.channels) { $0.map(\.words).joined(separator: ", ") }
      note("compression" + part, mine.compression, theirs.compression) { $0.name }
      note("storage" + part, mine.storage, theirs.storage) { "\($0)" }
      note("pixel aspect ratio" + part, mine.pixelAspectRatio, theirs.pixelAspectRatio) { "\($0)" }
    }
    // Roundings of one rate are one rate.
    note("frame rate", rate?.customary, other.rate?.customary) { $0?.spoken ?? "none" }
    note("packing of codes", codes, other.codes) { $0.map { "\($0.type), \($0.storage)" } ?? "none" }
    if !claim.agrees(with: other.claim) {
      found.append(("colour tag", "\(claim.words), not \(other.claim.words)"))
    }
    return found
  }
}

extension Channel {
  /// `R half`.
  public var words: String { "\(name) \(type.name)" }
}
