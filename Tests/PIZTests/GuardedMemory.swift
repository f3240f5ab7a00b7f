#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A copy of an array between two pages that may be neither read nor written: whoever touches them ends the test run.
///
/// It ends where the second page begins or, on request, begins where the first one ends; at the other side there may be
/// some bytes between.
@safe final class GuardedMemory {
  /// The first byte.
  let base: UnsafeMutableRawPointer
  let byteCount: Int
  private let mapping: UnsafeMutableRawPointer
  private let mappingCount: Int

  init<Element: BitwiseCopyable>(_ elements: [Element], atFirstPage: Bool = false) {
    byteCount = elements.count * MemoryLayout<Element>.stride
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let pages = (byteCount + page - 1) / page
    mappingCount = (pages + 2) * page
    let protection = PROT_READ | PROT_WRITE
    // A private anonymous mapping needs no file; the pages at both ends belong to it.
    let memory = unsafe mmap(nil, mappingCount, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else {
      preconditionFailure("no memory for the test")
    }
    unsafe mapping = memory
    unsafe mprotect(memory, page, PROT_NONE)
    unsafe mprotect(memory + (pages + 1) * page, page, PROT_NONE)
    unsafe base = memory + page + (atFirstPage ? 0 : pages * page - byteCount)
    // The bytes are inside the pages between.
    unsafe elements.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { unsafe base.copyMemory(from: start, byteCount: byteCount) }
    }
  }

  deinit {
    // Mapped in `init`.
    unsafe munmap(mapping, mappingCount)
  }

  /// The contents, of `Element` as in `init`.
  func array<Element: BitwiseCopyable>(of _: Element.Type) -> [Element] {
    // The memory holds whole elements.
    unsafe Array(UnsafeRawBufferPointer(start: base, count: byteCount).assumingMemoryBound(to: Element.self))
  }
}
