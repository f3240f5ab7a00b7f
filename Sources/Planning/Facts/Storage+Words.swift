import EXR

extension Storage {
  /// The storage in words.
  package var words: String {
    switch self {
    case .scanLines: "scan lines"
    case .tiles: "tiles"
    case .deepScanLines: "deep scan lines"
    case .deepTiles: "deep tiles"
    }
  }
}
