/// What an ``Engine`` does with frames, without its threads: how one is read, made and written.
package protocol FrameWork: Sendable {
  /// A frame as it was read; nothing of it was looked at.
  associatedtype Raw: Sendable
  associatedtype Job: BandJob

  /// How many frames there are.
  var count: Int { get }

  /// Reads a frame. Waits for the disk and does nothing else.
  ///
  /// - Parameter admit: Waits until a frame that takes so many bytes, from its reading to its name, may enter; asked
  ///   once. False ends the reading.
  /// - Returns: Nil where the frame was not admitted.
  func read(_ index: Int, admit: (Int) -> Bool) throws(FrameFailure) -> Raw?

  /// Makes a frame ready to be worked on. Called by a lane.
  func prepare(_ index: Int, _ raw: Raw) throws(FrameFailure) -> Job

  /// The buffers of a lane, which it keeps from one frame to the next.
  func makeBuffers() -> Job.Buffers

  /// Writes what was made of a frame. Waits for the disk.
  ///
  /// - Parameter end: Called once, on any thread, when the frame has ended; with a reason where every further frame
  ///   would fail the same way.
  func write(_ index: Int, _ made: Job.Made, end: @escaping @Sendable (FrameOutcome, _ stop: String?) -> Void)

  /// How long until ``settle()`` has something to do; nil while it has nothing.
  var patience: Duration? { get }

  /// Ends the frames that were written and have waited long enough for others.
  func settle()

  /// Ends all frames that were written.
  func settleAll()
}

/// A frame that lanes work on, band by band.
package protocol BandJob: AnyObject, Sendable {
  /// What one lane keeps from band to band.
  associatedtype Buffers: AnyObject
  /// What is written.
  associatedtype Made: Sendable

  /// Takes the next band that nobody works on, from 0, and says whether it is the last there will be. Nil where there
  /// is none, now and for ever. Called under a lock: a few loads and stores.
  func claim() -> (band: Int, isLast: Bool)?

  /// Works on a band that was claimed.
  ///
  /// - Returns: Whether the frame ends with it: true for exactly one call a frame.
  func work(on band: Int, by lane: Buffers) -> Bool

  /// What the frame has become. Called once, after the band that ended it.
  func finish() throws(FrameFailure) -> Made
}
