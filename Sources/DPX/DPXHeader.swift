/// The values of a DPX header (SMPTE ST 268-1, generic and industry header; the layout and a description
/// of the whole format stand in `HeaderLayout.swift`).
///
/// `nil` is the standard's "undefined", as is empty text; a fresh header has no value anywhere. A writer
/// fills in what it knows and hands the header to ``DPXLayout/writeHeader(_:into:)``, which adds everything
/// that follows from the picture's size and packing, whatever the header held there.
public struct DPXHeader: Sendable, Equatable {
  /// File information, bytes 0–767.
  public var file = File()
  /// Image information, bytes 768–779 and the reserved ones behind the elements.
  public var image = Image()
  /// The first image element, bytes 780–851. Elements two to eight are neither kept nor written.
  public var element = Element()
  /// Source orientation, bytes 1408–1663.
  public var source = Source()
  /// The film half of the industry header, bytes 1664–1919.
  public var film = Film()
  /// The television half of the industry header, bytes 1920–2047.
  public var television = Television()

  /// A header without any value.
  public init() {}
}

extension DPXHeader {
  /// File information: what the file is, who made it and when.
  public struct File: Sendable, Equatable {
    /// Bytes from the start of the file to the image data.
    public var imageOffset: UInt32?
    /// "V1.0" or "V2.0"; at most 8 bytes.
    public var version: DPXText = ""
    /// Bytes of the whole file. Often wrong in files of other writers.
    public var fileSize: UInt32?
    /// 0: header as in the previous frame of the sequence; 1: new.
    public var dittoKey: UInt32?
    /// Bytes of the generic header, 1664.
    public var genericLength: UInt32?
    /// Bytes of the industry header: 384, or 0 where a file has none.
    public var industryLength: UInt32?
    /// Bytes of the user header, 0 for none.
    public var userLength: UInt32?
    /// The file's own name without its folder; at most 100 bytes.
    public var name: DPXText = ""
    /// When the file was made, `yyyy:mm:dd:hh:mm:ssLTZ`; at most 24 bytes. See ``DPXText/init(creationTime:)``.
    public var creationTime: DPXText = ""
    /// The software that made the file; at most 100 bytes.
    public var creator: DPXText = ""
    /// Show, shot or the like; at most 200 bytes.
    public var project: DPXText = ""
    /// At most 200 bytes.
    public var copyright: DPXText = ""
    /// `nil` says that the file is not encrypted.
    public var encryptionKey: UInt32?

    /// No value anywhere.
    public init() {}
  }

  /// Image information common to the elements.
  public struct Image: Sendable, Equatable {
    /// 0: lines left to right, from the top down. The other seven orders are refused when read.
    public var orientation: UInt16?
    /// 1 to 8.
    public var elementCount: UInt16?
    /// Pixels in a line.
    public var width: UInt32?
    /// Lines in an element.
    public var height: UInt32?

    /// No value anywhere.
    public init() {}
  }

  /// An image element: the meaning and the packing of its datums.
  public struct Element: Sendable, Equatable {
    /// 0 unsigned, 1 signed.
    public var dataSign: UInt32?
    /// The code that stands for `lowQuantity`, such as 64 or 256 for ACESproxy.
    public var lowCode: UInt32?
    /// A physical quantity, such as a density.
    public var lowQuantity: Float?
    /// The code that stands for `highQuantity`, such as 940 or 3760 for ACESproxy.
    public var highCode: UInt32?
    /// A physical quantity, such as a density.
    public var highQuantity: Float?
    /// 50 is R, G, B.
    public var descriptor: UInt8?
    /// 0 user defined. The standard has no code for ACESproxy, and 1, 2 and 3 make readers convert.
    public var transfer: UInt8?
    /// 0 user defined. The standard has no code for AP1.
    public var colorimetric: UInt8?
    /// Bits of a datum.
    public var bitDepth: UInt8?
    /// 0 packed, 1 filled with method A, 2 filled with method B.
    public var packing: UInt16?
    /// 0 none, 1 run lengths.
    public var encoding: UInt16?
    /// Bytes from the start of the file to this element's data.
    public var dataOffset: UInt32?
    /// Bytes behind each line, not counting those that fill it up to a word.
    public var endOfLinePadding: UInt32?
    /// Bytes behind the last line.
    public var endOfImagePadding: UInt32?
    /// What the element holds; at most 32 bytes. See ``DPXEncoding``.
    public var description: DPXText = ""

    /// No value anywhere.
    public init() {}
  }

  /// Source orientation: where the picture comes from and how it lies in it.
  public struct Source: Sendable, Equatable {
    /// Pixels from the left edge of the original to the first pixel.
    public var xOffset: UInt32?
    /// Lines from the top edge of the original to the first line.
    public var yOffset: UInt32?
    /// The centre, in pixels of the original.
    public var xCenter: Float?
    /// The centre, in lines of the original.
    public var yCenter: Float?
    /// Pixels in a line of the original.
    public var xOriginalSize: UInt32?
    /// Lines of the original.
    public var yOriginalSize: UInt32?
    /// At most 100 bytes.
    public var fileName: DPXText = ""
    /// As ``File/creationTime``.
    public var creationTime: DPXText = ""
    /// Camera or scanner; at most 32 bytes.
    public var inputDevice: DPXText = ""
    /// At most 32 bytes.
    public var inputSerial: DPXText = ""
    /// Invalid pixels at the left edge.
    public var borderLeft: UInt16?
    /// Invalid pixels at the right edge.
    public var borderRight: UInt16?
    /// Invalid lines at the top.
    public var borderTop: UInt16?
    /// Invalid lines at the bottom.
    public var borderBottom: UInt16?
    /// The horizontal term of the pixel's width to height.
    public var pixelAspectHorizontal: UInt32?
    /// The vertical term of the pixel's width to height.
    public var pixelAspectVertical: UInt32?
    /// Millimetres scanned.
    public var xScannedSize: Float?
    /// Millimetres scanned.
    public var yScannedSize: Float?

    /// No value anywhere.
    public init() {}
  }

  /// Film: Keycode, place in the sequence, slate.
  public struct Film: Sendable, Equatable {
    /// Two digits.
    public var keycodeManufacturer: DPXText = ""
    /// Two digits.
    public var keycodeType: DPXText = ""
    /// Two digits: perforations from the Keycode mark.
    public var keycodeOffset: DPXText = ""
    /// Six digits.
    public var keycodePrefix: DPXText = ""
    /// Four digits.
    public var keycodeCount: DPXText = ""
    /// At most 32 bytes. See ``DPXHeader/name(_:)``.
    public var format: DPXText = ""
    /// The frame's place in its sequence, counted from 1; not more than `sequenceLength`.
    public var framePosition: UInt32?
    /// Frames in the sequence.
    public var sequenceLength: UInt32?
    /// How many frames this one stands for, normally 1.
    public var heldCount: UInt32?
    /// Frames per second of the original.
    public var frameRate: Float?
    /// Degrees.
    public var shutterAngle: Float?
    /// At most 32 bytes, such as "key frame".
    public var frameID: DPXText = ""
    /// What a slate would say; at most 100 bytes.
    public var slate: DPXText = ""

    /// No value anywhere.
    public init() {}
  }

  /// Television: time code and signal.
  ///
  /// Leave `gamma`, `blackLevel` and `whiteLevel` without a value for previews: readers take the levels for
  /// the range of the codes and expand it.
  public struct Television: Sendable, Equatable {
    /// Eight BCD digits, HH MM SS FF from the highest bits down: 01:02:03:04 is 0x01020304. ST 268 names no place
    /// for the flags of ST 12.
    public var timeCode: UInt32?
    /// Eight groups of four bits, the eighth in the highest bits.
    public var userBits: UInt32?
    /// 0 progressive, 1 interlaced.
    public var interlace: UInt8?
    /// 0 where there are no fields.
    public var fieldNumber: UInt8?
    /// The standard's code of a video signal; `nil` for a picture that never was one.
    public var videoSignal: UInt8?
    /// Hertz.
    public var horizontalRate: Float?
    /// Hertz.
    public var verticalRate: Float?
    /// Frames per second.
    public var frameRate: Float?
    /// Milliseconds.
    public var timeOffset: Float?
    /// Exponent of the signal.
    public var gamma: Float?
    /// A code.
    public var blackLevel: Float?
    /// Gain below the breakpoint.
    public var blackGain: Float?
    /// The level above which gamma applies.
    public var breakpoint: Float?
    /// A code.
    public var whiteLevel: Float?
    /// Seconds.
    public var integrationTime: Float?

    /// No value anywhere.
    public init() {}
  }
}
