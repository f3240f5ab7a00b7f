/// Decides when the next frame may be read: a value without threads or clocks.
///
/// A frame is in flight from its reading to its name. It holds its source until its bands are done, and is called
/// unfinished until then.
struct Admission: Sendable {
  /// Bytes that frames in flight may reserve together.
  let budget: Int
  let lanes: Int
  /// Whether a frame in flight may wait for a sync of the disk.
  let syncsFrames: Bool
  private(set) var inFlight = 0
  private(set) var reserved = 0
  private(set) var unfinished = 0
  private(set) var unfinishedBytes = 0

  /// How much is read ahead of the lanes, and how much counts as small: enough to keep lanes busy.
  static let readAhead = 64 << 20

  init(budget: Int, lanes: Int, syncsFrames: Bool) {
    self.budget = budget
    self.lanes = lanes
    self.syncsFrames = syncsFrames
  }

  /// Lets a frame in if its bytes fit beside those in flight, or if it is the only one.
  ///
  /// - Returns: False where it has to wait until another frame is made or leaves.
  mutating func admit(_ need: Int) -> Bool {
    guard fits(need) || inFlight == 0 else { return false }
    inFlight += 1
    reserved += need
    unfinished += 1
    unfinishedBytes += need
    return true
  }

  private func fits(_ need: Int) -> Bool {
    // Reading goes one frame ahead of the lanes, or further where frames are small.
    let isAhead = unfinished >= 2 && unfinishedBytes > Admission.readAhead
    return !isAhead && inFlight < mostInFlight(with: need) && need <= budget - reserved
  }

  /// With a sync a frame, writing one takes as long as converting one, so several frames wait for their sync.
  /// Without it, one large frame is written while the next is converted; a third would only occupy memory.
  private func mostInFlight(with need: Int) -> Int {
    let isSmall = need <= Admission.readAhead - reserved
    return isSmall || syncsFrames ? lanes + 2 : max(2, lanes)
  }

  /// Notes that an admitted frame's bands are done, or that it failed before: its source is gone.
  mutating func made(_ need: Int) {
    unfinished -= 1
    unfinishedBytes -= need
  }

  /// Notes that an admitted frame has its name, or failed: its memory is free.
  mutating func leave(_ need: Int) {
    inFlight -= 1
    reserved -= need
  }
}
