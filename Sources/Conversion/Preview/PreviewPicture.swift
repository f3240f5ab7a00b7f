import ACES
import DPX
import EXR

/// A frame's preview as it grows in memory: the whole DPX file, filled with the minimum code, into which
/// bands put their rows.
///
/// Bands of a frame cover different pixels, so lanes write at once without waiting for each other.
final class PreviewPicture: Sendable {
  let raster: PreviewRaster
  let file: ByteBuffer
  private let encoding: ACESproxy
  private let space: ColorSpace
  private let layout: DPXLayout

  /// - Parameters:
  ///   - space: What the source's samples are.
  ///   - covered: The data window: everything else of the picture gets the minimum code at once.
  init(
    raster: PreviewRaster, encoding: ACESproxy, space: ColorSpace, header: DPXHeader, covered: Box,
    into file: ByteBuffer
  ) throws(DPXError) {
    self.raster = raster
    self.encoding = encoding
    self.space = space
    self.file = file
    layout = try DPXLayout(
      width: raster.width, height: raster.height, bitDepth: DPXEncoding(encoding).bitDepth)
    file.reserve(layout.byteCount)
    file.setCount(layout.byteCount)
    // Nobody else knows the buffer yet, and it holds the whole file.
    var head = unsafe UnsafeMutableRawBufferPointer(rebasing: file.memory[..<DPXLayout.dataOffset])
      .assumingMemoryBound(to: UInt8.self).mutableSpan
    layout.writeHeader(header, into: &head)
    fillUncovered(by: covered)
  }

  /// Encodes and packs the pixels of a band that are in the picture, at full size.
  ///
  /// - Parameters:
  ///   - planes: Red, green and blue of the band's `area`.
  ///   - codes: The lane's scratch.
  func take(_ planes: [Plane], area: Band.Area, codes: inout CodeRows) -> SampleCounts {
    var counts = SampleCounts()
    guard let box = raster.overlap(area) else { return counts }
    codes.reserve(box.width)
    for y in box.yMin...box.yMax {
      let first = (y - area.y) * area.width + box.xMin - area.x
      // The box lies in the area, so the row's `width` samples lie in each plane; `codes` has room for them.
      switch unsafe planes[0].type {
      case .half:
        let row = unsafe RGBPlanes<Float16>(planes[0], planes[1], planes[2]).advanced(by: first)
        counts += unsafe encoding.encode(row, from: space, to: codes.planes, count: box.width)
      case .float:
        let row = unsafe RGBPlanes<Float>(planes[0], planes[1], planes[2]).advanced(by: first)
        counts += unsafe encoding.encode(row, from: space, to: codes.planes, count: box.width)
      case .uint:
        preconditionFailure("the recipe refuses uint colour")
      }
      pack(codes, x: box.xMin - raster.window.xMin, y: y - raster.window.yMin, count: box.width)
    }
    return counts
  }

  /// Encodes and packs one finished row of a reduced picture, linear AP1.
  func put(_ row: RGBPlanes<Float>, y: Int, codes: inout CodeRows) {
    codes.reserve(raster.width)
    // The caller's row has the picture's width, and `codes` has room for it.
    _ = unsafe encoding.encode(row, from: .acescg, to: codes.planes, count: raster.width)
    pack(codes, x: 0, y: y, count: raster.width)
  }

  private func pack(_ codes: borrowing CodeRows, x: Int, y: Int, count: Int) {
    let pixelBytes = layout.rowBytes / layout.width
    let start = layout.byteRange(ofRows: y..<y + 1).lowerBound + x * pixelBytes
    // The range lies in the file, and no two bands share a pixel.
    var bytes = unsafe UnsafeMutableRawBufferPointer(
      rebasing: file.memory[start..<start + count * pixelBytes]
    ).assumingMemoryBound(to: UInt8.self).mutableSpan
    // Each row of the scratch has room for `count` codes.
    let (red, green, blue) = unsafe (codes.planes.r, codes.planes.g, codes.planes.b)
    unsafe layout.pack(
      red: UnsafeBufferPointer(start: red, count: count).span,
      green: UnsafeBufferPointer(start: green, count: count).span,
      blue: UnsafeBufferPointer(start: blue, count: count).span, into: &bytes)
  }

  private func copyRow(_ row: Int, to other: Int) {
    let (from, to) = (layout.byteRange(ofRows: row..<row + 1), layout.byteRange(ofRows: other..<other + 1))
    // Both rows are in the file, and they are two.
    unsafe UnsafeMutableRawBufferPointer(rebasing: file.memory[to])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: file.memory[from]))
  }

  private func fillUncovered(by data: Box) {
    let window = raster.window
    var codes = CodeRows()
    codes.fill(UInt16(encoding.cvMin), count: raster.width)
    func columns(from first: Int, to end: Int, row y: Int) {
      if first < end { pack(codes, x: first, y: y, count: end - first) }
    }
    // A reduced row is written whole when it is finished.
    guard raster.reduction == 1 else { return }
    var blank: Int?
    for y in 0..<raster.height {
      let line = window.yMin + y
      guard line >= data.yMin, line <= data.yMax else {
        if let blank {
          copyRow(blank, to: y)
        } else {
          columns(from: 0, to: raster.width, row: y)
          blank = y
        }
        continue
      }
      columns(from: 0, to: min(raster.width, max(0, data.xMin - window.xMin)), row: y)
      columns(from: max(0, min(raster.width, data.xMax + 1 - window.xMin)), to: raster.width, row: y)
    }
  }
}

extension RGBPlanes {
  /// The planes from a later sample on.
  func advanced(by count: Int) -> RGBPlanes {
    // The caller stays inside the planes.
    unsafe RGBPlanes(r: r + count, g: g + count, b: b + count)
  }
}
