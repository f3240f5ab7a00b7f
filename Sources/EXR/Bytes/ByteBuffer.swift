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
  private var block: Block
  private let pool: Pool?
  /// Bytes that mean something, from the start.
  public private(set) var count = 0
  /// Bytes the memory can hold.
  public var capacity: Int { block.capacity }

  /// How many bytes of memory a buffer takes that has to hold some.
  package static func memoryByteCount(for capacity: Int) -> Int { Block.capacity(atLeast: capacity) }

  /// An empty buffer.
  ///
  /// - Parameters:
  ///   - pool: where the memory comes from and goes to; `nil` for the system.
  ///   - capacity: bytes to reserve at once.
  public init(pool: Pool? = nil, capacity: Int = 0) {
    self.pool = pool
    block = pool?.take(atLeast: capacity) ?? Block(atLeast: capacity)
  }

  deinit { release(block) }

  private func release(_ block: Block) {
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
    let larger = pool?.take(atLeast: capacity) ?? Block(atLeast: capacity)
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
