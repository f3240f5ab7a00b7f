import DPX
import Foundation
import TestSupport
import Testing

/// Bytes that end where an unreadable page begins, so that one step too far is a crash.
@safe private final class Guarded {
  private let base: UnsafeMutableRawPointer
  private let length: Int
  let capacity: Int

  init(capacity: Int) throws {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    self.capacity = (capacity + page - 1) / page * page
    length = self.capacity + page
    let mapped = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    // Safe: the mapping has `length` bytes, the last page of which is closed.
    unsafe base = try #require(mapped == MAP_FAILED ? nil : mapped)
    try #require(unsafe mprotect(base + self.capacity, page, PROT_NONE) == 0)
  }

  deinit {
    // Safe: what `init` mapped, once.
    unsafe _ = munmap(base, length)
  }

  /// The last `count` elements before the closed page.
  func tail<Element: BitwiseCopyable>(_ count: Int, of type: Element.Type) -> UnsafeMutableBufferPointer<
    Element
  > {
    let bytes = count * MemoryLayout<Element>.stride
    precondition(bytes <= capacity)
    // Safe: inside the open part, and aligned since the page's end is.
    let start = unsafe (base + (capacity - bytes)).bindMemory(to: type, capacity: count)
    return unsafe UnsafeMutableBufferPointer(start: start, count: count)
  }
}

/// A file and planes that all end at closed pages.
private final class Bench {
  let file: Guarded
  let red: Guarded
  let green: Guarded
  let blue: Guarded

  init(fileCapacity: Int) throws {
    file = try Guarded(capacity: fileCapacity)
    red = try Guarded(capacity: fileCapacity * 2)
    green = try Guarded(capacity: fileCapacity * 2)
    blue = try Guarded(capacity: fileCapacity * 2)
  }

  /// Parses bytes, and unpacks all rows if they are a picture; tells which.
  func decodes(_ bytes: [UInt8]) -> Bool {
    // Safe: the spans live within the call, over memory that outlives it.
    let target = unsafe file.tail(bytes.count, of: UInt8.self)
    _ = unsafe target.update(fromContentsOf: bytes)
    let span = unsafe target.span
    // An error is one of the two outcomes that are asked for.
    guard let image = try? DPXImage(parsing: span) else { return false }
    let count = image.width * image.height
    // A datum has ten bits, so there are fewer of them than there are bytes.
    precondition(3 * count <= bytes.count)
    var r = unsafe red.tail(count, of: UInt16.self).mutableSpan
    var g = unsafe green.tail(count, of: UInt16.self).mutableSpan
    var b = unsafe blue.tail(count, of: UInt16.self).mutableSpan
    image.unpack(rows: 0..<image.height, of: span, red: &r, green: &g, blue: &b)
    return true
  }
}

/// Every form, with as little in front of the data as there may be.
private let forms: [ReferenceFile] = DPXByteOrder.allCases.flatMap { order in
  (0...2).flatMap { packing in
    [10, 12].flatMap { bits in
      [(1, 1), (2, 3), (3, 2), (17, 3), (33, 2)].map { width, height in
        ReferenceFile(width: width, height: height, bits: bits, packing: packing, order: order, offset: 2048)
      }
    }
  }
}

@Suite struct RobustnessTests {
  @Test func whollyReadFilesStayInside() throws {
    let bench = try Bench(fileCapacity: 8192)
    for form in forms {
      #expect(bench.decodes(form.bytes()))
      var lean = form
      lean.fillsLines = false
      #expect(bench.decodes(lean.bytes()))
    }
  }

  @Test func truncatedFilesAreRefused() throws {
    let bench = try Bench(fileCapacity: 8192)
    for form in forms {
      let bytes = form.bytes()
      for count in Array(0..<64) + Array(stride(from: 64, to: 2048, by: 61)) + Array(2048..<bytes.count) {
        // Exactly the filling of all lines cut off is a whole file without filling.
        if form.bits == 12, form.packing != 0, count == 2048 + form.width * form.height * 6 { continue }
        let decodes = bench.decodes(Array(bytes.prefix(count)))
        #expect(!decodes, "\(form), \(count) bytes")
      }
    }
  }

  /// Bits flipped in the fields that decide, the others and the magic number; a hundred thousand headers.
  @Test func flippedHeadersStayInside() throws {
    let bench = try Bench(fileCapacity: 8192)
    var noise = SeededGenerator(seed: 7)
    let decisive = Array(0..<36) + Array(768..<852)
    var decoded = 0
    for round in 0..<100_000 {
      var bytes = forms[round % forms.count].bytes()
      for _ in 0..<Int.random(in: 1...4, using: &noise) {
        let place =
          round % 4 == 0 ? Int.random(in: 0..<2048, using: &noise) : decisive.randomElement(using: &noise)!
        switch round % 3 {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &noise)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &noise)
        default: bytes[place] = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF].randomElement(using: &noise)!
        }
      }
      if round % 5 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &noise)) }
      if bench.decodes(bytes) { decoded += 1 }
    }
    // Neither all nor nothing: the flips reach the pixels' loops as well as the refusals.
    #expect(decoded > 10_000 && decoded < 90_000)
  }

  @Test func noiseIsRefused() throws {
    let bench = try Bench(fileCapacity: 8192)
    var noise = SeededGenerator(seed: 8)
    for round in 0..<10_000 {
      var bytes = (0..<Int.random(in: 0...4096, using: &noise)).map { _ in
        UInt8.random(in: 0...255, using: &noise)
      }
      if bytes.count >= 4 { bytes.replaceSubrange(0..<4, with: (round % 2 == 0 ? "SDPX" : "XPDS").utf8) }
      let decodes = bench.decodes(bytes)
      #expect(!decodes)
    }
  }

  /// The packing loops read and write to the last byte and no further.
  @Test(arguments: DPXBitDepth.allCases) func packingStaysInside(bitDepth: DPXBitDepth) throws {
    let bench = try Bench(fileCapacity: 8192)
    for count in 0...130 {
      let layout = try DPXLayout(width: max(count, 1), height: 1, bitDepth: bitDepth)
      let bytes = count * (bitDepth == .ten ? 4 : 6)
      // Safe: the spans live within the iteration, over memory that outlives it.
      var target = unsafe bench.file.tail(bytes, of: UInt8.self).mutableSpan
      let red = unsafe bench.red.tail(count, of: UInt16.self)
      let green = unsafe bench.green.tail(count, of: UInt16.self)
      let blue = unsafe bench.blue.tail(count, of: UInt16.self)
      unsafe layout.pack(red: red.span, green: green.span, blue: blue.span, into: &target)
    }
  }
}
