import DPX
import Foundation
import Testing

/// Odd and even widths, single rows and columns, several vectors of pixels and their tails.
private let sizes = [
  (1, 1), (1, 2), (2, 1), (1, 7), (2, 3), (3, 2), (3, 4), (17, 5), (64, 3), (479, 3), (480, 2), (1021, 2),
]

extension Tool {
  /// The codes that the tool reads from a DPX file, scaled back by the rule of its own.
  fileprivate func codes(
    of file: URL, width: Int, height: Int, _ bitDepth: DPXBitDepth, in folder: URL
  ) throws -> [[UInt16]] {
    let bits = Int(bitDepth.rawValue)
    let count = width * height
    switch self {
    case .ffmpeg:
      // Planes G, B, R of the codes themselves.
      let raw = try self(["-v", "error", "-i", file.path, "-f", "rawvideo", "-pix_fmt", "gbrp\(bits)le", "-"])
      try #require(raw.count == count * 6)
      let planes = (0..<3).map { plane in
        (0..<count).map { index -> UInt16 in
          let place = (plane * count + index) * 2
          return UInt16(raw[place]) | UInt16(raw[place + 1]) << 8
        }
      }
      return [planes[2], planes[0], planes[1]]
    case .oiiotool:
      // Lines "Pixel (x, y): r g b (…)" with samples of 16 bits whose high bits are the code; below them it
      // repeats the code or leaves zeros.
      let text = String(decoding: try self(["--dumpdata", file.path]), as: UTF8.self)
      let pixels = text.split(separator: "\n").filter { $0.contains("Pixel (") }.map { line in
        line.split(separator: ":")[1].split(separator: " ").prefix(3).map { UInt16($0)! >> UInt16(16 - bits) }
      }
      try #require(pixels.count == count)
      return (0..<3).map { plane in pixels.map { $0[plane] } }
    case .ffprobe:
      preconditionFailure("ffprobe reads no codes")
    case .gm, .imagemagick:
      // Samples of 16 bits, scaled so that the largest code is 65535. ImageMagick takes every DPX that is not
      // logarithmic for linear, whatever its transfer characteristic, and would encode it for a display.
      let output = folder.appendingPathComponent("magick.ppm")
      let command =
        self == .gm ? ["convert", file.path] : [file.path, "-set", "colorspace", "sRGB"]
      try self(command + ["-depth", "16", output.path])
      let maximum = Int(bitDepth.maximumCode)
      let ppm = try Data(contentsOf: output)
      try #require(ppm.starts(with: "P6".utf8))
      let samples = Array(ppm.suffix(count * 6))
      return (0..<3).map { plane in
        (0..<count).map { index in
          let place = (index * 3 + plane) * 2
          let sample = Int(samples[place]) << 8 | Int(samples[place + 1])
          return UInt16((sample * maximum + 32767) / 65535)
        }
      }
    }
  }
}

/// A PPM of 16 bits with the planes' codes, scaled so that the largest is 65535.
private func writePPM(_ planes: [[UInt16]], width: Int, height: Int, _ bitDepth: DPXBitDepth, to file: URL)
  throws
{
  let maximum = Int(bitDepth.maximumCode)
  var bytes = Array("P6\n\(width) \(height)\n65535\n".utf8)
  for index in 0..<width * height {
    for plane in planes {
      let sample = (Int(plane[index]) * 65535 + maximum / 2) / maximum
      bytes += [UInt8(sample >> 8), UInt8(sample & 0xFF)]
    }
  }
  try Data(bytes).write(to: file)
}

private func codes(width: Int, height: Int, _ bitDepth: DPXBitDepth) -> [[UInt16]] {
  let reference = ReferenceFile(
    width: width, height: height, bits: Int(bitDepth.rawValue), packing: 1, order: .big)
  return (0..<3).map(reference.plane)
}

@Suite struct InteroperabilityTests {
  private func isReadRight(by tool: Tool, _ bitDepth: DPXBitDepth) throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("ours.dpx")
      for (width, height) in sizes {
        let planes = codes(width: width, height: height, bitDepth)
        try Data(encoded(planes, width: width, height: height, bitDepth)).write(to: file)
        let read = try tool.codes(of: file, width: width, height: height, bitDepth, in: folder)
        #expect(read == planes, "\(width) × \(height)")
      }
    }
  }

  @Test(.enabled(if: Tool.oiiotool.isExpected, Tool.oiiotool.absence), arguments: DPXBitDepth.allCases)
  func openImageIOReadsOurs(bitDepth: DPXBitDepth) throws {
    try isReadRight(by: .oiiotool, bitDepth)
  }

  @Test(.enabled(if: Tool.ffmpeg.isExpected, Tool.ffmpeg.absence), arguments: DPXBitDepth.allCases)
  func ffmpegReadsOurs(bitDepth: DPXBitDepth) throws {
    try isReadRight(by: .ffmpeg, bitDepth)
  }

  @Test(.enabled(if: Tool.gm.isExpected, Tool.gm.absence), arguments: DPXBitDepth.allCases)
  func graphicsMagickReadsOurs(bitDepth: DPXBitDepth) throws {
    try isReadRight(by: .gm, bitDepth)
  }

  @Test(.enabled(if: Tool.imagemagick.isExpected, Tool.imagemagick.absence), arguments: DPXBitDepth.allCases)
  func imageMagickReadsOurs(bitDepth: DPXBitDepth) throws {
    try isReadRight(by: .imagemagick, bitDepth)
  }

  /// Writes pictures with a tool and reads them; `arguments` gets the PPM's and the DPX file's path.
  ///
  /// GraphicsMagick and ImageMagick change codes a little when they write a DPX file. What they wrote is then
  /// what other readers find in it, within 1 or 2 of the source.
  private func readsRight(
    from tool: Tool, _ bitDepth: DPXBitDepth, _ order: DPXByteOrder, _ packing: DPXPacking,
    within tolerance: Int = 0, readers: [Tool] = [],
    arguments: (_ source: String, _ target: String) -> [String]
  ) throws {
    try withFolder { folder in
      let source = folder.appendingPathComponent("source.ppm")
      let file = folder.appendingPathComponent("theirs.dpx")
      for (width, height) in [(3, 4), (17, 5), (64, 3)] {
        let planes = codes(width: width, height: height, bitDepth)
        try writePPM(planes, width: width, height: height, bitDepth, to: source)
        try tool(arguments(source.path, file.path))
        let decoded = try Decoded(Array(Data(contentsOf: file)))
        let changes = zip(decoded.planes.joined(), planes.joined()).map { abs(Int($0) - Int($1)) }
        #expect(changes.max()! <= tolerance, "\(width) × \(height)")
        for reader in readers {
          let read = try reader.codes(of: file, width: width, height: height, bitDepth, in: folder)
          #expect(decoded.planes == read, "\(reader), \(width) × \(height)")
        }
        #expect(decoded.image.byteOrder == order)
        #expect(decoded.image.packing == packing)
        #expect(decoded.image.bitDepth == bitDepth)
      }
    }
  }

  @Test(
    .enabled(if: Tool.oiiotool.isExpected, Tool.oiiotool.absence), arguments: DPXByteOrder.allCases,
    DPXPacking.allCases)
  func readsOpenImageIOs(order: DPXByteOrder, packing: DPXPacking) throws {
    let name =
      switch packing {
      case .packed: "Packed"
      case .filledA: "Filled, method A"
      case .filledB: "Filled, method B"
      }
    try readsRight(from: .oiiotool, .ten, order, packing) { source, target in
      [
        source, "--attrib", "oiio:Endian", order == .big ? "big" : "little", "--attrib", "dpx:Packing", name,
        "-d", "uint10", "-o", target,
      ]
    }
  }

  /// Twelve bits it writes packed, whatever is asked for.
  @Test(.enabled(if: Tool.oiiotool.isExpected, Tool.oiiotool.absence), arguments: DPXByteOrder.allCases)
  func readsOpenImageIOsTwelveBits(order: DPXByteOrder) throws {
    try readsRight(from: .oiiotool, .twelve, order, .packed) { source, target in
      [source, "--attrib", "oiio:Endian", order == .big ? "big" : "little", "-d", "uint12", "-o", target]
    }
  }

  @Test(
    .enabled(if: Tool.ffmpeg.isExpected, Tool.ffmpeg.absence), arguments: DPXByteOrder.allCases,
    DPXBitDepth.allCases)
  func readsFFmpegs(order: DPXByteOrder, bitDepth: DPXBitDepth) throws {
    let format = "gbrp\(bitDepth.rawValue)\(order == .big ? "be" : "le")"
    // Codes as they are; a PPM would pass through its scaling.
    try withFolder { folder in
      let source = folder.appendingPathComponent("source.raw")
      let file = folder.appendingPathComponent("theirs.dpx")
      for (width, height) in [(3, 4), (17, 5), (64, 3)] {
        let planes = codes(width: width, height: height, bitDepth)
        let raw = [planes[1], planes[2], planes[0]].joined().flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        try Data(raw).write(to: source)
        try Tool.ffmpeg([
          "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gbrp\(bitDepth.rawValue)le", "-s",
          "\(width)x\(height)", "-i", source.path, "-pix_fmt", format, file.path,
        ])
        let decoded = try Decoded(Array(Data(contentsOf: file)))
        #expect(decoded.planes == planes, "\(width) × \(height)")
        #expect(decoded.image.byteOrder == order)
        #expect(decoded.image.header.television == DPXHeader.Television())
      }
    }
  }

  @Test(
    .enabled(if: Tool.gm.isExpected, Tool.gm.absence),
    arguments: DPXBitDepth.allCases.flatMap { bits in DPXPacking.allCases.map { (bits, $0) } },
    DPXByteOrder.allCases)
  func readsGraphicsMagicks(form: (bits: DPXBitDepth, packing: DPXPacking), order: DPXByteOrder) throws {
    let (bits, packing) = form
    let name =
      switch packing {
      case .packed: "packed"
      case .filledA: "a"
      case .filledB: "b"
      }
    try readsRight(from: .gm, bits, order, packing, within: 1, readers: [.gm]) { source, target in
      [
        "convert", source, "-depth", "\(bits.rawValue)", "-endian", order == .big ? "msb" : "lsb",
        "-define", "dpx:bits-per-sample=\(bits.rawValue)", "-define", "dpx:packing-method=\(name)", target,
      ]
    }
  }

  /// Big-endian and filled, whatever is asked for.
  @Test(
    .enabled(if: Tool.imagemagick.isExpected, Tool.imagemagick.absence),
    .enabled(if: Tool.ffmpeg.isExpected, Tool.ffmpeg.absence),
    .enabled(if: Tool.oiiotool.isExpected, Tool.oiiotool.absence), arguments: DPXBitDepth.allCases)
  func readsImageMagicks(bits: DPXBitDepth) throws {
    let readers: [Tool] = [.ffmpeg, .oiiotool, .imagemagick]
    try readsRight(from: .imagemagick, bits, .big, .filledA, within: 2, readers: readers) { source, target in
      [source, "-depth", "\(bits.rawValue)", target]
    }
  }
}
