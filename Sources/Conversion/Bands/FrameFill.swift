import EXR
import Slate

/// Draws what takes the place of a file's samples: black, or a slate.
///
/// Values are scene-linear neutrals, which are the same in AP0 and AP1; the band's conversion takes them to
/// a log encoding where one is delivered.
struct FrameFill: Sendable {
  private let slate: SlateImage?

  /// - Parameter part: The first part, whose display window and pixel aspect a slate is drawn for.
  ///
  /// Nil where the file's own samples are taken.
  init?(_ content: FrameInput.Content, part: Part) throws(FrameFailure) {
    switch content {
    case .exr, .dpx: return nil
    case .black: slate = nil
    case .slate(let order):
      let fonts = try order.checkedFonts()
      do throws(SlateError) {
        slate = try SlateImage(
          order.content, fonts: fonts, width: part.displayWindow.width, height: part.displayWindow.height,
          pixelAspectRatio: Double(part.pixelAspectRatio))
      } catch {
        throw FrameFailure(.plan, .slate(error))
      }
    }
  }

  /// Fills the planes of a band: colour with the picture, its alpha with 1, everything else with 0.
  ///
  /// - Parameter place: Which level of a tiled part the band is in; smaller levels show every second pixel.
  func draw(_ band: Band, part: Part, classes: ChannelClasses, planes: borrowing BandPlanes) {
    guard let area = band.decoded?.area else { preconditionFailure("the band has no samples") }
    let colour = Set(classes.triples.flatMap(\.indices))
    let alphas = Set(classes.triples.compactMap(\.alpha))
    var row = [Float16](repeating: 0, count: area.width)
    for y in 0..<area.height {
      drawRow(area: area, y: y, window: part.displayWindow, level: band.level, into: &row)
      for index in part.channels.indices {
        let plane = unsafe planes.planes[index].rows(from: y, count: 1)
        if colour.contains(index) {
          unsafe plane.set(row)
        } else {
          unsafe plane.set(repeating: alphas.contains(index) ? 1 : 0)
        }
      }
    }
  }

  private func drawRow(
    area: Band.Area, y: Int, window: Box, level: Band.Level, into row: inout [Float16]
  ) {
    guard let slate else { return }
    if level == Band.Level() {
      var span = row.mutableSpan
      slate.copyRow(area.y + y - window.yMin, from: area.x - window.xMin, into: &span)
      return
    }
    // Positions of a level count from the window's corner, in the level's own pixels.
    let line = (area.y + y - window.yMin) << level.y
    for x in row.indices {
      let column = (area.x + x - window.xMin) << level.x
      let isInside = line >= 0 && line < slate.height && column >= 0 && column < slate.width
      row[x] = isInside ? slate.samples[line * slate.width + column] : slate.background
    }
  }
}

extension Plane {
  /// Writes a row of half values as samples of the plane's type.
  fileprivate func set(_ row: [Float16]) {
    // The row has the plane's width, and the plane is one row.
    switch unsafe type {
    case .half:
      let samples = unsafe base.assumingMemoryBound(to: Float16.self)
      for x in row.indices { unsafe samples[x] = row[x] }
    case .float:
      let samples = unsafe base.assumingMemoryBound(to: Float.self)
      for x in row.indices { unsafe samples[x] = Float(row[x]) }
    case .uint:
      unsafe set(repeating: 0)
    }
  }

  fileprivate func set(repeating value: Float16) {
    let count = unsafe sampleCount
    // A plane holds `count` samples of its type.
    switch unsafe type {
    case .half: unsafe base.assumingMemoryBound(to: Float16.self).update(repeating: value, count: count)
    case .float: unsafe base.assumingMemoryBound(to: Float.self).update(repeating: Float(value), count: count)
    case .uint:
      unsafe base.assumingMemoryBound(to: UInt32.self).update(repeating: UInt32(value), count: count)
    }
  }
}
