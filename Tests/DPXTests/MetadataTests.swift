import DPX
import Foundation
import Testing

/// Something in every field that a preview fills.
private let fullHeader: DPXHeader = {
  var header = DPXHeader()
  header.name(.acesproxy10)
  header.file.name = "sh010.1001.dpx"
  header.file.creationTime = DPXText(creationTime: 1_763_717_400)
  header.file.creator = "turnover"
  header.file.project = "show/sh010"
  header.file.copyright = "the show"
  header.element.lowCode = 64
  header.element.highCode = 940
  header.source.fileName = "sh010.1001.exr"
  header.source.creationTime = DPXText(creationTime: 1_763_717_399)
  header.source.inputDevice = "camera"
  header.source.inputSerial = "1234"
  header.source.xOffset = 3
  header.source.yOffset = 4
  header.source.xOriginalSize = 20
  header.source.yOriginalSize = 10
  header.source.pixelAspectHorizontal = 2
  header.source.pixelAspectVertical = 1
  header.film.keycodeManufacturer = "12"
  header.film.keycodeType = "34"
  header.film.keycodeOffset = "56"
  header.film.keycodePrefix = "789012"
  header.film.keycodeCount = "3456"
  header.film.framePosition = 7
  header.film.sequenceLength = 24
  header.film.heldCount = 1
  header.film.frameRate = 23.976
  header.film.shutterAngle = 172.8
  header.film.frameID = "frame"
  header.film.slate = "sh010 slate"
  header.television.timeCode = 0x0102_0304
  header.television.userBits = 0x1234_5678
  header.television.interlace = 0
  header.television.fieldNumber = 0
  header.television.frameRate = 23.976
  return header
}()

@Suite struct MetadataTests {
  /// OpenImageIO finds the header's values where it looks for them.
  @Test(.enabled(if: Tool.oiiotool.isExpected, Tool.oiiotool.absence))
  func openImageIOReadsTheHeader() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("sh010.1001.dpx")
      try Data(encoded([[1, 2], [3, 4], [5, 6]], width: 2, height: 1, .ten, header: fullHeader)).write(
        to: file)
      let info = String(decoding: try Tool.oiiotool(["--info", "-v", file.path]), as: UTF8.self)
      let lines = info.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      for expected in [
        "pixel data origin: x=3, y=4",
        "full/display size: 20 x 10",
        "Copyright: \"the show\"",
        "DateTime: \"2025:11:21 09:30:00\"",
        "DocumentName: \"show/sh010\"",
        "ImageDescription: \"ACESproxy10\"",
        "Orientation: 1 (normal)",
        "PixelAspectRatio: 2",
        "Software: \"turnover\"",
        "dpx:Colorimetric: \"User defined\"",
        "dpx:DittoKey: 1",
        "dpx:EndOfImagePadding: 0",
        "dpx:EndOfLinePadding: 0",
        "dpx:FieldNumber: 0",
        "dpx:FilmEdgeCode: \"1234567890123456\"",
        "dpx:Format: \"ACESproxy10\"",
        "dpx:FrameId: \"frame\"",
        "dpx:FramePosition: 7",
        "dpx:FrameRate: 23.976",
        "dpx:HeldCount: 1",
        "dpx:HighData: 940",
        "dpx:ImageDescriptor: \"RGB\"",
        "dpx:InputDevice: \"camera\"",
        "dpx:InputDeviceSerialNumber: \"1234\"",
        "dpx:Interlace: 0",
        "dpx:LowData: 64",
        "dpx:Packing: \"Filled, method A\"",
        "dpx:SequenceLength: 24",
        "dpx:ShutterAngle: 172.8",
        "dpx:SlateInfo: \"sh010 slate\"",
        "dpx:SourceDateTime: \"2025:11:21 09:29:59\"",
        "dpx:SourceImageFileName: \"sh010.1001.exr\"",
        "dpx:TemporalFrameRate: 23.976",
        "dpx:TimeCode: \"01:02:03:04\"",
        "dpx:Transfer: \"User defined\"",
        "dpx:UserBits: \(0x1234_5678)",
        "dpx:Version: \"V2.0\"",
        "oiio:BitsPerSample: 10",
      ] {
        #expect(lines.contains(expected))
      }
      // What was not given is undefined to it as well, not a zero.
      for absent in ["dpx:Gamma", "dpx:BlackLevel", "dpx:WhiteLevel", "dpx:XCenter", "dpx:Signal"] {
        #expect(!lines.contains { $0.hasPrefix(absent) })
      }
    }
  }

  /// FFmpeg finds time code, rate and aspect, and no range that it would take for a limited one.
  @Test(.enabled(if: Tool.ffprobe.isExpected, Tool.ffprobe.absence))
  func ffmpegReadsTheHeader() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("sh010.1001.dpx")
      // Large enough for the aspect: FFmpeg drops one that makes a picture narrower than a pixel.
      let planes = [[UInt16]](repeating: Array(repeating: 64, count: 8), count: 3)
      try Data(encoded(planes, width: 4, height: 2, .ten, header: fullHeader)).write(to: file)
      let printed = try Tool.ffprobe(["-v", "error", "-show_frames", "-show_streams", file.path])
      let lines = String(decoding: printed, as: UTF8.self).split(separator: "\n")
      #expect(lines.contains("TAG:timecode=01:02:03:04"))
      #expect(lines.contains("sample_aspect_ratio=2:1"))
      #expect(lines.contains("color_range=unknown"))
    }
  }

  @Test func wholeHeaderComesBack() throws {
    let file = try encoded([[1, 2], [3, 4], [5, 6]], width: 2, height: 1, .ten, header: fullHeader)
    let layout = try DPXLayout(width: 2, height: 1, bitDepth: .ten)
    #expect(try parsed(file).header == layout.completed(fullHeader))
  }
}
