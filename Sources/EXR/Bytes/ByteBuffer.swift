import Synchronization

/// Page-aligned memory that grows: a whole file, read or made.
///
/// While it is filled, one owner alone may let it grow and set its count. Several lanes may write into ``memory`` at
/// the same time, as those of a preview do, if each writes bytes of its own and the buffer does not grow meanwhile.
/// Once it is filled it may be shared, and nobody writes any more.
///
/// A fresh 33 MB block costs eight thousand page faults, so memory goes back to a ``Pool`` and is handed out again.
// Unchecked: the two phases (writers of bytes apart from each other, then only readers) are a contract that the
// compiler cannot see.
public final class ByteBuffer: @unchecked Sendable {
  private var block: Pool.Block
  private let pool: Pool?
  /// Bytes that mean something, from the start.
  public private(set) var count = 0
  /// Bytes the memory can hold.
  public var capacity: Int { block.capacity }

  /// An empty buffer.
  ///
  /// - Parameters:
  ///   - pool: where the memory comes from and goes to; `nil` for the system.
  ///   - capacity: bytes to reserve at once.
  public init(pool: Pool? = nil, capacity: Int = 0) {
    self.pool = pool
    block = pool?.take(atLeast: capacity) ?? Pool.Block(atLeast: capacity)
  }

  deinit { release(block) }

  private func release(_ block: Pool.Block) {
    if let pool { pool.give(block) } else { block.free() }
  }

  /// The bytes so far. Valid until the buffer grows or goes.
  public var bytes: UnsafeRawBufferPointer {
    // `count` never exceeds `capacity`, the size of the block.
    unsafe UnsafeRawBufferPointer(start: block.base, count: count)
  }

  /// All memory, for a writer that fills it in place and then calls ``setCount(_:)``. Valid until the buffer
  /// grows or goes.
  public var memory: UnsafeMutableRawBufferPointer {
    // `capacity` is the size of the block.
    unsafe UnsafeMutableRawBufferPointer(start: block.base, count: capacity)
  }

  /// Makes room for `capacity` bytes in all; the bytes so far are kept.
  public func reserve(_ capacity: Int) {
    guard capacity > self.capacity else { return }
    let larger = pool?.take(atLeast: capacity) ?? Pool.Block(atLeast: capacity)
    // Both blocks hold `count` bytes, and they are distinct.
    unsafe larger.base.copyMemory(from: block.base, byteCount: count)
    release(block)
    block = larger
  }

  /// Declares that the first `count` bytes of ``memory`` have been filled.
  public func setCount(_ count: Int) {
    precondition(count >= 0 && count <= capacity, "count beyond the memory")
    self.count = count
  }

  /// Adds bytes at the end, growing by half where the room does not suffice.
  public func append(_ source: UnsafeRawBufferPointer) {
    guard let start = source.baseAddress else { return }
    let end = count + source.count
    if end > capacity { reserve(max(end, capacity + capacity / 2)) }
    // `reserve` has made room for `end` bytes.
    unsafe block.base.advanced(by: count).copyMemory(from: start, byteCount: source.count)
    count = end
  }
}

extension ByteBuffer {
  /// Memory of buffers that have gone, kept for the next ones. Thread-safe.
  public final class Pool: Sendable {
    /// Freed memory up to this many bytes is kept.
    public let maxBytes: Int
    private let shelf = Mutex(Shelf())

    /// A pool that holds no memory yet.
    public init(maxBytes: Int) {
      self.maxBytes = maxBytes
    }

    deinit {
      shelf.withLock { shelf in
        for block in shelf.blocks { block.free() }
      }
    }

    /// Memory with one owner at a time.
    // Sendable because the owner is the buffer that uses it, or the shelf.
    @safe struct Block: @unchecked Sendable {
      let base: UnsafeMutableRawPointer
      let capacity: Int

      init(atLeast capacity: Int) {
        let pageSize = 4096
        // Eight sizes an octave: frames of a shot differ by a little, and their blocks must serve each other.
        let step = max(pageSize, 1 << max(0, Int.bitWidth - 4 - max(1, capacity).leadingZeroBitCount))
        self.capacity = max(pageSize, (capacity + step - 1) / step * step)
        unsafe base = .allocate(byteCount: self.capacity, alignment: pageSize)
      }

      /// Only the owner may call this, once.
      func free() {
        // `base` came from `allocate`.
        unsafe base.deallocate()
      }
    }

    private struct Shelf {
      var blocks: [Block] = []
      var bytes = 0
    }

    /// The smallest block that fits, but not one four times too large: that would hold memory for nothing.
    func take(atLeast capacity: Int) -> Block {
      let kept: Block? = shelf.withLock { shelf in
        let fitting = shelf.blocks.indices.filter { index in
          let size = shelf.blocks[index].capacity
          return size >= capacity && size / 4 <= capacity
        }
        guard let best = fitting.min(by: { shelf.blocks[$0].capacity < shelf.blocks[$1].capacity }) else {
          return nil
        }
        shelf.bytes -= shelf.blocks[best].capacity
        return shelf.blocks.remove(at: best)
      }
      return kept ?? Block(atLeast: capacity)
    }

    func give(_ block: Block) {
      let isKept = shelf.withLock { shelf in
        guard shelf.bytes + block.capacity <= maxBytes else { return false }
        shelf.blocks.append(block)
        shelf.bytes += block.capacity
        return true
      }
      if !isKept { block.free() }
    }
  }
}
