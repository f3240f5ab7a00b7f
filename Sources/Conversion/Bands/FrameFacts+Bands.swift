import EXR

extension FrameFacts {
  /// The samples of the frame's largest band, in bytes: what a lane has to hold unpacked.
  ///
  /// - Parameter windows: The data windows of the parts, which those of a drawn frame differ in.
  package func bandByteCount(written policy: CompressionPolicy, windows: [Box]) -> Int {
    zip(shape, windows).map { part, window in
      let bytesPerPixel = part.channels.reduce(0) { $0 + $1.type.byteCount }
      if let tiles = part.tiles {
        return bytesPerPixel * min(tiles.width, window.width) * min(tiles.height, window.height)
      }
      let written = if case .use(let compression) = policy { compression } else { part.compression }
      let lines = BandPlan.lineCount(source: part.compression, output: written)
      return bytesPerPixel * window.width * min(lines, window.height)
    }.max() ?? 0
  }
}
