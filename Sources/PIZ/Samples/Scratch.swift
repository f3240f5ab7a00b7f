/// Memory that grows to the largest request and is then reused: no allocation per chunk once warm.
@safe struct Scratch<Element: BitwiseCopyable>: ~Copyable {
  private var memory = unsafe UnsafeMutableBufferPointer<Element>(start: nil, count: 0)

  deinit {
    // Allocated here and nowhere else freed; `deallocate` of an empty buffer does nothing.
    unsafe memory.deallocate()
  }

  /// The first of at least `count` elements, aligned to 64 bytes. What they contain is unspecified, and the
  /// pointer is valid until the next, larger request.
  mutating func reserve(_ count: Int) -> UnsafeMutablePointer<Element> {
    if unsafe count > memory.count || memory.baseAddress == nil {
      let room = max(count, 1)
      // The old block belongs to nobody else: pointers to it ended with this call.
      unsafe memory.deallocate()
      let block = UnsafeMutableRawPointer.allocate(
        byteCount: room * MemoryLayout<Element>.stride, alignment: 64)
      // The block was allocated for `room` elements, whose bits need no initialisation to be written.
      unsafe memory = UnsafeMutableBufferPointer(
        start: block.bindMemory(to: Element.self, capacity: room), count: room)
    }
    // Not nil: the branch above has allocated where it was.
    return unsafe memory.baseAddress.unsafelyUnwrapped
  }
}
