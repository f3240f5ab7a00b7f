/// What lanes do next, and which of them sleep: a value without threads.
///
/// A lane takes a band of the oldest frame that still has some, or else prepares the oldest frame that was read. A
/// lane that finds neither falls asleep, and the one that slept last wakes first: its buffers are the warmest, and
/// lanes that are never needed never make any. Whoever takes something while there is more wakes one further lane,
/// so no more of them wake than there are bands.
struct LaneQueue<Raw: Sendable, Job: BandJob>: Sendable {
  /// A frame that was admitted.
  struct Frame<Stage: Sendable>: Sendable {
    /// Position of the frame in the run.
    let index: Int
    /// The memory admitted for it, in bytes.
    let reserved: Int
    let stage: Stage
  }

  enum Task: Sendable {
    case prepare(Frame<Raw>)
    case band(Frame<Job>, Int)
  }

  enum Next: Sendable {
    case work(Task)
    /// The lane is asleep until it is woken.
    case sleep
    /// There will never be anything again.
    case end
  }

  private var raws: [Frame<Raw>] = []
  private var jobs: [Frame<Job>] = []
  private var asleep: [Int] = []
  private var isClosed = false

  /// - Parameter lanes: How many there are at most. Room for all is made at once.
  init(lanes: Int) {
    raws.reserveCapacity(lanes + 2)
    jobs.reserveCapacity(lanes + 2)
    asleep.reserveCapacity(lanes)
  }

  /// Adds a frame that was read.
  ///
  /// - Returns: A lane to wake.
  mutating func add(_ raw: Frame<Raw>) -> Int? {
    guard !isClosed else { return nil }
    raws.append(raw)
    return asleep.popLast()
  }

  /// Adds a frame with bands to work on. The lane that prepared it looks for more next, so none has to wake.
  mutating func add(_ job: Frame<Job>) {
    guard !isClosed else { return }
    // Several lanes prepare frames, and a later frame may be ready sooner.
    let place = jobs.lastIndex { $0.index < job.index }.map { $0 + 1 } ?? 0
    jobs.insert(job, at: place)
  }

  /// What a lane does next, and a lane to wake for what is left.
  mutating func next(for lane: Int) -> (Next, wake: Int?) {
    if let task = take() { return (.work(task), hasMore ? asleep.popLast() : nil) }
    if isClosed { return (.end, asleep.popLast()) }
    asleep.append(lane)
    return (.sleep, nil)
  }

  /// What is to be done next; nil where there is nothing now.
  mutating func take() -> Task? {
    while let job = jobs.first {
      let claim = job.stage.claim()
      if claim?.isLast ?? true { jobs.removeFirst() }
      if let claim { return .band(job, claim.band) }
    }
    return raws.isEmpty ? nil : .prepare(raws.removeFirst())
  }

  /// Whether there is more to take, unless a band has failed since.
  private var hasMore: Bool { !jobs.isEmpty || !raws.isEmpty }

  /// Forgets everything that nobody works on; lanes end when they look for more.
  ///
  /// - Returns: A lane to wake; it wakes the others.
  mutating func close() -> Int? {
    isClosed = true
    raws.removeAll()
    jobs.removeAll()
    return asleep.popLast()
  }
}
