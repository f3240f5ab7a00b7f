import EXR
import FrameSequence

/// The ends of the pipeline that wait for the disk: reading frames in, writing them out.
extension Pipeline {
  /// The reader's loop: one sequential read a frame, in the order of the items.
  func readAll() {
    for index in items.indices {
      guard state.withLock({ $0.stop == nil }) else { break }
      do throws(FrameFailure) {
        let file = try SourceFile(items[index].source)
        let need = file.byteCount + items[index].unpackedByteCount
        guard need <= options.largestFrame else { throw Pipeline.tooLarge(need, limit: options.largestFrame) }
        guard admit(need) else { break }
        do throws(FrameFailure) {
          try start(index, file: file, reserved: need)
        } catch {
          release(need)
          throw error
        }
      } catch {
        end(index, .failed(error))
      }
    }
    state.withLock { state in
      state.isReading = false
      wake(&state)
    }
  }

  private func start(_ index: Int, file: borrowing SourceFile, reserved: Int) throws(FrameFailure) {
    let bytes = ByteBuffer(pool: files, capacity: file.byteCount)
    try file.read(into: bytes)
    let source: Source
    do throws(EXRError) {
      source = try Source(bytes, limits: limits)
    } catch {
      throw FrameFailure(error, during: .read)
    }
    let job = try FrameJob(
      index: index, reserved: reserved, source: source, settings: items[index].settings,
      into: ByteBuffer(pool: files, capacity: file.byteCount))
    state.withLock { state in
      guard state.stop == nil else { return }
      state.jobs.append(job)
      wake(&state)
    }
  }

  /// Waits until a frame of that size may enter: when it fits beside those in flight, or when it is alone.
  ///
  /// - Returns: False when the run was stopped.
  private func admit(_ need: Int) -> Bool {
    while true {
      let answer: Bool? = state.withLock { state in
        if state.stop != nil { return false }
        let fits = state.inFlight < options.lanes + 2 && state.reserved + need <= options.memory
        guard fits || state.inFlight == 0 else {
          state.readerWaits = true
          return nil
        }
        state.inFlight += 1
        state.reserved += need
        return true
      }
      if let answer { return answer }
      readerSignal.wait()
    }
  }

  private func release(_ need: Int) {
    state.withLock { state in
      state.inFlight -= 1
      state.reserved -= need
      wake(&state)
    }
  }

  /// Writes a finished frame under its name, or says why there is none.
  func write(_ job: FrameJob) {
    let item = items[job.index]
    let outcome: FrameOutcome
    do throws(FrameFailure) {
      let (file, findings) = try job.finish()
      guard state.withLock({ $0.stop == nil }) else { return }
      guard let folder = folders[item.folder] else { preconditionFailure("folders are made before the run") }
      unsafe try folder.write(
        file.bytes, name: item.name, replaces: replaces, sync: options.sync)
      outcome = .done(findings, byteCount: file.count)
    } catch {
      outcome = .failed(error)
      if error.endsTheRun {
        stop(because: "the run ended at \(PathText.encode(item.name)): \(error.text)")
      }
    }
    release(job.reserved)
    end(job.index, outcome)
  }

  private func end(_ index: Int, _ outcome: FrameOutcome) {
    state.withLock { $0.outcomes[index] = outcome }
    observer(index, outcome)
  }

  private static func tooLarge(_ need: Int, limit: Int) -> FrameFailure {
    FrameFailure(
      operation: .read,
      reason: "it needs \(need >> 20) MiB of memory, and \(limit >> 20) MiB are allowed: raise --memory")
  }
}
