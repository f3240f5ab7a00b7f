import Foundation
import Testing

/// A delivery in lines that a person can check: one a run of neighbours that are alike,
///
///     slate 1000 <- -3 drawn
///     head 1001-1003 <- -2-0 missing
///     cut 1009-1023 <- 6-20
///     tail 1024-1027 <- 21-24 held 20
enum NumberingRows {
  static func lines(_ sequence: Report.Sequence) -> [String] {
    var runs: [(first: Report.Frame, last: Report.Frame, words: String)] = []
    for frame in (sequence.slate.map { [$0] } ?? []) + sequence.frames {
      let words = words(frame)
      let follows = runs.last.map { run in
        run.words == words && run.last.role == frame.role
          && (run.last.outputFrame ?? 0) + 1 == frame.outputFrame
          && (run.last.sourceFrame ?? 0) + 1 == frame.sourceFrame
      }
      if follows == true {
        runs[runs.count - 1].last = frame
      } else {
        runs.append((frame, frame, words))
      }
    }
    return runs.map { run in
      func range(_ number: (Report.Frame) -> Int?) -> String {
        let (low, high) = (
          number(run.first).map(String.init) ?? "?", number(run.last).map(String.init) ?? "?"
        )
        return low == high ? low : "\(low)-\(high)"
      }
      return
        "\(roles[run.first.role ?? ""] ?? "?") \(range(\.outputFrame)) <- \(range(\.sourceFrame))\(run.words)"
    }
  }

  private static let roles = ["slate": "slate", "headHandle": "head", "cut": "cut", "tailHandle": "tail"]

  private static func words(_ frame: Report.Frame) -> String {
    switch frame.content {
    case "source": ""
    case "held": " held \(number(of: frame.source))"
    case let content?: " \(content)"
    case nil: " nothing said"
    }
  }

  /// The number in the name of a source file.
  static func number(of path: String?) -> String {
    guard let name = path?.split(separator: "/").last, let dot = name.dropLast(4).lastIndex(of: ".") else {
      return "?"
    }
    return Int(name.dropLast(4)[name.index(after: dot)...]).map(String.init) ?? "?"
  }
}

extension Folder {
  /// A shot whose frames say which they are, in an attribute `number` and with time code that runs with it:
  /// frame 0 is 01:00:00:00 at 24 frames a second.
  func numberedShot(
    _ numbers: some Swift.Sequence<Int>, pad: Int = 4, prefix: String = "in/a.", hasTimeCode: Bool = true
  ) throws {
    for number in numbers {
      var frame = PlainFrame()
      (frame.width, frame.height) = (4, 3)
      frame.attributes.append(.string("number", "no. \(number)."))
      if hasTimeCode {
        frame.attributes += [.timeCode(Folder.timeCode(number)), .rational("framesPerSecond", 24, 1)]
      }
      frame.sample = { x, y, channel in PlainFrame.grain(x: x + 17 * number, y: y, channel: channel) }
      try File.write(frame.bytes, to: self(Folder.name(prefix, number, pad: pad)))
    }
  }

  /// The word of the time code of a frame of ``numberedShot(_:pad:prefix:hasTimeCode:)``.
  static func timeCode(_ number: Int) -> UInt32 {
    let count = number + 3600 * 24
    let values = [count / 24 / 3600, count / 24 / 60 % 60, count / 24 % 60, count % 24]
    return values.reduce(0) { $0 << 8 | UInt32($1 / 10) << 4 | UInt32($1 % 10) }
  }
}

/// What an EXR of a numbered shot says of itself, found in its bytes.
struct NumberedFile {
  let number: String?
  let timeCode: UInt32?
  let userBits: UInt32?

  init(_ path: String) throws {
    let bytes = try File.read(path)
    func value(_ name: String, _ type: String) -> ArraySlice<UInt8>? {
      let key = Array(name.utf8) + [0] + Array(type.utf8) + [0]
      guard let at = bytes.indices.first(where: { bytes[$0...].starts(with: key) }) else { return nil }
      let start = at + key.count
      let size = (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
      return bytes[start + 4..<start + 4 + size]
    }
    number = value("number", "string").map { String(decoding: $0, as: UTF8.self) }
    func word(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
    let code = value("timeCode", "timecode")
    timeCode = code.map { word($0.prefix(4)) }
    userBits = code.map { word($0.suffix(4)) }
  }
}
