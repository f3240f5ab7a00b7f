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
      // The row that was just converted has `width` samples a plane.
      unsafe ReducedBlock.add(scratch.planes.r, count: box.width, phase: phase, n: n, to: &sums[0], at: row)
      unsafe ReducedBlock.add(scratch.planes.g, count: box.width, phase: phase, n: n, to: &sums[1], at: row)
      unsafe ReducedBlock.add(scratch.planes.b, count: box.width, phase: phase, n: n, to: &sums[2], at: row)
    }
  }

  /// Adds one row to the sums of its blocks; the first block has lost its first `phase` pixels.
  private static func add(
    _ samples: UnsafeMutablePointer<Float>, count: Int, phase: Int, n: Int, to sums: inout [Float],
    at row: Int
  ) {
    var x = 0
    var column = row
    while x < count {
      let end = min(count, x + (x == 0 ? n - phase : n))
      var sum: Float = 0
      while x < end {
        // x < count, the length of the row.
        sum += unsafe samples[x]
        x += 1
      }
      sums[column] += sum
      column += 1
    }
  }
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
    for channel in 0..<3 {
      for (index, y) in block.rows.enumerated() {
        let target = y * raster.width + block.columns.lowerBound
        let source = index * block.columns.count
        for x in 0..<block.columns.count {
          sums[channel][target + x] += block.sums[channel][source + x]
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
    let n = raster.reduction
    for y in 0..<raster.height {
      let height = min(n, raster.window.height - y * n)
      for x in 0..<raster.width {
        let count = Float(min(n, raster.window.width - x * n) * height)
        let index = y * raster.width + x
        // The scratch has room for a row of the picture.
        unsafe linear.planes.r[x] = sums[0][index] / count
        unsafe linear.planes.g[x] = sums[1][index] / count
        unsafe linear.planes.b[x] = sums[2][index] / count
      }
      unsafe picture.put(linear.planes, y: y, codes: &codes)
    }
  }
}
