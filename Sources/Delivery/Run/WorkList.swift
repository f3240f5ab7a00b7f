import Conversion
import Files
import Planning
import SystemPackage

/// The frames of a plan that a run has to make, in order.
struct WorkList: Sendable {
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
    var places: [Place] = []
    for (index, frames) in frames.enumerated() {
      for (position, frame) in frames.enumerated() {
        if frame.isDelivered { places.append(Place(sequence: index, frame: position)) }
      }
    }
    self.places = places
  }

  var count: Int { places.count }

  /// An order of the plan.
  func order(_ index: Int) -> FrameOrder {
    let place = places[index]
    guard case .deliver(let order) = frames[place.sequence][place.frame].intent else {
      preconditionFailure("the places are those of orders")
    }
    return order
  }

  /// The folders of all files that are made.
  var folders: Set<FilePath> {
    places.indices.reduce(into: []) { folders, index in
      for product in order(index).products { folders.insert(product.file.folder) }
    }
  }

  /// Where an order stands in the plan.
  func place(of order: Int) -> Place { places[order] }

  /// The orders that are carried out at once, and the slates that are drawn when these have ended.
  var stages: (pictures: [Int], slates: [Int]) {
    let slates = places.indices.filter { order($0).isDrawnSlate }
    let isSlate = Set(slates)
    return (places.indices.filter { !isSlate.contains($0) }, slates)
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
