import Testing

@testable import EXR

@Suite("Memory of files")
struct ByteBufferTests {
  @Test("grows and keeps its bytes")
  func growth() {
    let buffer = ByteBuffer(capacity: 10)
    var expected: [UInt8] = []
    for round in 0..<40 {
      let piece = [UInt8](repeating: UInt8(round), count: round * 997)
      // The array outlives the call.
      unsafe piece.withUnsafeBytes { raw in unsafe buffer.append(raw) }
      expected += piece
    }
    #expect(buffer.array == expected)
    #expect(buffer.capacity >= buffer.count)
    // Nothing else uses the buffer.
    let address = unsafe UInt(bitPattern: buffer.memory.baseAddress)
    #expect(address % 4096 == 0)
  }

  @Test("goes back to its pool and out again, up to the pool's size")
  func pool() {
    let pool = ByteBuffer.Pool(maxBytes: 3 << 20)
    func address(_ buffer: ByteBuffer) -> UInt {
      // Only the number is used.
      unsafe UInt(bitPattern: buffer.memory.baseAddress)
    }
    var first: ByteBuffer? = ByteBuffer(pool: pool, capacity: 2 << 20)
    let place = address(first!)
    first = nil
    let second = ByteBuffer(pool: pool, capacity: 2 << 20)
    #expect(address(second) == place)
    #expect(second.count == 0)
    // Far too large a block is not spent on a small buffer.
    let small = ByteBuffer(pool: pool, capacity: 100)
    #expect(small.capacity < 1 << 20)
  }

  @Test("keeps no more than fits beside what is in use, and lets the oldest go first")
  func poolBound() {
    let pool = ByteBuffer.Pool(maxBytes: 8 << 20)
    var buffers: [ByteBuffer]? = (0..<4).map { _ in ByteBuffer(pool: pool, capacity: 1 << 20) }
    buffers = nil
    #expect(pool.keptByteCount == 4 << 20)
    // Blocks of a size that is not asked for any more give way to what is in use.
    var large: ByteBuffer? = ByteBuffer(pool: pool, capacity: 7 << 20)
    #expect(pool.keptByteCount == 1 << 20)
    large = nil
    #expect(pool.keptByteCount == 8 << 20)
    large = ByteBuffer(pool: pool, capacity: 20 << 20)
    #expect(pool.keptByteCount == 0)
    large = nil
    #expect(pool.keptByteCount == 0)
    #expect(buffers == nil && large == nil)
  }
}
