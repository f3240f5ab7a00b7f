import ACES
import EXR

/// A band's share of a reduced picture: sums of linear AP1 over the pixels that it has of each block.
///
/// Blocks straddle bands, so sums of neighbouring bands are added up later, always in the order of the
/// file: a sum of Floats depends on it, and the picture must not depend on the number of lanes.
struct ReducedBlock: Sendable {
  /// Columns and rows of the reduced picture.
  let columns: Range<Int>
  let rows: Range<Int>
  /// Red, green and blue, row by row.
  var sums: [[Float]]
  /// What was met in the source samples.
  private(set) var counts = SampleCounts()

  /// Sums up the pixels of a band.
  ///
  /// - Parameters:
  ///   - planes: Red, green and blue of the band's `area`.
  ///   - scratch: The lane's memory for one linear row.
  init?(
    _ planes: [Plane], area: Band.Area, raster: PreviewRaster, toAP1: ConversionPlan,
    scratch: inout LinearRows
  ) {
    guard let box = raster.overlap(area) else { return nil }
    let n = raster.reduction
    columns = (box.xMin - raster.window.xMin) / n..<(box.xMax - raster.window.xMin) / n + 1
    rows = (box.yMin - raster.window.yMin) / n..<(box.yMax - raster.window.yMin) / n + 1
    sums = Array(repeating: Array(repeating: 0, count: columns.count * rows.count), count: 3)
    scratch.reserve(box.width)
    for y in box.yMin...box.yMax {
      let first = (y - area.y) * area.width + box.xMin - area.x
      // The box lies in the area, so the row's `width` samples lie in each plane; the scratch has room.
      switch unsafe planes[0].type {
      case .half:
        let row = unsafe RGBPlanes<Float16>(planes[0], planes[1], planes[2]).advanced(by: first)
        counts += unsafe toAP1.convert(row, to: scratch.planes, count: box.width)
      case .float:
        let row = unsafe RGBPlanes<Float>(planes[0], planes[1], planes[2]).advanced(by: first)
        counts += unsafe toAP1.convert(row, to: scratch.planes, count: box.width)
      case .uint:
        preconditionFailure("the recipe refuses uint colour")
      }
      let row = ((y - raster.window.yMin) / n - rows.lowerBound) * columns.count
      let phase = (box.xMin - raster.window.xMin) % n
      // The row that was just converted has `width` samples a plane, and each channel has a sum for its blocks.
      unsafe addBlocks(of: scratch.planes.r, count: box.width, phase: phase, n: n, to: &sums[0], at: row)
      unsafe addBlocks(of: scratch.planes.g, count: box.width, phase: phase, n: n, to: &sums[1], at: row)
      unsafe addBlocks(of: scratch.planes.b, count: box.width, phase: phase, n: n, to: &sums[2], at: row)
    }
  }
}

/// Adds one row to the sums of its blocks of `n` columns; the first block has lost its first `phase` pixels.
private func addBlocks(
  of samples: UnsafeMutablePointer<Float>, count: Int, phase: Int, n: Int, to sums: inout [Float],
  at first: Int
) {
  let head = min(count, phase == 0 ? 0 : n - phase)
  let whole = (count - head) / n
  let tail = head + whole * n
  // `head` samples, whole blocks and the rest are the `count` samples of the row.
  for x in 0..<head { unsafe sums[first] += samples[x] }
  let column = first + (head > 0 ? 1 : 0)
  unsafe sums.withUnsafeMutableBufferPointer { sums in
    // The sums of the whole blocks. The loops are simple enough to become vectors.
    let (from, to) = unsafe (
      samples + head, UnsafeMutableBufferPointer(rebasing: sums[column..<column + whole])
    )
    switch n {
    case 2: for i in 0..<whole { unsafe to[i] += from[2 &* i] + from[2 &* i &+ 1] }
    case 4:
      for i in 0..<whole {
        let (left, right) = unsafe (from[4 &* i] + from[4 &* i &+ 1], from[4 &* i &+ 2] + from[4 &* i &+ 3])
        unsafe to[i] += left + right
      }
    default: preconditionFailure("pictures are reduced to a half or a quarter")
    }
  }
  for x in tail..<count { unsafe sums[column + whole] += samples[x] }
}

/// The sums of a whole reduced picture, and what they become.
struct ReducedPicture: Sendable {
  private let raster: PreviewRaster
  private var sums: [[Float]]

  init(raster: PreviewRaster) {
    self.raster = raster
    sums = Array(repeating: Array(repeating: 0, count: raster.width * raster.height), count: 3)
  }

  mutating func add(_ block: ReducedBlock) {
    let width = block.columns.count
    for channel in 0..<3 {
      for (index, y) in block.rows.enumerated() {
        let target = y * raster.width + block.columns.lowerBound
        let (to, from) = (target..<target + width, index * width..<(index + 1) * width)
        unsafe sums[channel].withUnsafeMutableBufferPointer { sums in
          unsafe block.sums[channel].withUnsafeBufferPointer { shares in
            // Both slices were cut in bounds and have one length.
            let (sums, shares) = unsafe (
              UnsafeMutableBufferPointer(rebasing: sums[to]), UnsafeBufferPointer(rebasing: shares[from])
            )
            for x in 0..<width { unsafe sums[x] += shares[x] }
          }
        }
      }
    }
  }

  /// Averages every block and packs the rows.
  ///
  /// A block's pixels that the data window lacks count as black; those beyond the picture's edge do not
  /// count at all.
  func finish(into picture: PreviewPicture) {
    var codes = CodeRows()
    var linear = LinearRows()
    linear.reserve(raster.width)
    for y in 0..<raster.height {
      // The scratch has room for a row of the picture.
      unsafe average(sums[0], y: y, into: linear.planes.r)
      unsafe average(sums[1], y: y, into: linear.planes.g)
      unsafe average(sums[2], y: y, into: linear.planes.b)
      unsafe picture.put(linear.planes, y: y, codes: &codes)
    }
  }

  private func average(_ sums: [Float], y: Int, into row: UnsafeMutablePointer<Float>) {
    let n = raster.reduction
    let height = min(n, raster.window.height - y * n)
    let whole = raster.window.width / n
    unsafe sums[y * raster.width..<(y + 1) * raster.width].withUnsafeBufferPointer { sums in
      // Row and slice have the picture's width.
      for x in 0..<whole { unsafe row[x] = sums[x] / Float(n * height) }
      for x in whole..<raster.width {
        unsafe row[x] = sums[x] / Float((raster.window.width - x * n) * height)
      }
    }
  }
}
