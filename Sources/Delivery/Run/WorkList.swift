import Conversion
import Planning

/// The frames of a plan that a run has to make, in order.
struct WorkList: Sendable {
  let orders: [FrameOrder]
  /// Where in the plan each order stands.
  private let places: [Place]
  /// All frames of each sequence.
  private let frames: [[PlannedFrame]]

  /// A frame of a plan: which sequence, and which of its frames, the slate first.
  struct Place: Sendable {
    let sequence: Int
    let frame: Int
  }

  init(plan: Plan) {
    frames = plan.sequences.map(\.allFrames)
    var orders: [FrameOrder] = []
    var places: [Place] = []
    for (index, frames) in frames.enumerated() {
      for (position, frame) in frames.enumerated() {
        guard case .deliver(let order) = frame.intent else { continue }
        orders.append(order)
        places.append(Place(sequence: index, frame: position))
      }
    }
    (self.orders, self.places) = (orders, places)
  }

  /// Where an order stands in the plan.
  func place(of order: Int) -> Place { places[order] }

  /// The orders that are carried out at once, and the slates that are drawn when these have ended.
  var stages: (pictures: [Int], slates: [Int]) {
    (
      orders.indices.filter { !orders[$0].isDrawnSlate }, orders.indices.filter { orders[$0].isDrawnSlate }
    )
  }

  /// What the report says of an order.
  func report(of index: Int, outcome: FrameOutcome) -> Report.Frame {
    let place = places[index]
    var frame = Report.Frame(frames[place.sequence][place.frame])
    switch outcome {
    case .done(let findings):
      frame.status = .done
      frame.reason = findings.remark
    case .failed(let failure):
      frame.settle(failure.fate)
    case .notTried(let reason):
      frame.status = .failed
      frame.reason = "not tried: \(reason)"
    case .kept:
      frame.settle(.skipped)
    }
    return frame
  }
}
