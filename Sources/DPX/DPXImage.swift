/// A DPX file in memory that has been looked through: its header, and where its rows of codes lie.
///
/// Holds no bytes. The caller keeps the file and hands it to ``unpack(rows:of:red:green:blue:)``, from as
/// many threads as it likes.
///
/// Read are files of either byte order and of versions V1.0 and V2.0 with one element of R, G, B in 10 or 12
/// bits, packed or filled with method A or B. Sizes are checked against the bytes before use, and no content
/// leads outside them. Header fields that readers commonly find wrong (file size, offsets, paddings) become
/// warnings.
public struct DPXImage: Sendable, Equatable {
  /// The header's values, as they stand in the file.
  public let header: DPXHeader
  /// The byte order of header and image.
  public let byteOrder: DPXByteOrder
  /// Pixels in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Bits of a code.
  public let bitDepth: DPXBitDepth
  /// How the codes are packed.
  public let packing: DPXPacking
  /// Bytes from the start of the file to the first row.
  public let dataOffset: Int
  /// Bytes from the start of a row to the start of the next.
  public let rowStride: Int
  /// What was passed over.
  public let warnings: [DPXWarning]

  /// Bytes of a row that hold codes.
  private let rowBytes: Int

  /// The ACESproxy encoding that the element's description names, if it does.
  public var encoding: DPXEncoding? {
    DPXEncoding(description: header.element.description, bitDepth: bitDepth)
  }

  /// Reads the header of a file in memory and finds the rows.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: `DPXError`; see there.
  public init(parsing bytes: borrowing Span<UInt8>) throws(DPXError) {
    try self.init(parsingHeader: bytes, byteCount: bytes.count)
  }

  /// Bytes at the start of a file that ``init(parsingHeader:byteCount:)`` needs, where the file has so many.
  public static let headerByteCount = HeaderSize.total

  /// Reads the header and finds the rows, in a file of which only the start is in memory.
  ///
  /// The industry header is read if the file states one (or leaves its length undefined) and the image data
  /// leaves room for it; FFmpeg, for one, writes none.
  ///
  /// - Parameters:
  ///   - bytes: The first ``headerByteCount`` bytes of the file or more, or the whole of a smaller one.
  ///   - byteCount: Bytes of the whole file.
  /// - Throws: `DPXError`; `pixelsTruncated` where so many bytes are not enough for the rows.
  /// - Precondition: `bytes` has as many bytes as described.
  public init(parsingHeader bytes: borrowing Span<UInt8>, byteCount: Int) throws(DPXError) {
    precondition(bytes.count >= min(byteCount, Self.headerByteCount), "bytes of a part of the header")
    byteOrder = try DPXByteOrder(of: bytes)
    guard byteCount >= HeaderSize.generic else {
      throw .headerTruncated(byteCount: byteCount)
    }
    let generic = DPXHeader(reading: [.file, .image, .source], of: bytes, byteOrder)
    let element = generic.element

    guard generic.image.elementCount == 1 else { throw .elementCount(count: generic.image.elementCount) }
    if let orientation = generic.image.orientation, orientation != 0 { throw .orientation(code: orientation) }
    guard element.descriptor == rgbDescriptor else { throw .descriptor(code: element.descriptor) }
    guard element.dataSign ?? 0 == 0 else { throw .signedData }
    guard let bitDepth = element.bitDepth.flatMap(DPXBitDepth.init(rawValue:)) else {
      throw .bitDepth(bits: element.bitDepth)
    }
    guard let packing = element.packing.flatMap(DPXPacking.init(rawValue:)) else {
      throw .packing(code: element.packing)
    }
    if let encoding = element.encoding, encoding != 0 { throw .encoding(code: encoding) }
    guard let width = generic.image.width, let height = generic.image.height, width > 0, height > 0 else {
      throw .noPixels(width: generic.image.width, height: generic.image.height)
    }
    self.bitDepth = bitDepth
    self.packing = packing
    self.width = Int(width)
    self.height = Int(height)

    let offset = try Self.dataOffset(of: generic, byteCount: byteCount)
    dataOffset = offset
    let statedSize = generic.file.fileSize
    let lines = try LineLayout(
      width: self.width, height: self.height, bitDepth: bitDepth, packing: packing,
      linePadding: Int(element.endOfLinePadding ?? 0), imagePadding: Int(element.endOfImagePadding ?? 0),
      available: byteCount - offset,
      stated: statedSize.map { Int($0) - offset })
    rowStride = lines.stride
    rowBytes = lines.lineBytes

    header =
      offset >= HeaderSize.total && generic.file.industryLength != 0
      ? DPXHeader(reading: Set(HeaderField.Section.allCases), of: bytes, byteOrder) : generic

    var warnings: [DPXWarning] = []
    if let statedSize, Int(statedSize) != byteCount {
      warnings.append(.fileSize(stated: statedSize, actual: byteCount))
    }
    if generic.file.version != "V1.0", generic.file.version != "V2.0" {
      warnings.append(.version(stated: generic.file.version))
    }
    if let inElement = element.dataOffset, inElement != generic.file.imageOffset {
      warnings.append(.dataOffsets(file: generic.file.imageOffset, element: inElement, used: offset))
    }
    if lines.isUnfilled { warnings.append(.unfilledLines) }
    if lines.ignoresPadding, let stated = element.endOfLinePadding {
      warnings.append(.endOfLinePadding(stated: stated))
    }
    self.warnings = warnings
  }

  /// The element's offset to its data, or the file's where that one is undefined or outside.
  private static func dataOffset(of header: DPXHeader, byteCount: Int) throws(DPXError) -> Int {
    for case let offset? in [header.element.dataOffset, header.file.imageOffset]
    where (HeaderSize.generic..<byteCount).contains(Int(offset)) {
      return Int(offset)
    }
    throw .dataOffsetOutside(offset: header.file.imageOffset, byteCount: byteCount)
  }

  /// Unpacks rows into planes of codes.
  ///
  /// - Parameters:
  ///   - rows: The rows to unpack.
  ///   - bytes: The file that was parsed.
  ///   - red: Gets the codes, row after row without a gap: `rows.count * width` of them.
  ///   - green: As many.
  ///   - blue: As many.
  /// - Precondition: The rows are in `0..<height`, the planes have exactly that size, and `bytes` has as many
  ///   bytes as the file had.
  public func unpack(
    rows: Range<Int>, of bytes: borrowing Span<UInt8>,
    red: inout MutableSpan<UInt16>, green: inout MutableSpan<UInt16>, blue: inout MutableSpan<UInt16>
  ) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= height, "rows outside the picture")
    let count = rows.count * width
    precondition(red.count == count && green.count == count && blue.count == count, "planes of another size")
    guard count > 0 else { return }
    let start = dataOffset + rows.lowerBound * rowStride
    precondition(start + (rows.count - 1) * rowStride + rowBytes <= bytes.count, "bytes of another file")
    // Safe: the preconditions cover what the rows' kernels read and write.
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe red.withUnsafeMutableBufferPointer { red in
        unsafe green.withUnsafeMutableBufferPointer { green in
          unsafe blue.withUnsafeMutableBufferPointer { blue in
            // Safe: the buffers are not empty, so they have base addresses.
            let source = unsafe UnsafeRawPointer(bytes.baseAddress!) + start
            let planes = (red.baseAddress!, green.baseAddress!, blue.baseAddress!)
            for row in 0..<rows.count {
              let pixel = row * width
              // Safe: inside the source's and the planes' rows, as checked above.
              unsafe unpackRow(
                source + row * rowStride, planes.0 + pixel, planes.1 + pixel, planes.2 + pixel)
            }
          }
        }
      }
    }
  }

  /// Unpacks one row; the pointers have room for it.
  private func unpackRow(
    _ source: UnsafeRawPointer, _ red: UnsafeMutablePointer<UInt16>,
    _ green: UnsafeMutablePointer<UInt16>, _ blue: UnsafeMutablePointer<UInt16>
  ) {
    let swapped = byteOrder != .native
    // Safe: the caller vouches for a row's bytes and a row's codes.
    switch (packing, bitDepth) {
    case (.packed, _):
      unsafe unpackPacked(
        source, bits: UInt64(bitDepth.rawValue), swapped: swapped, width, red, green, blue)
    case (_, .ten):
      unsafe unpackFilled10(
        source, shift: packing == .filledA ? 2 : 0, swapped: swapped, width, red, green, blue)
    case (_, .twelve):
      unsafe unpackFilled12(
        source, shift: packing == .filledA ? 4 : 0, swapped: swapped, width, red, green, blue)
    }
  }
}

extension DPXByteOrder {
  /// The machine's own.
  fileprivate static var native: DPXByteOrder { 1.littleEndian == 1 ? .little : .big }
}
