import ACES

/// One row of samples or codes, a plane a channel: what a lane keeps between two steps of a preview.
@safe struct RowScratch<Sample: BitwiseCopyable>: ~Copyable {
  private var memory: UnsafeMutablePointer<Sample>
  private var capacity: Int

  init() {
    capacity = 64
    unsafe memory = .allocate(capacity: 3 * capacity)
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// Makes room for rows of `count` samples; what they held is lost.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    unsafe memory.deallocate()
    capacity = count
    unsafe memory = .allocate(capacity: 3 * capacity)
  }

  /// Sets all three rows to one value.
  mutating func fill(_ value: Sample, count: Int) {
    reserve(count)
    unsafe memory.update(repeating: value, count: 3 * capacity)
  }

  /// The three rows; they are the scratch's until it grows or goes.
  var planes: RGBPlanes<Sample> {
    // Each row has `capacity` samples.
    unsafe RGBPlanes(r: memory, g: memory + capacity, b: memory + 2 * capacity)
  }
}

/// The rows of codes between encoding and packing.
typealias CodeRows = RowScratch<UInt16>

/// The rows of linear AP1 between a source and its reduction.
typealias LinearRows = RowScratch<Float>
