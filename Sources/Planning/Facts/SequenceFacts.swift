import Conversion
import DPX
import EXR
import Files
import FrameSequence
import Synchronization
import SystemPackage

/// What the headers of a whole sequence say.
package struct SequenceFacts: Sendable {
  /// One entry a file of the sequence, in its order.
  package internal(set) var frames: [Result<FrameFacts, FrameFailure>]
  private let numbers: [Int?]
  /// One header for each shape that frames have, the first readable frame's first.
  let representatives: [Header]

  /// Reads the headers of `files`, several at once: on a file server each costs a round trip.
  init(files: [FilePath], numbers: [Int?], limits: Limits, rules: LayerRules) {
    self.numbers = numbers
    let results = Mutex<[Result<FrameFacts, FrameFailure>?]>(Array(repeating: nil, count: files.count))
    let headers = Mutex<[[PartShape]: (index: Int, header: Header)]>([:])
    let shared = Mutex(SharedFacts())
    Threads.forEach(files.indices) { index in
      do throws(FrameFailure) {
        var (facts, header) = try FrameFacts.read(files[index], limits: limits, rules: rules)
        shared.withLock { $0.share(&facts) }
        headers.withLock { if index < $0[facts.shape]?.index ?? .max { $0[facts.shape] = (index, header) } }
        results.withLock { $0[index] = .success(facts) }
      } catch {
        results.withLock { $0[index] = .failure(error) }
      }
    }
    frames = results.withLock { $0.compactMap(\.self) }
    representatives = headers.withLock { $0.values.sorted { $0.index < $1.index }.map(\.header) }
  }

  /// The header of the first frame that could be read.
  package var header: Header? { representatives.first }

  /// Whether any frame has a deep part.
  var hasDeepParts: Bool { representatives.contains { $0.parts.contains { $0.storage.isDeep } } }

  /// The frames that could be read.
  package var readable: [FrameFacts] { frames.compactMap { try? $0.get() } }

  /// The first frame whose colour tags say something else than the first readable one's.
  var changingClaim: Refusal.Reason? {
    guard let first = readable.first else { return nil }
    for (number, frame) in zip(numbers, frames) {
      guard case .success(let facts) = frame, !facts.claim.agrees(with: first.claim) else { continue }
      return .changingTags(frame: number, tags: facts.claim.words, firstTags: first.claim.words)
    }
    return nil
  }

  /// The first frame whose codes are of another size than the first readable one's.
  var changingCodes: Refusal.Reason? {
    guard let first = readable.first?.codes else { return nil }
    for (number, frame) in zip(numbers, frames) {
      guard case .success(let facts) = frame, let codes = facts.codes, codes.bitDepth != first.bitDepth
      else { continue }
      return .changingCodes(
        frame: number, bits: Int(codes.bitDepth.rawValue), firstBits: Int(first.bitDepth.rawValue))
    }
    return nil
  }

  /// What differs between frames.
  ///
  /// - Parameter isMeant: Whether the frame at a position in the sequence is to be compared.
  func contrasts(where isMeant: (Int) -> Bool = { _ in true }) -> [ShotContrast] {
    let readable = frames.indices.filter(isMeant).compactMap { index in
      // Whether the header was read is all that is asked; why not is in the report of that frame.
      (try? frames[index].get()).map { (number: numbers[index], facts: $0) }
    }
    return ShotContrasts(readable).all
  }

  /// What was passed over in reading headers, each oddity once with its frames.
  func oddHeaders(where isMeant: (Int) -> Bool = { _ in true }) -> [Warning] {
    var oddities: [DPXWarning] = []
    var places: [DPXWarning: [Int]] = [:]
    for index in frames.indices where isMeant(index) {
      guard case .success(let facts) = frames[index] else { continue }
      for oddity in facts.oddities {
        if places[oddity] == nil { oddities.append(oddity) }
        places[oddity, default: []].append(index)
      }
    }
    return oddities.map { .oddHeader(oddity: $0, frames: FrameList(places[$0] ?? [], of: numbers)) }
  }
}
