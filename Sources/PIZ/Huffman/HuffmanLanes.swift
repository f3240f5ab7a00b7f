// The hot loop of decoding: four places of the stream at once.
//
// A bit stream is one chain of dependencies: where a code begins is known when the one before has been looked up.
// Seven cycles a code is all that one chain gives, while the core could do three times as much. So four lanes, each
// at a place of its own in the same stream, take turns in one loop and hide each other's latency.
//
// In a turn a lane loads the 57 bits or more from its position on and takes three codes from them without asking:
// unless a prefix was marked careful, none is longer than nineteen. The mark makes the sum of the lengths more
// than 63, so one comparison for all lanes finds whether one has to search for its codes instead.

/// A stretch of the stream and the words made of it so far.
@unsafe struct HuffmanLane {
  /// The next bit.
  var position: Int
  /// Codes that begin at or after this bit belong to somebody else.
  var end: Int
  /// The first word, the place of the next one, and where there is no more room.
  var first: UnsafeMutablePointer<UInt16>
  var next: UnsafeMutablePointer<UInt16>
  var limit: UnsafeMutablePointer<UInt16>

  static let wordsOfTurn = 3

  /// How many turns of at most `1 << shift` bits can be taken without passing the end or the limit.
  func turns(_ shift: Int) -> Int {
    unsafe max(0, min((end - position) >> shift, (limit - next) / Self.wordsOfTurn))
  }
}

extension HuffmanDecodingTable {
  /// A power of two that is no less than the bits of three codes and the bits of a load.
  private var turnShift: Int { longest <= 21 ? 6 : longest <= 42 ? 7 : 8 }

  /// Whether the lane is so near to its end or its limit that it cannot take a turn.
  func isDone(_ lane: HuffmanLane) -> Bool { unsafe lane.turns(turnShift) == 0 }

  /// Takes turns with four lanes until one of them is done or needs a ``step(_:_:)``.
  /// - Returns: the lane that needs a step, if any.
  func advance(
    _ lanes: UnsafeMutablePointer<HuffmanLane>, _ index: SIMD4<Int>, _ stream: BitStream
  ) -> Int? {
    let (a, b) = unsafe (lanes + index[0], lanes + index[1])
    let (c, d) = unsafe (lanes + index[2], lanes + index[3])
    var (pa, pb) = unsafe (a.pointee.position, b.pointee.position)
    var (pc, pd) = unsafe (c.pointee.position, d.pointee.position)
    // In every turn each lane has room for three words and bits for three codes, hence eight bytes to load.
    let (na, nb) = unsafe (UnsafeMutableRawPointer(a.pointee.next), UnsafeMutableRawPointer(b.pointee.next))
    let (nc, nd) = unsafe (UnsafeMutableRawPointer(c.pointee.next), UnsafeMutableRawPointer(d.pointee.next))
    let turns = unsafe min(
      min(a.pointee.turns(turnShift), b.pointee.turns(turnShift)),
      min(c.pointee.turns(turnShift), d.pointee.turns(turnShift)))
    let lookup = unsafe lookup
    var stopped: Int?
    var made = 0
    let end = 6 &* turns
    while made < end {
      var (wa, wb) = unsafe (stream.load(pa), stream.load(pb))
      var (wc, wd) = unsafe (stream.load(pc), stream.load(pd))
      var (ta, tb, tc, td) = (0, 0, 0, 0)
      // Code by code and not lane by lane: the core does not look far enough ahead for that.
      unsafe lookup.take(&wa, &ta, na + made)
      unsafe lookup.take(&wb, &tb, nb + made)
      unsafe lookup.take(&wc, &tc, nc + made)
      unsafe lookup.take(&wd, &td, nd + made)
      unsafe lookup.take(&wa, &ta, na + made + 2)
      unsafe lookup.take(&wb, &tb, nb + made + 2)
      unsafe lookup.take(&wc, &tc, nc + made + 2)
      unsafe lookup.take(&wd, &td, nd + made + 2)
      unsafe lookup.take(&wa, &ta, na + made + 4)
      unsafe lookup.take(&wb, &tb, nb + made + 4)
      unsafe lookup.take(&wc, &tc, nc + made + 4)
      unsafe lookup.take(&wd, &td, nd + made + 4)
      if ta | tb | tc | td > 63 {
        unsafe ta = ta > 63 ? search(pa, stream, na + made) : ta
        unsafe tb = tb > 63 ? search(pb, stream, nb + made) : tb
        unsafe tc = tc > 63 ? search(pc, stream, nc + made) : tc
        unsafe td = td > 63 ? search(pd, stream, nd + made) : td
        if min(min(ta, tb), min(tc, td)) < 0 {
          stopped = ta < 0 ? index[0] : tb < 0 ? index[1] : tc < 0 ? index[2] : index[3]
          break
        }
      }
      pa &+= ta
      pb &+= tb
      pc &+= tc
      pd &+= td
      made &+= 6
    }
    let words = made / 2
    unsafe (a.pointee.position, b.pointee.position, c.pointee.position, d.pointee.position) = (pa, pb, pc, pd)
    unsafe a.pointee.next += words
    unsafe b.pointee.next += words
    unsafe c.pointee.next += words
    unsafe d.pointee.next += words
    return stopped
  }

  /// Takes turns with one lane until it is done or needs a ``step(_:_:)``.
  func advance(_ lane: inout HuffmanLane, _ stream: BitStream) {
    let lookup = unsafe lookup
    var turns = unsafe lane.turns(turnShift)
    while turns > 0 {
      // Bits and room as above.
      let words = unsafe UnsafeMutableRawPointer(lane.next)
      var window = unsafe stream.load(lane.position)
      var bits = 0
      unsafe lookup.take(&window, &bits, words)
      unsafe lookup.take(&window, &bits, words + 2)
      unsafe lookup.take(&window, &bits, words + 4)
      if bits > 63 {
        bits = unsafe search(lane.position, stream, words)
        if bits < 0 { return }
      }
      unsafe lane.position &+= bits
      unsafe lane.next += 3
      turns &-= 1
    }
  }

  /// Three words whose codes follow each other from `position` on, of any length.
  /// - Returns: the bits of the codes; -1 if one is not that of a word.
  @inline(never) private func search(
    _ position: Int, _ stream: BitStream, _ words: UnsafeMutableRawPointer
  ) -> Int {
    var bits = 0
    for index in 0..<3 {
      guard let (length, symbol) = unsafe search(stream.window(position + bits)),
        case .word(let word) = symbol
      else { return -1 }
      // The lane has room for three words.
      unsafe words.storeBytes(of: word, toByteOffset: 2 * index, as: UInt16.self)
      bits += length
    }
    return bits
  }
}

extension HuffmanLookup {
  /// Takes a word from the head of a window. If the bits are more than 63 after three of them, the words mean nothing.
  @inline(__always) fileprivate func take(
    _ window: inout UInt64, _ bits: inout Int, _ word: UnsafeMutableRawPointer
  ) {
    let length = unsafe length(window)
    // The caller has room for the word.
    unsafe word.storeBytes(of: symbol(window, length), as: UInt16.self)
    window &<<= length
    bits &+= Int(truncatingIfNeeded: length)
  }
}

extension BitStream {
  /// The 57 bits or more from `position` on, then zeros. Eight bytes must be there.
  @inline(__always) fileprivate func load(_ position: Int) -> UInt64 {
    // The caller's promise.
    let bytes = unsafe base.loadUnaligned(fromByteOffset: position &>> 3, as: UInt64.self)
    return UInt64(bigEndian: bytes) &<< UInt64(truncatingIfNeeded: position & 7)
  }
}

extension HuffmanDecodingTable {
  /// What a step did. The last three did nothing.
  enum Step {
    case word, run, invalidCode, emptyRun, noRoom
  }

  /// Takes the code at the lane's position, of any kind, if there is room for what it makes.
  func step(_ lane: inout HuffmanLane, _ stream: BitStream) -> Step {
    guard let (length, symbol) = unsafe search(stream.window(lane.position)) else { return .invalidCode }
    switch symbol {
    case .word(let word):
      guard unsafe lane.next < lane.limit else { return .noRoom }
      // There is room for a word.
      unsafe lane.next.pointee = word
      unsafe lane.next += 1
      unsafe lane.position += length
      return .word
    case .run:
      let run = unsafe Int(stream.window(lane.position + length) >> 56)
      guard unsafe run > 0 && lane.next > lane.first else { return .emptyRun }
      guard unsafe run <= lane.limit - lane.next else { return .noRoom }
      // There is a word before and room for the run.
      unsafe lane.next.update(repeating: lane.next[-1], count: run)
      unsafe lane.next += run
      unsafe lane.position += length + 8
      return .run
    }
  }
}
