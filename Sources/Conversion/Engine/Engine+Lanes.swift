/// What the lanes of an engine do.
extension Engine {
  /// A lane's loop: works until there will never be anything again.
  func workAll(_ number: Int) {
    // Made when there is something to do: a lane that is never needed has no buffers.
    var lane: Work.Job.Buffers?
    while true {
      var next = Queue.Next.end
      wakeLane { state in
        let (mine, other) = state.queue.next(for: number)
        next = mine
        return other
      }
      switch next {
      case .work(let task): if let frame = run(task, by: &lane) { finished.put(frame) }
      case .sleep: sleep(lane: number)
      case .end: return
      }
    }
  }

  /// - Returns: What is to be written, where a frame ends with the task.
  func run(_ task: Queue.Task, by lane: inout Work.Job.Buffers?) -> MadeFrame<Work.Job.Made>? {
    switch task {
    case .prepare(let frame):
      do throws(FrameFailure) {
        let job = try work.prepare(frame.index, frame.stage)
        withState { $0.queue.add(Queue.Frame(index: frame.index, reserved: frame.reserved, stage: job)) }
      } catch {
        fail(frame.index, reserved: frame.reserved, error)
      }
      return nil
    case .band(let frame, let band):
      let buffers = lane ?? work.makeBuffers()
      lane = buffers
      return frame.stage.work(on: band, by: buffers) ? finish(frame) : nil
    }
  }

  /// Ends a frame whose bands are done, and lets go of its source.
  private func finish(_ frame: Queue.Frame<Work.Job>) -> MadeFrame<Work.Job.Made>? {
    do throws(FrameFailure) {
      let result = MadeFrame(index: frame.index, reserved: frame.reserved, made: try frame.stage.finish())
      wakeLane { $0.made(frame.reserved) }
      wakeReader()
      return result
    } catch {
      fail(frame.index, reserved: frame.reserved, error)
      return nil
    }
  }

  /// Ends an admitted frame that has no files to be written.
  func fail(_ index: Int, reserved: Int, _ failure: FrameFailure) {
    wakeLane { state in
      state.admission.leave(reserved)
      return state.made(reserved)
    }
    wakeReader()
    observer(index, .failed(failure))
  }
}
