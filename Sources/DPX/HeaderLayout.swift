// DPX (SMPTE ST 268, "Digital Picture Exchange"), as far as this module writes and reads it
// ========================================================================================
//
// A file is a header of fixed layout, a gap, and one image:
//
//        0  file information          768 bytes ┐
//      768  image information         640       ├ generic header, 1664
//     1408  source orientation        256       ┘
//     1664  film                      256       ┐ industry header, 384
//     1920  television                128       ┘
//     2048  user data (none here), then zeros
//     8192  image data, at the offset that bytes 4–7 name
//
// Byte order. The first four bytes are the number 0x53445058 in the file's own order: "SDPX" opens a
// big-endian file, "XPDS" a little-endian one. Every number of the header and every word of the image
// follows it. We write big-endian.
//
// Values. U8, U16, U32 are unsigned integers, R32 an IEEE-754 single, text a run of bytes filled up with
// NUL (a full field has no terminator). A field without a value holds all ones (for R32 that is a NaN,
// written as bits); text without a value is all NUL. Reading takes any NaN for undefined, because there
// are writers that put the usual quiet NaN. Reserved bytes are zero.
//
// Image. Up to eight elements; ours is one, descriptor 50: pixels of three datums R, G, B, line after
// line, left to right, top to bottom. The datum has 10 or 12 bits and one of three packings:
//
//     filled, method A (1)   10 bits: one 32-bit word a pixel, R<<22 | G<<12 | B<<2
//                            12 bits: one 16-bit word a datum, datum<<4
//     filled, method B (2)   10 bits: R<<20 | G<<10 | B;   12 bits: the datum in the low bits
//     packed (0)             datums one after the other from the lowest bit of 32-bit words upward,
//                            straddling words; a line starts with a new word
//
// The edition of 1994 describes the two methods the other way round, yet files of version V1.0 hold what
// the edition of 2003 calls method A wherever they say 1; so does every reader.
//
// Lines. A line ends at a 32-bit boundary, and the element may state further end-of-line bytes. Only
// 12-bit filled lines of odd width have anything to fill: two bytes. There the practice parts from the
// standard: OpenImageIO 2.4 (not skipping the two bytes), GraphicsMagick 1.3 and ImageMagick 6.9 (neither
// writing nor skipping them) set the next line directly behind, FFmpeg fills but falls back to lines
// without filling where the file is too short for filled ones. A file that has no filling, states no
// end-of-line padding and ends with its last sample is the one form that all four read right, so that is
// what we write: a deviation from ST 268, for odd widths at 12 bits only.
//
// Editions: V1.0 is SMPTE 268M-1994, V2.0 268M-2003 (now ST 268-1); the layout below is common to both.

/// One row of the header's layout: what lies where, and which value it carries.
///
/// `headerLayout` is the only description of the header; reading and writing both walk it.
struct HeaderField: Sendable {
  /// The five parts of the header.
  enum Section: String, Sendable, CaseIterable {
    case file, image, source, film, television
  }

  /// A field's type, with the place of its value in a `DPXHeader`.
  enum Kind: Sendable {
    /// The number that tells the byte order; handled before the table is walked.
    case magic
    case u8(any WritableKeyPath<DPXHeader, UInt8?> & Sendable)
    case u16(any WritableKeyPath<DPXHeader, UInt16?> & Sendable)
    case u32(any WritableKeyPath<DPXHeader, UInt32?> & Sendable)
    case r32(any WritableKeyPath<DPXHeader, Float?> & Sendable)
    case text(Int, any WritableKeyPath<DPXHeader, DPXText> & Sendable)
    /// Bytes for later editions: written as zero, not read.
    case reserved(Int)
    /// Numbers of an image element that is not there: written as all ones, not read.
    case unused(Int)
  }

  /// Bytes from the start of the file.
  let offset: Int
  let kind: Kind
  /// The field's name in the words of the standard.
  let name: String
  let section: Section

  /// The field's length in bytes.
  var size: Int {
    switch kind {
    case .u8: 1
    case .u16: 2
    case .magic, .u32, .r32: 4
    case .text(let size, _), .reserved(let size), .unused(let size): size
    }
  }
}

/// The lengths and places that the layout fixes, in bytes.
enum HeaderSize {
  static let generic = 1664
  static let industry = 384
  static let total = generic + industry
}

/// Every byte of the 2048, in order and without gaps.
let headerLayout: [HeaderField] =
  section(
    .file,
    [
      (0, .magic, "magic number"),
      (4, .u32(\.file.imageOffset), "offset to image data"),
      (8, .text(8, \.file.version), "version of header format"),
      (16, .u32(\.file.fileSize), "total file size"),
      (20, .u32(\.file.dittoKey), "ditto key"),
      (24, .u32(\.file.genericLength), "generic header length"),
      (28, .u32(\.file.industryLength), "industry header length"),
      (32, .u32(\.file.userLength), "user header length"),
      (36, .text(100, \.file.name), "image file name"),
      (136, .text(24, \.file.creationTime), "creation time"),
      (160, .text(100, \.file.creator), "creator"),
      (260, .text(200, \.file.project), "project"),
      (460, .text(200, \.file.copyright), "copyright"),
      (660, .u32(\.file.encryptionKey), "encryption key"),
      (664, .reserved(104), "reserved"),
    ])
  + section(
    .image,
    [
      (768, .u16(\.image.orientation), "orientation"),
      (770, .u16(\.image.elementCount), "number of image elements"),
      (772, .u32(\.image.width), "pixels per line"),
      (776, .u32(\.image.height), "lines per image element"),
      (780, .u32(\.element.dataSign), "data sign"),
      (784, .u32(\.element.lowCode), "reference low data code"),
      (788, .r32(\.element.lowQuantity), "reference low quantity"),
      (792, .u32(\.element.highCode), "reference high data code"),
      (796, .r32(\.element.highQuantity), "reference high quantity"),
      (800, .u8(\.element.descriptor), "descriptor"),
      (801, .u8(\.element.transfer), "transfer characteristic"),
      (802, .u8(\.element.colorimetric), "colorimetric specification"),
      (803, .u8(\.element.bitDepth), "bit depth"),
      (804, .u16(\.element.packing), "packing"),
      (806, .u16(\.element.encoding), "encoding"),
      (808, .u32(\.element.dataOffset), "offset to data"),
      (812, .u32(\.element.endOfLinePadding), "end-of-line padding"),
      (816, .u32(\.element.endOfImagePadding), "end-of-image padding"),
      (820, .text(32, \.element.description), "description of image element"),
    ])
  + section(
    .image,
    (1..<8).flatMap { index -> [HeaderRow] in
      let base = 780 + 72 * index
      return [
        (base, .unused(40), "numbers of unused image element \(index + 1)"),
        (base + 40, .reserved(32), "description of unused image element \(index + 1)"),
      ]
    } + [(1356, .reserved(52), "reserved")])
  + section(
    .source,
    [
      (1408, .u32(\.source.xOffset), "x offset"),
      (1412, .u32(\.source.yOffset), "y offset"),
      (1416, .r32(\.source.xCenter), "x center"),
      (1420, .r32(\.source.yCenter), "y center"),
      (1424, .u32(\.source.xOriginalSize), "x original size"),
      (1428, .u32(\.source.yOriginalSize), "y original size"),
      (1432, .text(100, \.source.fileName), "source image file name"),
      (1532, .text(24, \.source.creationTime), "source image creation time"),
      (1556, .text(32, \.source.inputDevice), "input device name"),
      (1588, .text(32, \.source.inputSerial), "input device serial number"),
      (1620, .u16(\.source.borderLeft), "border validity XL"),
      (1622, .u16(\.source.borderRight), "border validity XR"),
      (1624, .u16(\.source.borderTop), "border validity YT"),
      (1626, .u16(\.source.borderBottom), "border validity YB"),
      (1628, .u32(\.source.pixelAspectHorizontal), "pixel aspect ratio, horizontal"),
      (1632, .u32(\.source.pixelAspectVertical), "pixel aspect ratio, vertical"),
      (1636, .r32(\.source.xScannedSize), "x scanned size"),
      (1640, .r32(\.source.yScannedSize), "y scanned size"),
      (1644, .reserved(20), "reserved"),
    ])
  + section(
    .film,
    [
      (1664, .text(2, \.film.keycodeManufacturer), "film manufacturer id"),
      (1666, .text(2, \.film.keycodeType), "film type"),
      (1668, .text(2, \.film.keycodeOffset), "offset in perforations"),
      (1670, .text(6, \.film.keycodePrefix), "prefix"),
      (1676, .text(4, \.film.keycodeCount), "count"),
      (1680, .text(32, \.film.format), "format"),
      (1712, .u32(\.film.framePosition), "frame position in sequence"),
      (1716, .u32(\.film.sequenceLength), "sequence length"),
      (1720, .u32(\.film.heldCount), "held count"),
      (1724, .r32(\.film.frameRate), "frame rate of original"),
      (1728, .r32(\.film.shutterAngle), "shutter angle of camera"),
      (1732, .text(32, \.film.frameID), "frame identification"),
      (1764, .text(100, \.film.slate), "slate information"),
      (1864, .reserved(56), "reserved"),
    ])
  + section(
    .television,
    [
      (1920, .u32(\.television.timeCode), "SMPTE time code"),
      (1924, .u32(\.television.userBits), "SMPTE user bits"),
      (1928, .u8(\.television.interlace), "interlace"),
      (1929, .u8(\.television.fieldNumber), "field number"),
      (1930, .u8(\.television.videoSignal), "video signal standard"),
      (1931, .reserved(1), "padding to a word"),
      (1932, .r32(\.television.horizontalRate), "horizontal sampling rate"),
      (1936, .r32(\.television.verticalRate), "vertical sampling rate"),
      (1940, .r32(\.television.frameRate), "temporal sampling rate or frame rate"),
      (1944, .r32(\.television.timeOffset), "time offset from sync to first pixel"),
      (1948, .r32(\.television.gamma), "gamma"),
      (1952, .r32(\.television.blackLevel), "black level code"),
      (1956, .r32(\.television.blackGain), "black gain"),
      (1960, .r32(\.television.breakpoint), "breakpoint"),
      (1964, .r32(\.television.whiteLevel), "reference white level code"),
      (1968, .r32(\.television.integrationTime), "integration time"),
      (1972, .reserved(76), "reserved"),
    ])

private typealias HeaderRow = (offset: Int, kind: HeaderField.Kind, name: String)

private func section(_ section: HeaderField.Section, _ rows: [HeaderRow]) -> [HeaderField] {
  rows.map { HeaderField(offset: $0.offset, kind: $0.kind, name: $0.name, section: section) }
}
