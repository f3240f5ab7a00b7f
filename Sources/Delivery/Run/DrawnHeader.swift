import EXR

extension FrameMaking.Fill {
  /// The header of a frame that is drawn: that of a neighbour, whose pixels nobody looks at.
  ///
  /// A thumbnail of the neighbour goes. A slate fills at least the display window, which it is composed for,
  /// however little of it the shot's pictures fill.
  func header(
    after file: borrowing SourceFile, settings: ConversionSettings, limits: Limits
  ) throws(FrameFailure) -> Header {
    let header =
      switch settings.kind {
      case .exr: try file.header(limits: limits)
      case .dpx: try ProxyHeader(file.proxyImage()).header
      }
    let edits = header.parts.map { part in
      let isShown = !ChannelClasses(of: part, rules: settings.rules).triples.isEmpty
      return PartEdit(
        dataWindow: isShown ? window(data: part.dataWindow, display: part.displayWindow) : nil,
        removed: ["preview"])
    }
    do throws(EXRError) {
      return try Output(from: header, edits: edits, into: ByteBuffer()).header
    } catch {
      throw FrameFailure(error, during: .plan)
    }
  }

  /// The data window of a part that shows the drawing.
  func window(data: Box, display: Box) -> Box {
    guard case .slate = self, !data.contains(display) else { return data }
    return display
  }
}

extension Box {
  fileprivate func contains(_ other: Box) -> Bool {
    xMin <= other.xMin && yMin <= other.yMin && xMax >= other.xMax && yMax >= other.yMax
  }
}
