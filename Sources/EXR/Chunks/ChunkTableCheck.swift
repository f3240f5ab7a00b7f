/// Looks whether an open file is as long as its chunk tables say. Reads the tables and the header of the chunk
/// that lies last in the file, and no other: that finds what is cut short without reading the picture.
struct ChunkTableCheck {
  private let header: Header
  private let reading: PositionedRead
  private let byteCount: Int
  /// The first bytes of the file, which need not be read again.
  private let prefix: ByteBuffer

  init(_ header: Header, byteCount: Int, prefix: ByteBuffer, reading: @escaping PositionedRead) {
    self.header = header
    self.reading = reading
    self.byteCount = byteCount
    self.prefix = prefix
  }

  /// Tables are read in stretches of so many entries: the largest are larger than what memory is taken for.
  private static let stretch = 64 << 10

  private struct Last {
    var offset: Int
    var part: Int
    var index: Int
  }

  /// - Parameter start: Where the tables begin.
  /// - Throws: as ``ChunkTable``, but for chunks that the tables do lead to and that are damaged themselves.
  func run(from start: Int) throws(EXRError) {
    var table = start
    var last: Last?
    for part in header.parts {
      guard part.chunkCount * 8 <= byteCount - table else {
        throw EXRError(.openFile, .truncated, "the file is cut short: it ends inside its chunk table")
      }
      let layout = ChunkLayout(part)
      var first = 0
      while first < layout.count {
        let end = min(layout.count, first + Self.stretch)
        let bytes = try bytes(at: table + first * 8, count: (end - first) * 8)
        defer { withExtendedLifetime(bytes.buffer) {} }
        // The buffer lives to the end of the loop's body.
        let file = unsafe FileBytes(bytes.buffer.bytes, at: bytes.start, ofFileWith: byteCount)
        for index in first..<end {
          let offset = try ChunkTable.offset(of: index, in: part, layout: layout, table: table, file: file)
          if offset > last?.offset ?? 0 { last = Last(offset: offset, part: part.index, index: index) }
        }
        first = end
      }
      table += layout.count * 8
    }
    if let last { try check(last) }
  }

  private func check(_ last: Last) throws(EXRError) {
    let bytes = try bytes(
      at: last.offset, count: min(ChunkHeader.maximumByteCount, byteCount - last.offset))
    defer { withExtendedLifetime(bytes.buffer) {} }
    // The buffer lives to the end of this function.
    let file = unsafe FileBytes(bytes.buffer.bytes, at: bytes.start, ofFileWith: byteCount)
    let part = header.parts[last.part]
    try ChunkTable.entry(
      at: last.offset, of: last.index, in: part, layout: ChunkLayout(part), file: file,
      hasPartNumbers: header.isMultiPart)
  }

  /// A buffer that has these bytes of the file, and where in the file it begins.
  private func bytes(at offset: Int, count: Int) throws(EXRError) -> (buffer: ByteBuffer, start: Int) {
    if offset + count <= prefix.count { return (prefix, 0) }
    let buffer = ByteBuffer()
    try buffer.fill(at: offset, count: count, reading: reading)
    return (buffer, offset)
  }
}
