import Dispatch
import EXR
import Files
import Synchronization

/// A frame as it goes to the disk.
struct FinishedFrame: Sendable {
  let index: Int
  let reserved: Int
  /// The EXR, then its preview, as far as they are made.
  let files: [(ByteBuffer, Destination)]
  let findings: FrameFindings
}

/// Finished frames on their way to the writers, first in, first out.
final class WriterQueue: Sendable {
  private let frames = Mutex<[FinishedFrame]>([])
  /// Counts the frames, and once each writer after the last frame.
  private let signal = DispatchSemaphore(value: 0)

  /// What a writer does next.
  enum Next {
    case write(FinishedFrame)
    case lookAgain
    case end
  }

  func put(_ frame: FinishedFrame) {
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
