import DPX

/// A DPX file built by the plainest reading of the standard: datums as strings of bits, a fixed header.
struct ReferenceFile {
  var width: Int
  var height: Int
  var bits: Int
  var packing: Int
  var order: DPXByteOrder
  var offset = 8192
  /// Bytes that fill a line up to 32 bits.
  var fillsLines = true
  var linePadding = 0
  var imagePadding = 0
  /// Whether the padding is also there behind the last line.
  var padsLastLine = true
  var seed = 1

  /// The codes of a pixel, spread over the whole range.
  func code(_ x: Int, _ y: Int, _ component: Int) -> UInt16 {
    let mixed = UInt64((y * width + x) * 3 + component + seed) &* 0x9E37_79B9_7F4A_7C15
    return UInt16(truncatingIfNeeded: mixed >> 40) & UInt16((1 << bits) - 1)
  }

  func plane(_ component: Int) -> [UInt16] {
    (0..<height).flatMap { y in (0..<width).map { x in code(x, y, component) } }
  }

  private func number(_ value: UInt32, bytes: Int) -> [UInt8] {
    let big = (0..<bytes).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * (bytes - 1 - $0))) }
    return order == .big ? big : big.reversed()
  }

  private func line(_ y: Int) -> [UInt8] {
    let datums = (0..<width).flatMap { x in (0..<3).map { UInt32(code(x, y, $0)) } }
    var bytes: [UInt8] = []
    switch (packing, bits) {
    case (0, _):
      var stream = datums.flatMap { datum in (0..<bits).map { datum >> UInt32($0) & 1 } }
      while stream.count % 32 != 0 { stream.append(0) }
      for start in stride(from: 0, to: stream.count, by: 32) {
        let word = (0..<32).reduce(0 as UInt32) { $0 | stream[start + $1] << UInt32($1) }
        bytes += number(word, bytes: 4)
      }
    case (_, 10):
      for x in 0..<width {
        let word = datums[3 * x] << 20 | datums[3 * x + 1] << 10 | datums[3 * x + 2]
        bytes += number(packing == 1 ? word << 2 : word, bytes: 4)
      }
    default:
      for datum in datums { bytes += number(packing == 1 ? datum << 4 : datum, bytes: 2) }
      if fillsLines, bytes.count % 4 != 0 { bytes += [0xAA, 0xAA] }
    }
    if padsLastLine || y < height - 1 { bytes += Array(repeating: 0xAA, count: linePadding) }
    return bytes
  }

  /// The file; `edit` gets the header before it is used.
  func bytes(edit: (inout [UInt8]) -> Void = { _ in }) -> [UInt8] {
    let data = (0..<height).flatMap(line) + Array(repeating: 0xAA, count: imagePadding)
    var header = [UInt8](repeating: 0, count: offset)
    func put(_ value: Int, _ bytes: Int, at place: Int) {
      header.replaceSubrange(place..<place + bytes, with: number(UInt32(value), bytes: bytes))
    }
    put(0x5344_5058, 4, at: 0)
    put(offset, 4, at: 4)
    header.replaceSubrange(8..<12, with: Array("V2.0".utf8))
    put(offset + data.count, 4, at: 16)
    put(1664, 4, at: 24)
    put(offset >= 2048 ? 384 : 0, 4, at: 28)
    put(1, 2, at: 770)
    put(width, 4, at: 772)
    put(height, 4, at: 776)
    header[800] = 50
    header[803] = UInt8(bits)
    put(packing, 2, at: 804)
    put(offset, 4, at: 808)
    put(linePadding, 4, at: 812)
    put(imagePadding, 4, at: 816)
    edit(&header)
    return header + data
  }
}

/// The file's header and rows.
func parsed(_ bytes: some Sequence<UInt8>) throws(DPXError) -> DPXImage {
  let bytes = Array(bytes)
  return try DPXImage(parsing: bytes.span)
}

/// The same of a file of which only the start is there.
func parsed(header bytes: [UInt8], byteCount: Int) throws(DPXError) -> DPXImage {
  try DPXImage(parsingHeader: bytes.span, byteCount: byteCount)
}

/// A parsed file with its planes.
struct Decoded {
  var image: DPXImage
  var planes: [[UInt16]]

  /// Parses and unpacks a file, all rows at once or in bands.
  init(_ bytes: [UInt8], band: Int = .max) throws(DPXError) {
    let image = try DPXImage(parsing: bytes.span)
    var planes = [[UInt16]](repeating: [], count: 3)
    var first = 0
    while first < image.height {
      let rows = first..<first + min(band, image.height - first)
      var codes = [[UInt16]](repeating: Array(repeating: 0xFFFF, count: rows.count * image.width), count: 3)
      var (red, green, blue) = (codes[0], codes[1], codes[2])
      var r = red.mutableSpan
      var g = green.mutableSpan
      var b = blue.mutableSpan
      image.unpack(rows: rows, of: bytes.span, red: &r, green: &g, blue: &b)
      codes = [red, green, blue]
      for index in 0..<3 { planes[index] += codes[index] }
      first = rows.upperBound
    }
    self.image = image
    self.planes = planes
  }
}

/// A whole file of ours.
func encoded(
  _ planes: [[UInt16]], width: Int, height: Int, _ bitDepth: DPXBitDepth, header: DPXHeader = DPXHeader()
) throws(DPXError) -> [UInt8] {
  let layout = try DPXLayout(width: width, height: height, bitDepth: bitDepth)
  // Not zero, so that a byte that is not written shows.
  var head = [UInt8](repeating: 0xCD, count: DPXLayout.dataOffset)
  var body = [UInt8](repeating: 0xCD, count: layout.byteCount - head.count)
  var headBytes = head.mutableSpan
  layout.writeHeader(header, into: &headBytes)
  var bodyBytes = body.mutableSpan
  let (red, green, blue) = (planes[0], planes[1], planes[2])
  layout.pack(red: red.span, green: green.span, blue: blue.span, into: &bodyBytes)
  return head + body
}

extension DPXLayout {
  /// Packs a range of the planes' pixels into a range of a file's bytes, in place.
  func pack(_ planes: [[UInt16]], _ pixels: Range<Int>, into file: inout [UInt8], _ range: Range<Int>) {
    let (red, green, blue) = (planes[0], planes[1], planes[2])
    // Safe: the buffer stays inside the closure, and the range is checked against it.
    unsafe file.withUnsafeMutableBufferPointer { file in
      var bytes = unsafe UnsafeMutableBufferPointer(rebasing: file[range]).mutableSpan
      pack(
        red: red.span.extracting(pixels), green: green.span.extracting(pixels),
        blue: blue.span.extracting(pixels), into: &bytes)
    }
  }
}
