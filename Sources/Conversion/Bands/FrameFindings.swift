import ACES

/// What was seen in a frame's samples while they were converted.
package struct FrameFindings: Sendable, Equatable {
  /// Colour samples by what was found; only of parts that were decoded.
  package var counts = SampleCounts()
  /// Whether a log encoding met an alpha other than 1: RGB was encoded as stored.
  var alphaBelowOne = false
  /// Codes of an ACESproxy source outside the range that represents image data; decoded as the nearest.
  package var illegalCodes = 0

  package init() {}

  package mutating func add(_ other: FrameFindings) {
    counts += other.counts
    alphaBelowOne = alphaBelowOne || other.alphaBelowOne
    illegalCodes += other.illegalCodes
  }

  /// What a user should know of a frame that was delivered; nil where there is nothing.
  package var remark: String? {
    var remarks: [String] = []
    if alphaBelowOne { remarks.append("alpha is not 1 everywhere; RGB was encoded as stored") }
    if illegalCodes > 0 { remarks.append("\(illegalCodes) codes are no image data; the nearest were taken") }
    return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
  }
}
