/// How the chunks of a part are packed; the raw value is the one in the file.
public enum Compression: UInt8, Sendable, Hashable, CaseIterable {
  /// The samples as they are, a line a chunk.
  case none = 0
  /// Run lengths, a line a chunk.
  case rle = 1
  /// Deflate, a line a chunk.
  case zips = 2
  /// Deflate, 16 lines a chunk.
  case zip = 3
  /// Wavelet and Huffman code, 32 lines a chunk; without loss.
  case piz = 4
  /// Deflate of differences, 16 lines a chunk; floats are rounded to 24 bits.
  case pxr24 = 5
  /// Blocks of 4 × 4 half samples at a fixed rate, 32 lines a chunk; with loss.
  case b44 = 6
  /// As B44, with fewer bytes for blocks of one value.
  case b44a = 7
  /// Cosine transform, 32 lines a chunk; with loss.
  case dwaa = 8
  /// Cosine transform, 256 lines a chunk; with loss.
  case dwab = 9

  /// Scan lines in one chunk of a scan-line part; the last chunk may hold fewer. Tiles are one chunk each.
  public var linesPerChunk: Int {
    switch self {
    case .none, .rle, .zips: 1
    case .zip, .pxr24: 16
    case .piz, .b44, .b44a, .dwaa: 32
    case .dwab: 256
    }
  }

  /// Whether decoding gives other samples than were encoded.
  ///
  /// PXR24 drops bits of `float` only; B44 packs `half` only; DWA loses in `half` and `float` channels.
  public func isLossy(for type: PixelType) -> Bool {
    switch self {
    case .none, .rle, .zips, .zip, .piz: false
    case .pxr24: type == .float
    case .b44, .b44a: type == .half
    case .dwaa, .dwab: type != .uint
    }
  }

  /// Whether chunks can be packed this way here; B44 and DWA are only read.
  package var isEncoded: Bool { rawValue <= Compression.pxr24.rawValue }

  /// The word used in messages and options: `none`, `rle`, `zips`, `zip`, `piz`, …
  public var name: String { "\(self)" }
}
