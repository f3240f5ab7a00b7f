/// Why bytes are not read, or a picture not written, as DPX.
///
/// The cases fall into what is damaged (`notDPX`, `headerTruncated`, `noPixels`, `dataOffsetOutside`,
/// `pixelsTruncated`) and what is sound but not supported (the others, each with the header's value, `nil`
/// where it is undefined).
public enum DPXError: Error, Sendable, Hashable, Encodable {
  /// The first four bytes are not DPX's magic number in either byte order.
  case notDPX
  /// Fewer bytes than the generic header has.
  case headerTruncated(byteCount: Int)
  /// Width or height is zero or undefined.
  case noPixels(width: UInt32?, height: UInt32?)
  /// The offset to the image data points into the generic header or behind the end.
  case dataOffsetOutside(offset: UInt32?, byteCount: Int)
  /// The image data ends before the last line. `needed` is `Int.max` where the number has no place in one.
  case pixelsTruncated(needed: Int, available: Int)
  /// Not one image element.
  case elementCount(count: UInt16?)
  /// Lines in another order than left to right, top to bottom.
  case orientation(code: UInt16)
  /// Other components than R, G, B in this order.
  case descriptor(code: UInt8?)
  /// Signed datums.
  case signedData
  /// Neither 10 nor 12 bits.
  case bitDepth(bits: UInt8?)
  /// A packing that ST 268 does not name.
  case packing(code: UInt16?)
  /// Compressed data: 1 is run lengths.
  case encoding(code: UInt16)
  /// A picture to be written has no pixels, or more bytes than the header's 32-bit file size can state.
  case imageSize(width: Int, height: Int)
}

/// What a reader passed over in a file that it could nevertheless read.
public enum DPXWarning: Sendable, Hashable, Encodable {
  /// The header states another file size than there are bytes.
  case fileSize(stated: UInt32, actual: Int)
  /// The version is neither "V1.0" nor "V2.0".
  case version(stated: DPXText)
  /// The file's and the element's offset to the data differ; the element's, or where that is outside the
  /// file the file's, was used.
  case dataOffsets(file: UInt32?, element: UInt32?, used: Int)
  /// The lines follow one another without filling to 32-bit words.
  case unfilledLines
  /// The stated end-of-line padding is not there.
  case endOfLinePadding(stated: UInt32)
}

extension DPXError: CustomStringConvertible {
  /// One clause for people, without the file's name.
  public var description: String {
    switch self {
    case .notDPX:
      "not a DPX file: the magic number is missing"
    case .headerTruncated(let byteCount):
      "the header is cut off: \(byteCount) of \(HeaderSize.generic) bytes"
    case .noPixels(let width, let height):
      "no pixels: \(text(width)) × \(text(height))"
    case .dataOffsetOutside(let offset, let byteCount):
      "the image data's offset \(text(offset)) is outside the file of \(byteCount) bytes"
    case .pixelsTruncated(.max, let available):
      "the image data is cut off: \(available) bytes of more than a file can have"
    case .pixelsTruncated(let needed, let available):
      "the image data is cut off: \(available) of \(needed) bytes"
    case .elementCount(let count):
      "\(text(count)) image elements; only one can be read"
    case .orientation(let value):
      "orientation \(value); only 0, left to right and top to bottom, can be read"
    case .descriptor(let value):
      "descriptor \(text(value)); only 50, RGB, can be read"
    case .signedData:
      "signed data; only unsigned can be read"
    case .bitDepth(let value):
      "\(text(value)) bits a component; only 10 and 12 can be read"
    case .packing(let value):
      "packing \(text(value)); only 0 (packed), 1 and 2 (filled) can be read"
    case .encoding(code: 1):
      "run-length encoding; only plain data can be read"
    case .encoding(let value):
      "encoding \(value); only plain data can be read"
    case .imageSize(let width, let height):
      "\(width) × \(height) pixels do not fit a DPX file"
    }
  }
}

extension DPXWarning: CustomStringConvertible {
  /// One clause for people, without the file's name.
  public var description: String {
    switch self {
    case .fileSize(let stated, let actual):
      "the header states \(stated) bytes, the file has \(actual)"
    case .version(let version):
      "unknown version \"\(version.string)\", read as V2.0"
    case .dataOffsets(let file, let element, let used):
      "two offsets to the image data, \(text(file)) and \(text(element)); read at \(used)"
    case .unfilledLines:
      "lines are not filled up to 32-bit words"
    case .endOfLinePadding(let stated):
      "the stated end-of-line padding of \(stated) bytes is not there"
    }
  }
}

private func text(_ value: (some BinaryInteger)?) -> String {
  value.map { String($0) } ?? "undefined"
}
