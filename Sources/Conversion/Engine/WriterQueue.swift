import Dispatch
import Synchronization

/// A frame on its way to a writer.
///
/// It gives away what was made of it, so that the memory is free when the frame leaves, whoever still knows of it.
final class MadeFrame<Made: Sendable>: Sendable {
  /// Position of the frame in the run.
  let index: Int
  /// The memory admitted for it, in bytes.
  let reserved: Int
  private let made: Mutex<Made?>

  init(index: Int, reserved: Int, made: Made) {
    self.index = index
    self.reserved = reserved
    self.made = Mutex(made)
  }

  /// What is to be written, once.
  func take() -> Made? { made.withLock { $0.take() } }
}

/// Finished frames on their way to the writers, first in, first out.
final class WriterQueue<Frame: Sendable>: Sendable {
  private let frames = Mutex<[Frame]>([])
  /// Counts the frames, and once each writer after the last frame.
  private let signal = DispatchSemaphore(value: 0)

  /// What a writer does next.
  enum Next {
    case write(Frame)
    case lookAgain
    case end
  }

  func put(_ frame: Frame) {
    frames.withLock { $0.append(frame) }
    signal.signal()
  }

  /// Lets so many writers end when all frames are taken: no more come.
  func close(writers: Int) {
    for _ in 0..<writers { signal.signal() }
  }

  /// Waits for a frame.
  ///
  /// - Parameter limit: Afterwards the answer is to look again; nil waits for ever.
  func next(within limit: Duration?) -> Next {
    let nanoseconds = limit.map { Int($0 / .nanoseconds(1)) }
    let time = nanoseconds.map { DispatchTime.now() + .nanoseconds($0) } ?? .distantFuture
    guard signal.wait(timeout: time) == .success else { return .lookAgain }
    return frames.withLock { $0.isEmpty ? .end : .write($0.removeFirst()) }
  }
}
