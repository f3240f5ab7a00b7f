extension TimeCode {
  /// Reads the time word of OpenEXR's `timecode` attribute in its TV60 packing, the one in files.
  ///
  /// Bits from the lowest: 0–3 frame units, 4–5 frame tens, 6 drop-frame, 8–11 and 12–14 seconds,
  /// 15 field, 16–19 and 20–22 minutes, 24–27 and 28–29 hours (ImfTimeCode.h).
  /// - Throws: ``TimeCodeError/invalidWord(word:)`` unless all are decimal digits and hours are below 24,
  ///   minutes and seconds below 60.
  public init(openEXRWord word: UInt32) throws(TimeCodeError) {
    try self.init(
      word: word, digits: word & 0x3F7F_7F3F, dropFrame: word & 1 << 6 != 0, field: word & 1 << 15 != 0)
  }

  /// The time word of OpenEXR's `timecode` attribute in its TV60 packing, without colour frame (bit 7) and binary
  /// group flags (23, 30, 31).
  ///
  /// - Precondition: each value has two decimal digits, frames are below 40 and hours below 40, minutes
  ///   and seconds below 80: what the bits can hold.
  public func openEXRWord() -> UInt32 {
    precondition(frames < 40 && hours < 40 && seconds < 80 && minutes < 80, "more than the word can hold")
    let flags: UInt32 = (dropFrame ? 1 << 6 : 0) | (field ? 1 << 15 : 0)
    return dpxWord | flags
  }

  /// Reads the SMPTE time code of a DPX header: eight decimal digits, HHMMSSFF, the highest first
  /// (ST 268). It has no drop-frame flag and no field bit.
  ///
  /// - Throws: ``TimeCodeError/invalidWord(word:)``, also for the undefined word 0xFFFFFFFF.
  public init(dpxWord word: UInt32) throws(TimeCodeError) {
    try self.init(word: word, digits: word, dropFrame: false, field: false)
  }

  /// The SMPTE time code of a DPX header: eight decimal digits, HHMMSSFF. Drop-frame flag and field bit
  /// have no place in it.
  ///
  /// - Precondition: each value lies in 0…99.
  public var dpxWord: UInt32 {
    [hours, minutes, seconds, frames].reduce(0) { word, value in
      precondition((0...99).contains(value), "two decimal digits")
      return word << 8 | UInt32(value / 10) << 4 | UInt32(value % 10)
    }
  }

  private init(word: UInt32, digits: UInt32, dropFrame: Bool, field: Bool) throws(TimeCodeError) {
    let values = [24, 16, 8, 0].map { (tens: Int(digits >> ($0 + 4) & 0xF), units: Int(digits >> $0 & 0xF)) }
    guard values.allSatisfy({ $0.tens <= 9 && $0.units <= 9 }) else { throw .invalidWord(word: word) }
    let numbers = values.map { $0.tens * 10 + $0.units }
    guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { throw .invalidWord(word: word) }
    self.init(
      hours: numbers[0], minutes: numbers[1], seconds: numbers[2], frames: numbers[3], dropFrame: dropFrame,
      field: field)
  }
}
