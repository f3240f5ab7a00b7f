/// The padding that the names of a sequence show.
struct Padding {
  /// The least number of digits; 0 without numbered frames.
  let pad: Int
  /// Whether the minus sign counts as a digit.
  let countsSign: Bool
  /// All paddings when the names disagree, rising.
  let mixed: [Int]

  /// - Parameters:
  ///   - frames: numbered frames, in any order.
  ///   - fixed: how many bytes of each name are not number or sign.
  init(frames: [SequenceFrame], fixed: Int) {
    var written = Widths()
    var negative = Widths()
    for frame in frames {
      guard let number = frame.number else { continue }
      let digits = frame.name.count - fixed - (number < 0 ? 1 : 0)
      if number < 0 {
        negative.add(digits: digits, needed: FrameName.digits(of: number))
      } else {
        written.add(digits: digits, needed: FrameName.digits(of: number))
      }
    }
    // -002 beside 0001: the negative names are padded to one digit less than the others.
    let shifted = negative.shifted
    countsSign = !negative.agrees(with: written) && shifted.agrees(with: written)
    let all = written.union(countsSign ? shifted : negative)
    pad = all.zeroPadded.min() ?? all.least ?? 0
    mixed = all.agrees(with: all) ? [] : all.paddings
  }

  /// What some names say about their padding: a name with a leading zero says exactly how wide it is,
  /// another only that the padding is no wider than itself.
  private struct Widths {
    var zeroPadded: Set<Int> = []
    var least: Int?

    mutating func add(digits: Int, needed: Int) {
      if digits > needed { zeroPadded.insert(digits) }
      least = min(least ?? digits, digits)
    }

    var shifted: Widths { Widths(zeroPadded: Set(zeroPadded.map { $0 + 1 }), least: least.map { $0 + 1 }) }

    func union(_ other: Widths) -> Widths {
      Widths(
        zeroPadded: zeroPadded.union(other.zeroPadded),
        least: [least, other.least].compactMap { $0 }.min())
    }

    func agrees(with other: Widths) -> Bool {
      let all = union(other)
      guard all.zeroPadded.count <= 1 else { return false }
      guard let exact = all.zeroPadded.first, let least = all.least else { return true }
      return least >= exact
    }

    var paddings: [Int] { zeroPadded.union(least.map { [$0] } ?? []).sorted() }
  }
}
