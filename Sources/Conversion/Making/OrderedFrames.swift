import ACES
import EXR
import Files
import FrameSequence
import SystemPackage

/// The frames of orders: read from their files, made by lanes, written under their names.
package struct OrderedFrames: FrameWork {
  private let orders: [FrameOrder]
  private let limits: Limits
  private let codec: Codec
  /// How many lanes work on the frames, and what the frames may take.
  package let memory: MemoryShare
  private let writer: FrameWriter
  private let buffers: ByteBuffer.Pool

  /// - Parameters:
  ///   - existing: What becomes of files that another run delivered meanwhile.
  ///   - folders: The folders of all products.
  package init(
    _ orders: [FrameOrder], options: RunOptions, existing: ExistingPolicy, limits: Limits,
    folders: DestinationFolders
  ) {
    self.orders = orders
    self.limits = limits
    codec = options.codec
    memory = MemoryShare(orders, options: options)
    writer = FrameWriter(folders: folders, existing: existing, sync: options.sync, limits: limits)
    buffers = ByteBuffer.Pool(maxBytes: memory.frames)
  }

  package var count: Int { orders.count }

  /// What was read of a frame.
  package enum Raw: Sendable {
    case exr(ByteBuffer)
    case dpx(ByteBuffer, ACESproxy)
    /// The header of a frame that is drawn.
    case header(Header)
  }

  package func read(_ index: Int, admit: (Int) -> Bool) throws(FrameFailure) -> Raw? {
    let order = orders[index]
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
    try FrameJob(picture: picture(raw), order: orders[index], files: buffers)
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
    writer.write(made, of: orders[index], end: end)
  }

  package var patience: Duration? { writer.patience }
  package func settle() { writer.settle() }
  package func settleAll() { writer.settleAll() }
}
