import Conversion
import Files
import SystemPackage

/// Looks whether every frame fits into memory: one that does not is known before anything is written.
struct MemoryCheck {
  /// What one frame may take, the buffers of the lane that works on it included, in bytes.
  let limit: Int

  func objection(to frames: [PlannedFrame]) -> Refusal.Reason? {
    let needs: [(file: FilePath, need: Int)] = frames.compactMap { frame in
      guard case .deliver(let order) = frame.intent else { return nil }
      return (order.input.file, MemoryShare.need(of: order))
    }
    guard let largest = needs.max(by: { $0.need < $1.need }), largest.need > limit else { return nil }
    return .tooLarge(
      largest: PathText.encode(largest.file.bytes), count: needs.count { $0.need > limit },
      need: largest.need,
      limit: limit)
  }
}
