import FrameSequence

/// One difference between frames that should be one shot.
public enum ShotContrast: Sendable, Hashable, Encodable {
  /// These frames have another value of a property than the others.
  case changes(property: String, frames: FrameList, found: String, others: String)
  /// These frames lack channels that the others have.
  case lackingChannels(channels: [String], frames: FrameList)
  /// These frames alone have channels.
  case additionalChannels(channels: [String], frames: FrameList)

  static let resolution = "resolution"
  static let pixelAspect = "pixel aspect ratio"

  /// As a scan says it: what changes, and where.
  var change: String {
    switch self {
    case .changes(let property, let frames, let found, let others):
      "\(property) changes at \(frames.place): \(found), not \(others)"
    case .lackingChannels(let channels, let frames):
      "channels change: \(frames.place) \(frames.isOne ? "lacks" : "lack") \(Self.listed(channels))"
    case .additionalChannels(let channels, let frames):
      "channels change: only \(frames.place) \(frames.isOne ? "has" : "have") \(Self.listed(channels))"
    }
  }

  /// As a refusal says it, where no shot is meant to be so; nil for what may change inside a shot.
  var mix: String? {
    switch self {
    case .changes(Self.resolution, let frames, let found, let others):
      "\(frames.text) \(frames.isOne ? "is" : "are") \(found), not \(others)"
    case .changes(Self.pixelAspect, let frames, let found, let others):
      "\(frames.text) \(frames.isOne ? "has" : "have") pixel aspect \(found), not \(others)"
    case .changes: nil
    case .lackingChannels(let channels, let frames):
      "\(frames.text) \(frames.isOne ? "lacks" : "lack") \(Self.listed(channels)), which the others have"
    case .additionalChannels(let channels, let frames):
      "only \(frames.text) \(frames.isOne ? "has" : "have") \(Self.listed(channels))"
    }
  }

  private static func listed(_ names: [String]) -> String {
    let more = names.count - 12
    return names.prefix(12).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}

/// Frames of a sequence: how many, and the numbers of those that have one.
public struct FrameList: Sendable, Hashable, Encodable {
  /// How many there are.
  public let count: Int
  /// Their numbers as inclusive ranges, rising; empty where none has a number.
  public let ranges: [ClosedRange<Int>]

  /// - Parameter ranges: Rising, with no number twice.
  init(_ ranges: [ClosedRange<Int>]) {
    self.ranges = FrameNumbers.joined(ranges)
    count = ranges.reduce(0) { $0 + $1.count }
  }

  init(_ indices: [Int], of numbers: [Int?]) {
    count = indices.count
    ranges = FrameNumbers.ranges(of: indices.compactMap { numbers[$0] })
  }

  var isOne: Bool { count == 1 }
  /// `1016-1030`.
  var text: String { ranges.listed(most: 24) }
  /// `frames 1016-1030`.
  var place: String { "frame\(isOne ? "" : "s") \(text)" }
}
