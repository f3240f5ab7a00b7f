import ACES
import EXR
import Files
import FrameSequence
import SystemPackage

/// The frames of orders: read from their files, made by lanes, written under their names.
package struct OrderedFrames: FrameWork {
  package let count: Int
  private let order: @Sendable (Int) -> FrameOrder
  private let limits: Limits
  private let codec: Codec
  /// How many lanes work on the frames, and what the frames may take.
  package let memory: MemoryShare
  private let writer: FrameWriter
  private let buffers: ByteBuffer.Pool

  /// - Parameters:
  ///   - count: How many orders there are.
  ///   - existing: What becomes of files that another run delivered meanwhile.
  ///   - folders: The folders of all products.
  ///   - order: The order at a position, from 0. Asked several times and from any thread.
  package init(
    _ count: Int, options: RunOptions, existing: ExistingPolicy, limits: Limits, folders: DestinationFolders,
    order: @escaping @Sendable (Int) -> FrameOrder
  ) {
    self.count = count
    self.order = order
    self.limits = limits
    codec = options.codec
    memory = MemoryShare((0..<count).lazy.map(order), options: options)
    writer = FrameWriter(folders: folders, existing: existing, sync: options.sync, limits: limits)
    buffers = ByteBuffer.Pool(maxBytes: memory.frames)
  }

  /// What was read of a frame.
  package enum Raw: Sendable {
    case exr(ByteBuffer)
    case dpx(ByteBuffer, ACESproxy)
    /// The header of a frame that is drawn.
    case header(Header)
  }

  package func read(_ index: Int, admit: (Int) -> Bool) throws(FrameFailure) -> Raw? {
    let order = order(index)
    let file = try onFiles { () throws(FileFailure) in try SourceFile(order.input.file) }
    // The file may have grown since the plan was made.
    let need = order.input.isDrawn ? order.byteCost : max(order.byteCost, file.byteCount)
    guard need <= memory.largestFrame else {
      throw FrameFailure(.read, .tooLarge(need: need, limit: memory.largestFrame))
    }
    guard admit(need) else { return nil }
    if order.input.isDrawn {
      return .header(try order.input.drawnHeader(after: file, layers: order.layers, limits: limits))
    }
    let bytes = ByteBuffer(pool: buffers, capacity: file.byteCount)
    try onFiles { () throws(FileFailure) in try file.read(into: bytes) }
    if case .dpx(let encoding) = order.input.content { return .dpx(bytes, encoding) }
    return .exr(bytes)
  }

  package func prepare(_ index: Int, _ raw: Raw) throws(FrameFailure) -> FrameJob {
    try FrameJob(picture: picture(raw), order: order(index), files: buffers)
  }

  private func picture(_ raw: Raw) throws(FrameFailure) -> Picture {
    switch raw {
    case .header(let header): return .drawn(header)
    case .dpx(let bytes, let encoding): return .dpx(try ProxyFrame(bytes, encoding: encoding))
    case .exr(let bytes):
      do throws(EXRError) {
        return .exr(try Source(bytes, limits: limits))
      } catch {
        throw FrameFailure(error, during: .read)
      }
    }
  }

  package func makeBuffers() -> Lane { Lane(codec: codec, slots: buffers) }

  package func write(
    _ index: Int, _ made: FrameFiles, end: @escaping @Sendable (FrameOutcome, _ stop: String?) -> Void
  ) {
    writer.write(made, of: order(index), end: end)
  }

  package var patience: Duration? { writer.patience }
  package func settle() { writer.settle() }
  package func settleAll() { writer.settleAll() }
}
