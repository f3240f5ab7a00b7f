import ACES
import Conversion
import EXR
import Files
import FrameSequence
import SystemPackage

/// Turns a request into a plan. Reads directories and headers, writes nothing.
public struct Planner: Sendable {
  private let request: Request

  /// A planner of this request; nothing is read before ``plan()``.
  public init(_ request: Request) {
    self.request = request
  }

  /// The plan, with every refusal there is: a user mends them all at once, not one by one.
  public func plan() -> Plan {
    let scan = SourceScan(request).run()
    var wishes = request
    let refusals = wishes.takeShots(of: scan)
    var plan = Planner(wishes).plan(scan)
    if !refusals.isEmpty {
      plan.refusals = refusals + plan.refusals
      plan.sequences = []
    }
    return plan
  }

  private func plan(_ scan: SourceScan.Result) -> Plan {
    var plan = Plan(request: request)
    plan.ignored = scan.ignored
    plan.refusals = scan.refusals
    var tags = TagAgreement()
    let sequences = PlannedSequences(
      of: scan.found, refused: refusals(of: scan.found), own: Set(request.own.keys)
    ) { found, sources throws(SequencePlanner.Refused) in
      let wishes = request.wishes(for: found.sequence)
      let planner = SequencePlanner(
        found: found, wishes: wishes, delivery: request.delivery, sources: sources)
      // What is assumed of a sequence by its own wish is not what is assumed of all.
      if wishes.assume == nil { tags.add(planner.facts, of: planner.sequence) }
      return try planner.plan()
    }
    plan.sequences = sequences.planned
    plan.refusals += sequences.refusals.map { found, reason in
      Refusal(subject: found.map { PathText.encode($0.sequence.path.bytes) } ?? "the request", reason: reason)
    }
    if case .all = request.delivery.assume, let objection = tags.objection {
      plan.refusals.append(Refusal(subject: "the request", reason: objection))
      plan.sequences = []
    }
    plan.refusals.joinLayerQuestions()
    plan.refuseCollisions()
    plan.countItems()
    return plan
  }

  /// What is wrong with the request whatever the sequences are.
  private func refusals(of found: [FoundSequence]) -> [Refusal.Reason] {
    let paths = found.map(\.sequence.path)
    return numberingRefusals(sequences: paths.filter { request.own[$0] == nil }.count)
      + assumptionRefusals(paths) + ownRefusals(paths)
  }

  /// - Parameter sequences: How many have no wishes of their own.
  private func numberingRefusals(sequences: Int) -> [Refusal.Reason] {
    var numbering = request.common.numbering
    // A cut in time code is one cut of one sequence too.
    if request.common.cutTimeCode != nil { numbering.cut = 0...0 }
    return numbering.refusals(sequences: sequences).map(Refusal.Reason.numbering)
  }

  private func assumptionRefusals(_ paths: [FilePath]) -> [Refusal.Reason] {
    let slates = ([request.common] + paths.compactMap { request.own[$0] }).compactMap { wishes in
      if case .file(let slate) = wishes.numbering.slate { slate } else { nil }
    }
    return request.delivery.assume?.refusals(of: paths + slates) ?? []
  }

  /// Wishes that no sequence has.
  private func ownRefusals(_ paths: [FilePath]) -> [Refusal.Reason] {
    Set(request.own.keys).subtracting(paths).map { PathText.encode($0.bytes) }.sorted()
      .map(Refusal.Reason.wishesOfNoSequence)
  }
}

extension Request {
  /// Makes wishes of the rows of its shot list; those that were there stay.
  fileprivate mutating func takeShots(of scan: SourceScan.Result) -> [Refusal] {
    // Where nothing was found, that is said.
    guard let shots, !scan.found.isEmpty else { return [] }
    do throws(Reasons<ShotListProblem>) {
      let listed = try ShotList(shots).wishes(
        common, for: scan.found.map(\.sequence.path),
        leftOut: scan.ignored.filter { $0.reason == .notSelected }.map(\.path))
      own.merge(listed) { own, _ in own }
      return []
    } catch {
      return error.reasons.map {
        Refusal(subject: PathText.encode(shots.bytes), reason: .shotList($0))
      }
    }
  }
}

extension Plan {
  /// Gives the orders their places in the plan, from 1.
  fileprivate mutating func countItems() {
    var item = 0
    func count(_ frame: inout PlannedFrame) {
      guard case .deliver(var order) = frame.intent else { return }
      item += 1
      order.item = item
      frame.intent = .deliver(order)
    }
    for index in sequences.indices { sequences[index].changeFrames(count) }
  }

  /// Refuses outputs that several sequences would write.
  fileprivate mutating func refuseCollisions() {
    let outputs = sequences.map { sequence in
      sequence.allFrames.filter(\.isDelivered).flatMap { [$0.exr, $0.preview] }.compactMap(\.?.output)
    }
    let collisions = Collisions(of: outputs, from: sequences.map(\.source))
    refusals += collisions.all.map {
      Refusal(
        subject: PathText.encode($0.file.bytes),
        reason: .place($0.objection))
    }
    sequences = collisions.survivors(of: sequences)
  }
}
