/// A DPX file to be written: how many bytes it has and which row lies where.
///
/// The form is the one that readers agree on: big-endian, V2.0, 2048 bytes of header, the data at 8192, one
/// element of R, G, B in filled words with method A, rows one after the other without padding (see
/// `HeaderLayout.swift` for what that means at 12 bits and odd widths). Since the rows touch each other, a
/// band of rows is one run of pixels, and bands can be packed from several threads, each into its own part
/// of one buffer:
///
///     let layout = try DPXLayout(width: 3840, height: 2160, bitDepth: .ten)
///     // a buffer of layout.byteCount bytes; then, in any order:
///     layout.writeHeader(header, into: &file)                    // bytes 0 ..< 8192
///     layout.pack(red: r, green: g, blue: b, into: &band)        // bytes layout.byteRange(ofRows: 32..<64)
public struct DPXLayout: Sendable, Equatable {
  /// Pixels in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Bits of a code.
  public let bitDepth: DPXBitDepth

  /// Where the image data starts: a block boundary that also OpenImageIO and GraphicsMagick choose.
  public static let dataOffset = 8192

  /// Describes a file of `height` rows of `width` pixels.
  ///
  /// - Throws: `DPXError.imageSize` where there is no pixel or the file would have 4 GiB or more, since the
  ///   header states its size in 32 bits.
  public init(width: Int, height: Int, bitDepth: DPXBitDepth) throws(DPXError) {
    self.width = width
    self.height = height
    self.bitDepth = bitDepth
    // All ones would be "undefined", so the size stays below.
    let room = (Int(UInt32.max) - 1 - Self.dataOffset) / bitDepth.filledPixelBytes
    guard width > 0, height > 0, width <= room / height else {
      throw .imageSize(width: width, height: height)
    }
  }

  /// Bytes of a row: 4 a pixel for 10 bits, 6 for 12.
  public var rowBytes: Int { width * bitDepth.filledPixelBytes }

  /// Bytes of the whole file, header and gap included.
  public var byteCount: Int { Self.dataOffset + height * rowBytes }

  /// The place of rows in the file.
  ///
  /// - Precondition: The rows are in `0..<height`.
  public func byteRange(ofRows rows: Range<Int>) -> Range<Int> {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= height, "rows outside the picture")
    return Self.dataOffset + rows.lowerBound * rowBytes..<Self.dataOffset + rows.upperBound * rowBytes
  }

  /// The header as it will be written: the caller's values, and over them whatever follows from the layout.
  package func completed(_ header: DPXHeader) -> DPXHeader {
    var header = header
    header.file.imageOffset = UInt32(Self.dataOffset)
    header.file.version = "V2.0"
    header.file.fileSize = UInt32(byteCount)
    header.file.dittoKey = 1
    header.file.genericLength = UInt32(HeaderSize.generic)
    header.file.industryLength = UInt32(HeaderSize.industry)
    header.file.userLength = 0
    header.file.encryptionKey = nil
    header.image.orientation = 0
    header.image.elementCount = 1
    header.image.width = UInt32(width)
    header.image.height = UInt32(height)
    header.element.dataSign = 0
    header.element.descriptor = rgbDescriptor
    header.element.transfer = 0
    header.element.colorimetric = 0
    header.element.bitDepth = bitDepth.rawValue
    header.element.packing = DPXPacking.filledA.rawValue
    header.element.encoding = 0
    header.element.dataOffset = UInt32(Self.dataOffset)
    header.element.endOfLinePadding = 0
    header.element.endOfImagePadding = 0
    return header
  }

  /// Writes everything before the image data: the header and the zeros behind it.
  ///
  /// - Parameters:
  ///   - header: What the caller knows; fields that follow from the layout are set here.
  ///   - bytes: The file, or its first 8192 bytes.
  /// - Precondition: `bytes` has at least 8192 bytes.
  public func writeHeader(_ header: DPXHeader, into bytes: inout MutableSpan<UInt8>) {
    completed(header).write(into: &bytes)
    bytes.fill(HeaderSize.total..<Self.dataOffset, with: 0)
  }

  /// Packs a run of pixels, such as a band of rows.
  ///
  /// - Parameters:
  ///   - red: Codes; bits above the depth are ignored.
  ///   - green: As many codes.
  ///   - blue: As many codes.
  ///   - bytes: Where the pixels go, `byteRange(ofRows:)` of the file; all of it is overwritten.
  /// - Precondition: The planes have the same count, and `bytes` has 4 (10 bits) or 6 (12 bits) a pixel.
  public func pack(
    red: borrowing Span<UInt16>, green: borrowing Span<UInt16>, blue: borrowing Span<UInt16>,
    into bytes: inout MutableSpan<UInt8>
  ) {
    let count = red.count
    precondition(green.count == count && blue.count == count, "planes of different length")
    precondition(bytes.count == count * bitDepth.filledPixelBytes, "bytes do not hold the pixels")
    guard count > 0 else { return }
    // Safe: the preconditions give each pointer the count that the kernels read or write.
    unsafe red.withUnsafeBufferPointer { red in
      unsafe green.withUnsafeBufferPointer { green in
        unsafe blue.withUnsafeBufferPointer { blue in
          unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            // Safe: the buffers are not empty, so they have base addresses.
            let planes = (red.baseAddress!, green.baseAddress!, blue.baseAddress!)
            let target = UnsafeMutableRawPointer(bytes.baseAddress!)
            switch bitDepth {
            case .ten: unsafe packFilled10(planes.0, planes.1, planes.2, count, into: target)
            case .twelve: unsafe packFilled12(planes.0, planes.1, planes.2, count, into: target)
            }
          }
        }
      }
    }
  }
}

/// The descriptor of an element of R, G, B.
let rgbDescriptor: UInt8 = 50

extension DPXBitDepth {
  /// Bytes of three datums in filled words.
  var filledPixelBytes: Int {
    switch self {
    case .ten: 4
    case .twelve: 6
    }
  }
}
