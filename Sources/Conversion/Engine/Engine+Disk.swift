/// The ends of an engine that wait for the disk: reading frames in, writing them out.
extension Engine {
  /// The reader's loop: one frame after the other, in their order.
  ///
  /// - Parameter next: Called after every frame.
  func readAll(next: () -> Void = {}) {
    for index in 0..<work.count {
      guard withState({ $0.stop == nil }) else { break }
      var reserved: Int?
      do throws(FrameFailure) {
        let raw = try work.read(index) { need in
          guard admit(need) else { return false }
          reserved = need
          return true
        }
        guard let raw, let reserved else { break }
        wakeLane { $0.queue.add(Queue.Frame(index: index, reserved: reserved, stage: raw)) }
      } catch {
        if let reserved { fail(index, reserved: reserved, error) } else { observer(index, .failed(error)) }
      }
      next()
    }
    wakeLane { $0.endReading() }
  }

  /// Waits until a frame of that size may enter.
  ///
  /// - Returns: False when the run was stopped.
  private func admit(_ need: Int) -> Bool {
    while true {
      let answer: Bool? = withState { state in
        if state.stop != nil { return false }
        if state.admission.admit(need) { return true }
        state.readerWaits = true
        return nil
      }
      if let answer { return answer }
      sleepReader()
    }
  }

  /// A writer's loop: writes frames, and ends them when they have waited long enough.
  func writeAll() {
    while true {
      switch finished.next(within: work.patience) {
      case .write(let frame): write(frame)
      case .lookAgain: break
      case .end: return work.settleAll()
      }
      work.settle()
    }
  }

  /// Writes a finished frame, unless the run was stopped.
  func write(_ frame: MadeFrame<Work.Job.Made>) {
    guard withState({ $0.stop == nil }) else { return }
    let index = frame.index
    if let made = frame.take() {
      work.write(index, made) { outcome, hopeless in
        if let hopeless { self.stop(because: hopeless) }
        self.observer(index, outcome)
      }
    }
    withState { $0.admission.leave(frame.reserved) }
    wakeReader()
  }
}
