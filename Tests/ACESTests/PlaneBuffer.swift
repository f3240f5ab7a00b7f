@testable import ACES

/// One pixel of any sample type.
struct Pixel<Sample: BitwiseCopyable & Equatable & Sendable>: Equatable, Sendable {
  var r, g, b: Sample

  init(_ r: Sample, _ g: Sample, _ b: Sample) {
    self.r = r
    self.g = g
    self.b = b
  }

  /// A neutral.
  init(_ all: Sample) { self.init(all, all, all) }

  /// The same pixel with other samples.
  func map<Other>(_ f: (Sample) -> Other) -> Pixel<Other> { Pixel<Other>(f(r), f(g), f(b)) }
}

/// Three planes for a test, away from vector alignment and with watched samples before and after each.
@safe
final class PlaneBuffer<Sample: BitwiseCopyable & Equatable & Sendable> {
  private let count: Int
  private let offset: Int
  private let watch: Sample
  private let memory: UnsafeMutableBufferPointer<Sample>
  private static var margin: Int { 16 }
  private var stride: Int { count + 2 * Self.margin }

  /// Planes of `pixels`, starting `offset` samples past the alignment of the memory.
  init(_ pixels: [Pixel<Sample>], watch: Sample, offset: Int = 1) {
    count = pixels.count
    self.offset = offset
    self.watch = watch
    // Three planes with margins, set before anything reads them; freed in deinit.
    unsafe memory = .allocate(capacity: 3 * (pixels.count + 2 * Self.margin))
    unsafe memory.initialize(repeating: watch)
    for (index, pixel) in pixels.enumerated() {
      // The index lies inside the planes.
      unsafe planes.r[index] = pixel.r
      unsafe planes.g[index] = pixel.g
      unsafe planes.b[index] = pixel.b
    }
  }

  deinit {
    // Allocated in init and handed out only as long as this lives.
    unsafe memory.deallocate()
  }

  /// The planes for a kernel.
  var planes: RGBPlanes<Sample> {
    // The offset is smaller than the margin.
    let first = unsafe memory.baseAddress! + offset
    return unsafe RGBPlanes(r: first, g: first + stride, b: first + 2 * stride)
  }

  /// The pixels as they are now.
  var pixels: [Pixel<Sample>] {
    (0..<count).map { index in
      // The index lies inside the planes.
      unsafe Pixel(planes.r[index], planes.g[index], planes.b[index])
    }
  }

  /// Whether everything around the planes is untouched.
  var marginsAreIntact: Bool {
    (0..<3 * stride).allSatisfy { index in
      let isInside = (offset..<offset + count).contains(index % stride)
      // The index lies inside the memory.
      return unsafe isInside || memory[index] == watch
    }
  }
}
