/// One value of SMPTE time code (ST 12-1): hours, minutes, seconds, frames.
///
/// Above 30 frames a second one value counts a pair of frames, and ``field`` marks the second. What is
/// valid depends on the ``TimeBase``; every function that needs one checks.
public struct TimeCode: Hashable, Sendable {
  /// 0–23.
  public var hours: Int
  /// 0–59.
  public var minutes: Int
  /// 0–59.
  public var seconds: Int
  /// 0 up to the base's counted frames less one.
  public var frames: Int
  /// The drop-frame flag.
  public var dropFrame: Bool
  /// The field bit: above 30 frames a second the second frame of a pair. At other rates it means an
  /// interlaced field and is carried along unchanged.
  public var field: Bool

  /// A value as given; nothing is checked.
  public init(
    hours: Int, minutes: Int, seconds: Int, frames: Int, dropFrame: Bool = false, field: Bool = false
  ) {
    self.hours = hours
    self.minutes = minutes
    self.seconds = seconds
    self.frames = frames
    self.dropFrame = dropFrame
    self.field = field
  }

  /// Reads `HH:MM:SS:FF`, or with `;` before the frames for drop-frame (also `HH;MM;SS;FF`), each with
  /// two digits; `.1` behind it sets the field bit, `.0` clears it.
  ///
  /// - Throws: ``TimeCodeError/malformed(text:)``. Whether the value exists at a rate is not checked.
  public init(parsing text: String) throws(TimeCodeError) {
    var bytes = Array(text.utf8)
    var field = false
    if bytes.count == 13, bytes[11] == UInt8(ascii: "."),
      bytes[12] == UInt8(ascii: "0") || bytes[12] == UInt8(ascii: "1")
    {
      field = bytes[12] == UInt8(ascii: "1")
      bytes.removeLast(2)
    }
    let colon = UInt8(ascii: ":")
    let semicolon = UInt8(ascii: ";")
    guard bytes.count == 11 else { throw .malformed(text: text) }
    let separators = [bytes[2], bytes[5], bytes[8]]
    let isDropFrame = separators[2] == semicolon
    guard
      separators == [colon, colon, colon] || separators == [colon, colon, semicolon]
        || separators == [semicolon, semicolon, semicolon]
    else { throw .malformed(text: text) }
    var values: [Int] = []
    for start in [0, 3, 6, 9] {
      guard bytes[start].isDigit, bytes[start + 1].isDigit else { throw .malformed(text: text) }
      values.append(Int(bytes[start] - UInt8(ascii: "0")) * 10 + Int(bytes[start + 1] - UInt8(ascii: "0")))
    }
    self.init(
      hours: values[0], minutes: values[1], seconds: values[2], frames: values[3],
      dropFrame: isDropFrame, field: field)
  }

  /// The value of frame `count` since midnight, counted at the full rate; counts wrap at 24 hours, both
  /// ways.
  public init(frameCount count: Int, base: TimeBase) {
    let wrapped = count % base.framesPerDay
    let positive = wrapped < 0 ? wrapped + base.framesPerDay : wrapped
    var value = base.countsPairs ? positive / 2 : positive
    if base.dropFrame {
      // Put back the numbers dropped before: 18 in each ten minutes, then 2 a minute after the first.
      let (tens, rest) = value.quotientAndRemainder(dividingBy: TimeBase.dropFramesPerTenMinutes)
      value += 18 * tens + (rest < 2 ? 0 : 2 * ((rest - 2) / 1798))
    }
    let seconds = value / base.counted
    self.init(
      hours: seconds / 3600, minutes: seconds / 60 % 60, seconds: seconds % 60, frames: value % base.counted,
      dropFrame: base.dropFrame, field: base.countsPairs && !positive.isMultiple(of: 2))
  }

  /// How many frames, at the full rate, this value is after midnight.
  ///
  /// - Throws: ``TimeCodeError/invalid(timeCode:)`` for a value that does not exist at this base: out of range,
  ///   a dropped number, or the wrong drop-frame flag.
  public func frameCount(_ base: TimeBase) throws(TimeCodeError) -> Int {
    let isDropped = base.dropFrame && seconds == 0 && frames < 2 && !minutes.isMultiple(of: 10)
    guard (0..<24).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds),
      (0..<base.counted).contains(frames), dropFrame == base.dropFrame, !isDropped
    else { throw .invalid(timeCode: self) }
    let totalMinutes = hours * 60 + minutes
    var value = (totalMinutes * 60 + seconds) * base.counted + frames
    if base.dropFrame { value -= 2 * (totalMinutes - totalMinutes / 10) }
    return base.countsPairs ? 2 * value + (field ? 1 : 0) : value
  }

  /// ``frameCount(_:)`` of a value that a person gave. In files the field bit may mark an interlaced field,
  /// but a person who writes it means the second frame of a pair, which only some bases count.
  ///
  /// - Throws: as ``frameCount(_:)``, and ``TimeCodeError/invalid(timeCode:)`` for a field mark where no pairs are
  ///   counted.
  package func givenFrameCount(_ base: TimeBase) throws(TimeCodeError) -> Int {
    guard base.countsPairs || !field else { throw .invalid(timeCode: self) }
    return try frameCount(base)
  }

  /// The value `frames` later, or earlier if negative; it wraps at 24 hours.
  ///
  /// - Throws: as ``frameCount(_:)``.
  public func advanced(by frames: Int, base: TimeBase) throws(TimeCodeError) -> TimeCode {
    let start = try frameCount(base)
    var result = TimeCode(frameCount: start + frames % base.framesPerDay, base: base)
    if !base.countsPairs { result.field = field }
    return result
  }

  /// `HH:MM:SS:FF`, with `;` before the frames for drop-frame and `.1` behind them for the field bit.
  public var text: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(hours)):\(two(minutes)):\(two(seconds))\(dropFrame ? ";" : ":")\(two(frames))"
      + (field ? ".1" : "")
  }
}

extension UInt8 {
  /// Whether it is one of the ASCII digits.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
