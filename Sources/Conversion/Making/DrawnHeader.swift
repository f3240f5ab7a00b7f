import EXR
import Files
import SystemPackage

extension FrameInput {
  /// The header of a frame that is drawn: that of a neighbour, whose pixels nobody looks at.
  ///
  /// A thumbnail of the neighbour is removed. A slate fills at least the display window, which it is composed for,
  /// however little of it the shot's pictures fill.
  func drawnHeader(
    after file: borrowing SourceFile, layers: LayerRules, limits: Limits
  ) throws(FrameFailure) -> Header {
    let header = isDPX ? try ProxyHeader(file.proxyImage()).header : try file.header(limits: limits)
    let edits = header.parts.map { part in
      let isShown = !ChannelClasses(of: part, rules: layers).triples.isEmpty
      return PartEdit(
        dataWindow: isShown ? drawnWindow(data: part.dataWindow, display: part.displayWindow) : nil,
        removed: ["preview"])
    }
    do throws(EXRError) {
      return try Output(from: header, edits: edits, into: ByteBuffer()).header
    } catch {
      throw FrameFailure(error, during: .plan)
    }
  }

  /// The data window of a part that shows what is drawn.
  package func drawnWindow(data: Box, display: Box) -> Box {
    guard case .slate = content, !data.contains(display) else { return data }
    return display
  }

  /// Whether the file is a DPX, which its name says as everywhere.
  var isDPX: Bool { file.extension?.lowercased() == "dpx" }
}

extension Box {
  fileprivate func contains(_ other: Box) -> Bool {
    xMin <= other.xMin && yMin <= other.yMin && xMax >= other.xMax && yMax >= other.yMax
  }
}
