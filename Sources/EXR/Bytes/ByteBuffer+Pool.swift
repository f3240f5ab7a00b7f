import Synchronization

extension ByteBuffer {
  /// Memory of buffers that have gone, kept for the next ones. Thread-safe.
  ///
  /// What is kept never makes more than ``maxBytes`` together with what is in use: the block that was kept longest
  /// goes first, so blocks of a size that nobody asks for any more do not stay.
  public final class Pool: Sendable {
    /// How many bytes may be in use and kept together, as far as less than that is in use.
    public let maxBytes: Int
    private let shelf = Mutex(Shelf())

    /// A pool that holds no memory yet.
    public init(maxBytes: Int) {
      self.maxBytes = maxBytes
    }

    deinit {
      shelf.withLock { shelf in
        for block in shelf.kept { block.free() }
      }
    }

    /// Bytes that are kept for the next buffers.
    package var keptByteCount: Int { shelf.withLock(\.keptBytes) }

    private struct Shelf {
      /// The block that was kept longest is the first.
      var kept: [Block] = []
      var keptBytes = 0
      var usedBytes = 0

      /// The smallest block that fits, but not one four times too large: that would hold memory for nothing.
      mutating func take(atLeast capacity: Int) -> Block? {
        let wanted = Block.capacity(atLeast: capacity)
        // Most frames of a shot ask for what the last one gave back.
        var best = kept.lastIndex { $0.capacity == wanted }
        if let best { return remove(best) }
        for (index, block) in kept.enumerated()
        where block.capacity >= capacity && block.capacity / 4 <= capacity {
          if best.map({ block.capacity < kept[$0].capacity }) ?? true { best = index }
        }
        return best.map { remove($0) }
      }

      private mutating func remove(_ index: Int) -> Block {
        keptBytes -= kept[index].capacity
        return kept.remove(at: index)
      }

      /// A block that is to be freed, where more than `most` bytes are in use and kept.
      mutating func surplus(beyond most: Int) -> Block? {
        guard keptBytes + usedBytes > most, !kept.isEmpty else { return nil }
        keptBytes -= kept[0].capacity
        return kept.removeFirst()
      }
    }

    func take(atLeast capacity: Int) -> Block {
      let kept: Block? = shelf.withLock { shelf in
        let block = shelf.take(atLeast: capacity)
        shelf.usedBytes += block?.capacity ?? Block.capacity(atLeast: capacity)
        return block
      }
      if let kept { return kept }
      freeSurplus()
      return Block(atLeast: capacity)
    }

    func give(_ block: Block) {
      shelf.withLock { shelf in
        shelf.usedBytes -= block.capacity
        shelf.keptBytes += block.capacity
        shelf.kept.append(block)
      }
      freeSurplus()
    }

    private func freeSurplus() {
      while let block = shelf.withLock({ $0.surplus(beyond: maxBytes) }) { block.free() }
    }
  }

  /// Memory with one owner at a time.
  // Sendable because the owner is the buffer that uses it, or the shelf of a pool.
  @safe struct Block: @unchecked Sendable {
    let base: UnsafeMutableRawPointer
    let capacity: Int

    init(atLeast capacity: Int) {
      self.capacity = Block.capacity(atLeast: capacity)
      unsafe base = .allocate(byteCount: self.capacity, alignment: Block.pageSize)
    }

    /// Eight sizes an octave: frames of a shot differ by a little, and their blocks must serve each other.
    static func capacity(atLeast capacity: Int) -> Int {
      let step = max(pageSize, 1 << max(0, Int.bitWidth - 4 - max(1, capacity).leadingZeroBitCount))
      return max(pageSize, (capacity + step - 1) / step * step)
    }

    private static var pageSize: Int { 4096 }

    /// Only the owner may call this, once.
    func free() {
      // `base` came from `allocate`.
      unsafe base.deallocate()
    }
  }
}
