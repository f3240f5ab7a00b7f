// Decoding of a Huffman block.
//
// The four lanes of the hot loop need places in the stream where codes begin, and nobody has written them down.
// But a Huffman stream falls into step by itself: whoever starts at any bit decodes nonsense until, by chance, one of
// his codes ends where a true one does, and is right ever after. With ten bits a code that takes some ten codes.
//
// So the stream is cut into segments of equal bits. Each is decoded from its first bit into memory of its own,
// and the first places where it took a code to begin are marked. Then the segments are joined from left to right: the
// true words so far are followed beyond their segment until a code begins at a mark of the next one, from where on
// that one's words are true. Nothing rests on luck but speed: a segment that is not met is dropped, and its bits
// are decoded again.
//
// The words stay where they were made, in one piece a segment: to move them would cost more than to know it.

@safe struct HuffmanDecoder: ~Copyable {
  private var table = HuffmanDecodingTable()
  private var room = Scratch<UInt16>()
  private var lanes = unsafe Scratch<HuffmanLane>()
  private var marks = Scratch<Mark>()
  private var found = unsafe Scratch<Piece>()
  private var foundCount = 0

  /// Words that follow each other in memory and in the stream.
  @unsafe struct Piece {
    var first: UnsafeMutablePointer<UInt16>
    var count: Int
  }

  /// A place where a segment took a word's code to begin, and the words it had made before.
  struct Mark {
    var position: Int
    var made: Int
  }

  /// Twice as many as lanes, so that lanes that are done early get another.
  private static let segmentCount = 8
  /// To miss the true codes that often is less likely than one in a hundred.
  private static let marksOfSegment = 48
  /// Below, the start of a segment is not worth its while.
  private static let leastBitsOfSegment = 8192

  init() {}

  /// The words of the last block, in the order of the stream; valid until the next.
  var pieces: UnsafeBufferPointer<Piece> {
    mutating get {
      // `foundCount` pieces have been written, of `segmentCount` that there is memory for.
      unsafe UnsafeBufferPointer(start: found.reserve(Self.segmentCount), count: foundCount)
    }
  }

  /// Decodes a block into exactly `count` words.
  mutating func decode(_ block: UnsafeRawBufferPointer, count: Int) throws(PIZError) {
    let headerCount = HuffmanFormat.headerByteCount
    guard block.count >= headerCount else { throw .truncated(.huffmanHeader) }
    // Four fields of four bytes are in the header.
    func field(_ index: Int) -> UInt32 {
      unsafe UInt32(littleEndian: block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
    }
    let (first, last, bitCount) = (field(0), field(1), Int(field(3)))
    guard first <= last, last < HuffmanFormat.symbolCount else {
      throw .symbolRange(first: first, last: last)
    }
    // The header is inside the block, and the table reader returns no more than it was given.
    let packed = unsafe UnsafeRawBufferPointer(rebasing: block[headerCount...])
    let tableCount = unsafe try table.read(packed, first: Int(first), last: Int(last))
    let rest = unsafe UnsafeRawBufferPointer(rebasing: packed[tableCount...])
    guard (bitCount + 7) / 8 <= rest.count, let base = rest.baseAddress else { throw .truncated(.bitStream) }
    // All of `rest` may be read.
    let stream = unsafe BitStream(base: base, byteCount: rest.count)

    // Half as much again as the words need, for segments of more words than others.
    let roomCount = count + count / 2
    let words = unsafe room.reserve(roomCount)
    var lane = unsafe HuffmanLane(
      position: 0, end: bitCount, first: words, next: words, limit: words + roomCount)
    foundCount = 0
    if bitCount >= Self.segmentCount * Self.leastBitsOfSegment {
      unsafe try decodeSegments(of: &lane, stream)
    }
    unsafe try finish(&lane, stream, count: count, room: words)
  }

  /// Adds the words of a lane to the pieces.
  private mutating func keep(_ lane: HuffmanLane) {
    // There is memory for a piece of each segment.
    unsafe found.reserve(Self.segmentCount)[foundCount] = Piece(
      first: lane.first, count: lane.next - lane.first)
    foundCount += 1
  }

  /// Decodes from where the lane is to its end, which is that of the stream.
  private mutating func finish(
    _ lane: inout HuffmanLane, _ stream: BitStream, count: Int, room: UnsafeMutablePointer<UInt16>
  ) throws(PIZError) {
    var left = count
    for index in 0..<foundCount { unsafe left -= pieces[index].count }
    guard unsafe lane.next - lane.first <= left else { throw .wordCount(expected: count) }
    // The room ends at its limit, and the words before the lane are all in front of it.
    if unsafe lane.limit - lane.first > left { unsafe lane.limit = lane.first + left }

    while unsafe lane.position < lane.end {
      unsafe table.advance(&lane, stream)
      guard unsafe lane.position < lane.end else { break }
      switch unsafe table.step(&lane, stream) {
      case .word, .run: break
      case .invalidCode: throw unsafe .invalidCode(bit: lane.position)
      case .emptyRun: throw unsafe .emptyRun(bit: lane.position)
      case .noRoom:
        guard unsafe lane.limit - lane.first < left else { throw .wordCount(expected: count) }
        unsafe closeRanks(&lane, room)
        left = count
        unsafe lane.limit = room + count
      }
    }
    guard unsafe lane.position == lane.end && lane.next - lane.first == left else {
      throw .wordCount(expected: count)
    }
    unsafe keep(lane)
  }

  /// Moves all words to the start of the room, where the lane then has them as its own.
  private mutating func closeRanks(_ lane: inout HuffmanLane, _ room: UnsafeMutablePointer<UInt16>) {
    unsafe keep(lane)
    var next = unsafe room
    for index in 0..<foundCount {
      // Pieces lie in their order, so each moves down onto words that have moved already.
      let piece = unsafe pieces[index]
      unsafe next.update(from: piece.first, count: piece.count)
      unsafe next += piece.count
    }
    foundCount = 0
    unsafe (lane.first, lane.next) = unsafe (room, next)
  }
}

// MARK: - Segments

extension HuffmanDecoder {
  /// Decodes all segments of a lane and joins them, as far as they can be.
  ///
  /// The words become pieces, but for those of the last segment that was joined: this is what the lane is on return.
  private mutating func decodeSegments(
    of lane: inout HuffmanLane, _ stream: BitStream
  ) throws(PIZError) {
    let count = Self.segmentCount
    let (bitCount, limit) = unsafe (lane.end, lane.limit)
    let roomOfSegment = unsafe (lane.limit - lane.first) / count
    let lanes = unsafe self.lanes.reserve(count)
    let marks = unsafe self.marks.reserve(count * Self.marksOfSegment)
    var markCounts = InlineArray<8, Int>(repeating: 0)
    // Indices of lanes are below `count`; each has its own marks and its share of the room.
    for index in 0..<count {
      let first = unsafe lane.first + roomOfSegment * index
      unsafe lanes[index] = unsafe HuffmanLane(
        position: bitCount / count * index, end: bitCount / count * (index + 1),
        first: first, next: first, limit: first + roomOfSegment)
      if index > 0 {
        markCounts[index] = unsafe mark(&lanes[index], marks + index * Self.marksOfSegment, stream)
      }
    }
    unsafe decode(lanes, stream)

    unsafe lane = lanes[0]
    for index in 1..<count {
      unsafe lane.end = bitCount / count * index
      unsafe lane.limit = lanes[index].first
      let marks = unsafe UnsafeBufferPointer(
        start: marks + index * Self.marksOfSegment, count: markCounts[index])
      guard let mark = unsafe try meet(&lane, marks, stream) else { continue }
      unsafe keep(lane)
      unsafe lane = lanes[index]
      // What it made before the mark is nonsense.
      unsafe lane.first += mark.made
    }
    unsafe (lane.end, lane.limit) = unsafe (bitCount, limit)
  }

  /// Decodes the first codes of a segment and marks where they are.
  /// - Returns: the number of marks.
  private func mark(
    _ lane: inout HuffmanLane, _ marks: UnsafeMutablePointer<Mark>, _ stream: BitStream
  ) -> Int {
    var count = 0
    while unsafe count < Self.marksOfSegment && lane.position < lane.end {
      let mark = unsafe Mark(position: lane.position, made: lane.next - lane.first)
      switch unsafe table.step(&lane, stream) {
      case .word:
        // There is memory for `marksOfSegment` marks.
        unsafe marks[count] = mark
        count += 1
      // A run repeats a word that may be nonsense; its place is no use.
      case .run: break
      case .invalidCode, .emptyRun, .noRoom:
        unsafe lane.end = lane.position
      }
    }
    return count
  }

  /// Takes turns with four segments at a time until no more can be had for a lane that is done.
  private func decode(_ lanes: UnsafeMutablePointer<HuffmanLane>, _ stream: BitStream) {
    var active = SIMD4(0, 1, 2, 3)
    var next = 4
    while true {
      if let stopped = unsafe table.advance(lanes, active, stream) {
        switch unsafe table.step(&lanes[stopped], stream) {
        case .word, .run: continue
        case .invalidCode, .emptyRun, .noRoom:
          unsafe lanes[stopped].end = lanes[stopped].position
        }
      }
      for slot in 0..<4 where unsafe table.isDone(lanes[active[slot]]) {
        guard next < Self.segmentCount else { return }
        active[slot] = next
        next += 1
      }
    }
  }

  /// Follows the true codes to the end of the lane and beyond until one begins at a mark.
  /// - Returns: the mark, or nil if none is met or there is no more room.
  private func meet(
    _ lane: inout HuffmanLane, _ marks: UnsafeBufferPointer<Mark>, _ stream: BitStream
  ) throws(PIZError) -> Mark? {
    var next = 0
    while true {
      unsafe table.advance(&lane, stream)
      if unsafe lane.position >= lane.end {
        // `next` is below `count` where it is used.
        while unsafe next < marks.count && marks[next].position < lane.position { next += 1 }
        guard next < marks.count else { return nil }
        if unsafe marks[next].position == lane.position { return unsafe marks[next] }
      }
      switch unsafe table.step(&lane, stream) {
      case .word, .run: break
      case .invalidCode: throw unsafe .invalidCode(bit: lane.position)
      case .emptyRun: throw unsafe .emptyRun(bit: lane.position)
      case .noRoom: return nil
      }
    }
  }
}
