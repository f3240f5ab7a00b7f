import Dispatch
import EXR
import Files
import FrameSequence
import Synchronization
import SystemPackage

/// The ends of the pipeline that wait for the disk: reading frames in, writing them out.
extension Pipeline {
  /// The reader's loop: one sequential read a frame, in their order.
  ///
  /// - Parameter next: Called after every frame.
  func readAll(next: () -> Void = {}) {
    for index in orders.indices {
      guard state.withLock({ $0.stop == nil }) else { break }
      do throws(FrameFailure) {
        let file = try onFiles { () throws(FileFailure) in try SourceFile(orders[index].input.file) }
        let read = readByteCount(file, for: orders[index])
        let (need, overflows) = read.addingReportingOverflow(orders[index].byteCost)
        guard !overflows, need <= options.largestFrame else {
          throw Pipeline.tooLarge(overflows ? .max : need, limit: options.largestFrame)
        }
        guard admit(need) else { break }
        do throws(FrameFailure) {
          try start(index, file: file, reserved: need)
        } catch {
          letGo(need)
          release(need)
          throw error
        }
      } catch {
        end(index, .failed(error))
      }
      next()
    }
    state.withLock { state in
      state.isReading = false
      wakeLanes(&state)
    }
  }

  private func start(_ index: Int, file: borrowing SourceFile, reserved: Int) throws(FrameFailure) {
    let byteCount = readByteCount(file, for: orders[index])
    let job = try FrameJob(
      index: index, reserved: reserved, picture: picture(file, of: orders[index]), order: orders[index],
      files: files, expectedByteCount: byteCount + byteCount / 16)
    state.withLock { state in
      guard state.stop == nil else { return }
      state.jobs.append(job)
      wakeLanes(&state, most: job.bands.count)
    }
  }

  /// Bytes of the source that are kept in memory: the whole file, or 0 where only its header is used.
  private func readByteCount(_ file: borrowing SourceFile, for order: FrameOrder) -> Int {
    order.input.isDrawn ? 0 : file.byteCount
  }

  private func picture(_ file: borrowing SourceFile, of order: FrameOrder) throws(FrameFailure) -> Picture {
    if order.input.isDrawn {
      return .drawn(try order.input.drawnHeader(after: file, layers: order.layers, limits: limits))
    }
    let bytes = ByteBuffer(pool: files, capacity: file.byteCount)
    try onFiles { () throws(FileFailure) in try file.read(into: bytes) }
    if case .dpx(let encoding) = order.input.content {
      return .dpx(try ProxyFrame(bytes, encoding: encoding))
    }
    do throws(EXRError) {
      return .exr(try Source(bytes, limits: limits))
    } catch {
      throw FrameFailure(error, during: .read)
    }
  }

  /// Waits until a frame of that size may enter: when it fits beside those in flight, or when it is alone.
  ///
  /// - Returns: False when the run was stopped.
  private func admit(_ need: Int) -> Bool {
    while true {
      let answer: Bool? = state.withLock { state in
        if state.stop != nil { return false }
        // Reading goes one frame ahead of the lanes, or 64 MiB where frames are smaller: enough to keep them busy.
        let isAhead = state.unfinished >= 2 && state.unfinishedBytes > 64 << 20
        // With a sync a frame, writing one takes as long as converting one, so several frames wait for their sync.
        // Without it, one large frame is written while the next is converted; a third would only occupy memory.
        let isSmall = state.reserved + need <= 64 << 20
        let mostInFlight =
          isSmall || options.sync == .frame ? options.lanes + 2 : max(2, options.lanes)
        let fits =
          !isAhead && state.inFlight < mostInFlight && state.reserved + need <= options.memory
        guard fits || state.inFlight == 0 else {
          state.readerWaits = true
          return nil
        }
        state.inFlight += 1
        state.reserved += need
        state.unfinished += 1
        state.unfinishedBytes += need
        return true
      }
      if let answer { return answer }
      readerSignal.wait()
    }
  }

  /// Notes that a frame's bands are done, or that it failed before: its source is gone.
  private func letGo(_ need: Int) {
    state.withLock { state in
      state.unfinished -= 1
      state.unfinishedBytes -= need
      wakeReader(&state)
    }
  }

  private func release(_ need: Int) {
    state.withLock { state in
      state.inFlight -= 1
      state.reserved -= need
      wakeReader(&state)
    }
  }

  /// Closes the file of a frame whose bands are done, and lets go of its source.
  ///
  /// - Returns: What is to be written; nil where the frame failed, which is noted.
  func finish(_ job: FrameJob) -> FinishedFrame? {
    defer { letGo(job.reserved) }
    do throws(FrameFailure) {
      let order = orders[job.index]
      let (exr, preview, findings) = try job.finish()
      var files: [(ByteBuffer, Destination)] = []
      if let exr, let made = order.exr { files.append((exr, made.file)) }
      if let preview, let made = order.preview { files.append((preview, made.file)) }
      return FinishedFrame(index: job.index, reserved: job.reserved, files: files, findings: findings)
    } catch {
      release(job.reserved)
      end(job.index, .failed(error))
      return nil
    }
  }

  /// A writer's loop: writes frames, and syncs their folders when some have their names.
  func writeAll() {
    while true {
      switch finished.next(within: named.wait) {
      case .write(let frame): write(frame)
      case .lookAgain: break
      case .end: return named.sync()
      }
      named.syncIfDue()
    }
  }

  /// Writes a finished frame under its name, or notes why there is none.
  func write(_ frame: FinishedFrame) {
    guard state.withLock({ $0.stop == nil }) else { return }
    var used: [OutputFolder] = []
    var failure: FrameFailure?
    var isKept = true
    for (file, destination) in frame.files {
      do throws(FrameFailure) {
        let folder = try onFiles { () throws(FileFailure) in try folders.open(destination.folder) }
        used.append(folder)
        if try put(file, at: destination, in: folder, of: orders[frame.index]) { isKept = false }
      } catch {
        failure = error.of(destination)
        if stopIfHopeless(error, at: destination.name) { break }
      }
    }
    release(frame.reserved)
    if let failure { return end(frame.index, .failed(failure)) }
    let (index, outcome) = (frame.index, isKept ? FrameOutcome.kept : .done(frame.findings))
    named.add(used) { unsynced in
      guard let unsynced else { return self.end(index, outcome) }
      let failure = FrameFailure(FileFailure(unsynced))
      _ = self.stopIfHopeless(failure, at: unsynced.path.bytes)
      self.end(index, .failed(failure))
    }
  }

  /// Writes a file under its name.
  ///
  /// - Returns: False where another run was faster, and the user chose to leave what is there: it fits.
  private func put(
    _ file: ByteBuffer, at destination: Destination, in folder: OutputFolder, of order: FrameOrder
  ) throws(FrameFailure) -> Bool {
    do throws(FrameFailure) {
      try onFiles { () throws(FileFailure) in
        unsafe try folder.write(
          file.bytes, name: destination.name, replaces: order.replaces, sync: options.sync)
      }
      return true
    } catch {
      guard existing == .skip, error.operation == .rename, error.system == .fileExists else { throw error }
      try OutputFacts.checkKept(
        destination.path, insteadOf: file, limits: limits, rules: order.layers)
      return false
    }
  }

  /// Ends the run where every further frame would fail the same way.
  private func stopIfHopeless(_ failure: FrameFailure, at name: [UInt8]) -> Bool {
    if failure.endsTheRun { stop(because: "the run ended at \(PathText.encode(name)): \(failure.text)") }
    return failure.endsTheRun
  }

  private func end(_ index: Int, _ outcome: FrameOutcome) {
    state.withLock { $0.outcomes[index] = outcome }
    observer(index, outcome)
  }

  private static func tooLarge(_ need: Int, limit: Int) -> FrameFailure {
    FrameFailure(.read, .tooLarge(need: need, limit: limit))
  }
}
