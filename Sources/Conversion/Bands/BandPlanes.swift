import EXR

/// One band's samples: a plane a channel, rows contiguous, planes one behind the other in reused memory.
///
/// Safe to hold: it owns its memory, and planes never reach outside of it. What is unsafe is to use planes
/// longer than their owner, or after the next ``shape(channels:width:height:)``.
@safe struct BandPlanes: ~Copyable {
  private var memory: UnsafeMutableRawBufferPointer
  private(set) var planes: [Plane] = unsafe []

  init() {
    unsafe memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// Makes room for a band of `channels`, each `width` × `height` samples of its type.
  ///
  /// The samples are whatever the memory held. Memory only grows, to the largest band a lane has met.
  mutating func shape(channels: [Channel], width: Int, height: Int) {
    let strides = channels.map { aligned($0.type.byteCount * width * height) }
    let needed = strides.reduce(0, +)
    if unsafe needed > memory.count {
      unsafe memory.deallocate()
      unsafe memory = UnsafeMutableRawBufferPointer.allocate(byteCount: needed, alignment: alignment)
    }
    unsafe planes.removeAll(keepingCapacity: true)
    var offset = 0
    for (channel, stride) in zip(channels, strides) {
      // A band of no channels or lines needs no memory; its planes are never touched.
      guard let base = unsafe memory.baseAddress else { break }
      // offset + stride ≤ needed ≤ memory.count.
      unsafe planes.append(Plane(base: base + offset, width: width, height: height, type: channel.type))
      offset += stride
    }
  }

  /// Marks a plane's samples as being of another type now; they start where the plane starts.
  mutating func retype(_ index: Int, to type: PixelType) {
    let plane = unsafe planes[index]
    unsafe planes[index] = Plane(base: plane.base, width: plane.width, height: plane.height, type: type)
  }

  // A cache line, and more than any vector the kernels load.
  private var alignment: Int { 64 }

  private func aligned(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }
}

extension Plane {
  /// The rows of the plane that a chunk covers, as a plane of its own.
  func rows(from first: Int, count: Int) -> Plane {
    // The caller's chunk lies in the band, so the rows lie in the plane.
    unsafe Plane(
      base: base + first * width * type.byteCount, width: width, height: count, type: type)
  }

  var sampleCount: Int { unsafe width * height }
}
