/// Finds the rows of the planes in the pieces that the words of a chunk were decoded in.
///
/// A row that lies in one piece stays where it is. The few that begin in one piece and end in another are put together.
@safe struct CoefficientRows: ~Copyable {
  private var rows = unsafe Scratch<Row>()
  private var joined = Scratch<UInt16>()

  /// Locates the rows of all planes, in their order.
  /// - Parameter pieces: together as many words as the planes.
  mutating func locate(
    _ planes: UnsafeBufferPointer<PIZPlane>, in pieces: UnsafeBufferPointer<HuffmanDecoder.Piece>
  ) {
    var (rowCount, widest) = (0, 0)
    for index in planes.indices where unsafe planes[index].wordCount > 0 {
      unsafe rowCount += planes[index].height
      unsafe widest = max(widest, planes[index].width * planes[index].wordsPerSample)
    }
    let rows = unsafe self.rows.reserve(rowCount)
    // Each joint of two pieces is inside one row at most.
    var nextJoined = unsafe joined.reserve(pieces.count * widest)
    var row = 0
    var piece = 0
    var used = 0
    for index in planes.indices where unsafe planes[index].wordCount > 0 {
      let width = unsafe planes[index].width * planes[index].wordsPerSample
      for _ in unsafe 0..<planes[index].height {
        // The pieces have words for all rows, so there is a piece as long as there is a row.
        while unsafe used == pieces[piece].count { (piece, used) = (piece + 1, 0) }
        if unsafe pieces[piece].count - used >= width {
          unsafe rows[row] = pieces[piece].first + used
          used += width
        } else {
          unsafe rows[row] = nextJoined
          for _ in 0..<width {
            while unsafe used == pieces[piece].count { (piece, used) = (piece + 1, 0) }
            unsafe nextJoined.pointee = pieces[piece].first[used]
            unsafe nextJoined += 1
            used += 1
          }
        }
        row += 1
      }
    }
  }

  /// The rows from this one on, counted through all planes that are not empty.
  mutating func from(_ first: Int) -> UnsafePointer<Row> {
    // `locate` has reserved and filled as many as the planes have.
    unsafe UnsafePointer(rows.reserve(first + 1)) + first
  }
}
