/// Which bands of a frame are taken, and when the frame ends: a value without threads.
///
/// Bands behind a failed one are not worth doing; those before it are, so that the lowest failing band is the one
/// reported however many lanes there are.
struct BandClaims: Sendable {
  /// The first band that nobody wants: all are wanted, or those before the lowest that failed.
  private(set) var end: Int
  private(set) var claimed = 0
  private var done = 0

  init(count: Int) { end = count }

  /// Takes the next band, and says whether it is the last there will be. Nil where there is none, now and for ever.
  mutating func claim() -> (band: Int, isLast: Bool)? {
    guard claimed < end else { return nil }
    claimed += 1
    return (claimed - 1, claimed == end)
  }

  /// Notes that a claimed band failed.
  ///
  /// - Returns: Whether it is the lowest that did.
  mutating func fail(_ band: Int) -> Bool {
    guard band < end else { return false }
    end = band
    return true
  }

  /// Notes that a claimed band is not worked on any more.
  mutating func finish() { done += 1 }

  /// Whether nothing is worked on and nothing will be.
  var areAllDone: Bool { done == claimed && claimed >= end }
}
