import Files

/// How a run divides its memory between what lanes keep and the frames in flight.
package struct MemoryShare: Sendable, Hashable {
  package let lanes: Int
  /// For all frames in flight together, in bytes.
  package let frames: Int
  /// For one frame that is in flight by itself, in bytes.
  let largestFrame: Int

  /// Lanes get at most half of the memory and nothing that the largest frame needs, and one there is always. More lanes
  /// than cores would only take turns.
  ///
  /// - Parameters:
  ///   - asked: The lanes that were asked for.
  ///   - laneByteCount: What a lane needs for the largest band, in bytes.
  ///   - largest: What the largest frame needs, in bytes.
  ///   - memory: For everything, in bytes.
  ///   - limit: For everything where one frame is by itself, in bytes.
  init(asked: Int, cores: Int, laneByteCount: Int, largest: Int, memory: Int, limit: Int) {
    lanes = max(1, min(asked, cores, memory / 2 / laneByteCount, (limit - largest) / laneByteCount))
    frames = max(0, memory - lanes * laneByteCount)
    largestFrame = max(0, limit - lanes * laneByteCount)
  }

  init(_ orders: some Sequence<FrameOrder>, options: RunOptions) {
    var (band, largest) = (0, 0)
    for order in orders { (band, largest) = (max(band, order.bandByteCost), max(largest, order.byteCost)) }
    self.init(
      asked: options.lanes, cores: Machine.cores,
      laneByteCount: MemoryShare.laneByteCount(band: band),
      largest: largest, memory: options.memory, limit: options.largestFrame)
  }

  /// What a frame needs by itself, with one lane that works on it, in bytes.
  package static func need(of order: FrameOrder) -> Int {
    let (need, overflows) = order.byteCost.addingReportingOverflow(laneByteCount(band: order.bandByteCost))
    return overflows ? .max : need
  }

  /// What a lane keeps: tables of the codecs, and beside the samples of a band those packed, and the scratch of
  /// a decoder and an encoder.
  ///
  /// - Parameter band: The samples of the largest band, in bytes.
  static func laneByteCount(band: Int) -> Int { 3 << 20 + 4 * min(band, 1 << 40) }
}
