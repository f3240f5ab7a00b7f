import Conversion
import Files
import FrameSequence
import Synchronization
import SystemPackage

/// The files that lie where a sequence would be delivered, and what stands against leaving or replacing them.
///
/// A file that is kept has to be what the order would make, and one that is replaced has to be of the same
/// source frame: a shot must not be mixed of two deliveries.
struct ExistingOutputs {
  /// Every reason against it.
  let refusals: [Refusal.Reason]
  /// What could not be compared, because the files do not say it.
  let warnings: [Warning]
  private let found: [FilePath: Found]

  private typealias Found = Result<OutputFacts, FrameFailure>
  private typealias Place = (path: FilePath, order: OutputFacts?, frame: PlannedFrame)

  /// Reads the headers of the files, several at once: on a file server each costs a round trip.
  init(_ frames: [PlannedFrame], delivery: DeliverySettings) {
    let places: [Place] =
      delivery.existing == .refuse
      ? []
      : frames.filter { $0.isDelivered || $0.intent == .skip }.flatMap { frame -> [Place] in
        [
          frame.exr.map { ($0.path, frame.ordered.exr.map(OutputFacts.exr), frame) },
          frame.preview.map { ($0.path, frame.ordered.preview.map(OutputFacts.preview), frame) },
        ].compactMap(\.self)
      }
    let results = Mutex<[Found?]>(Array(repeating: nil, count: places.count))
    Threads.forEach(places.indices) { index in
      let found = ExistingOutputs.read(places[index].path, delivery: delivery)
      results.withLock { $0[index] = found }
    }
    let all = zip(places, results.withLock(\.self)).compactMap { place, found in found.map { (place, $0) } }
    self.found = Dictionary(all.map { ($0.0.path, $0.1) }, uniquingKeysWith: { first, _ in first })
    switch delivery.existing {
    case .refuse: (refusals, warnings) = ([], [])
    case .skip: (refusals, warnings) = (ExistingOutputs.unfitting(all), ExistingOutputs.unsaid(all))
    case .overwrite: (refusals, warnings) = (ExistingOutputs.ofOtherFrames(all), [])
    }
  }

  /// What the file of that name says it is; nil where there is none, or none that can be read.
  func facts(_ path: FilePath) -> OutputFacts? {
    guard case .success(let facts)? = found[path] else { return nil }
    return facts
  }

  /// Nil where nothing, or a folder, has that name.
  private static func read(_ path: FilePath, delivery: DeliverySettings) -> Found? {
    // A folder has a refusal of its own.
    guard FileSystem.exists(path), !FileSystem.isDirectory(path) else { return nil }
    return Found { () throws(FrameFailure) in
      try OutputFacts.read(path, limits: delivery.limits, rules: delivery.rules)
    }
  }

  /// What is to be kept and is not what is ordered: one reason for each difference, however many files have it.
  private static func unfitting(_ all: [(Place, Found)]) -> [Refusal.Reason] {
    var groups = Groups<OutputDifference>()
    for (place, found) in all {
      // The run draws such a slate again where it says something else.
      if place.frame.content == .drawn, case .success(let facts) = found,
        facts.isSlate(isPicture: { _ in false }) == true
      {
        continue
      }
      switch found {
      case .failure(let failure):
        groups.add(.unreadable(failure: failure), place.path, key: failure.text)
      case .success(let facts):
        guard let order = place.order else { continue }
        for difference in facts.differences(from: order) {
          // Each frame has another source: one sentence says it of the first.
          groups.add(difference, place.path, key: difference.isOfSource ? "source" : difference.words)
        }
      }
    }
    return groups.all.map { difference, first, count in
      .keptDiffers(first: PathText.encode(first.bytes), count: count, reason: difference)
    }
  }

  private static func unsaid(_ all: [(Place, Found)]) -> [Warning] {
    var groups = Groups<String>()
    for case (let place, .success(let facts)) in all {
      for lack in place.order.map(facts.unsaid(for:)) ?? [] { groups.add(lack, place.path, key: lack) }
    }
    return groups.all.map { lack, first, count in
      .keptUncompared(first: PathText.encode(first.bytes), count: count, property: lack)
    }
  }

  /// What is to be replaced by another source frame. Slates have a rule of their own; see ``SlatePlace``.
  private static func ofOtherFrames(_ all: [(Place, Found)]) -> [Refusal.Reason] {
    // Several previews of one source frame are a held one and the frame itself, and nothing tells which is which.
    var previews: [[UInt8]: Int] = [:]
    for case (_, .success(.preview(let facts))) in all { previews[facts.source, default: 0] += 1 }
    var groups = Groups<(isPreview: Bool, found: String, ordered: String)>()
    for (place, found) in all where place.frame.role != .slate {
      switch (found, place.order) {
      case (.success(.exr(let facts)), .exr(let order)?):
        guard let said = facts.provenance?.frame, let wanted = order.provenance?.frame, said != wanted else {
          continue
        }
        groups.add((false, PathText.encode(said), PathText.encode(wanted)), place.path, key: "exr")
      case (.success(.preview(let facts)), .preview(let order)?):
        guard facts.isOurs, !facts.source.isEmpty, !order.source.isEmpty, !facts.shows(order.source),
          previews[facts.source] == 1
        else { continue }
        groups.add(
          (true, PathText.encode(facts.source), PathText.encode(order.source)), place.path, key: "preview")
      default: continue
      }
    }
    return groups.all.map { frame, first, count in
      let first = PathText.encode(first.bytes)
      return frame.isPreview
        ? .replacedPreview(first: first, count: count, found: frame.found, ordered: frame.ordered)
        : .replacedFrame(first: first, count: count, found: frame.found, ordered: frame.ordered)
    }
  }

  /// Facts by what they are, with the first file and their count, in the order in which they were met.
  private struct Groups<Fact> {
    private var members: [(fact: Fact, first: FilePath, count: Int)] = []
    private var positions: [String: Int] = [:]

    var all: [(Fact, FilePath, Int)] { members }

    mutating func add(_ fact: Fact, _ path: FilePath, key: String) {
      if let position = positions[key] {
        members[position].count += 1
      } else {
        positions[key] = members.count
        members.append((fact, path, 1))
      }
    }
  }
}
